"""The configs of the dataset: one explicit literal. What is not listed here is not built, verified or loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from naqi_dataset import articles, contrasts
from naqi_dataset.corruptions import rows as corruptions
from naqi_dataset.sites import pages, scrapes
from naqi_dataset.sources import Sources

# Every row names its split in the column `split`, and itself in the column `id`.
SPLITS: Final = articles.SPLITS


@dataclass(frozen=True, slots=True)
class Config:
    """One config: its schema, and how its rows (of all splits, in order of id) are made from the sources."""

    schema: pa.Schema
    rows: Callable[[Sources], list[dict[str, Any]]]


CONFIGS: Final[dict[str, Config]] = {
    "articles": Config(articles.SCHEMA, lambda sources: articles.rows(list(sources.articles))),
    "contrasts": Config(contrasts.SCHEMA, contrasts.rows),
    "corruptions": Config(corruptions.SCHEMA, corruptions.rows),
    "pages": Config(pages.SCHEMA, lambda sources: pages.rows(sources.articles, sources.sites)),
    "scrapes": Config(scrapes.SCHEMA, lambda sources: scrapes.rows(sources.articles, sources.sites)),
}
