"""Splits never leak into each other: ids, names, sites and texts of one are in no other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from naqi.arabic.folding import DIGITS, LETTERS, fold, fold_phrase, unfold
from naqi.scan.document import has_letters
from naqi_dataset.stats.metrics import alike, spread
from naqi_dataset.stats.words import words
from naqi_dataset.verify.fault import Fault
from naqi_dataset.verify.rows import Row, texts_of

SHINGLE: Final = 5
NEAR: Final = 0.5
# Of articles, each written on its own.
MOST_ALIKE: Final = 0.15
MOST_REUSED: Final = 3
_RUN: Final = 8

_WORD: Final = re.compile(b"[" + re.escape(LETTERS + DIGITS) + b"]+")
# "and", "so", "in", "for", "as" are written before a name without a space.
_PROCLITIC: Final = b"[" + b"".join(fold_phrase(letter) for letter in "وفبلك") + b"]{0,2}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and where it stands."""

    config: str
    split: str
    row: Row

    @property
    def id(self) -> str:
        return str(self.row["id"])

    def fault(self, reason: str) -> Fault:
        """A fault of this row."""
        return Fault(reason, self.config, self.split, self.id)

    def __str__(self) -> str:
        return f"{self.config}/{self.split} {self.id}"


def id_faults(rows: Sequence[Placed]) -> Iterator[Fault]:
    """An id is one row's in its config, over all splits; and a row stands in the split that it names."""
    seen: dict[tuple[str, str], Placed] = {}
    for placed in rows:
        first = seen.setdefault((placed.config, placed.id), placed)
        if first is not placed:
            yield placed.fault(f"the id is taken by a row of {first.config}/{first.split}")
        if placed.row["split"] != placed.split:
            yield placed.fault(f"its column split says {placed.row['split']}")


def disjoint_faults(rows: Sequence[Placed], columns: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """A value of one of the columns of a config (such as a site) stands in one split, over all configs with that column."""
    homes: dict[tuple[str, str], Placed] = {}
    for placed in rows:
        for column in columns[placed.config]:
            value = placed.row[column]
            if value is None:
                continue
            home = homes.setdefault((column, value), placed)
            if home.split != placed.split:
                yield placed.fault(f"{column} {value!r} is in split {home.split} too, in {home}")


def entity_faults(rows: Sequence[Placed], column: str, texts: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """A named entity of one split occurs, as whole words after folding, in no text of another split.

    column: that of entities, in the configs that have it. texts: columns of prose by config.
    """
    owners: dict[bytes, dict[str, Placed]] = defaultdict(dict)
    names: dict[bytes, str] = {}
    for placed in rows:
        for name in placed.row.get(column) or ():
            key = b" ".join(_WORD.findall(fold_phrase(name)))
            owners[key].setdefault(placed.split, placed)
            names.setdefault(key, name)
    # One pass over each text: the words that a name begins with, particles cut off, then the names that begin so.
    by_first: dict[bytes, list[bytes]] = defaultdict(list)
    for key in sorted(owners):
        by_first[key.split(b" ")[0]].append(key)
    for placed in rows:
        words = [word for _, text in texts_of(placed.row, texts[placed.config]) for word in [*_WORD.findall(fold(text).data), b"\n"]]
        for key in _names_in(words, by_first):
            for split, owner in owners[key].items():
                if split != placed.split:
                    yield placed.fault(f"holds the entity {names[key]!r} of {owner}")


def _names_in(words: Sequence[bytes], by_first: Mapping[bytes, Sequence[bytes]]) -> list[bytes]:
    found: set[bytes] = set()
    for at, word in enumerate(words):
        for cut in range(3):
            if not re.fullmatch(_PROCLITIC, word[:cut]):
                break
            for key in by_first.get(word[cut:], ()):
                rest = key.split(b" ")
                if words[at + 1 : at + len(rest)] == rest[1:]:
                    found.add(key)
    return sorted(found)


def shingles(text: str) -> frozenset[bytes]:
    """Runs of five folded words; all words as one run where there are fewer."""
    words = _WORD.findall(fold(text).data)
    return frozenset(b" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))) if words else frozenset()


def near_duplicate_faults(rows: Sequence[Placed], columns: Mapping[str, str]) -> Iterator[Fault]:
    """Rows of two splits whose texts share half of their word 5-shingles or more (Jaccard).

    columns: the text to compare, by config; a config that is not named is not compared.
    """
    compared = [placed for placed in rows if placed.config in columns]
    for number, other, jaccard in alike([shingles(placed.row[columns[placed.config]]) for placed in compared], NEAR):
        if compared[other].split != compared[number].split:
            yield compared[number].fault(f"is a near-duplicate of {compared[other]}: they share {jaccard:.0%} of their word {SHINGLE}-shingles")


def sameness_faults(rows: Sequence[Placed], columns: Mapping[str, str]) -> Iterator[Fault]:
    """Rows of one config whose texts say too much in the same words, in whatever split.

    Two share more than `MOST_ALIKE` of their word 5-shingles (Jaccard), or a run of eight words, not all of them figures, stands in more than three.
    columns: as in `near_duplicate_faults`.
    """
    for config, column in columns.items():
        own = [placed for placed in rows if placed.config == config]
        for number, other, jaccard in alike([shingles(placed.row[column]) for placed in own], MOST_ALIKE):
            if jaccard > MOST_ALIKE:
                yield own[number].fault(f"is too like {own[other]}: they share {jaccard:.1%} of their word {SHINGLE}-shingles, and may share {MOST_ALIKE:.0%}")
        for gram, count in sorted(spread([words(placed.row[column]) for placed in own], _RUN).items()):
            # Figures of tables and results repeat by nature.
            if count > MOST_REUSED and has_letters(b"".join(gram)):
                yield Fault(f"{unfold(b' '.join(gram))!r} stands in {count} rows: a run of {_RUN} words may stand in {MOST_REUSED}", config)
