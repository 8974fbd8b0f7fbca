"""A link to the page that a story was taken from.

## What it finds
Lines that open with a link cue and carry an address or the page's headline (`رابط الخبر: …`, `المصدر: https://…`). A bare attribution that closes a
story (`المصدر: رويترز`) is a sign-off and is left alone. Messages that a channel passed on, and the paper and page of a story.
What aggregators say of the page that they copied from.

## Why it is bad
It points to a page, often with another headline, that is no part of the story.

## Example
    وأكدت الشركة أن المنتج سيصل إلى الأسواق قبل نهاية العام الحالي.

    ⟦المصدر: https://news.example/story/1234⟧

## Clean
    وقال المصدر: إن الاجتماع أرجئ إلى الغد، ونشرت الوزارة رابط التسجيل على موقعها.

## When it is right to ignore
When the address is wanted as metadata.

## References
Feed importers and link-sharing plug-ins.
"""

from __future__ import annotations

import re

from naqi.arabic.folding import fold_pattern
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_TOLD, every_shape, framed
from naqi.scan.cues import NO_STOP, OUTSIDE_BODY, UNQUOTED, Condition, Cue, Extent, words_after_at_most, words_at_most
from naqi.scan.frames import URL

# "The story first appeared in a literary magazine": what has no article names no outlet.
_FIRST_IN = re.compile(fold_pattern(r"(?:أولا|أول مرة) (?:على|في|عبر|بواسطة) (?:موقع|صحيفة|جريدة|مجلة|مدونة|صفحة|ديوان|كتاب|قناة|برنامج) (?:[^ا]|ا[^ل])"))
_NAMES_AN_OUTLET = Condition("names an outlet", lambda hit: _FIRST_IN.search(hit.document.data[hit.start : hit.end]) is None)

RULE = Rule(
    code="BP406",
    name="source-link",
    label="boilerplate.source_link",
    severity=Severity.ERROR,
    message="link to the source page",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("source_link"),
        # The outlet's name stands between the cue and its colon.
        Cue(
            pattern=r"(?:^|\n|[.!?\"]) ?(رابط (?:ال)?(?:خبر|مقال|موضوع|تقرير|مادة|قصة|مصدر)(?: ال[^ \n:]+| ب[^ \n:]+| في [^ \n:]+| على [^ \n:]+| من [^ \n:]+)(?: [^ \n:]+){0,3} ?: ?[^\n]+)",
            where=(words_after_at_most(0), UNQUOTED),
        ),
        Cue(
            pattern=r"(?m)^[ •*({\[]*(?:المصدر|مصدر الخبر|مصدر|المصادر|الرابط|رابط|الرابط المختصر|المرجع|المراجع|نقلا عن|source|via|link) ?[:|-]? ?[^\n]{0,40}(?:https?:|www\.)[^\n]*$",
            where=(UNQUOTED,),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"(?m)^[ •*({\[]*(?:https?://|www\.)[^ \n]+[ )}\]]*$", where=(OUTSIDE_BODY,), extent=Extent.LINE),
        framed(("original", URL), "piece joint more click network address dating", NO_STOP, strangers=5, most=16),
        framed(("more", URL), "piece joint original click network dating", NO_STOP, strangers=5, most=16),
        framed(("piece", URL), "joint original click network dating more", NO_STOP, strangers=5, most=16),
        framed("original click", "piece joint more dating", NO_STOP, NOT_TOLD, strangers=5, most=14),
        framed("original seeing", "piece joint channel network", NO_STOP, most=8),
        Cue(
            pattern=r"(?:^|\n|[.!?]) ?((?:ظهر|ظهرت|نشر|نشرت) (?:هذا |هذه )?(?:ال)?(?:مقالة|مقال|تدوينة|خبر|موضوع|قصة|مادة|تقرير|بوست)[^\n]* (?:أولا|لأول مرة|أول مرة) (?:على|في|عبر|بواسطة) [^\n]+)",
            where=(words_after_at_most(0), _NAMES_AN_OUTLET, UNQUOTED),
        ),
        Cue(
            pattern=r"(?m)^ ?(?:the post [^\n]+ (?:appeared first on|first appeared on)|cet article [^\n]+ est apparu en premier sur)[^\n]*$",
            short=True,
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •(]*(?:من|نشر[^\n]*) ?(?:ال)?عدد:? ?[0-9]{2,6}[ ,/|-]*(?:ال)?(?:صفحة|ص)\.? ?[0-9]{1,3}[ )]*$",
            short=True,
            where=(words_at_most(14), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •(]*(?:نشر|نشرت) (?:هذا|هذه) [^ \n]+ في (?:النسخة|الطبعة|العدد)[^\n]*$",
            short=True,
            where=(words_at_most(16), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"(?m)^ ?(?:via|عبر|وصلك عبر|وصلكم عبر) (?:rss|خلاصة|خلاصات|feed)[^\n]*$", short=True, where=(words_at_most(9),), extent=Extent.LINE),
        framed((URL,), "joint", most=2),
        # A message that a channel passed on.
        Cue(
            pattern=r"(?m)^[ •]*(?:معاد توجيه(?:ها|ه)|تمت? إعادة توجيه(?:ها|ه)|أعيد توجيه(?:ها|ه)|محول|محولة|forwarded(?: message)?|transfere(?:e)?) (?:من|from|de) ?:? ?[^\n.]{2,60}$",
            short=True,
            where=(words_at_most(9), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The paper and the page.
        Cue(
            pattern=r"(?m)^[ •*(]*(?:المصدر|نقلا عن|عن) ?:? ?[^\n.]{0,40}(?:النسخة|الطبعة|العدد|الصفحة) ?[^\n.]{0,40}[0-9]{1,4}[ )]*$",
            short=True,
            where=(words_at_most(12), NO_STOP, OUTSIDE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # What aggregators say of where they took it from.
        Cue(
            pattern=r"(?m)^[ •]*(?:هذا|هذه) (?:ال)?(?:خبر|مقال|مقالة|تقرير|مادة|موضوع|محتوى)(?: بعنوان [^\n]{4,160})? (?:(?:نشرت?|ظهرت?) (?:أولا |لأول مرة )?(?:على|في|عبر)|(?:منقول|منقولة|مأخوذ|مقتبس) (?:عن|من)|(?:تم|جرى) (?:جلبه|جلبها|نقله|نقلها|سحبه|استيراده|أخذه|نشره) (?:من|عن|من مصدره))[^\n]*$",
            where=(words_at_most(48), UNQUOTED, NOT_TOLD),
            extent=Extent.LINE,
        ),
    ),
)
