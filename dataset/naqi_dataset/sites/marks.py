"""Marks: invisible brackets around pieces of a page, which survive rendering, parsing and scraping, and then become spans.

A piece's brackets are one private-use character each, of plane 15, which no source holds: parsers and white-space handling leave them alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_OPEN: Final = 0xF0000
_CLOSE: Final = 0xF4000
_PIECES: Final = _CLOSE - _OPEN
_MARK: Final = re.compile(f"[{chr(_OPEN)}-{chr(_CLOSE + _PIECES - 1)}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page.

    label: as in the taxonomy. evidence: for boilerplate. origin: what it is made from: a furniture id, or the article's part ("title", "p3").
    phrase: the inventory's variant, before its slots were filled.
    """

    label: str
    origin: str
    evidence: str | None = None
    phrase: str | None = None


class MarkError(ValueError):
    """Marks do not nest, or text stands outside of all."""


class Marker:
    """Hands out marks for one page. pieces: what each mark stands for, by number."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []

    def mark(self, text: str, piece: Piece) -> str:
        """The text between the marks of a new piece."""
        number = len(self.pieces)
        if number >= _PIECES:
            raise MarkError(f"a page holds at most {_PIECES} pieces")
        self.pieces.append(piece)
        return f"{chr(_OPEN + number)}{text}{chr(_CLOSE + number)}"


def strip(text: str) -> str:
    """The text without marks."""
    return _MARK.sub("", text)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of unmarked text that belongs to one piece: code points of the stripped text, white space at the ends excluded."""

    start: int
    end: int
    piece: Piece


def runs(marked: str, pieces: list[Piece]) -> tuple[str, list[Run]]:
    """The text without marks, and its runs in order. A piece inside another (a button inside a paragraph) interrupts it.

    Raises MarkError where a character that is not white space belongs to no piece.
    """
    text: list[str] = []
    owners: list[int] = []
    stack: list[int] = []
    for character in marked:
        point = ord(character)
        if _OPEN <= point < _CLOSE:
            stack.append(point - _OPEN)
        elif _CLOSE <= point < _CLOSE + _PIECES:
            # A scraper may have lost the opening or cut in between: close what is open, if it is.
            if point - _CLOSE in stack:
                stack.remove(point - _CLOSE)
        else:
            text.append(character)
            owners.append(stack[-1] if stack else -1)
    plain = "".join(text)
    found: list[Run] = []
    at = 0
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        owner = owners[at]
        if owner < 0:
            raise MarkError(f"{plain[at : at + 30]!r} belongs to no piece: let the template take it from the inventory")
        end = at
        last = at
        while end < len(plain) and (owners[end] == owner or plain[end].isspace()):
            if not plain[end].isspace():
                last = end
            end += 1
        found.append(Run(at, last + 1, pieces[owner]))
        at = last + 1
    return plain, found
