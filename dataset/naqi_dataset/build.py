"""Build `data/`, the card's metadata, `croissant.json` and `SHA256SUMS` from the sources."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from naqi_dataset.card import update_card
from naqi_dataset.configs import CONFIGS, SPLITS
from naqi_dataset.croissant import write_croissant
from naqi_dataset.identity import write_sums
from naqi_dataset.sample import make_sample, write_sample
from naqi_dataset.sources import Sources, read_sources
from naqi_dataset.tables import Tables

# The version of the dataset. It is written here only; card and croissant.json are given it. `naqi-dataset diff` says which step changes demand.
VERSION: Final = "1.0.0"

# Measured on 1,526 pages: level 9 takes a quarter off level 3 in the same second; 19 another quarter off, in ten times that. The size of data pages and of
# row groups changes nothing, since a column of a split is one of each.
_ZSTD_LEVEL: Final = 9


def make_tables(dataset: Path) -> Tables:
    """All tables by config and split, made from the sources of a dataset repository. Raises SourceError."""
    return _tables(read_sources(dataset))


def _tables(sources: Sources) -> Tables:
    tables: Tables = {}
    for name, config in CONFIGS.items():
        rows = config.rows(sources)
        tables[name] = {split: pa.Table.from_pylist([row for row in rows if row["split"] == split], schema=config.schema) for split in SPLITS}
    return tables


def write(dataset: Path, tables: Tables, version: str = VERSION) -> None:
    """Write tables by config and split, and what describes them: the card first, then what is computed from files."""
    data = dataset / "data"
    shutil.rmtree(data, ignore_errors=True)
    for config, splits in tables.items():
        (data / config).mkdir(parents=True)
        for split, rows in splits.items():
            pq.write_table(rows, data / config / f"{split}.parquet", compression="zstd", compression_level=_ZSTD_LEVEL)
    update_card(dataset / "README.md", tables, version)
    write_croissant(dataset, tables, version)
    write_sums(dataset)


def build(dataset: Path, sample: Path) -> dict[str, dict[str, int]]:
    """Build the dataset repository in place, and the sample of `naqi.testing` in the folder `sample`.

    Returns rows by config and split. Raises SourceError; then nothing was changed.
    """
    sources = read_sources(dataset)
    tables, drawn = _tables(sources), make_sample(sources)
    write(dataset, tables)
    write_sample(sample, drawn)
    return {config: {split: rows.num_rows for split, rows in splits.items()} for config, splits in tables.items()}
