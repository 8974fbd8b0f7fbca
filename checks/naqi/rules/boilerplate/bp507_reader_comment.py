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

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape

RULE = Rule(
    code="BP507",
    name="reader-comment",
    label="boilerplate.comment",
    severity=Severity.ERROR,
    message="frame of readers' comments",
    fix=REMOVE,
    doc=__doc__,
    cues=(*every_shape("comment"),),
)
