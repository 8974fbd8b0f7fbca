"""What the configs are built from: the articles and the sites of `dataset/sources`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from naqi_dataset.articles import Article, read_articles
from naqi_dataset.sites.model import Site, read_sites


@dataclass(frozen=True, slots=True)
class Sources:
    """What configs are built from. folder: `dataset/sources`. articles, sites: all of them, in order of id."""

    folder: Path
    articles: tuple[Article, ...]
    sites: tuple[Site, ...] = ()


def read_sources(dataset: Path) -> Sources:
    """Read the sources of a dataset repository. Raises SourceError."""
    folder = dataset / "sources"
    return Sources(folder, tuple(read_articles(folder / "articles")), tuple(read_sites(folder / "sites")))
