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
from naqi.rules.shapes import every_shape, kind
from naqi.scan.cues import Condition, Hit
from naqi.scan.document import PROSE_WORDS

_REMARKS = kind("remark").words | kind("moderation").words


def _stands_among_comments(hit: Hit) -> bool:
    """Whether the line speaks of comments, or stands under no paragraph: a sermon or a speech may end in a reader's words."""
    index = hit.line.index
    above = hit.document.lines[index - 1] if index else None
    if above is None or (above.words < PROSE_WORDS and not above.ends_with_stop):
        return True
    words = hit.line.text.split()
    return any(word in _REMARKS or (word[:1] == _AND and word[1:] in _REMARKS) for word in words) or any(
        character in hit.line.text for character in b":0123456789"
    )


_AND = fold_phrase("و")
_AMONG_COMMENTS = Condition("speaks of comments, or stands under no paragraph", _stands_among_comments, beyond_line=True)

RULE = Rule(
    code="BP507",
    name="reader-comment",
    label="boilerplate.comment",
    severity=Severity.ERROR,
    message="frame of readers' comments",
    fix=REMOVE,
    doc=__doc__,
    cues=every_shape("comment", _AMONG_COMMENTS),
)
