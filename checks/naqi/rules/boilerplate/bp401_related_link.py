"""A link to another story of the site.

## What it finds
Headings of link boxes (`مقالات ذات صلة`, `الأكثر قراءة`) alone on their line, short lines that open with a cue and carry a headline
(`اقرأ أيضاً: …`, `شاهد أيضا …`), and calls to click (`للاطلاع على … اضغط هنا`).

## Why it is bad
Another story's headline stands in the middle of this one.

## Example
    أعلنت الجمعية موعد المهرجان السنوي وقالت إن الدخول سيكون مجانيا للجميع.

    ⟦اقرأ أيضاً: موسم التمور يبدأ مبكرا في الواحات⟧

    ويضم المهرجان هذا العام معرضا للحرف اليدوية وسوقا للمنتجات الريفية.

## Clean
    من أراد أن يفهم الخلاف فليقرأ أيضاً ما كتبه المؤرخون في القرن الماضي عن الحدود.

## When it is right to ignore
In a column where the author recommends further reading.

## References
Theme strings of Arabic WordPress themes; in-body boxes of newspapers and broadcasters.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity
from naqi.rules.shapes import glued_leads, leads, lines, phrases, tails
from naqi.scan.cues import AFTER_BODY, NO_STOP, OPENS_LINE, UNQUOTED, Condition, Cue, Extent, words_at_most

# A headline may open with the same words ("شاهد أيضا في القضية …"); as the first line of a document they need their colon.
_NOT_THE_TITLE = Condition(
    "not the title",
    lambda hit: hit.line.index > 0 or bool(set(hit.document.data[hit.end - 1 : hit.end + 3]) & set(b":|.)")),
    beyond_line=True,
)

RULE = Rule(
    code="BP401",
    name="related-link",
    label="boilerplate.related",
    severity=Severity.ERROR,
    message="link to another story",
    doc=__doc__,
    cues=(
        lines("related"),
        leads("related", _NOT_THE_TITLE),
        glued_leads("related"),
        tails("related"),
        phrases("related"),
        # A call to click, with what there is to see in between.
        Cue(
            pattern=r"(?m)^[^\n]{0,3}(?:للاطلاع|لمشاهدة|لمتابعة|لقراءة|للمزيد|لمزيد|للتفاصيل|لمعرفة|للتعرف|لتحميل|للتسجيل|لرؤية|للدخول|للاستماع|لتصفح|لمطالعة)[^\n]{2,140}(?:اضغط|انقر|إضغط|أنقر|كليك)[^\n]{0,30}$",
            where=(words_at_most(30), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            phrases=("المزيد من", "المزيد عن", "المزيد في", "المزيد حول", "More from", "More on", "أخبار ذات صلة"),
            where=(OPENS_LINE, NO_STOP, words_at_most(6), AFTER_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
