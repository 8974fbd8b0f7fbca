"""What the strategies draw from: a sample of the dataset's train split, or the articles of a corpus of your own.

The sample is three parquet files that `naqi-dataset build` writes: `articles` and `pages` (rows as in those configs of the dataset) and `sites`
(a site's inventory of furniture, each phrase with the sides of the body on which the site was seen to print it). Licence of the sample: CC-BY-4.0.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from naqi.inputs.discover import read_path
from naqi.inputs.model import Problem, ReadOptions

# A corpus may be larger than memory; so many of its first documents are as good a sample as all.
_MOST_DOCUMENTS: Final = 1000


@dataclass(frozen=True, slots=True)
class Article:
    """A clean story. paragraphs: the body, one line each, the dateline not included. captions: of its photos, no part of the text."""

    title: str | None
    byline: str | None
    dateline: str | None
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The paragraphs, a blank line between."""
        return "\n\n".join(self.paragraphs)

    @property
    def text(self) -> str:
        """Title, byline and paragraphs, a blank line between; the dateline opens the first paragraph."""
        opening = " ".join(part for part in (self.dateline, self.paragraphs[0]) if part)
        return "\n\n".join([part for part in (self.title, self.byline) if part] + [opening, *self.paragraphs[1:]])

    def mapped(self, change: Callable[[str], str]) -> Article:
        """The article with every text of it changed."""

        def optional(text: str | None) -> str | None:
            return None if text is None else change(text)

        title, byline, dateline = map(optional, (self.title, self.byline, self.dateline))
        return Article(title, byline, dateline, tuple(map(change, self.paragraphs)), tuple(map(change, self.captions)))


@dataclass(frozen=True, slots=True)
class Page:
    """HTML as a site serves it. encoding: how `html` is written; declared: what the page says of that, None for nothing. url: its address.

    keep: the paragraphs of its article. forbidden: furniture that must not be in what an extractor makes of it.
    """

    html: bytes
    encoding: str
    declared: str | None
    url: str
    keep: tuple[str, ...]
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A furniture phrase of a site: label and evidence of the taxonomy; sides: some of "before", "inside", "inline", "after"; variants with {slots}."""

    id: str
    label: str
    evidence: str | None
    sides: tuple[str, ...]
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """An invented publisher's inventory. digits: "latin" or "arabic". slots: values of the slots that only this site has."""

    id: str
    name: str
    digits: str
    months: tuple[str, ...]
    date_format: str
    url: str
    categories: tuple[str, ...]
    slots: Mapping[str, tuple[str, ...]]
    furniture: tuple[Phrase, ...]


class CorpusError(ValueError):
    """A corpus cannot be drawn from; the message says what was given and why, in one line."""


_own: list[Article] = []
_generations: list[int] = [0]


def generation() -> int:
    """A number that changes with the articles to draw from: what was computed from them is kept as long as it stays."""
    return _generations[0]


def use_corpus(path: Path) -> int:
    """Draw article text from a corpus of clean articles instead of the shipped sample, as `--naqi-corpus` does; return how many were read.

    path: anything that `naqi check` reads. The first line of a document with several is its title where it ends without a stop. At most the first
    1,000 documents are read. Furniture and pages stay those of the
    sample. Call it before strategies are made. Raises CorpusError where a document cannot be read, or none holds text.
    """
    articles: list[Article] = []
    for item in itertools.islice(read_path(path, ReadOptions()), _MOST_DOCUMENTS):
        if isinstance(item, Problem):
            raise CorpusError(str(item))
        article = _parsed(item.text or "")
        if article is not None:
            articles.append(article)
    if not articles:
        raise CorpusError(f"{path}: holds no text to draw from")
    _own[:] = articles
    _generations[0] += 1
    return len(articles)


def use_sample() -> None:
    """Draw from the shipped sample again."""
    _own.clear()
    _generations[0] += 1


def _parsed(text: str) -> Article | None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return None
    has_title = len(lines) > 1 and lines[0][-1] not in ".!?؟…:"
    return Article(lines[0] if has_title else None, None, None, tuple(lines[1:] if has_title else lines))


def articles() -> Sequence[Article]:
    """The articles to draw from."""
    return _own or _shipped_articles()


@cache
def _shipped_articles() -> tuple[Article, ...]:
    return tuple(Article(row["title"], row["byline"], row["dateline"], tuple(row["body"]), tuple(row["captions"])) for row in _rows("articles"))


@cache
def pages() -> tuple[Page, ...]:
    """The pages of the sample."""
    return tuple(
        Page(row["html"], row["encoding"], row["declared_encoding"], row["url"], tuple(row["keep"]), tuple(item["text"] for item in row["forbidden"]))
        for row in _rows("pages")
    )


@cache
def sites() -> tuple[Site, ...]:
    """The sites of the sample."""
    return tuple(
        Site(
            **{name: row[name] for name in ("id", "name", "digits", "date_format", "url")},
            months=tuple(row["months"]),
            categories=tuple(row["categories"]),
            slots={slot["name"]: tuple(slot["values"]) for slot in row["slots"]},
            furniture=tuple(Phrase(item["id"], item["label"], item["evidence"], tuple(item["sides"]), tuple(item["variants"])) for item in row["furniture"]),
        )
        for row in _rows("sites")
    )


def _rows(name: str) -> Iterator[dict[str, Any]]:
    data = resources.files("naqi.testing").joinpath("sample", f"{name}.parquet").read_bytes()
    yield from pq.read_table(pa.BufferReader(data)).to_pylist()
