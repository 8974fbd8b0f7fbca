"""The configs of the dataset: one explicit literal. What is not listed here is not built, verified or loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from naqi_dataset import articles, contrasts
from naqi_dataset.corruptions import rows as corruptions
from naqi_dataset.sites import pages, scrapes
from naqi_dataset.sites.model import Site, read_sites

# Every row names its split in the column `split`, and itself in the column `id`.
SPLITS: Final = articles.SPLITS


@dataclass(frozen=True, slots=True)
class Sources:
    """What configs are built from. folder: `dataset/sources`. articles, sites: all of them, in order of id."""

    folder: Path
    articles: tuple[articles.Article, ...]
    sites: tuple[Site, ...] = ()


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


def read_sources(dataset: Path) -> Sources:
    """Read the sources of a dataset repository. Raises SourceError."""
    folder = dataset / "sources"
    return Sources(folder, tuple(articles.read_articles(folder / "articles")), tuple(read_sites(folder / "sites")))
