"""Writers of character noise: each puts wrong characters into good text, at seeded places.

A writer takes a text, a generator and a coverage (the share of the places where its noise can stand) and returns the text as it will be
written in UTF-8. It returns the text itself where it has no place to work on.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from html.entities import codepoint2name
from random import Random
from typing import Final

from naqi.arabic.characters import code_points, named
from naqi.corruptions.letters import ALEFS, DIGIT_SETS, JOINING, LETTER, TATWEEL

Writer = Callable[[str, Random, float], str]

_ZERO_WIDTH: Final = [chr(point) for point in named("ZERO WIDTH SPACE", "ZERO WIDTH NON-JOINER", "ZERO WIDTH JOINER", "WORD JOINER")]
_BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
_POP: Final = "\N{POP DIRECTIONAL FORMATTING}"
# What opens and what closes: embeddings and overrides as word processors leave them, and marks that stand alone.
_BIDI_PAIRS: Final = [
    ("\N{RIGHT-TO-LEFT EMBEDDING}", _POP),
    ("\N{LEFT-TO-RIGHT EMBEDDING}", _POP),
    ("\N{RIGHT-TO-LEFT OVERRIDE}", _POP),
    ("\N{RIGHT-TO-LEFT MARK}", "\N{RIGHT-TO-LEFT MARK}"),
    ("\N{LEFT-TO-RIGHT MARK}", ""),
    ("", "\N{ARABIC LETTER MARK}"),
]
_OPEN_ISOLATES: Final = [chr(point) for point in named("RIGHT-TO-LEFT ISOLATE", "LEFT-TO-RIGHT ISOLATE", "FIRST STRONG ISOLATE", "POP DIRECTIONAL ISOLATE")]
# C0 controls and DEL, without tab, line feed and carriage return, which are white space.
_CONTROLS: Final = [chr(point) for point in code_points((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x7F))]

_PERSIAN: Final = {
    "\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER FARSI YEH}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER FARSI YEH}",  # without dots at a word's end: the two become one
    "\N{ARABIC LETTER KAF}": "\N{ARABIC LETTER KEHEH}",
}
_KEHEH: Final = {"\N{ARABIC LETTER KAF}": "\N{ARABIC LETTER KEHEH}"}
_URDU: Final = {
    "\N{ARABIC LETTER HEH}": "\N{ARABIC LETTER HEH GOAL}",
    "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER TEH MARBUTA GOAL}",
    "\N{ARABIC LETTER KAF}": "\N{ARABIC LETTER KEHEH}",
}

_WORD: Final = re.compile(r"\S+")


def choose(places: Sequence[int], rng: Random, coverage: float) -> list[int]:
    """Choose a share of places, at least one where there is one; in order."""
    if not places:
        return []
    return sorted(rng.sample(places, max(1, round(coverage * len(places)))))


def insert(text: str, places: Sequence[int], rng: Random, coverage: float, noise: Callable[[], str]) -> str:
    """Put a piece of noise before each chosen place."""
    out: list[str] = []
    done = 0
    for at in choose(places, rng, coverage):
        out += [text[done:at], noise()]
        done = at
    return "".join([*out, text[done:]])


def _inside_words(text: str) -> list[int]:
    return [match.end() for match in re.finditer(rf"[{LETTER}](?=[{LETTER}])", text)]


def _word_starts(text: str) -> list[int]:
    return [match.start() for match in _WORD.finditer(text)]


def _joints(text: str) -> list[int]:
    """Places between two letters that are joined by a line."""
    return [at for at in _inside_words(text) if text[at - 1] in JOINING and not (text[at - 1] == "\N{ARABIC LETTER LAM}" and text[at] in ALEFS)]


def tatweel(text: str, rng: Random, coverage: float) -> str:
    """Stretch words for looks, up to four strokes a joint."""
    return insert(text, _joints(text), rng, coverage, lambda: TATWEEL * rng.randint(1, 4))


def zero_width(text: str, rng: Random, coverage: float) -> str:
    """Zero-width characters inside words."""
    return insert(text, _inside_words(text), rng, coverage, lambda: rng.choice(_ZERO_WIDTH))


def soft_hyphens(text: str, rng: Random, coverage: float) -> str:
    """Soft hyphens inside words, as a hyphenation script leaves them."""
    return insert(text, _inside_words(text), rng, coverage, lambda: "\N{SOFT HYPHEN}")


def control_characters(text: str, rng: Random, coverage: float) -> str:
    """C0 controls anywhere in words."""
    return insert(text, _inside_words(text), rng, coverage, lambda: rng.choice(_CONTROLS))


def bom_inside(text: str, rng: Random, coverage: float) -> str:
    """Byte-order marks before words, as joined files leave them."""
    return insert(text, _word_starts(text), rng, coverage, lambda: _BOM)


def bom_misread(text: str, rng: Random, coverage: float) -> str:
    """Byte-order marks that were read as windows-1252, in text that was not."""
    return insert(text, _word_starts(text), rng, coverage, lambda: _BOM.encode("utf-8").decode("cp1252"))


def bidi_controls(text: str, rng: Random, coverage: float) -> str:
    """Balanced embeddings, overrides and marks around words."""
    words = list(_WORD.finditer(text))
    out: list[str] = []
    done = 0
    for number in choose(range(len(words)), rng, coverage):
        before, after = rng.choice(_BIDI_PAIRS)
        word = words[number]
        out += [text[done : word.start()], before, word[0], after]
        done = word.end()
    return "".join([*out, text[done:]])


def unbalanced_isolates(text: str, rng: Random, coverage: float) -> str:
    """Isolates that are opened or closed but not both: the rest of the line falls into a wrong order on screen."""
    return insert(text, _word_starts(text), rng, coverage, lambda: rng.choice(_OPEN_ISOLATES))


def _swap(text: str, places: Sequence[int], rng: Random, coverage: float, twin: Callable[[str], str]) -> str:
    out = list(text)
    for at in choose(places, rng, coverage):
        out[at] = twin(out[at])
    return "".join(out)


def no_break_spaces(text: str, rng: Random, coverage: float) -> str:
    """No-break spaces in place of spaces, as editors of web pages leave them."""
    places = [match.start() for match in re.finditer(" ", text)]
    return _swap(text, places, rng, coverage, lambda _: "\N{NO-BREAK SPACE}")


def lost_spaces(text: str, rng: Random, coverage: float) -> str:
    """Words glued together."""
    places = [match.end() for match in re.finditer(rf"[{LETTER}](?= [{LETTER}])", text)]
    return _swap(text, places, rng, coverage, lambda _: "")


def _lookalikes(twins: dict[str, str]) -> Writer:
    def writer(text: str, rng: Random, coverage: float) -> str:
        return _swap(text, [at for at, letter in enumerate(text) if letter in twins], rng, coverage, twins.__getitem__)

    return writer


def _digits(text: str) -> list[int]:
    """Places of digits of numbers that have two digits or more: a lone digit cannot be mixed."""
    return [at for number in re.finditer(r"[0-9\u0660-\u0669\u06F0-\u06F9]{2,}", text) for at in range(number.start(), number.end())]


def mixed_digits(text: str, rng: Random, coverage: float) -> str:
    """Digits of other sets inside one number."""

    def twin(digit: str) -> str:
        return rng.choice([digits[int(digit)] for digits in DIGIT_SETS if digit not in digits])

    return _swap(text, _digits(text), rng, coverage, twin)


def persian_digits(text: str, rng: Random, coverage: float) -> str:
    """Digits of a Persian keyboard in place of those of an Arabic one."""
    places = [at for at, character in enumerate(text) if character in DIGIT_SETS[0] + DIGIT_SETS[1]]
    return _swap(text, places, rng, coverage, lambda digit: DIGIT_SETS[2][int(digit)])


def lost_bytes(text: str, rng: Random, coverage: float) -> str:
    """UTF-8 that lost bytes of its letters. The stray halves are surrogates here (`surrogateescape`) and bytes again when written."""
    data = text.encode("utf-8")
    lost = set(choose([at for at, byte in enumerate(data) if byte >= 0x80], rng, coverage))
    return bytes(byte for at, byte in enumerate(data) if at not in lost).decode("utf-8", "surrogateescape")


def _numeric(text: str, _rng: Random, _coverage: float) -> str:
    """All characters outside ASCII as numeric references, escaped a second time."""
    return html.escape(text.encode("ascii", "xmlcharrefreplace").decode("ascii"), quote=False)


def _named(text: str, _rng: Random, _coverage: float) -> str:
    """Punctuation that HTML has names for as references, escaped a second time."""
    once = "".join(f"&{codepoint2name[ord(character)]};" if ord(character) in codepoint2name else character for character in text)
    return html.escape(once, quote=False)


def latin_comma(text: str, rng: Random, coverage: float) -> str:
    """A habit: Latin commas. Not an error."""
    places = [at for at, character in enumerate(text) if character == "\N{ARABIC COMMA}"]
    return _swap(text, places, rng, coverage, lambda _: ",")


def mild_tatweel(text: str, rng: Random, coverage: float) -> str:
    """A habit: a word or two stretched by one stroke. Not an error."""
    return insert(text, _joints(text), rng, coverage, lambda: TATWEEL)


def tight_stops(text: str, rng: Random, coverage: float) -> str:
    """A habit: no space after a stop or a comma. Not an error."""
    places = [match.end() for match in re.finditer(rf"(?<=[{LETTER}])[.\u060C](?= [{LETTER}])", text)]
    return _swap(text, places, rng, coverage, lambda _: "")


NOISE: Final[dict[str, Writer]] = {
    "bidi-controls": bidi_controls,
    "bom-inside": bom_inside,
    "bom-misread": bom_misread,
    "control-characters": control_characters,
    "entities-named-twice": _named,
    "entities-numeric-twice": _numeric,
    "keheh": _lookalikes(_KEHEH),
    "lost-bytes": lost_bytes,
    "lost-spaces": lost_spaces,
    "mixed-digits": mixed_digits,
    "no-break-spaces": no_break_spaces,
    "persian-digits": persian_digits,
    "persian-keyboard": _lookalikes(_PERSIAN),
    "soft-hyphens": soft_hyphens,
    "tatweel": tatweel,
    "unbalanced-isolates": unbalanced_isolates,
    "urdu-keyboard": _lookalikes(_URDU),
    "zero-width": zero_width,
}

HABITS: Final[dict[str, Writer]] = {
    "latin-comma": latin_comma,
    "mild-tatweel": mild_tatweel,
    "tight-stops": tight_stops,
}
