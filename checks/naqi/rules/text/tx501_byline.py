"""A line that says who wrote, interviewed or edited.

## What it finds
Short lines without a stop, outside the prose, that open with a verb or noun of authorship and a name (`كتب`, `حاورتها`, `بقلم`, `إعداد`), that are only `المحرر` or its kin, or that are a name and an outlet or place on two sides of a dash
right above the prose.

## Why it is bad
Whether a corpus keeps it is a choice: it is neither the story nor the site's furniture. Off by default.

## Example
    ⟦كتبت هدى المرزوقي⟧
    افتتح متحف الفنون الشعبية جناحا جديدا للمنسوجات القديمة بعد ترميم استمر عامين.

## Clean
    كتبت الوزارة إلى البلديات تطلب منها حصر المباني القديمة قبل نهاية الشهر المقبل.
    وجاء الرد بعد أسبوع واحد من إرسال الخطاب إلى جميع البلديات المعنية.

## When it is right to ignore
Where bylines are wanted.

## References
`dataset/sources/GUIDELINES.md`, optional.byline.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity
from naqi.scan.cues import BEFORE_BODY, NO_FULL_STOP, OUTSIDE_BODY, Cue, Extent, words_at_most

_LEADS = (
    "كتب|كتبت|كتبه|كتبها|كتبته|بقلم|حاوره|حاورها|حاورته|حاورتها|حوار|أجرى الحوار|أجرت الحوار|أجرى المقابلة|أجرت المقابلة|إعداد|أعده|أعدته|أعدها|تحرير|تقرير|تغطية|متابعة"
    "|تحقيق|ترجمة|تصوير|مراسلنا|مراسلتنا|مرسلة بواسطة|نشر بواسطة|by|written by"
)
_STAFF = "المحرر|المحررة|أسرة التحرير|هيئة التحرير|فريق التحرير|قسم التحرير|مكتب التحرير|المحرر [^ \\n]+|كتب ?-? ?المحرر|خاص|admin|editor|staff|web desk"
# A name of two to four words, a dash or slash, and one to four words.
_NAME_AND_PLACE = r"(?:[^ \n:.،()«»\"0-9|/-]+ ){1,3}[^ \n:.()\"0-9|/-]+ ?[-/] ?(?:[^ \n:.()\"0-9|/-]+ ?){1,4}"


RULE = Rule(
    code="TX501",
    name="byline",
    label="optional.byline",
    severity=Severity.WARNING,
    message="line that names the writer",
    doc=__doc__,
    cues=(
        Cue(pattern=rf"(?m)^ ?(?:{_LEADS})(?: ?[:/-] ?| )[^ \n][^\n:.]+$", where=(OUTSIDE_BODY, NO_FULL_STOP, words_at_most(8)), extent=Extent.LINE),
        Cue(pattern=rf"(?m)^ ?(?:[^\n-]{{2,30}} ?- ?)?(?:{_STAFF}) ?:?$", where=(OUTSIDE_BODY, words_at_most(6)), extent=Extent.LINE),
        Cue(pattern=rf"(?m)^ ?{_NAME_AND_PLACE}$", where=(BEFORE_BODY, words_at_most(8)), extent=Extent.LINE),
    ),
    on_by_default=False,
)
