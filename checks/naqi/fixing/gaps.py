"""The gap policy: what is left between two pieces of text when what stood between them is taken out.

The widest gap that stood there stays (space < line break < blank line). Inside a line at least one space is left between two words, also where
none stood, and none is added before a mark that closes. Source: the labelling guidelines of the dataset, 1.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from naqi.arabic.characters import INVISIBLE

Span = tuple[int, int]

_CLOSING: Final = frozenset(".،,؛;:؟?!)]»”…")
_OPENING: Final = frozenset("([«“")
_STOPS: Final = frozenset(".؟?!")
_BRACKETS: Final = ("()", "[]", "{}")
_LINE_BREAK: Final = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_INVISIBLE: Final = frozenset(map(chr, INVISIBLE))
# Marks that divide pieces of a line, or open an item: without the piece they say nothing.
_DIVIDING: Final = frozenset("|-–—/•·*›")
# The least width that parts lines.
_LINES: Final = 2
# No more copies of a phrase in a row than prose may have.
_FEW: Final = 2


def _width(gap: str) -> int:
    """0 no gap, 1 space, 2 line break, 3 blank line."""
    return min(1 + len(_LINE_BREAK.findall(gap)), 3) if gap else 0


def _back(text: str, at: int) -> int:
    """Where the white space that ends at a place begins."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at


def _on(text: str, at: int) -> int:
    """Where the white space that begins at a place ends."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends_line(text: str, at: int) -> bool:
    return (end := _on(text, at)) == len(text) or _width(text[at:end]) > 1


def _opens_line(text: str, at: int) -> bool:
    return (start := _back(text, at)) == 0 or _width(text[start:at]) > 1


def _without_stop(text: str, start: int, end: int) -> Span:
    """The span without the full stop of the sentence that it is glued to. Three dots are no stop: they belong to a link."""
    glued = start > 0 and not text[start - 1].isspace() and text[start - 1] not in _STOPS and text[start] in _STOPS
    dots = text[start:end].startswith("...") and not text[start:end].startswith("....")
    return (start + 1, end) if glued and not dots and end - start > 1 else (start, end)


def _with_pairs(text: str, start: int, end: int) -> Span:
    """The span with the brackets beside it, in its line, whose other half it holds."""
    for pair in _BRACKETS:
        opened = text.count(pair[0], start, end) - text.count(pair[1], start, end)
        while opened < 0 and (at := _back(text, start)) > 0 and text[at - 1] == pair[0] and _width(text[at:start]) < _LINES:
            start, opened = at - 1, opened + 1
        while opened > 0 and text.startswith(pair[1], at := _on(text, end)) and _width(text[end:at]) < _LINES:
            end, opened = at + 1, opened - 1
    return start, end


def _with_remnants(text: str, start: int, end: int) -> Span:
    """The span with what stands beside it only for its sake.

    That is: invisible characters that touch it and nothing else, brackets that hold nothing else, and dividing marks that its line would end or begin with.
    """
    start, end = _with_pairs(text, start, end)
    while True:
        before = start, end
        at = start
        while at > 0 and text[at - 1] in _INVISIBLE:
            at -= 1
        if at == 0 or text[at - 1].isspace():
            start = at
        at = end
        while at < len(text) and text[at] in _INVISIBLE:
            at += 1
        if at == len(text) or text[at].isspace():
            end = at
        # Brackets around it, all of them in its line.
        one, other = _back(text, start), _on(text, end)
        if text[max(0, one - 1) : one] + text[other : other + 1] in _BRACKETS and max(_width(text[one:start]), _width(text[end:other])) < _LINES:
            start, end = one - 1, other + 1
        # A mark of division, white space on both of its sides.
        at = _back(text, start)
        if text[max(0, at - 1) : at] in _DIVIDING and _width(text[at:start]) < _LINES and _ends_line(text, end) and text[max(0, at - 2) : at - 1].strip() == "":
            start = at - 1
        at = _on(text, end)
        if text[at : at + 1] in _DIVIDING and _width(text[end:at]) < _LINES and _opens_line(text, start) and text[at + 1 : at + 2].strip() == "":
            end = at + 1
        if (start, end) == before:
            return start, end


def _with_copies(text: str, start: int, end: int) -> Span:
    """The span with its copies on both sides, white space between them, in one line, where they are three or more.

    Each would be found when the one beside it is gone: one after the other, that costs as many rounds as there are copies.
    """
    piece, first, last, copies = text[start:end], start, end, 1
    while _width(text[(at := _back(text, first)) : first]) == 1 and text.endswith(piece, 0, at):
        before = at - len(piece)
        if before > 0 and not text[before - 1].isspace():
            break
        first, copies = before, copies + 1
    while _width(text[last : (at := _on(text, last))]) == 1 and text.startswith(piece, at):
        after = at + len(piece)
        if after < len(text) and not text[after].isspace():
            break
        last, copies = after, copies + 1
    return (first, last) if copies > _FEW else (start, end)


def _runs(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, Span]]:
    """Spans in order, each with what goes with it, and the span itself."""
    reached = 0
    for span in sorted(spans):
        # What stands inside of a run was reached with its first.
        start, end = span if span[1] <= reached else _with_copies(text, *span)
        reached = max(reached, end)
        yield *_with_remnants(text, *_without_stop(text, start, end)), span


def _left(text: str, start: int, end: int, gaps: Sequence[str]) -> str:
    """What stays of the gaps of text taken out. start, end: outer ends of the first and the last gap."""
    if start == 0 and end == len(text):
        return ""
    if start == 0 or end == len(text):
        # The white space that the document began or ended with.
        return gaps[0] if start == 0 else gaps[-1]
    widest = max(gaps, key=_width)
    if _width(widest) > 1:
        return widest
    if text[end] in _CLOSING and not gaps[-1]:
        return ""
    if text[start - 1] in _OPENING and not gaps[0]:
        return ""
    return widest or " "


def removals(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, str, Span]]:
    """Edits (start, end, replacement) that take spans out of a text, each with the first of the spans that it is for.

    Args:
        text: the document.
        spans: in code points, in any order; they may overlap.

    Spans with nothing but white space between them go together, an edit each; the last leaves the gap.
    """
    widened = sorted(_runs(text, spans))
    at = 0
    while at < len(widened):
        cluster: list[tuple[int, int, Span]] = []
        while at < len(widened) and (not cluster or _on(text, cluster[-1][1]) >= widened[at][0]):
            start, end, span = widened[at]
            if cluster and start <= cluster[-1][1]:
                cluster[-1] = (cluster[-1][0], max(end, cluster[-1][1]), cluster[-1][2])
            else:
                cluster.append((start, end, span))
            at += 1
        outer = (_back(text, cluster[0][0]), _on(text, cluster[-1][1]))
        borders = [outer[0], *(border for start, end, _ in cluster for border in (start, end)), outer[1]]
        gaps = [text[one:other] for one, other in zip(borders[::2], borders[1::2], strict=True)]
        gap = _left(text, *outer, gaps)
        for number, (_, end, span) in enumerate(cluster):
            begins = outer[0] if number == 0 else _on(text, cluster[number - 1][1])
            last = number == len(cluster) - 1
            yield begins, outer[1] if last else _on(text, end), gap if last else "", span
