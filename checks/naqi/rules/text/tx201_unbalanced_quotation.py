"""A quotation that is opened or closed, but not both.

## What it finds
Lines in which guillemets or curly double quotation marks do not pair in order, in either of the two orders that Arabic sites use for curly ones, or straight double ones are odd in number. Reported is the mark that is left. Off by
default: quotations that run over paragraphs, and slips, stand in every real corpus.

## Why it is bad
What is quoted and what is not is no longer clear, and part of a quotation may be lost.

## Example
    وقال المدير: ⟦«⟧العمل انتهى، ثم غادر.

## Clean
    وقال المدير: «العمل انتهى»، ثم غادر. وعلّق زميله: "انتهى".

## When it is right to ignore
In transcripts whose quotations run over several paragraphs.

## References
None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document

_LEFT, _RIGHT = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
_LINE = re.compile(r"[^\n]+")
_INCH = re.compile(r"(?<=[0-9\u0660-\u0669])\"")


def _unpaired(text: str, start: int, end: int, opener: str, closer: str) -> list[int]:
    """Places of marks that do not pair between two offsets."""
    waiting: list[int] = []
    alone: list[int] = []
    for at in (match.start() for match in re.compile(f"[{opener}{closer}]").finditer(text, start, end)):
        if text[at] == opener:
            waiting.append(at)
        elif waiting:
            waiting.pop()
        else:
            alone.append(at)
    return alone + waiting


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    text = document.text
    if not any(mark in text for mark in ("«", "»", _LEFT, _RIGHT, '"')):
        return
    found: list[int] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        found += _unpaired(text, start, end, "«", "»")
        one, other = _unpaired(text, start, end, _LEFT, _RIGHT), _unpaired(text, start, end, _RIGHT, _LEFT)
        found += one if len(one) <= len(other) else other
        straight = [at for at in range(start, end) if text[at] == '"'] if '"' in line[0] else []
        if len(straight) % 2 and len(straight) - len(_INCH.findall(line[0])) != len(straight) // 2 * 2:
            found.append(straight[-1])
    yield from ((at, at + 1) for at in sorted(found))


RULE = Rule(
    code="TX201",
    name="unbalanced-quotation",
    label="structure.quotation",
    severity=Severity.WARNING,
    message="a quotation mark without its other half",
    doc=__doc__,
    detect=_detect,
    on_by_default=False,
)
