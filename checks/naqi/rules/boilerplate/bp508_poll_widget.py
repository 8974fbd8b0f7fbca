"""A poll of the site.

## What it finds
Headings and buttons of reader polls: `استطلاع الرأي`, `صوّت الآن`, `عرض النتائج`.

## Why it is bad
It asks the reader of the page, not of the story.

## Example
    ورجح الخبراء أن تستقر الأسعار في الأسابيع المقبلة إذا تحسن العرض.

    ⟦صوّت الآن⟧

    ⟦عرض النتائج⟧

## Clean
    وأظهر استطلاع الرأي أن نصف الناخبين لم يحسموا أمرهم قبل أسبوع من الاقتراع.

## When it is right to ignore
In stories about polls when a heading is quoted.

## References
Poll plug-ins of Arabic sites.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape, framed
from naqi.scan.cues import NO_FULL_STOP, NO_STOP, UNQUOTED, Cue, Extent, words_at_most

RULE = Rule(
    code="BP508",
    name="poll-widget",
    label="boilerplate.poll",
    severity=Severity.ERROR,
    message="poll of the site",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("poll"),
        Cue(
            pattern=r"(?m)^[ •]*(?:شارك|شاركوا|شاركنا|صوت|صوتوا|أدل بصوتك) (?:في|فى|معنا في|ب)? ?(?:ال)?(?:استطلاع|استفتاء|تصويت|استبيان|رأيك)[^\n.]{0,60}[^.\n]$",
            short=True,
            where=(words_at_most(14), NO_FULL_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("rating", "rating-beside joint", NO_STOP, least=2, most=16),
    ),
)
