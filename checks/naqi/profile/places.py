"""Where the lines of a document stand, once those that its source repeats are set aside."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from naqi.profile.model import Place
from naqi.profile.slots import line_key
from naqi.scan.document import Document, Line


@dataclass(frozen=True, slots=True)
class Placed:
    """A line that holds a letter. key: as it is compared."""

    line: Line
    key: bytes
    place: Place


def keyed(document: Document) -> Iterator[tuple[Line, bytes]]:
    """The lines of a document that hold a letter, with their keys (`line_key`)."""
    for line in document.lines:
        if key := line_key(line):
            yield line, key


def placed(document: Document, repeated: Container[bytes]) -> list[Placed]:
    """The lines of a document that hold a letter, with their places.

    repeated: keys of the lines that the source repeats. They are no title, and no prose, however long: a notice must not be taken for the story's end.
    """
    lines = list(keyed(document))
    document.settle(frozenset(line.index for line, key in lines if key in repeated), frozenset())
    first, last = document.body
    title = next((line.index for line, key in lines if key not in repeated), -1)
    if title >= first:
        # A headline that other pages link to is a repeated line: of those above the body, the longest.
        above = [line for line, _ in lines if line.index < first]
        title = max(above, key=lambda line: (line.words, -line.index)).index if above else title if title == first else -1
    if last < 0:
        # Without prose there is nothing to stand above of but the title.
        first = last = max(title, 0)

    def place(line: Line) -> Place:
        if line.index == title:
            return Place.TITLE
        if line.index < first:
            return Place.HEAD
        return Place.AMONG if line.index <= last else Place.TAIL

    return [Placed(line, key, place(line)) for line, key in lines]
