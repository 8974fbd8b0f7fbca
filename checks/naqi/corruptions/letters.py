"""What the corruptions and their inverses know of Arabic letters: joining, contextual shapes, marks, mirrored signs.

Source: the Unicode Character Database that ships with Python.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from naqi.arabic.characters import code_points

TATWEEL: Final = "\N{ARABIC TATWEEL}"
SHADDA: Final = "\N{ARABIC SHADDA}"
# Vowel signs and tanwin: what a typist puts after shadda and NFC puts before it.
VOWELS: Final = "".join(map(chr, code_points((ord("\N{ARABIC FATHATAN}"), ord("\N{ARABIC KASRA}")))))

# Regular-expression classes (without brackets). A letter here is one that Arabic words are made of, its neighbours' letters included.
LETTER: Final = r"\u0620-\u063F\u0641-\u064A\u066E-\u06D3\u06D5\u06EE\u06EF\u06FA-\u06FF"
MARK: Final = r"\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED"

MIRRORED: Final = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))

DIGIT_SETS: Final = tuple(
    "".join(chr(ord(zero) + value) for value in range(10)) for zero in ("0", "\N{ARABIC-INDIC DIGIT ZERO}", "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}")
)

_SHAPES: Final = ("isolated", "final", "initial", "medial")


def _contextual_shapes() -> dict[str, dict[str, str]]:
    """Letter, or lam with alef, by shape: its presentation form."""
    shapes: dict[str, dict[str, str]] = {}
    # Forms-B first: it holds the letters of Arabic itself; Forms-A those of its neighbours, and rarer twins.
    for point in code_points((0xFE80, 0xFEFC), (0xFB50, 0xFBFF)):
        shape, *letters = unicodedata.decomposition(chr(point)).split()[:3] or [""]
        if shape.strip("<>") in _SHAPES:
            plain = unicodedata.normalize("NFC", "".join(chr(int(letter, 16)) for letter in letters))
            shapes.setdefault(plain, {}).setdefault(shape.strip("<>"), chr(point))
    return shapes


PRESENTATION: Final = _contextual_shapes()
PLAIN: Final = {form: plain for plain, forms in PRESENTATION.items() for form in forms.values()}

# Letters that join the next one.
JOINING: Final = frozenset(plain for plain, forms in PRESENTATION.items() if "initial" in forms)
# Lam joins alef without any line between them that could be stretched.
ALEFS: Final = frozenset(plain[1] for plain in PRESENTATION if len(plain) == 2 and plain[0] == "\N{ARABIC LETTER LAM}")


def clusters(text: str) -> list[str]:
    """Cut text into characters with the marks that stand on them."""
    found: list[str] = []
    for character in text:
        if found and unicodedata.combining(character):
            found[-1] += character
        else:
            found.append(character)
    return found


def typed(text: str) -> str:
    """Put shadda before its vowel, the way keyboards give it: canonically equivalent, but not NFC."""
    out = list(text)
    for at in range(len(out) - 1):
        if out[at] in VOWELS and out[at + 1] == SHADDA:
            out[at], out[at + 1] = out[at + 1], out[at]
    return "".join(out)
