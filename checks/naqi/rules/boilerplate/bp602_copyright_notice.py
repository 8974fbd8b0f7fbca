"""A notice of rights, or a link to the site's terms.

## What it finds
`جميع الحقوق محفوظة © …` on a line of its own or opening or closing one, and footer links (`سياسة الخصوصية`, `شروط الاستخدام`) alone on a line.

## Why it is bad
It is the page's footer.

## Example
    وأشارت الدراسة إلى أن النتائج أولية وتحتاج إلى عينة أكبر لتأكيدها.

    ⟦جميع الحقوق محفوظة © 2024⟧

## Clean
    نظرت المحكمة في دعوى على دار نشر كتبت أن جميع الحقوق محفوظة على كتاب من التراث.

## When it is right to ignore
In court and media stories, when the notice is quoted without quotation marks.

## References
Footers of Arabic sites.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_TOLD, NOTHING_QUOTED, every_shape, framed
from naqi.scan.cues import CLOSES_LINE, NO_SENTENCE, OPENS_LINE, OUTSIDE_BODY, UNQUOTED, Cue, Extent, either, words_at_most

RULE = Rule(
    code="BP602",
    name="copyright-notice",
    label="boilerplate.copyright",
    severity=Severity.ERROR,
    message="notice of rights or terms",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("copyright"),
        Cue(
            pattern=r"(?:جميع |كل |كافة |© ?|\(c\) ?(?:كل |جميع )?)(?:ال)?حقوق (?:ال)?(?:نشر |طبع |ملكية |فكرية |نشر والطبع |طبع والنشر )?(?:ال)?محفوظة",
            where=(either(OPENS_LINE, CLOSES_LINE), words_at_most(25), NO_SENTENCE, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ *•|♥]*(?:الحقوق محفوظة ل|(?:copyright|\(c\)) ?[0-9]{4}|حقوق (?:النشر|الطبع|الملكية)[^\n]{0,20} محفوظة|© ?(?:[0-9]{4}|copyright|جميع|حقوق|كل)|copyright ?©|©[^\n]{0,40}[0-9]{4} ?-? ?[0-9]{0,4} ?$|all rights reserved)[^\n]*$",
            where=(words_at_most(30), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"©[^\n]{0,40}all rights reserved|all rights reserved", where=(words_at_most(40), UNQUOTED), extent=Extent.LINE),
        framed("rights reserved", "joint piece answerable legal", NO_SENTENCE, NOT_TOLD, strangers=6, most=16),
        framed("ban copying", "legal joint piece answerable subject", OUTSIDE_BODY, NOT_TOLD, NOTHING_QUOTED, strangers=3, least=3, most=18),
    ),
)
