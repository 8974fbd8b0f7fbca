"""No-break spaces where a space belongs, as editors of web pages leave them.

## What it finds
Lines in which two or more no-break spaces stand between letters of Arabic words and make up a tenth of the spaces. Beside a number, a sign or a Latin word they are typography.

## Why it is bad
A tokeniser that splits at spaces takes two words for one. A warning, since it is white space still.

## Example
    وأعلنت⟦\N{NO-BREAK SPACE}⟧الوزارة⟦\N{NO-BREAK SPACE}⟧موعد الافتتاح.

## Clean
    وسجلت المحطة 42\N{NO-BREAK SPACE}ملم من الأمطار، وبلغت السرعة 75\N{NO-BREAK SPACE}كم/س.

## When it is right to ignore
Where a pipeline normalises white space later.

## References
The Unicode Standard, section 6.2, Space Characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from naqi.rules.encoding.raw import LETTER, MARK, between_letters, compiled, find, holds
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import PLAIN_SPACE
from naqi.scan.document import Document

_NBSP = "\N{NO-BREAK SPACE}"
_PAIR = compiled(rf"[{LETTER}][{MARK}]*(\x{{A0}})[وفبلك]?[{LETTER}]")
_FEWEST = 2
_SHARE = 10


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    text = document.text
    if between_letters(text, _NBSP) < _FEWEST:
        return
    spans = list(find(document, _PAIR))
    by_line: dict[int, list[tuple[int, int]]] = {}
    for start, end in spans:
        by_line.setdefault(text.rfind("\n", 0, start) + 1, []).append((start, end))
    for line_start, found in by_line.items():
        line_end = text.find("\n", line_start)
        if len(found) >= _FEWEST and len(found) * _SHARE >= text.count(" ", line_start, line_end if line_end >= 0 else len(text)):
            yield from found


RULE = Rule(
    code="EN507",
    name="no-break-spaces",
    label="encoding.space",
    severity=Severity.WARNING,
    message="no-break spaces between words",
    fix=PLAIN_SPACE,
    doc=__doc__,
    detect=_detect,
    when=holds(_NBSP, at_least=_FEWEST),
)
