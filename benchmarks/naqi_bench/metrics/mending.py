"""Scores of repair: texts are compared in NFC, in which the gold is, so that a tool may answer in any normalisation form.

Character error rate: `CER = Levenshtein distance / characters of the gold` (Levenshtein 1966), as OCR and speech recognition are scored. It passes 1 where an
output is longer than the gold and shares little with it. Harm: a good text that comes back changed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from rapidfuzz.distance import Levenshtein


def cer(gold: str, text: str) -> float:
    """Character error rate, from 0 up. With an empty gold: 0 for an empty text, else 1."""
    if not gold:
        return float(bool(text))
    return float(Levenshtein.distance(gold, text)) / len(gold)


def metrics(clean: str, corrupted: str, output: str) -> Mapping[str, float | None]:
    """The repair metrics of one output by name. harm: None where something was broken."""
    gold, before, after = (unicodedata.normalize("NFC", text) for text in (clean, corrupted, output))
    same = after == gold
    return {
        "exact": float(same),
        "cer_before": cer(gold, before),
        "cer_after": cer(gold, after),
        "harm": float(not same) if clean == corrupted else None,
    }
