"""A document as numbered lines, and the way back from what they show to code points of the document.

Lines without a word have no number. White space inside a line is one space, at its ends nothing. What would not show stands as its code point
in angle brackets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

BREAK: Final = "\N{RETURN SYMBOL}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one shown character comes from: code points [start, end); inner: shown inside an escape, where no fragment begins."""

    start: int
    end: int
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The numbered lines of a document.

    shown: all lines, with a break between two. places: for each of its characters, where it comes from. lines: [start, end) of each in shown.
    blank: numbers of lines that a blank line stands in front of.
    """

    shown: str
    places: tuple[Place, ...]
    lines: tuple[tuple[int, int], ...]
    blank: frozenset[int]

    def line(self, number: int) -> str:
        """What line `number`, from 1, shows."""
        start, end = self.lines[number - 1]
        return self.shown[start:end]

    def find(self, fragment: str, start: int, end: int) -> list[int]:
        """Where in shown a fragment begins, from start to end; white space in it counts as one space."""
        wanted = " ".join(fragment.split())
        hits = []
        at = self.shown.find(wanted, start) if wanted else -1
        while 0 <= at < end:
            last = at + len(wanted)
            if not self.places[at].inner and (last == len(self.shown) or not self.places[last].inner):
                hits.append(at)
            at = self.shown.find(wanted, at + 1)
        return hits

    def __str__(self) -> str:
        width = len(str(len(self.lines)))
        rows = ("\n" * (number in self.blank) + f"{number:>{width}}| {self.line(number)}" for number in range(1, len(self.lines) + 1))
        return "\n".join(rows) + "\n"


def _shown(line: str, offset: int) -> Iterator[tuple[str, Place]]:
    at = len(line) - len(line.lstrip())
    stop = len(line.rstrip())
    while at < stop:
        character = line[at]
        after = at + 1
        if character.isspace():
            while line[after].isspace():
                after += 1
            yield " ", Place(offset + at, offset + after)
        elif character.isprintable():
            yield character, Place(offset + at, offset + after)
        else:
            for number, sign in enumerate(f"<U+{ord(character):04X}>"):
                yield sign, Place(offset + at, offset + after, inner=number > 0)
        at = after


def listing(text: str) -> Listing:
    """List a document."""
    shown: list[str] = []
    places: list[Place] = []
    lines: list[tuple[int, int]] = []
    blank: set[int] = set()
    offset = 0
    pending = False
    for line in text.split("\n"):
        if line.strip():
            if lines:
                shown.append(BREAK)
                places.append(Place(places[-1].end, offset + len(line) - len(line.lstrip())))
                if pending:
                    blank.add(len(lines) + 1)
            begin = len(shown)
            for sign, place in _shown(line, offset):
                shown.append(sign)
                places.append(place)
            lines.append((begin, len(shown)))
            pending = False
        else:
            pending = True
        offset += len(line) + 1
    return Listing("".join(shown), tuple(places), tuple(lines), frozenset(blank))
