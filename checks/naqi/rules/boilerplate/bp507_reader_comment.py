"""The frame of readers' comments.

## What it finds
Labels that stand around readers' comments: `الرد على التعليق`, `3 تعليقات`, `إعجاب`, `تبليغ`.

## Why it is bad
Readers' words are no news text.

## Example
    وستعرض اللجنة تقريرها على المجلس في جلسته المقبلة بعد أسبوعين.

    ⟦الرد على التعليق⟧

## Clean
    وامتنع المتحدث عن الرد على التعليق الذي نشره خصمه صباح أمس.

## When it is right to ignore
Where comments are wanted.

## References
Comment templates of WordPress and Disqus in Arabic.
"""

from __future__ import annotations

from naqi.arabic.folding import fold_phrase
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape
from naqi.scan.cues import Condition, Hit

_GOD = fold_phrase("الله")


def _is_between_paragraphs(hit: Hit) -> bool:
    index, lines = hit.line.index, hit.document.lines
    return 0 < index < len(lines) - 1 and lines[index - 1].is_prose and lines[index + 1].is_prose


# Alone between two paragraphs it is one that the story quotes.
_NO_QUOTED_BLESSING = Condition(
    "no blessing between two paragraphs", lambda hit: not (_GOD in hit.line.text.split() and _is_between_paragraphs(hit)), beyond_line=True
)

RULE = Rule(
    code="BP507",
    name="reader-comment",
    label="boilerplate.comment",
    severity=Severity.ERROR,
    message="frame of readers' comments",
    fix=REMOVE,
    doc=__doc__,
    cues=every_shape("comment", _NO_QUOTED_BLESSING),
)
