"""The comment form under a story.

## What it finds
Headings, field labels and notices of comment forms: `اترك تعليقاً`, `لن يتم نشر عنوان بريدك الإلكتروني`, `الحقول الإلزامية مشار إليها بـ *`. Fields
of the form in a row, and the box to tick.

## Why it is bad
It stands under every story of the site, and is the most frequent Arabic boilerplate of all.

## Example
    وانتهت الجلسة من دون اتفاق على موعد جديد للاجتماع المقبل.

    ⟦اترك تعليقاً⟧

    ⟦لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *⟧

## Clean
    وقالت الشركة في بيانها: "لن يتم نشر عنوان بريدك الإلكتروني" وفق السياسة الجديدة.

## When it is right to ignore
Never known to be right.

## References
WordPress core, Arabic translation of comment-template.php.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_TOLD, NOTHING_QUOTED, every_shape, framed
from naqi.scan.cues import NO_FULL_STOP, NOT_LISTED, UNQUOTED, Cue, Extent, words_at_most

RULE = Rule(
    code="BP501",
    name="comment-form",
    label="boilerplate.comment_form",
    severity=Severity.ERROR,
    message="comment form of the page",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("comment_form", NOT_LISTED),
        framed("remark", "remark-beside piece joint", NOT_LISTED, least=2, most=20),
        # A sentence that names somebody (`لا تعليق حتى الآن من …`) reports; a notice that ends in a stop holds no other words than its own.
        framed("remark moderation", "remark-beside piece joint subject answerable", NOT_TOLD, NOTHING_QUOTED, least=4, most=30),
        framed("remark moderation", "remark-beside piece joint subject answerable", NO_FULL_STOP, NOT_TOLD, NOTHING_QUOTED, strangers=3, least=4, most=30),
        # The fields of the form in a row; the box to tick.
        Cue(
            pattern=r"(?m)^[ •*]*(?:ال)?اسم[ *:|]*(?:ال)?بريد(?: (?:ال)?إلكتروني)?[ *:|]*(?:(?:ال)?موقع(?: (?:ال)?إلكتروني)?|(?:ال)?تعليقك?|(?:ال)?عنوان|(?:ال)?رسالة)?[ *:|]*$",
            short=True,
            where=(NOT_LISTED, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •*]*(?:لقد )?(?:قرأت|أوافق|موافق|أقر|قرأت ووافقت) (?:على |ب)?(?:جميع |كل )?(?:ال)?(?:شروط|سياسة|قواعد|أحكام|اتفاقية|بنود)[^\n.]{0,50}$",
            short=True,
            where=(words_at_most(12), NO_FULL_STOP, NOTHING_QUOTED, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
