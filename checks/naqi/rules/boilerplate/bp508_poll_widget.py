"""A poll of the site.

## What it finds
Headings and buttons of reader polls: `استطلاع الرأي`, `صوّت الآن`, `عرض النتائج`. A question with its buttons (`… نعم / لا`), and whether the page
was of use.

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
from naqi.scan.cues import NO_FULL_STOP, NO_STOP, NOT_ANNOUNCED, NOT_THE_FIRST, UNQUOTED, Cue, Extent, words_at_most

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
        # Was this page of use; yes, no.
        Cue(
            pattern=r"(?m)^[ •]*(?:رأيك يهمنا[ :,.-]*|شاركنا رأيك[ :,.-]*)?هل (?:أعجبك|أعجبكم|عجبك|استفدت|استفدتم|أفادك|أفادتك|ساعدك|ساعدتك|وجدت|وجدتم|كان|كانت)(?: من)?(?: هذا| هذه)? (?:ال)?(?:مقالة?|خبر|موضوع|محتوى|تقرير|صفحة|معلومات?|مادة|تدوينة|وصفة|شرح|درس|قصة|إجابة|خدمة)[^\n.]{0,40}\?(?: ?(?:نعم|لا|ربما|شكرا|صوت|قيم|أخبرنا|شاركنا|•|[0-9])[^\n.]{0,26})?$",
            short=True,
            where=(words_at_most(16), NO_FULL_STOP, NOT_THE_FIRST, UNQUOTED),
            extent=Extent.LINE,
        ),
        # A question, and the buttons behind it.
        Cue(
            pattern=r"(?m)^[^\n]{8,160}\? ?(?:صوت|صوتوا|صوتي|صوت الآن|شارك برأيك|شاركنا رأيك|نعم ?[/|,-]? ?لا(?: ?[/|,-]? ?(?:ربما|لا أعرف|لا أدري|لا يهمني|إلى حد ما))?|النتائج) ?$",
            short=True,
            where=(words_at_most(30), NOT_THE_FIRST, NOT_ANNOUNCED, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •*]*(?:(?:صوت|صوتوا|صوتي|استطلاع|استفتاء|تصويت|استطلاع الرأي|استطلاع رأي) ?[:|] ?(?:(?:هل|من|ما|ماذا|كيف|متى|أين|أي|أيهما|كم|لماذا) [^\n]{6,120}[^ .\n]|[^\n]{6,120}\?)|(?:سؤال اليوم|سؤال الأسبوع) ?[:|] ?[^\n]{6,120}[^ .\n]) ?$",
            short=True,
            where=(words_at_most(22), NOT_THE_FIRST, NO_FULL_STOP, NOT_ANNOUNCED, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
