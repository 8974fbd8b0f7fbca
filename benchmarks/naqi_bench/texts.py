"""Texts to measure on: real ones where `NAQI_REAL_DATA` points to them, else the shipped ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from itertools import chain, cycle, repeat
from pathlib import Path

import pyarrow.parquet as pq

from naqi_dataset.paths import data_dir
from naqi_dataset.real import real_data

__all__ = ["checkout", "clean_and_dirty", "fill", "real_data"]


def checkout() -> Path:
    """The checkout that results are committed to.

    Raises FileNotFoundError outside of one.
    """
    root = Path(__file__).parents[2]
    if not (root / "benchmarks" / "naqi_bench").is_dir():
        raise FileNotFoundError("results are written in a checkout of naqi: clone it and install it with pip install -e '.[bench]'")
    return root


def _texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def clean_and_dirty() -> tuple[str, list[str], list[str]]:
    """Where texts come from, clean texts, dirty texts."""
    folder = real_data()
    if folder is not None:
        return "real texts", _texts(folder / "clean.jsonl"), _texts(folder / "leaky.jsonl")
    articles = [str(text) for text in pq.read_table(data_dir() / "articles", columns=["text"]).column("text").to_pylist()]
    scrape = resources.files("naqi_dataset.demo").joinpath("wire-scrape.txt").read_text("utf-8")
    # As in real corpora, about four documents in ten are dirty.
    dirty = list(chain.from_iterable((*articles[i : i + 3], scrape, scrape) for i in range(0, len(articles), 3)))
    return "shipped texts (set NAQI_REAL_DATA for real ones)", articles, dirty


def fill(texts: list[str], size: int) -> list[str]:
    """Repeat texts until they hold at least `size` bytes of UTF-8; take no more than needed."""

    def take() -> Iterator[str]:
        left = size
        for text in chain.from_iterable(repeat(texts)) if len(texts) == 1 else cycle(texts):
            if left <= 0:
                return
            left -= len(text.encode("utf-8", "replace"))
            yield text

    return list(take())
