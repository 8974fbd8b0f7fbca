"""The `scrapes` config: raw text of naive scrapers, with every character that is not a separator in a labelled span."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import pyarrow as pa

from naqi.taxonomy import EVIDENCE
from naqi_dataset.articles import Article, SourceError
from naqi_dataset.sites.captions import settle
from naqi_dataset.sites.marks import MarkError, Run, runs
from naqi_dataset.sites.model import Site
from naqi_dataset.sites.novelty import Inventory
from naqi_dataset.sites.placement import Placement, placements
from naqi_dataset.sites.render import render
from naqi_dataset.sites.scrapers import scrape

_SPAN: Final = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("label", pa.string()), ("evidence", pa.string()), ("novelty", pa.string())])
_FAULT: Final = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("kind", pa.string()), ("replacement", pa.string())])

SCHEMA: Final = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("site", pa.string()),
        pa.field("family", pa.string()),
        pa.field("lineage", pa.string()),
        pa.field("article", pa.string()),
        pa.field("scraper", pa.string()),
        pa.field("raw", pa.string()),
        pa.field("spans", pa.list_(_SPAN)),
        pa.field("faults", pa.list_(_FAULT)),
        pa.field("body", pa.string()),
        pa.field("clean", pa.string()),
        pa.field("article_missing", pa.list_(pa.struct([("paragraph", pa.int32()), ("text", pa.string())]))),
        pa.field("split", pa.string()),
    ]
)

# One scrape in so many has a letter that a decoder lost.
_FAULTY: Final = 0.1
_ARABIC_LETTER: Final = re.compile("[\N{ARABIC LETTER BEH}-\N{ARABIC LETTER YEH}]")


def spans_of(found: Sequence[Run], inventory: Inventory) -> list[dict[str, Any]]:
    """Spans: each a maximal run of one label, separators inside it ignored.

    Where pieces of one label that differ in evidence or novelty meet, the span has the hardest: only then is all of it known (GUIDELINES).
    """
    spans: list[dict[str, Any]] = []
    for label, group in itertools.groupby(found, lambda run: run.piece.label):
        members = list(group)
        evidences = [run.piece.evidence for run in members if run.piece.evidence]
        novelties = [inventory.novelty(run.piece.phrase) for run in members if run.piece.phrase]
        spans.append(
            {
                "start": members[0].start,
                "end": members[-1].end,
                "label": label,
                "evidence": max(evidences, key=EVIDENCE.index) if label.startswith("boilerplate.") else None,
                "novelty": max(novelties, key=("string", "cue", "none").index, default=None) if label.startswith("boilerplate.") else None,
            }
        )
    return spans


def mend(text: str, faults: Iterable[dict[str, Any]]) -> str:
    """The text with its faults mended, last first so that offsets hold."""
    for fault in sorted(faults, key=lambda fault: -int(fault["start"])):
        text = text[: fault["start"]] + fault["replacement"] + text[fault["end"] :]
    return text


def join(raw: str, spans: Sequence[dict[str, Any]], faults: Sequence[dict[str, Any]]) -> str:
    """The text of spans, in order, by the gap policy, faults mended.

    White space inside a span and what lies between two spans become a blank line where they hold a line break, else one space: removing
    furniture from a line never joins two words.
    """
    pieces: list[str] = []
    end: int | None = None
    for span in spans:
        if end is not None:
            pieces.append("\n\n" if "\n" in raw[end : span["start"]] else " ")
        own = [
            {**fault, "start": fault["start"] - span["start"], "end": fault["end"] - span["start"]}
            for fault in faults
            if span["start"] <= fault["start"] < span["end"]
        ]
        text = mend(raw[span["start"] : span["end"]], own)
        pieces.append(re.sub(r"\s+", lambda gap: "\n\n" if "\n" in gap[0] else " ", text))
        end = span["end"]
    return "".join(pieces)


def body_of(raw: str, spans: Sequence[dict[str, Any]], faults: Sequence[dict[str, Any]]) -> str:
    """Body spans in order."""
    return join(raw, [span for span in spans if span["label"] == "body"], faults)


def clean_of(raw: str, spans: Sequence[dict[str, Any]], faults: Sequence[dict[str, Any]]) -> str:
    """Body, and the first occurrence of each optional text, in source order."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for span in spans:
        key = (span["label"], " ".join(raw[span["start"] : span["end"]].split()))
        if span["label"] == "body" or (span["label"].startswith("optional.") and key not in seen):
            seen.add(key)
            kept.append(span)
    return join(raw, kept, faults)


def _missing(article: Article, text: str, found: Sequence[Run]) -> Iterator[dict[str, Any]]:
    """What a scraper lost of the article: for each paragraph the words that none of its runs holds."""
    for number, paragraph in enumerate(article.body):
        words = paragraph.split()
        kept = [word for run in found if run.piece.origin == f"p{number}" for word in text[run.start : run.end].split()]
        if kept == words:
            continue
        # Scrapers cut at the end or the beginning, never in the middle of a paragraph; a cut word counts as lost in part.
        head = next((at for at, (ours, theirs) in enumerate(zip(kept, words, strict=False)) if ours != theirs), min(len(kept), len(words)))
        yield {"paragraph": number, "text": _rest(paragraph, kept, head)}


def _rest(paragraph: str, kept: Sequence[str], head: int) -> str:
    """The part of a paragraph behind its kept beginning. The last kept word may be cut."""
    if not kept:
        return paragraph
    prefix = " ".join(kept)
    plain = " ".join(paragraph.split())
    if not plain.startswith(prefix):
        raise MarkError(f"a scraper kept a paragraph from its middle, at word {head}: {prefix[:40]!r}")
    return plain[len(prefix) :]


def _faults(text: str, found: Sequence[Run], rng: random.Random) -> tuple[str, list[dict[str, Any]]]:
    """Perhaps lose one letter of the body to U+FFFD."""
    body = [run for run in found if run.piece.label == "body"]
    if not body or rng.random() >= _FAULTY:
        return text, []
    run = rng.choice(body)
    letters = [run.start + match.start() for match in _ARABIC_LETTER.finditer(text[run.start : run.end])]
    if not letters:
        return text, []
    at = rng.choice(letters)
    fault = {"start": at, "end": at + 1, "kind": "lost", "replacement": text[at]}
    return text[:at] + "\N{REPLACEMENT CHARACTER}" + text[at + 1 :], [fault]


def _row(placed: Placement, inventory: Inventory) -> dict[str, Any]:
    site, article, scraper = placed.site, placed.article, placed.scraper
    page = render(site, article, placed.headlines)
    try:
        text, found = runs(scrape(page, scraper).marked, page.marker.pieces)
        found = settle(text, found)
        missing = list(_missing(article, text, found))
    except MarkError as error:
        raise SourceError(f"{site.id}, {article.id}, {scraper}: {error}") from error
    spans = spans_of(found, inventory)
    identity = f"{site.id}/{article.id}/{scraper}"
    raw, faults = _faults(text, found, random.Random(identity))
    return {
        "id": identity,
        "site": site.id,
        "family": site.family,
        "lineage": site.lineage,
        "article": article.id,
        "scraper": scraper,
        "raw": raw,
        "spans": spans,
        "faults": faults,
        "body": body_of(raw, spans, faults),
        "clean": clean_of(raw, spans, faults),
        "article_missing": missing,
        "split": site.split,
    }


def rows(articles: Sequence[Article], sites: Sequence[Site]) -> list[dict[str, Any]]:
    """All scrapes: of each page, by one of its site's scrapers. Raises SourceError."""
    inventory = Inventory(site for site in sites if site.split == "train")
    return sorted((_row(placed, inventory) for placed in placements(articles, sites)), key=lambda row: str(row["id"]))
