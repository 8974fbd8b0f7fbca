"""A cut-off text with a link to the rest.

## What it finds
`… المزيد`, `تابع القراءة`, `اقرأ المزيد` and their kin behind other text or alone on a line. Also a mark of omission glued to the word that it breaks
off.

## Why it is bad
The story is not complete, and the link is not part of it.

## Example
    وقال رئيس الاتحاد إن اللجنة ستجتمع الأسبوع المقبل لبحث الشكوى التي قدمها⟦... المزيد⟧

## Clean
    وطلب المحقق من الشاهد المزيد من التفاصيل، ثم قال له: أخبرنا المزيد عن تلك الليلة.

## When it is right to ignore
Never known to be right.

## References
WordPress excerpts end in such a link; portals cut wire stories so.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape, framed
from naqi.scan.cues import AFTER_TEXT, IN_PROSE_ENDING, NO_STOP, UNQUOTED, Cue

RULE = Rule(
    code="BP405",
    name="truncated-teaser",
    label="boilerplate.truncation",
    severity=Severity.ERROR,
    message="text cut off with a link to the rest",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("truncation"),
        # An ellipsis and one word at the end of a paragraph.
        Cue(
            pattern=r"(?m)[^ .\n]( ?[.\[(]+[.\]) ]*(?:المزيد|للمزيد|المزيد من التفاصيل|التفاصيل|التتمة|البقية|تتمة|more|read more|continue reading)[ \]).\"'>•-]*)$",
            where=(UNQUOTED,),
        ),
        framed("more", "rest piece joint original", NO_STOP, least=2, most=8),
        # Behind the headline or the excerpt, with its arrow.
        Cue(pattern=r"(?m)[^ .\n] ((?:قراءة المزيد|اقرأ المزيد|إقرأ المزيد|قراءة الخبر|تابع القراءة) ?(?:\"|>+|•)+) ?$", where=(UNQUOTED,)),
        # The mark of a cut text, with nothing behind it.
        Cue(pattern=r"(?m)[\[(] ?\. ?[\])] ?$", where=(AFTER_TEXT, IN_PROSE_ENDING)),
        Cue(pattern=r"(?m)[^ .\n]( ?\.+ ?(?:show more|للمزيد|المزيد|عرض المزيد|التفاصيل))(?: ?[#•(]|$)", where=(UNQUOTED,)),
        # The same glued to the word that it breaks off.
        Cue(pattern=r"(?m)[^ \n.()\[\]]([\[(]\.[\])]) ?$", where=(UNQUOTED,)),
        Cue(pattern=r"[.!?](المزيد|للمزيد|التتمة|lire la suite|read more|continue reading)(?:[ \n]|$)", where=(UNQUOTED,)),
        Cue(pattern=r"(?m)(?:^|[^ \n.])( ?\.* ?(?:أكمل|إقرأ|متابعة|تابع|واصل) (?:ال)?(?:قراءة|تفاصيل|مزيد|بقية)(?: \"| >+|>+))", where=(UNQUOTED,)),
    ),
)
