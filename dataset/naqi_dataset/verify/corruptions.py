"""What holds for `corruptions`: a broken text is broken, a good one is not, and there are as many good as broken ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from naqi.corruptions.kinds import KINDS, STYLES, corrupt
from naqi_dataset.corruptions.distance import altered_share
from naqi_dataset.corruptions.repairable import REPAIRABLE, repairable
from naqi_dataset.verify.rows import Known, Row

# Rows that leave the text as it is: good texts, texts that only look broken, and habits of style.
GOOD: Final = ("untouched", "look-alike")
UNBROKEN: Final = (*GOOD, "style")
_KINDS: Final = {kind.name: kind for kind in KINDS}
_HABITS: Final = {habit.encoder: habit for habit in STYLES}


def repair_is_told(row: Row, _known: Known) -> Iterator[str]:
    """How far a text can be repaired is told where it is broken, and the share of characters that were altered is more than none."""
    unbroken = row["kind"] in UNBROKEN
    if unbroken and row["repairable"] is not None:
        yield f"repairable is {row['repairable']!r}, and kind {row['kind']!r} breaks nothing"
    elif not unbroken and row["repairable"] not in REPAIRABLE:
        yield f"repairable {row['repairable']!r} is none of {', '.join(REPAIRABLE)}"
    coverage = row["coverage"]
    if coverage is not None and not (coverage == 0 if unbroken else 0 < coverage <= 1):
        yield f"coverage is {coverage}, and kind {row['kind']!r} {'breaks nothing' if unbroken else 'alters a share of the text'}"


def repair_is_computed(row: Row, _known: Known) -> Iterator[str]:
    """A broken row replays: its kind and seed make `corrupted` of `clean`; and the texts its `coverage`, the committed blind inverses its `repairable`."""
    if row["kind"] in GOOD or row["corrupted"] is None or row["clean"] is None:
        return
    kind = _HABITS.get(row["encoder"]) if row["kind"] == "style" else _KINDS.get(row["kind"])
    if kind is None:
        yield f"there is no kind {row['kind']!r} with the encoder {row['encoder']!r}"
        return
    for column in ("encoder", "decoder", "errors"):
        if row[column] != getattr(kind, column):
            yield f"{column} is {row[column]!r}, its kind {kind.name!r} has {getattr(kind, column)!r}"
    # The text that a habit was added to is not kept.
    if kind.name == "style":
        return
    seed = str(row["seed"])
    if corrupt(kind, row["clean"], seed) != row["corrupted"]:
        yield f"kind {kind.name!r} and the seed {row['seed']!r} do not make corrupted of clean"
        return
    share = altered_share(row["clean"], row["corrupted"])
    # What is no share at all is told already.
    if row["coverage"] is not None and 0 < row["coverage"] <= 1 and row["coverage"] != share:
        yield f"coverage is {row['coverage']}, and the texts differ in a share of {share}"
    found = repairable(kind, seed, row["clean"], row["corrupted"])
    if row["repairable"] in REPAIRABLE and row["repairable"] != found:
        yield f"repairable is {row['repairable']!r}, and the inverses make it {found!r}"


def canonical_is_nfc(row: Row, _known: Known) -> Iterator[str]:
    """A text is repairable as `canonical` where NFC gives the clean one, as nothing else may be."""
    equal = row["corrupted"] is not None and unicodedata.normalize("NFC", row["corrupted"]) == row["clean"]
    if row["kind"] not in UNBROKEN and equal != (row["repairable"] == "canonical"):
        yield f"repairable is {row['repairable']!r}, and corrupted {'is' if equal else 'is not'} clean in NFC"


def clean_is_from_article(row: Row, known: Known) -> Iterator[str]:
    """The clean text is a passage of its article; only look-alikes have none, and a habit of style was added to it."""
    if (row["article"] is None) != (row["kind"] == "look-alike"):
        yield f"article is {row['article']!r}, and the kind is {row['kind']!r}"
    article = known.get("articles", {}).get(row["article"])
    if article is not None and row["kind"] != "style" and str(row["clean"]) not in str(article["text"]):
        passage = str(row["clean"]).split("\n\n")
        if not any(passage == article["body"][at : at + len(passage)] for at in range(len(article["body"]))):
            yield f"clean is no passage of article {row['article']!r}"


def enough_good(rows: Sequence[Row]) -> Iterator[str]:
    """A split has at least as many untouched and look-alike rows as broken ones."""
    good = sum(row["kind"] in GOOD for row in rows)
    broken = sum(row["kind"] not in UNBROKEN for row in rows)
    if good < broken:
        yield f"has {broken} broken rows and {good} untouched and look-alike ones, which must be as many"
