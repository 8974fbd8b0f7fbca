"""Rows of the `corruptions` config: broken paragraphs, the same number of good texts beside them, and habits that are not errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

import pyarrow as pa

from naqi.corruptions.kinds import KINDS, LOOK_ALIKE, STYLES, UNTOUCHED, Kind, corrupt, nfc
from naqi_dataset.articles import SPLITS, Article
from naqi_dataset.corruptions.distance import altered_share
from naqi_dataset.corruptions.lookalikes import LookAlike, read_lookalikes
from naqi_dataset.corruptions.repairable import repairable
from naqi_dataset.sites.placement import rank
from naqi_dataset.sources import Sources

# Rows of each kind, by split: fifty, shared out as articles are. May grow: rows that exist keep their id, text and seed as long as the articles stay.
ROWS_PER_KIND: Final = {"train": 25, "validation": 8, "test": 17}

# A shorter text gives a decoder too little to be judged by, and a reader too little to see.
FEWEST_WORDS: Final = 8

_UNTOUCHED_SEED: Final = 1001

_FIELDS: Final[list[pa.Field[Any]]] = [
    pa.field("id", pa.string()),
    pa.field("kind", pa.string()),
    pa.field("split", pa.string()),
    pa.field("article", pa.string()),  # null for look-alikes
    pa.field("corrupted", pa.string()),
    pa.field("clean", pa.string()),  # NFC
    pa.field("repairable", pa.string()),  # null where nothing is broken
    pa.field("encoder", pa.string()),
    pa.field("decoder", pa.string()),
    pa.field("errors", pa.string()),
    pa.field("coverage", pa.float64()),  # share of characters altered
    pa.field("seed", pa.string()),  # of this row's random choices
]
SCHEMA: Final = pa.schema(_FIELDS)

# Article id and text in NFC.
Passage = tuple[str, str]


def rows(sources: Sources) -> list[dict[str, Any]]:
    """All rows of `SCHEMA`, in order of id. In each split, untouched texts and look-alikes are together at least as many as broken texts.

    A split with too few articles for that has fewer rows of each kind. Raises SourceError.
    """
    lookalikes = read_lookalikes(sources.folder / "lookalike_texts.toml")
    made: list[dict[str, Any]] = []
    for split in SPLITS:
        articles = [article for article in sources.articles if article.split == split]
        good = [_lookalike_row(item) for item in lookalikes if item.split == split]
        made += [*good, *_broken_and_untouched(split, articles, len(good)), *_style_rows(split, articles)]
    return sorted(made, key=lambda row: str(row["id"]))


def _broken_and_untouched(split: str, articles: Sequence[Article], good: int) -> list[dict[str, Any]]:
    """Rows of all kinds, and as many untouched ones as make them no more than the good. good: how many good rows there are already."""
    taken: set[str] = set()
    of_kinds = [_broken_rows(kind, split, articles, taken) for kind in KINDS]
    # A row of each kind in turn: two kinds may make the same of one text, and which has it must not depend on how many rows are asked for.
    rounds = [[row for row in (next(of_kind, None) for of_kind in of_kinds) if row is not None] for _ in range(ROWS_PER_KIND[split])]
    for count in range(ROWS_PER_KIND[split], 0, -1):
        broken = [row for turn in rounds[:count] for row in turn]
        wanted = max(len(broken) - good, 0)
        untouched = list(islice(_untouched_rows(split, articles), wanted))
        if len(untouched) == wanted:
            return [*broken, *untouched]
    return []


def paragraphs(articles: Sequence[Article]) -> list[Passage]:
    """Body paragraphs that are long enough, in NFC, in order of article and place."""
    return [(article.id, text) for article in articles for text in map(nfc, article.body) if _is_long_enough(text)]


def _is_long_enough(text: str) -> bool:
    return len(text.split()) >= FEWEST_WORDS


def _shuffled(passages: list[Passage], seed: str) -> list[Passage]:
    """In an order that a new article does not change for those that are there."""
    return sorted(passages, key=lambda passage: rank(seed, *passage))


def _row(identity: str, kind: Kind, article: str | None, *, clean: str, corrupted: str, seed: str) -> dict[str, Any]:
    """A row of `SCHEMA`; its split is the first part of its id."""
    return {
        "id": identity,
        "kind": kind.name,
        "split": identity.split("/", 1)[0],
        "article": article,
        "corrupted": corrupted,
        "clean": clean,
        "repairable": None,
        "encoder": kind.encoder,
        "decoder": kind.decoder,
        "errors": kind.errors,
        "coverage": altered_share(clean, corrupted),
        "seed": seed,
    }


def _broken(kind: Kind, split: str, articles: Sequence[Article], taken: set[str]) -> Iterator[tuple[Passage, str, str]]:
    """Passage, corrupted text and seed: paragraphs, in the kind's own order, that it can break, but for texts that are taken, and then are."""
    number = 0
    for passage in _shuffled(paragraphs(articles), f"{kind.seed}/{split}"):
        seed = f"{kind.seed}/{split}/{number}"
        corrupted = corrupt(kind, passage[1], seed)
        if corrupted is not None and corrupted not in taken:
            taken.add(corrupted)
            yield passage, corrupted, seed
            number += 1


def _broken_rows(kind: Kind, split: str, articles: Sequence[Article], taken: set[str]) -> Iterator[dict[str, Any]]:
    for number, ((article, clean), corrupted, seed) in enumerate(_broken(kind, split, articles, taken)):
        row = _row(f"{split}/{kind.name}/{number:03}", kind, article, clean=clean, corrupted=corrupted, seed=seed)
        yield {**row, "repairable": repairable(kind, seed, clean, corrupted)}


def _style_rows(split: str, articles: Sequence[Article]) -> Iterator[dict[str, Any]]:
    """Habits: clean is the text with the habit, since nothing in it is to be mended."""
    taken: set[str] = set()
    for habit in STYLES:
        for number, ((article, _), styled, seed) in enumerate(islice(_broken(habit, split, articles, taken), ROWS_PER_KIND[split])):
            yield _row(f"{split}/{habit.name}/{habit.encoder}/{number:03}", habit, article, clean=nfc(styled), corrupted=nfc(styled), seed=seed)


def _lookalike_row(item: LookAlike) -> dict[str, Any]:
    text = nfc(item.text)
    kind = Kind(LOOK_ALIKE, "utf-8", "utf-8", "strict", 0.0, 0)
    return _row(f"{item.split}/{LOOK_ALIKE}/{item.looks}/{item.id}", kind, None, clean=text, corrupted=text, seed="")


def _untouched_rows(split: str, articles: Sequence[Article]) -> Iterator[dict[str, Any]]:
    kind = Kind(UNTOUCHED, "utf-8", "utf-8", "strict", 0.0, _UNTOUCHED_SEED)
    seed = f"{_UNTOUCHED_SEED}/{split}"
    for number, (article, text) in enumerate(_passages(articles, seed)):
        yield _row(f"{split}/{UNTOUCHED}/{number:03}", kind, article, clean=text, corrupted=text, seed=seed)


def _passages(articles: Sequence[Article], seed: str) -> Iterator[Passage]:
    """Different texts to leave alone: paragraphs, then single sentences, then neighbouring paragraphs together, two and more."""
    yield from (seen := dict.fromkeys(_shuffled(paragraphs(articles), seed)))
    sentences = [(identity, sentence) for identity, text in paragraphs(articles) for sentence in re.split(r"(?<=[.؟!]) ", text) if _is_long_enough(sentence)]
    yield from (one for one in _shuffled(sentences, seed) if one not in seen)
    for size in range(2, max((len(article.body) for article in articles), default=0) + 1):
        windows = [(article.id, nfc("\n\n".join(article.body[start : start + size]))) for article in articles for start in range(len(article.body) - size + 1)]
        yield from _shuffled(windows, seed)
