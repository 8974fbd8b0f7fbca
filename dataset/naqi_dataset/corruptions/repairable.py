"""Compute whether a corruption can be undone: by running the blind inverses on it, never by guessing from its kind."""

from __future__ import annotations

import unicodedata
from typing import Final

from naqi.corruptions.kinds import Kind, apply, nfc
from naqi.corruptions.letters import typed
from naqi_dataset.corruptions.distance import distance
from naqi_dataset.corruptions.inverses import repair

REPAIRABLE: Final = ("exact", "canonical", "partial", "no")


def repairable(kind: Kind, seed: str, clean: str, corrupted: str) -> str:
    """One of `REPAIRABLE`.

    The inverses see only `corrupted`. Kind and seed serve one question: whether a canonically equivalent spelling of `clean` would have come out
    the same, so that no one can tell which it was.

    exact: the least odd reading is `clean`, no other reading is plausible Arabic, and no other spelling comes out the same.
    canonical: the same, but up to NFC only; also where NFC alone gives `clean`, whatever else a reading would mend in it. partial: the least odd
    reading has a lower character error rate (compared in NFC) than `corrupted`, or it is `clean` but another reading is as plausible. no: else.
    """
    if nfc(corrupted) == clean:
        return "canonical"
    found = repair(corrupted)
    if nfc(found.best) == clean and all(nfc(reading) == clean for reading in found.plausible):
        return "exact" if found.best == clean and not _spelling_is_lost(kind, seed, clean, corrupted) else "canonical"
    if distance(nfc(found.best), clean) < distance(nfc(corrupted), clean):
        return "partial"
    return "no"


def _spelling_is_lost(kind: Kind, seed: str, clean: str, corrupted: str) -> bool:
    """Tell whether another canonically equivalent spelling gives the same corrupted text: decomposed, or as keyboards order marks."""
    spellings = {unicodedata.normalize("NFD", clean), typed(clean)} - {clean}
    return any(_comes_out_as(kind, spelling, seed, corrupted) for spelling in sorted(spellings))


def _comes_out_as(kind: Kind, spelling: str, seed: str, corrupted: str) -> bool:
    try:
        return apply(kind, spelling, seed) == corrupted
    except UnicodeError:
        return False  # the spelling cannot be written that way at all
