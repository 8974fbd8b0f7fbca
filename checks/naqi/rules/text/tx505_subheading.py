"""A short line between two paragraphs that heads what follows, or the clock of an entry.

## What it finds
Lines of at most eight words without a stop, a colon aside, right between two lines of prose, and lines that are only a clock where prose follows. A line that another rule of boilerplate reports is one of these too: the rule knows place,
not meaning.

## Why it is bad
Whether a corpus keeps it is a choice: it is neither the story nor the site's furniture. Off by default.

## Example
    افتتح متحف الفنون الشعبية جناحا جديدا للمنسوجات القديمة بعد ترميم استمر عامين.
    ⟦عشرون صندوقا من القطن⟧
    وعثر العمال أثناء الترميم على عشرين صندوقا من القطن المصبوغ لم تكن مسجلة في الدفاتر.

## Clean
    افتتح متحف الفنون الشعبية جناحا جديدا للمنسوجات القديمة بعد ترميم استمر عامين.
    ولم يحضر أحد.
    وعثر العمال أثناء الترميم على عشرين صندوقا من القطن المصبوغ لم تكن مسجلة في الدفاتر.

## When it is right to ignore
Where subheadings are wanted.

## References
`dataset/sources/GUIDELINES.md`, optional.subheading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document, has_letters

_MOST_WORDS = 8
_CLOCK = re.compile(rb"[0-9]{1,2}:[0-9]{2}(?: ?-)?")


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    lines = document.lines
    for index, line in enumerate(lines[:-1]):
        follows = lines[index + 1]
        clock = _CLOCK.fullmatch(line.text) is not None and (follows.is_prose or follows.ends_with_stop)
        heads = (
            index > 0 and lines[index - 1].is_prose and follows.is_prose and has_letters(line.text) and line.words <= _MOST_WORDS and not line.ends_with_stop
        )
        if clock or (heads and not line.is_prose):
            yield document.code_points(line.start, line.end)


RULE = Rule(
    code="TX505",
    name="subheading",
    label="optional.subheading",
    severity=Severity.WARNING,
    message="line between paragraphs that heads a part",
    doc=__doc__,
    detect=_detect,
    on_by_default=False,
)
