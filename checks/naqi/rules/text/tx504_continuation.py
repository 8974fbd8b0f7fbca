"""A line that says that more follows, or where.

## What it finds
Lines of five words or fewer behind the prose that open with `يتبع`, `التتمة`, `البقية` or `تابع` and a page, with signs around them.

## Why it is bad
Whether a corpus keeps it is a choice: it is neither the story nor the site's furniture. Off by default.

## Example
    افتتح متحف الفنون الشعبية جناحا جديدا للمنسوجات القديمة بعد ترميم استمر عامين.
    ⟦(يتبع)⟧

## Clean
    يتبع المتحف هيئة الآثار، وتشرف عليه لجنة من خمسة أعضاء يختارهم الوزير كل عامين.
    يتبع النادي اتحاد اللعبة.

## When it is right to ignore
Where continuation lines are wanted.

## References
`dataset/sources/GUIDELINES.md`, optional.continuation.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity
from naqi.scan.cues import AFTER_BODY, NO_FULL_STOP, Cue, Extent, words_at_most

_PAGE = r"(?: ?(?:على |في )?(?:ال)?ص(?:فحة)?\.? ?[0-9]+)"


RULE = Rule(
    code="TX504",
    name="continuation",
    label="optional.continuation",
    severity=Severity.WARNING,
    message="line that says that the story goes on",
    doc=__doc__,
    cues=(
        Cue(
            pattern=rf"(?m)^[^\n0-9a-zء-ي]*(?:يتبع(?: لاحقا)?|يتبع ?{_PAGE}|(?:التتمة|تتمة|البقية|بقية الخبر){_PAGE}?|more|to be continued)[^\n0-9a-zء-ي]*$",
            where=(AFTER_BODY, words_at_most(5)),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"(?m)\(يتبع[^()\n]{0,20}\)[. ]*$", where=(NO_FULL_STOP,)),
    ),
    on_by_default=False,
)
