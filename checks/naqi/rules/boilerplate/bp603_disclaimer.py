"""A notice that disclaims responsibility.

## What it finds
Notices that opinions are the author's, that a story was taken from elsewhere and is not the site's responsibility, that readers answer for their
comments. Notices of health pages, and with whose money or under which agreement a piece was made.

## Why it is bad
It is a legal notice that stands under every column.

## Example
    ويبقى الرهان على وعي الناس، فهو الذي يحمي المدينة من تكرار ما جرى.

    ⟦** جميع المقالات المنشورة تمثل رأي كتابها فقط.⟧

## Clean
    وقال الناطق إن الآراء التي وردت في التسجيل تخص صاحبها، وإن الوزارة ستفتح تحقيقا.

## When it is right to ignore
Never known to be right.

## References
Foot lines of opinion pages.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_REPORTED, NOT_TOLD, NOTHING_QUOTED, every_shape, framed
from naqi.rules.story import NOT_IN_STORY, NOT_TELLING
from naqi.scan.cues import NOT_ANNOUNCED, UNQUOTED, Cue, Extent, words_at_most

RULE = Rule(
    code="BP603",
    name="disclaimer",
    label="boilerplate.disclaimer",
    severity=Severity.ERROR,
    message="disclaimer of the site",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("disclaimer", NOT_IN_STORY),
        Cue(
            pattern=r"(?:الموقع|موقعنا|الصحيفة|الجريدة|الوكالة|البوابة|الشبكة|إدارة الموقع|هيئة التحرير)[^\n.]{0,20}(?:غير مسؤولة?|لا (?:ي|ت)تحمل|(?:ي|ت)خلي|ليست? مسؤولا?ة?|لسنا مسؤولين)[^\n.]{0,40}(?:مسؤولية|مسؤوليته|مسؤوليتها|عن صحة|عن صحتها|عن محتوى|عن مضمون|عن ما|عما)",
            where=(words_at_most(45), NOT_REPORTED, UNQUOTED, NOT_IN_STORY),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?:المقالات|المقال|الآراء|آراء|التعليقات|المواد|المقالة|الكتابات|المقالات والآراء|وجهات النظر|المدونات|ما ينشر|ما ورد|هذا المقال)[^\n.]{0,60}(?:تعبر|يعبر|تمثل|يمثل|تعكس)"
            r"[^\n.]{0,30}(?:رأي|آراء|وجهة نظر|وجهات نظر)[^\n.]{0,30}(?:كتابها|كاتبها|كاتبه|أصحابها|صاحبها|صاحبه|الكاتب|الكتاب|الموقع|الصحيفة|الجريدة|الوكالة|الشبكة|المجلة|القناة|المؤسسة|المركز)",
            where=(words_at_most(45), NOT_REPORTED, UNQUOTED, NOT_IN_STORY),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?:لا (?:ت|ي)عبر|لا (?:ت|ي)عكس|لا (?:ت|ي)مثل)[^\n.]{0,15} بالضرورة[^\n.]{0,20}(?:رأي|آراء|وجهة نظر|وجهات نظر|سياسة|موقف)",
            where=(words_at_most(45), NOT_REPORTED, UNQUOTED, NOT_IN_STORY),
            extent=Extent.LINE,
        ),
        framed("notice answerable subject", "joint piece machine", NOT_TOLD, NOTHING_QUOTED, NOT_IN_STORY, strangers=7, least=4, most=30),
        # Health pages: who has checked it, and that it replaces no physician.
        Cue(
            pattern=r"(?m)^[ •*]*(?:(?:تمت?|جرت) (?:ال)?مراجعت?ه?ا? (?:ال)?(?:طبيا|علميا|طبية|علمية)[^\n]*|(?:راجعه|راجعها|مراجعة|المراجعة) (?:طبيا|علميا|طبية|علمية|الطبية|العلمية) ?:?[^\n.]*|[^\n]*(?:المعلومات|المحتوى|النصائح|المادة|المقال)[^\n]*(?:لا (?:ت|ي)غني عن|ليست? بديلا|ليس بديلا|لا (?:ت|ي)عد بديلا|لا (?:ت|ي)عتبر بديلا|لا (?:ت|ي)شكل بديلا)[^\n]*(?:طبيب|الطبيب|مختص|المختص|الطبية|طبية|متخصص)[^\n]*)$",
            short=True,
            where=(words_at_most(26), NOT_REPORTED, NOT_TOLD, NOTHING_QUOTED, UNQUOTED),
            extent=Extent.LINE,
        ),
        # With whose money or under which agreement the piece was made.
        Cue(
            pattern=r"(?m)^[ •*(]*(?:(?:تم|جرى) (?:إنتاج|نشر|إعداد|إنجاز|تنفيذ) |أنتجت? |أنجزت? |أعدت? |نشرت? |ينشر |تنشر |كتبت? )?(?:هذا|هذه) (?:ال)?(?:مادة|تقرير|تحقيق|مقال|مقالة|محتوى|قصة|نص|حوار)(?: [^ \n.]+){0,3} (?:بدعم|بالشراكة|بالتعاون|بتمويل|ضمن|بإشراف|برعاية|بموجب) [^\n]{3,90}$",
            short=True,
            where=(words_at_most(24), NOT_TOLD, NOTHING_QUOTED, NOT_ANNOUNCED, UNQUOTED, NOT_TELLING),
            extent=Extent.LINE,
        ),
    ),
)
