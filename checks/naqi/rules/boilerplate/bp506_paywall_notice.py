"""A notice that the rest is for subscribers.

## What it finds
`هذا المحتوى للمشتركين فقط`, `لقراءة المقال كاملا اشترك الآن` and their kin.
How much of the text is left to pay for.

## Why it is bad
It replaces the text that is missing.

## Example
    وتراجعت الأسهم في الجلسة الأخيرة مع ترقب المستثمرين لنتائج الربع الثالث.

    ⟦هذا المحتوى للمشتركين فقط⟧

## Clean
    وقالت الصحيفة إنها ستجعل هذا المحتوى متاحا للمشتركين فقط ابتداء من العام المقبل.

## When it is right to ignore
In media stories about paywalls.

## References
Paywall texts of Arabic dailies.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_TOLD, every_shape, framed
from naqi.scan.cues import NO_FULL_STOP, NO_SENTENCE, NOT_THE_FIRST, UNQUOTED, Cue, Extent, words_at_most

RULE = Rule(
    code="BP506",
    name="paywall-notice",
    label="boilerplate.paywall",
    severity=Severity.ERROR,
    message="notice that the rest is for subscribers",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("paywall"),
        Cue(
            pattern=r"(?m)^[^\n]{0,4}(?:اشترك|اشتركوا|سجل)[^\n.]{0,60} (?:لمتابعة|لمواصلة|لإكمال|للاستمرار في) (?:ال)?قراءة[^\n]{0,30}$",
            where=(words_at_most(16), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?:تبق[يت]?|بقي|متبقي)[^\n]{0,12} [0-9]+ +(?:من أصل [0-9]+ +)?(?:مقالات|مقال|مقالة|قصص)(?: مجانية| مجاني| مجانا)",
            where=(words_at_most(16), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:بلغت|وصلت إلى|تجاوزت|استنفدت|استهلكت) (?:الحد|حد|رصيدك|عدد)[^\n]{0,30}(?:المقالات|المجاني|المجانية|القراءة)[^\n]*$",
            short=True,
            where=(words_at_most(22), NO_FULL_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:محتوى|مقال|مادة|قصة) (?:مميزة?|حصرية?|مدفوعة?|مقفلة?)(?: للمشتركين)? ?[-|:] ?[^\n]*(?:اشترك|عضويت|سجل|اشتراك|دخول)[^\n]*$",
            short=True,
            where=(words_at_most(14), NO_FULL_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("paid", "paid-beside piece joint", NO_SENTENCE, NOT_TOLD, strangers=1, least=3, most=16),
        # How much of the text is left to pay for.
        Cue(
            pattern=r"(?:لديك|بقي|يبقى|تبقى|متبقي|يتبقى|باقي|قرأت)[^\n%]{0,20} ?[0-9]+(?:[.,][0-9]+)? ?%[^\n.]{0,12}من (?:هذا|هذه) (?:ال)?(?:مقال|مقالة|خبر|تقرير|نص|مادة|قصة)",
            where=(words_at_most(24), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:ال)?باقي?(?: (?:ال)?[^ \n.:]+)?(?: محجوز| مخصص| متاح| حصري)? (?:فقط )?للمشتركين[^\n.]{0,50}$",
            short=True,
            where=(words_at_most(14), NOT_THE_FIRST, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
