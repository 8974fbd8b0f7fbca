"""Detectors over the text as it is: a cheap look for one character, then RE2 where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import re2

from naqi.arabic.folding import NOTABLE, notable_code
from naqi.scan.document import Document

# The inside of character classes. A letter is one that Arabic words are made of, its neighbours' letters included.
LETTER = r"\x{620}-\x{63F}\x{641}-\x{64A}\x{66E}-\x{66F}\x{671}-\x{6D3}\x{6D5}\x{6EE}\x{6EF}\x{6FA}-\x{6FF}"
MARK = r"\x{64B}-\x{65F}\x{670}"

Spans = Iterator[tuple[int, int]]


def find(document: Document, pattern: Any) -> Spans:
    """Spans, in code points, of a compiled pattern in a text; those of its first group where it has one."""
    group = min(pattern.groups, 1)
    for match in pattern.finditer(document.utf8):
        start, end = match.span(group)
        yield document.code_point_of_utf8(start), document.code_point_of_utf8(end)


def compiled(pattern: str) -> Any:
    """A pattern of RE2 syntax for `find`."""
    return re2.compile(pattern.encode())


def suspect(document: Document) -> bool:
    """Tell whether a text holds a character that ordinary Arabic news does not. For `Rule.when`."""
    return document.suspect


@cache
def holds(*characters: str, at_least: int = 1) -> Callable[[Document], bool]:
    """The question whether notable characters, or those that fold to the same, stand so many times in a text. For `Rule.when`.

    Of several characters, one must. The same arguments give the same question. Raises ValueError for a character that is not notable.
    """
    first, *others = sorted(set(map(notable_code, characters)))
    if not others:
        return (lambda document: document.notable.count(first) >= at_least) if at_least > 1 else lambda document: first in document.notable
    return lambda document: any(document.notable.count(code) >= at_least for code in (first, *others))


def holds_folded(*needles: bytes) -> Callable[[Document], bool]:
    """The question whether one of some strings, each with one notable character of ASCII, stands in the folded text. For `Rule.when`.

    In bytes such a search is many times as fast as in the text: there, the low half of an Arabic letter may equal a Latin one.
    """
    pairs = [(next(byte for byte in needle if byte in NOTABLE), needle) for needle in needles]
    return lambda document: any(code in document.notable and needle in document.data for code, needle in pairs)


def between_letters(text: str, character: str) -> int:
    """How many runs of a character stand between two letters or their vowel signs: a quick look before a pattern."""
    count = 0
    at = text.find(character)
    while at > 0:
        end = at + 1
        while text[end : end + 1] == character:
            end += 1
        before, after = text[at - 1], text[end : end + 1]
        count += (before.isalpha() or before >= _FIRST_MARK) and (after.isalpha() or after >= _FIRST_MARK)
        at = text.find(character, end)
    return count


def detector(pattern: str, *needs: str, unless: Callable[[Document, int, int], bool] | None = None) -> Callable[[Document], Spans]:
    """A rule's detector.

    Args:
        pattern: RE2 syntax.
        needs: characters, one of which stands in every match: where none is in a text, the pattern is not tried. None: it always is.
        unless: a match for which it holds is left out; given the document and the match in code points.
    """
    expression = compiled(pattern)

    def detect(document: Document) -> Spans:
        text = document.text
        if not needs or any(need in text for need in needs):
            for start, end in find(document, expression):
                if unless is None or not unless(document, start, end):
                    yield start, end

    return detect


def is_mentioned(document: Document, start: int, end: int) -> bool:
    """Tell whether a span stands right between quotation marks, as something shown and not used."""
    before, after = document.text[:start].rstrip()[-1:], document.text[end : end + 2].lstrip()[:1]
    return (before in _OPENERS and after in _CLOSERS) if before and after else False


_FIRST_MARK = "\N{ARABIC FATHATAN}"
_OPENERS = frozenset("\"'«»“”„‘(")
_CLOSERS = frozenset("\"'»«”“’)")
