r"""Words of Arabic text, and the form in which spellings of one word are one.

`\w+` splits an Arabic word at each vowel sign and at a zero width non-joiner, and drops the signs; tokenizers made for English drop all Arabic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from naqi.arabic import characters as ch

_ZERO_WIDTH_SPACE: Final = ord("\N{ZERO WIDTH SPACE}")


def _class(points: Iterable[int]) -> str:
    """The inside of a character class: ranges of code points."""
    ranges: list[list[int]] = []
    for point in sorted(points):
        if ranges and point == ranges[-1][1] + 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)


# What stands inside a word or at its end without being a letter. A zero width space is for parting words.
_INSIDE: Final = _class({*ch.MARKS, *ch.INVISIBLE} - {_ZERO_WIDTH_SPACE})
_DIGIT_SEPARATORS: Final = ".,\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC THOUSANDS SEPARATOR}"
_WORD: Final = rf"\w[\w{_INSIDE}]*(?:(?<=\d)[{_DIGIT_SEPARATORS}](?=\d)[\w{_INSIDE}]*)*"
_WORDS: Final = re.compile(_WORD)
_TOKENS: Final = re.compile(rf"{_WORD}|\S")


def words(text: str) -> list[str]:
    """The words of a text in order: letters, digits and tatweel with the vowel signs, joiners and direction marks between or behind them.

    A number keeps its decimal and thousands separators. Punctuation and symbols are no words.
    """
    return _WORDS.findall(text)


def tokens(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand, and every other character that is no white space by itself: `[start, end)` in code points."""
    return [match.span() for match in _TOKENS.finditer(text)]


def _letters() -> dict[str, str]:
    """One sign for each set of signs between which spelling, keyboards and typography vary."""
    quotes = dict.fromkeys(ch.DOUBLE_QUOTES + ch.SINGLE_QUOTES, '"')
    # Dashes are found by category, in `_Normal`.
    return {**ch.LETTER_VARIANTS, **ch.LOOKALIKE_LETTERS, **ch.PUNCTUATION, **quotes}


class _Normal(dict[int, str]):
    """Code point to its normal form, made when it is first asked for."""

    _variants: Final = _letters()
    _dropped: Final = frozenset({*ch.MARKS, *ch.TATWEEL, *ch.INVISIBLE})

    def __missing__(self, point: int) -> str:
        self[point] = "".join(map(self._normal, self._compatible(point)))
        return self[point]

    def _compatible(self, point: int) -> str:
        """The character's compatibility form. Variants come first: NFKC would take an ellipsis and a diacritic with its space apart."""
        character = chr(point)
        return character if point in self._dropped or character in self._variants else unicodedata.normalize("NFKC", character).lower()

    def _normal(self, character: str) -> str:
        if ord(character) in self._dropped:
            return ""
        digit = unicodedata.digit(character, None)
        if digit is not None:
            return str(digit)
        if unicodedata.category(character) == "Pd":
            return "-"
        return self._variants.get(character, character)


_NORMAL: Final = _Normal()


def normalise(text: str) -> str:
    """The text with what Arabic spelling leaves open decided one way, each character by itself.

    Without vowel signs, tatweel and what prints nothing; hamza seats, alef maksura and yeh, teh marbuta and heh, keyboard look-alikes, digit
    sets, quotation marks, dashes and Arabic punctuation with its Latin twins as one; presentation forms and other compatibility characters as
    NFKC has them; Latin letters lowered. Letters as in `naqi.arabic.folding`, but white space and runs of dots stay. Idempotent.
    """
    return text.translate(_NORMAL)


def normal_lengths(text: str) -> list[int]:
    """How many characters of `normalise(text)` each character of the text became."""
    return [len(_NORMAL[ord(character)]) for character in text]
