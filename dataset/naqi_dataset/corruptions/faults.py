"""What must hold of a row of `corruptions`, recomputed from its own columns. `verify` runs it; it reads no source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from naqi.corruptions.kinds import KINDS, LOOK_ALIKE, STYLE, STYLES, UNTOUCHED, Kind, apply, nfc
from naqi_dataset.corruptions.distance import altered_share
from naqi_dataset.corruptions.repairable import repairable

_KINDS: Final = {kind.name: kind for kind in KINDS}
_HABITS: Final = frozenset(habit.encoder for habit in STYLES)
GOOD: Final = (UNTOUCHED, LOOK_ALIKE, STYLE)


def row_faults(row: Mapping[str, Any], _known: object = None) -> Iterator[str]:
    """Reasons why a row is wrong: not NFC, broken but equal to clean, good but not equal, not what its kind and seed make, or with a wrong judgement."""
    kind = _KINDS.get(row["kind"])
    if kind is None and row["kind"] not in GOOD:
        yield f"kind {row['kind']!r} is none of the kinds"
        return
    if nfc(row["clean"]) != row["clean"]:
        yield "clean is not NFC"
    if (row["article"] is None) != (row["kind"] == LOOK_ALIKE):
        yield "a look-alike has no article, and every other row has one"
    share = altered_share(row["clean"], row["corrupted"])
    if row["coverage"] != share:
        yield f"coverage is {row['coverage']}, but {share} of the characters are altered"
    if kind is None:
        yield from _faults_of_good(row)
    else:
        yield from _faults_of_broken(row, kind)


def _faults_of_good(row: Mapping[str, Any]) -> Iterator[str]:
    if row["corrupted"] != row["clean"]:
        yield f"corrupted differs from clean, but kind {row['kind']!r} leaves texts as they are"
    if row["repairable"] is not None:
        yield f"repairable is {row['repairable']!r}, but nothing is broken"
    if row["kind"] == STYLE and row["encoder"] not in _HABITS:
        yield f"encoder {row['encoder']!r} is no habit of style"


def _faults_of_broken(row: Mapping[str, Any], kind: Kind) -> Iterator[str]:
    if (row["encoder"], row["decoder"], row["errors"]) != (kind.encoder, kind.decoder, kind.errors):
        yield f"encoder, decoder and errors are not those of kind {kind.name!r}"
    if row["corrupted"] == row["clean"] or (nfc(row["corrupted"]) == row["clean"] and row["repairable"] != "canonical"):
        yield f"corrupted equals clean, but kind {kind.name!r} breaks texts"
    if apply(kind, row["clean"], row["seed"]) != row["corrupted"]:
        yield f"corrupted is not what kind {kind.name!r} makes of clean with seed {row['seed']!r}"
    computed = repairable(kind, row["seed"], row["clean"], row["corrupted"])
    if row["repairable"] != computed:
        yield f"repairable is {row['repairable']!r}, but the inverses compute {computed!r}"
