"""Where a scrape joined lines: the edges of plain furniture inside a line, the separators beside it, a sentence glued to what follows it.

A scraper that joins inline nodes, or whole blocks, leaves one line where the page showed several: `الرئيسية » رياضة 12:30 شارك الخبر فيسبوك`. Once
part of such a line is known to be furniture, what stands beside it is a line of its own, and is judged as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from naqi.arabic.folding import ARABIC_LETTERS, LATIN_LETTERS, LETTERS, LOST_BYTE, SYMBOL_BYTE
from naqi.scan.document import Document, Line
from naqi.scan.structure import Mark, by_line

_ARABIC: Final = b"[" + re.escape(bytes(sorted(ARABIC_LETTERS))) + b"]"
_LATIN: Final = b"[" + re.escape(bytes(sorted(LATIN_LETTERS))) + b"]"
# A lost letter is one.
_SOMETHING: Final = re.compile(b"[0-9" + re.escape(LETTERS + LOST_BYTE) + b"]")
# A stop or a colon with a word right behind it; initials have one letter before the stop. The stop is sought first: letters are everywhere.
_GLUED_STOP: Final = re.compile(rb"[.!?:][\")\]]{0,2}(?=" + _ARABIC + rb"{2})")
_BEFORE_STOP: Final = re.compile(_ARABIC + rb"{3}[\")\]]?$")
_BEFORE_STOP_BYTES: Final = 4
_GLUED_SCRIPTS: Final = re.compile(_ARABIC + rb"{3}(?=" + _LATIN + rb"{3})|" + _LATIN + rb"{3}(?=" + _ARABIC + rb"{3})")
_SEPARATOR: Final = re.compile(rb" [|/>-] |(?<! )[|]|[|](?! )| \" |[" + SYMBOL_BYTE + rb"]")


def seams(document: Document, marks: Sequence[Mark]) -> set[int]:
    """Folded offsets at which the lines of a document are to be cut again, given what is known to be furniture; none where nothing is."""
    if not marks:
        return set()
    cuts = [(document.line_at(cut), cut) for cut in _behind_sentences(document.data)]
    for index, parts in by_line(document, marks).items():
        line = document.lines[index]
        cuts += [(line, cut) for cut in _in_line(document, line, parts)]
    found = set()
    for line, cut in cuts:
        at = cut - 1 if document.data[cut - 1 : cut] == b" " else cut
        if line.start < at < line.end and not document.is_quoted(at, at + 1):
            found.add(at)
    return found


def _behind_sentences(data: bytes) -> Iterator[int]:
    for match in _GLUED_STOP.finditer(data):
        stop = match.start()
        if _BEFORE_STOP.search(data[max(0, stop - _BEFORE_STOP_BYTES) : stop]):
            yield match.end()


def _in_line(document: Document, line: Line, parts: Sequence[tuple[str, int, int]]) -> Iterator[int]:
    data = document.data
    at = line.start
    for _, low, high in (*parts, ("", line.end, line.end)):
        if _SOMETHING.search(data, at, low):
            if at > line.start:
                yield at
            # A sentence before furniture is no furniture for standing alone.
            if low < line.end and not data[at:low].endswith((b".", b". ")):
                yield low
            for match in _GLUED_SCRIPTS.finditer(data, at, low):
                yield match.end()
            if not line.is_prose:
                for match in _SEPARATOR.finditer(data, at, low):
                    yield match.start() + 1
        elif low == line.end and data[at:low].strip(b" ") in {b".", b"!", b"?"}:
            yield at  # the stop of the sentence that furniture was dropped into
        at = high
