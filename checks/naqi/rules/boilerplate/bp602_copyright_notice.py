"""A notice of rights, or a link to the site's terms.

## What it finds
`جميع الحقوق محفوظة © …` on a line of its own or opening or closing one, and footer links (`سياسة الخصوصية`, `شروط الاستخدام`) alone on a line.
Requests to name the source, free licences, and the imprint below the text.

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
from naqi.rules.story import NAMES_SOMEBODY, NOT_IN_STORY, NOT_SHOWN, NOTHING_TOLD_BEHIND
from naqi.scan.cues import AFTER_BODY, CLOSES_LINE, NO_SENTENCE, NO_STOP, OPENS_LINE, OUTSIDE_BODY, UNQUOTED, Cue, Extent, either, words_at_most

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
            where=(either(OPENS_LINE, CLOSES_LINE), words_at_most(25), NO_SENTENCE, UNQUOTED, NOT_IN_STORY, NOT_SHOWN, NOTHING_TOLD_BEHIND),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ *•|♥]*(?:الحقوق محفوظة ل|(?:copyright|\(c\)) ?[0-9]{4}|حقوق (?:النشر|الطبع|الملكية)[^\n]{0,20} محفوظة|© ?(?:[0-9]{4}|copyright|جميع|حقوق|كل)|copyright ?©|©[^\n]{0,40}[0-9]{4} ?-? ?[0-9]{0,4} ?$|all rights reserved)[^\n]*$",
            where=(words_at_most(30), UNQUOTED, NOT_IN_STORY, NOTHING_TOLD_BEHIND),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"©[^\n]{0,40}all rights reserved|all rights reserved", where=(words_at_most(40), UNQUOTED), extent=Extent.LINE),
        framed("rights reserved", "joint piece answerable legal", NO_SENTENCE, NOT_TOLD, NOT_IN_STORY, strangers=6, most=16),
        framed("ban copying", "legal joint piece answerable subject", OUTSIDE_BODY, NOT_TOLD, NOTHING_QUOTED, strangers=3, least=3, most=18),
        # In the midst of what a scrape joined: the phrase with its year.
        Cue(
            pattern=r"(?:جميع|كل|كافة) (?:ال)?حقوق (?:(?:ال)?(?:نشر|طبع|ملكية) (?:و(?:ال)?(?:نشر|طبع) )?)?(?:ال)?محفوظة[^\n.]{0,40}(?:©|\(c\)) ?(?:[0-9]{4}(?: ?- ?[0-9]{4})?)?|(?:©|\(c\)|copyright) ?(?:[0-9]{4}(?: ?- ?[0-9]{4})?)? ?[^\n.]{0,40}(?:(?:جميع|كل|كافة) (?:ال)?حقوق (?:ال)?محفوظة|all rights reserved|tous droits reserves)"
            r"|tous (?:les )?droits (?:de reproduction )?reserves",
            where=(NOTHING_QUOTED, UNQUOTED),
        ),
        # Whoever copies is asked to name the source.
        framed(
            "copying crediting",
            "ban legal joint piece answerable subject asked",
            NO_STOP,
            OUTSIDE_BODY,
            NOT_TOLD,
            NOTHING_QUOTED,
            strangers=3,
            least=4,
            most=18,
        ),
        framed("crediting asked", "legal joint piece answerable copying", NO_STOP, AFTER_BODY, NOT_TOLD, NOTHING_QUOTED, least=3, most=12),
        Cue(
            pattern=r"(?m)^[^\n]*(?:المشاع الإبداعي|creative commons|cc by(?:-[a-z]{2})*)[^\n]*$",
            short=True,
            where=(words_at_most(12), OUTSIDE_BODY, NO_SENTENCE, NOT_TOLD, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The imprint.
        Cue(
            pattern=r"(?m)^[ •*]*(?:المدير المسؤول|مدير النشر|مديرة النشر|رئيس التحرير|رئيسة التحرير|مدير التحرير|رئيس مجلس الإدارة|صاحب الامتياز|صاحبة الامتياز|الناشر|رقم الإيداع(?: القانوني)?|الإيداع القانوني|ملف الصحافة|السجل التجاري|رقم الترخيص|ترخيص رقم|رقم الاعتماد|issn|legal deposit|depot legal|directeur de (?:la )?publication) ?[:/] ?[^\n.:]{2,50}$",
            short=True,
            where=(words_at_most(10), NO_STOP, AFTER_BODY, NAMES_SOMEBODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # Who made the theme.
        Cue(
            pattern=r"(?m)^[ •]*(?:قالب|سكربت|استايل|ستايل) [^\n.]{2,24}(?:من تصميم|تصميم|بواسطة|من تطوير|تطوير|مجاني)[^\n.]{0,30}$|^[ •]*(?:بدعم من|مدعوم بواسطة|يعمل بواسطة|تم التطوير بواسطة) (?:wordpress|blogger|drupal|joomla|google|ووردبريس|بلوجر|دروبال|جوملا)[^\n]{0,20}$",
            short=True,
            where=(words_at_most(10), AFTER_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
