"""A text too short for an article.

## What it finds
Texts of fewer than 20 words (runs of letters and digits). Blank ones are TX001's. Off by default: corpora of headlines and sentences are made of such texts; to hold a corpus to lengths of its own, use CP501.

## Why it is bad
An extractor found the headline or a notice and lost the story.

## Example
    ⟦تأجيل المباراة النهائية بسبب الأمطار⟧

## Clean
    تأجلت المباراة النهائية التي كانت مقررة مساء اليوم بسبب الأمطار الغزيرة التي غمرت أرض الملعب، وأعلن الاتحاد أنها ستقام في موعد لاحق يحدده الأسبوع المقبل.

## When it is right to ignore
In corpora of headlines, sentences or tickers.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document, count_words

_FEWEST_WORDS = 20


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    if not document.is_blank and count_words(document.data) < _FEWEST_WORDS:
        yield document.code_points(document.lines[0].start, document.lines[-1].end)


RULE = Rule(
    code="TX302",
    name="too-short",
    label="structure.short",
    severity=Severity.WARNING,
    message="a text of a few words",
    doc=__doc__,
    detect=_detect,
    on_by_default=False,
)
