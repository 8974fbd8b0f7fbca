"""What changes in a line of furniture from page to page: numbers and dates. Two lines are one when only these differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from naqi.arabic.folding import fold_phrase
from naqi.rules.lexicon import load
from naqi.scan.document import Line, has_letters

# Bytes of C0 controls, which no folded text holds.
_NUMBER_BYTE: Final = b"\x10"
_DATE_BYTE: Final = b"\x11"
_NUMBER: Final = re.compile(rb"[0-9]+(?:[.,:/-]?[0-9]+)*")
_DIGIT: Final = re.compile(rb"[0-9]")
_EDGES: Final = b"()[],.:;-/|"
# What may stand alone between the parts of a date.
_JOINTS: Final = frozenset({b"-", b"/", b"|", b","})
_CALENDAR: Final = frozenset(word for phrase in load("frame-calendar.term") for word in fold_phrase(phrase).split(b" "))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line, or a date of several. key: as it is compared. start, end: in the line's folded text."""

    key: bytes
    start: int
    end: int


def words_of(line: bytes) -> list[Word]:
    """The words of a folded line, one for each date.

    A number may hold separators, as clocks do. A date is a run of numbers and words of the calendar that holds both.
    """
    words = line.split(b" ")
    has_digits = _DIGIT.search(line) is not None
    made: list[Word] = []
    at = start = 0
    while at < len(words):
        count, is_date = _run(words, at) if has_digits else (1, False)
        for size in (count,) if is_date else (1,) * count:
            end = start + sum(map(len, words[at : at + size])) + size - 1
            made.append(Word(_DATE_BYTE if is_date else _NUMBER.sub(_NUMBER_BYTE, words[at]), start, end))
            at += size
            start = end + 1
    return made


def slotted(line: bytes) -> bytes:
    """Folded text of a line, or of a piece of one, with one byte for each number and one for each date."""
    return line if _DIGIT.search(line) is None else b" ".join([word.key for word in words_of(line)])


def _run(words: list[bytes], at: int) -> tuple[int, bool]:
    """How many words the run of numbers and words of the calendar that begins at one holds, at least that one, and whether it is a date."""
    numbers = names = 0
    end = at
    for number in range(at, len(words)):
        core = words[number].strip(_EDGES)
        if core in _CALENDAR:
            names += 1
        elif core and _NUMBER.fullmatch(core):
            numbers += 1
        elif end == at or words[number] not in _JOINTS:
            break
        else:
            continue
        end = number + 1
    return max(end - at, 1), bool(numbers and names)


def line_key(line: Line) -> bytes:
    """What is compared of a line: numbers and dates aside, but not in prose, where they are what the story tells. Empty where no letter is left."""
    key = line.text if line.is_prose else slotted(line.text)
    return key if has_letters(key) else b""


def key_of(text: str) -> bytes:
    """`line_key` of a line's text, or of a piece of one, as a person wrote it."""
    return line_key(Line(0, 0, fold_phrase(text)))
