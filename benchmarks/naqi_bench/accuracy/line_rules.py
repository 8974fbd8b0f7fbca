"""The simple line rules that corpora are cleaned with, as baselines: each says which lines of a text it drops.

Sources: C4's line filters (Raffel et al. 2020, section 2.2: keep lines that end in a terminal punctuation mark and have at least
five words); stop-word density after jusText (Pomikálek 2011), on lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from naqi.arabic.folding import fold_phrase

Spans = list[tuple[int, int]]

_C4_MARKS: Final = (".", "!", "?", '"')
_ARABIC_MARKS: Final = (*_C4_MARKS, "؟", "۔", "…", "”", "»", "؛", ":")
_C4_WORDS: Final = 5
_SHORT: Final = 10
_DENSITY: Final = 0.1

# Function words of Modern Standard Arabic: prepositions, conjunctions, pronouns, particles.
_STOP_WORDS: Final = frozenset(
    fold_phrase(word)
    for word in [
        "في",
        "من",
        "على",
        "إلى",
        "عن",
        "مع",
        "أن",
        "إن",
        "كان",
        "كانت",
        "التي",
        "الذي",
        "الذين",
        "هذا",
        "هذه",
        "ذلك",
        "تلك",
        "هو",
        "هي",
        "هم",
        "ما",
        "لا",
        "لم",
        "لن",
        "قد",
        "كما",
        "بعد",
        "قبل",
        "بين",
        "حول",
        "خلال",
        "عند",
        "عندما",
        "حتى",
        "أو",
        "ثم",
        "و",
        "ف",
        "كل",
        "بعض",
        "غير",
        "منذ",
        "حيث",
        "إذ",
        "إذا",
        "لكن",
        "وقد",
        "وفي",
        "ومن",
        "وأن",
        "كما",
        "أي",
        "إلا",
        "بل",
        "أما",
        "هناك",
        "بأن",
        "لأن",
        "منها",
        "فيها",
        "به",
        "بها",
        "له",
        "لها",
        "عليه",
        "عليها",
        "وهو",
        "وهي",
        "وكان",
        "وكانت",
        "التى",
    ]
)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _dropping(drop: Callable[[str], bool]) -> Callable[[str], Spans]:
    def spans(text: str) -> Spans:
        return [(start, end) for start, end in _lines(text) if drop(text[start:end].strip())]

    return spans


def _density(line: str) -> float:
    words = fold_phrase(line).split()
    return sum(word in _STOP_WORDS for word in words) / len(words) if words else 0.0


LINE_RULES: Final[dict[str, Callable[[str], Spans]]] = {
    "C4 line rule as shipped": _dropping(lambda line: not line.endswith(_C4_MARKS) or len(line.split()) < _C4_WORDS),
    "C4 line rule, Arabic end marks": _dropping(lambda line: not line.endswith(_ARABIC_MARKS) or len(line.split()) < _C4_WORDS),
    "lines under 10 words": _dropping(lambda line: len(line.split()) < _SHORT),
    "stop-word density under .1": _dropping(lambda line: _density(line) < _DENSITY),
}
