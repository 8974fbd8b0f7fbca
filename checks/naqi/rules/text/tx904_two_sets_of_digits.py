"""A habit: numbers in two sets of digits.

## What it finds
In a text with European (0–9) and Arabic (٠–٩) digits, the numbers of the rarer set, those beside Latin letters aside. Of equal numbers, the later kind.

## Why it is bad
It is no fault for a reader. Off by default; for corpora that want one set.

## Example
    بلغ السعر 70 دولارا في 12 مارس، ثم ⟦٨٠⟧ دولارا.

## Clean
    بلغ السعر ٧٠ دولارا في ١٢ مارس، وحلقت الرحلة NS418 بعد ذلك.

## When it is right to ignore
Always, unless one set is wanted.

## References
The Unicode Standard, section 9.2: digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from naqi.rules.encoding.raw import compiled, find
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import DIGITS_OF_MOST
from naqi.scan.document import Document

_NUMBER = compiled(r"(?:^|[^A-Za-z0-9\x{660}-\x{669}./:_-])([0-9]+|[\x{660}-\x{669}]+)")
_LATIN = re.compile(r"[ -]?[A-Za-z]")
_LATIN_BEFORE = re.compile(r"[A-Za-z][ -]?$")
_DIGITS = tuple(map(chr, range(0x660, 0x66A)))


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    text = document.text
    if not any(digit in text for digit in _DIGITS):
        return
    numbers = [
        (start, end) for start, end in find(document, _NUMBER) if not _LATIN.match(text, end) and not _LATIN_BEFORE.search(text[max(0, start - 3) : start])
    ]
    european = [span for span in numbers if text[span[0]].isascii()]
    arabic = [span for span in numbers if not text[span[0]].isascii()]
    if european and arabic:
        yield from min((arabic, european), key=lambda spans: (len(spans), -spans[0][0]))


RULE = Rule(
    code="TX904",
    name="two-sets-of-digits",
    label="structure.habit",
    severity=Severity.WARNING,
    message="digits of another set than most of the text",
    fix=DIGITS_OF_MOST,
    doc=__doc__,
    detect=_detect,
    on_by_default=False,
)
