"""The attribution, initials or clock that close a story.

## What it finds
Behind the last line of prose: a bare attribution (`وكالات`, `المصدر: …` without a link, `*نقلا عن …`), an end mark (`// انتهى //`) and the clock below it, editors' initials, and the line in brackets of who prepared and edited.

## Why it is bad
Whether a corpus keeps it is a choice: it is neither the story nor the site's furniture. Off by default.

## Example
    افتتح متحف الفنون الشعبية جناحا جديدا للمنسوجات القديمة بعد ترميم استمر عامين.
    ⟦// انتهى //⟧
    ⟦19:06 ت م⟧

## Clean
    وكالات السفر تشكو من ارتفاع أسعار التذاكر مع بداية الموسم، وتطلب من الشركات خفضها.
    وقال مدير إحداها إن المبيعات هبطت بمقدار الثلث منذ بداية الشهر.

## When it is right to ignore
Where sign-offs are wanted.

## References
`dataset/sources/GUIDELINES.md`, optional.sign_off.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity
from naqi.scan.cues import AFTER_BODY, UNQUOTED, Condition, Cue, Extent, unless, words_at_most

_LINKED = Condition("carries a link", lambda hit: b"http" in hit.line.text or b"www" in hit.line.text)
_CLOCK = r"[0-9]{1,2}:[0-9]{2} ?(?:ت ?م|غ|م|ص|ق|gmt)?"
_INITIALS = r"[اأإبتثجحخدذرزسشصضطظعغفقكلمنهوي]"
_WHERE = (AFTER_BODY, UNQUOTED)


RULE = Rule(
    code="TX503",
    name="sign-off",
    label="optional.sign_off",
    severity=Severity.WARNING,
    message="line that closes a wire story",
    doc=__doc__,
    cues=(
        Cue(pattern=rf"(?m)^ ?//? ?انتهى ?/?/?(?: ?{_CLOCK})? ?$|^ ?انتهى الخبر(?: {_CLOCK})? ?$|^ ?{_CLOCK} ?$", where=(AFTER_BODY,), extent=Extent.LINE),
        Cue(
            pattern=r"(?m)^[ *(-]*(?:نقلا عن|عن|المصدر ?[:/-]|مصدر الخبر ?[:/-]|source ?:|with inputs from)[^\n]+$",
            where=(*_WHERE, words_at_most(7), unless(_LINKED)),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^ ?\(?(?:[^\n]{2,40}[ +-]+و?)?(?:وكالات|الوكالات|مواقع|مواقع إلكترونية|وكالات الأنباء)(?: ?[-+] ?[^\n]{2,30})?\)? ?$",
            where=(*_WHERE, words_at_most(6)),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=rf"(?m)^ ?\(?(?:{_INITIALS} ?[./] ?){{1,3}}{_INITIALS}\.?(?: ?[-/] ?{_INITIALS}(?: ?[./] ?{_INITIALS})*)*\)? ?$",
            where=(AFTER_BODY,),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"(?m)^ ?\((?:إعداد|تغطية|كتابة|شارك في)[^()\n]*(?:تحرير|للنشرة العربية)[^()\n]*\) ?$", where=(AFTER_BODY,), extent=Extent.LINE),
    ),
    on_by_default=False,
)
