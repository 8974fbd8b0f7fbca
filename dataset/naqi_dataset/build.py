"""Build `data/` and the card's metadata from the sources."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow.parquet as pq

from naqi_dataset.articles import SPLITS, read_articles, table
from naqi_dataset.card import update_card

VERSION = "0.1.0"


def build(dataset: Path) -> dict[str, dict[str, int]]:
    """Build the dataset repository in place.

    Returns rows by config and split. Raises SourceError; then nothing was changed.
    """
    articles = read_articles(dataset / "sources" / "articles")
    tables = {"articles": {split: table(articles, split) for split in SPLITS}}
    data = dataset / "data"
    shutil.rmtree(data, ignore_errors=True)
    for config, splits in tables.items():
        (data / config).mkdir(parents=True)
        for split, rows in splits.items():
            pq.write_table(rows, data / config / f"{split}.parquet", compression="zstd")
    counts = {config: {split: rows.num_rows for split, rows in splits.items()} for config, splits in tables.items()}
    update_card(dataset / "README.md", tables, VERSION)
    return counts
