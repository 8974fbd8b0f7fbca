"""A paragraph that is broken into lines of one width.

## What it finds
Three lines or more without a blank line between, of 30 to 130 characters at most, each but the last so full that the first word of the next would not have fitted, and most of them without a stop at their end.
This is what wrapping a paragraph does and what no writer does.

## Why it is bad
Sentences are torn in two for every program that reads line by line. A warning, since joining the lines mends it.

## Example
    ⟦وقال مدير المحطة إن الفرق استبدلت ريش ضاغطين
    ومنظومة الإشعال في الوحدة الثالثة وجددت مرشحات
    الهواء التي أتلفها الغبار.⟧

## Clean
    وقال مدير المحطة إن الفرق استبدلت ريش ضاغطين.
    وعادت المحطة إلى العمل فجر الأحد.
    ولم يُصب أحد بأذى.

## When it is right to ignore
In verse.

## References
RFC 3676, section 1, on how wrapped text came about.
"""

from __future__ import annotations

from collections.abc import Iterator

from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document

_NARROWEST, _WIDEST = 30, 130
_LONGEST_WORD = 25
_FEWEST_BREAKS = 2
_SURE_BREAKS = 4
_FOLDED_STOPS = b".!?:;"
_STOPS = (".", "؟", "!", ":", "»", '"', "؛", "…")


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    if b"\n" not in document.data or not _could_be_wrapped(document.raw_lines):
        return
    text = document.text
    block: list[tuple[int, str]] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        if line.strip() and len(line) <= _WIDEST + 2:
            block.append((at + len(line) - len(line.lstrip()), line.strip()))
        else:
            if _is_wrapped([content for _, content in block]):
                yield block[0][0], block[-1][0] + len(block[-1][1])
            block = []
        at += len(line) + 1


def _could_be_wrapped(lines: list[bytes]) -> bool:
    """Tell at a glance: two lines side by side that are short for a paragraph and have no stop. Most texts have no such lines."""
    if len(lines) <= _FEWEST_BREAKS:
        return False
    before = 0
    for line in lines:
        length = len(line)
        if not _NARROWEST // 2 < length <= _WIDEST + 2 or line[-1] in _FOLDED_STOPS:
            before = 0
        elif before and abs(length - before) <= _LONGEST_WORD:
            return True
        else:
            before = length
    return False


def _is_wrapped(lines: list[str]) -> bool:
    if len(lines) <= _FEWEST_BREAKS:
        return False
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return False
    *full, last = lines
    if not all(len(line) + 1 + len(following.split(" ", 1)[0]) > width for line, following in zip(full, lines[1:], strict=True)):
        return False
    stopped = sum(line.endswith(_STOPS) for line in full)
    return stopped * 3 <= len(full) if len(full) >= _SURE_BREAKS else stopped == 0 and last.endswith(_STOPS)


RULE = Rule(
    code="TX401",
    name="hard-wraps",
    label="structure.hard_wrap",
    severity=Severity.WARNING,
    message="lines broken at a width",
    doc=__doc__,
    detect=_detect,
)
