"""Characters that print nothing: where each is spelling, where it is noise, and which belong together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from naqi.arabic.languages import WORD, is_arabic, is_foreign_word
from naqi.rules.encoding.mojibake import pattern, pattern_twice
from naqi.rules.encoding.raw import LETTER, MARK, compiled, find
from naqi.scan.document import Document

Spans = Iterator[tuple[int, int]]

_NON_JOINER: Final = "\N{ZERO WIDTH NON-JOINER}"
# Soft hyphen, combining grapheme joiner, ALM, the zero-width characters U+200B to U+200F, word joiner.
_INSIDE: Final = compiled(rf"[{LETTER}][{MARK}]*([\x{{AD}}\x{{34F}}\x{{61C}}\x{{200B}}-\x{{200F}}\x{{2060}}]+)[{MARK}]*[{LETTER}]")
_BETWEEN: Final = compiled(r"[\x{AD}\x{200B}\x{200C}\x{2060}]+")
# Read wrongly, a byte of a letter may become an invisible character.
_GARBLED: Final = tuple(map(compiled, (pattern("cp1252", "latin-1"), pattern("cp1256"), pattern_twice("cp1252"), pattern_twice("cp1256"))))
_OPENED: Final = {
    "\N{LEFT-TO-RIGHT EMBEDDING}": "\N{POP DIRECTIONAL FORMATTING}",
    "\N{RIGHT-TO-LEFT EMBEDDING}": "\N{POP DIRECTIONAL FORMATTING}",
    "\N{LEFT-TO-RIGHT OVERRIDE}": "\N{POP DIRECTIONAL FORMATTING}",
    "\N{RIGHT-TO-LEFT OVERRIDE}": "\N{POP DIRECTIONAL FORMATTING}",
    "\N{LEFT-TO-RIGHT ISOLATE}": "\N{POP DIRECTIONAL ISOLATE}",
    "\N{RIGHT-TO-LEFT ISOLATE}": "\N{POP DIRECTIONAL ISOLATE}",
    "\N{FIRST STRONG ISOLATE}": "\N{POP DIRECTIONAL ISOLATE}",
}
_EMBEDDED: Final = "\N{POP DIRECTIONAL FORMATTING}"
_CONTROLS: Final = compiled(r"[\n\x{202A}-\x{202E}\x{2066}-\x{2069}]")
_DIRECTION: Final = (*_OPENED, _EMBEDDED, "\N{POP DIRECTIONAL ISOLATE}")


def in_words(document: Document) -> Spans:
    """Invisible characters between two Arabic letters, but for the non-joiners that are spelling."""
    if document.suspect:
        found = [(start, end) for start, end in _overlapping(document) if document.text[start:end] != _NON_JOINER or not _is_spelling(document, start)]
        yield from _outside_mojibake(document, found)


def _outside_mojibake(document: Document, spans: list[tuple[int, int]]) -> Spans:
    garbled = [span for expression in _GARBLED for span in find(document, expression)] if spans else []
    return (span for span in spans if not any(start <= span[0] < end for start, end in garbled))


def _overlapping(document: Document) -> Spans:
    # A letter may stand between two of them, so matches may share it: look again from the last letter on.
    data, at = document.utf8, 0
    while (match := _INSIDE.search(data, at)) is not None:
        start, end = match.span(1)
        yield document.code_point_of_utf8(start), document.code_point_of_utf8(end)
        at = end


def _is_spelling(document: Document, at: int) -> bool:
    """Tell whether a non-joiner stands in a word of Persian, Urdu or Kurdish: by the word, its quotation or its line."""
    text = document.text
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    word = next(word for word in WORD.finditer(line) if word.start() <= at - start < word.end())
    if is_foreign_word(word[0].replace(_NON_JOINER, "")):
        return True
    before, after = line[: word.start()], line[word.end() :]
    if before.count("«") > before.count("»") and "»" in after:
        return True
    return not is_arabic([found.replace(_NON_JOINER, "") for found in WORD.findall(line)])


def between_words(document: Document) -> Spans:
    """Runs of invisible characters that are no letter's neighbours on both sides, and no part of an emoji."""
    # A text of nothing else is TX001's.
    if document.suspect and not document.is_blank:
        found = [span for span in find(document, _BETWEEN) if _is_noise(document.text, *span)]
        yield from _outside_mojibake(document, found)


def _is_noise(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before.isalpha() and after.isalpha():
        return False
    return text[start:end] != _NON_JOINER or not before.isalpha() or is_arabic(WORD.findall(text[max(0, start - 100) : end + 100]))


def _pairs(document: Document) -> tuple[list[tuple[int, int]], list[int]]:
    """Embeddings and overrides that are opened and closed in one paragraph, and the places of controls without their other half."""
    pairs: list[tuple[int, int]] = []
    alone: list[int] = []
    waiting: list[tuple[int, str]] = []
    for at, _ in find(document, _CONTROLS):
        control = document.text[at]
        if control == "\n":
            alone += [place for place, _ in waiting]
            waiting = []
        elif control in _OPENED:
            waiting.append((at, _OPENED[control]))
        else:
            matching = next((index for index in range(len(waiting) - 1, -1, -1) if waiting[index][1] == control), None)
            if matching is None:
                alone.append(at)
                continue
            # What is still open inside is closed with it, without a control of its own.
            alone += [place for place, _ in waiting[matching + 1 :]]
            if control == _EMBEDDED:
                pairs.append((waiting[matching][0], at + 1))
            del waiting[matching:]
    alone += [place for place, _ in waiting]
    return pairs, sorted(alone)


def balanced(document: Document) -> Spans:
    """Embeddings and overrides, from the opening to the closing control, the outermost of those inside each other."""
    if document.suspect and any(control in document.text for control in _DIRECTION):
        last = -1
        for start, end in sorted(_pairs(document)[0]):
            if start > last:
                yield start, end
                last = end


def unbalanced(document: Document) -> Spans:
    """Controls of direction without their other half in the paragraph; neighbours are one finding."""
    if document.suspect and any(control in document.text for control in _DIRECTION):
        run: tuple[int, int] | None = None
        for at in _pairs(document)[1]:
            if run is not None and run[1] == at:
                run = run[0], at + 1
                continue
            if run is not None:
                yield run
            run = at, at + 1
        if run is not None:
            yield run
