"""Menus, pagers, skip links and back-to-top buttons.

## What it finds
`زر الذهاب إلى الأعلى`, `الصفحة الرئيسية`, `تخطي إلى المحتوى`, `التالي`, `Next Previous` alone on a line or opening one. Buttons in two languages
(`القائمة Menu`), counts of pages and pictures, the size of letters, frequencies.
Labels and archives of blogs, sister pages in a row on top, offices of the masthead and what an outlet says of itself.

## Why it is bad
It belongs to the page, not to the story.

## Example
    واختتم المؤتمر أعماله بإعلان ثماني توصيات سترفع إلى الوزارات المعنية.

    ⟦زر الذهاب إلى الأعلى⟧

## Clean
    وضغط الزائر زر الذهاب إلى الأعلى في المصعد، فتوقف بين الطابقين الثالث والرابع.

## When it is right to ignore
Never known to be right.

## References
WordPress themes: back-to-top label; skip link of core themes.
"""

from __future__ import annotations

import re

from naqi.arabic.folding import fold_phrase
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_TOLD, every_shape, framed
from naqi.rules.story import NAMES_SOMEBODY, NO_HEADLINE, NOT_IN_STORY, NOT_IN_VERSE, NOT_TELLING, NOTHING_TOLD_BEHIND
from naqi.scan.cues import (
    AFTER_BODY,
    BEFORE_BODY,
    NO_COLON,
    NO_FULL_STOP,
    NO_SENTENCE,
    NO_STOP,
    NOT_ANNOUNCED,
    NOT_IN_SENTENCE,
    NOT_LISTED,
    NOT_THE_FIRST,
    OUTSIDE_BODY,
    UNQUOTED,
    Condition,
    Cue,
    Extent,
    Hit,
    among_first,
    either,
    words_at_most,
)

# "The previous letter came too late": without its mark the next story's headline stands below the text only.
_MARKED = re.compile(rb"[:>|<-]|" + fold_phrase("التدوينة") + b"|" + fold_phrase("المنشور"))
_MARKED_OR_BELOW = either(Condition("has a mark or a word of blogs", lambda hit: _MARKED.search(hit.line.text) is not None), AFTER_BODY)

# "The search for survivors": people search too.
_CALL_TO_SEARCH = tuple(map(fold_phrase, ("ابحث", "search", "rechercher")))
_SEARCHED = frozenset(
    map(fold_phrase, ("موقع", "الموقع", "الأرشيف", "الأخبار", "الصحيفة", "الجريدة", "البوابة", "موقعنا", "هذا", "المدونة", "المنتدى", "القسم", "العدد"))
)


def _searches_the_site(hit: Hit) -> bool:
    words = hit.line.text.split()
    return words[0].startswith(_CALL_TO_SEARCH) or len(words) == 1 or not _SEARCHED.isdisjoint(words) or hit.line.text.isascii()


_SEARCHES_THE_SITE = Condition("calls to search, or names the site", _searches_the_site)
_ABOVE_TEXT = Condition("three lines or more stand below it", lambda hit: len(hit.document.lines) - hit.line.index > _LINES_BELOW, beyond_line=True)
_LINES_BELOW = 3

RULE = Rule(
    code="BP601",
    name="navigation",
    label="boilerplate.navigation",
    severity=Severity.ERROR,
    message="navigation of the site",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("navigation"),
        Cue(
            pattern=r"(?m)^[ \"'•|/<>*()\[\]-]*(?:السابق|التالي|prev|previous|next)[ \"'•|/<>*().0-9-]+(?:السابق|التالي|prev|previous|next)[ \"'•|/<>*()\[\]-]*$",
            where=(UNQUOTED,),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)(?:^ ?|[.!?\"] ?)((?:next|prev|previous|السابق|التالي)(?: ?[|/•<>\"-]* ?)(?:next|prev|previous|السابق|التالي))(?: |$)",
            where=(UNQUOTED,),
        ),
        # Two buttons without a space between them.
        Cue(
            pattern=r"((?:الصورة |الشريحة |المقال |الخبر )?(?:التالية?|السابقة?)(?:الصورة |الشريحة |المقال |الخبر )?(?:التالية?|السابقة?)"
            r"|precedente?suivante?|previousnext|prevnext|nextprev(?:ious)?)",
            where=(UNQUOTED,),
        ),
        framed("step", "step-beside joint", NO_STOP, NOT_IN_VERSE, least=2, most=8),
        framed("move", "about about-beside piece joint", NO_STOP, OUTSIDE_BODY, least=2, most=14),
        framed("about", "about-beside move joint network section subscribe", NO_STOP, OUTSIDE_BODY, least=2, most=16),
        framed("about site", "about-beside move joint network section subscribe", NO_STOP, OUTSIDE_BODY, strangers=1, least=4, most=16),
        framed("magnify", "step-beside joint more click", least=2, most=8),
        framed("move", "about about-beside piece joint", NO_STOP, NO_COLON, NOT_IN_VERSE, least=3, most=10),
        # Buttons of a gallery, glued to what follows them.
        Cue(
            pattern=r"(?m)^ ?((?:[0-9]+ ?(?:من|/) ?[0-9]+ ?)?(?:الصورة ?)?(?:السابقة|التالية|الموالية|السابق|التالي|القادمة) ?(?:الصورة ?)?(?:السابقة|التالية|الموالية|السابق|التالي|القادمة))",
        ),
        Cue(pattern=r"(?m)^ ?((?:اضغط |انقر )?(?:ل)?تكبير الصورة|[0-9]+ ?/ ?[0-9]+ ?الصورة التالية)(?:[^ \n]|$)", short=True),
        Cue(pattern=r"(?:end of list ?)?list (?:of [0-9]+ items?|[0-9]+ of [0-9]+)(?: ?end of list)?"),
        # The story before and the one behind, with its headline.
        Cue(
            pattern=r"(?m)^[ •<>|/-]*(?:(?:المقال|الخبر|التدوينة|الموضوع|المادة|القصة|الصفحة|التقرير|المقالة|الرسالة|المنشور) (?:السابقة?|التالية?|الموالية?|القادمة?|اللاحقة?)(?: ?[:>|-]| [^ \n])|(?:السابق|التالي|الموالي|القادم) ?[:>|] ?[^ \n])[^\n]*$",
            short=True,
            where=(words_at_most(30), NO_SENTENCE, NOT_ANNOUNCED, UNQUOTED, NOT_IN_STORY, _MARKED_OR_BELOW),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •<\"]*(?:السابق|التالي|الموالي|precedent|suivant|previous|next) [^ \n:|]+ [^ \n]+ [^\n]+$",
            short=True,
            where=(AFTER_BODY, NO_FULL_STOP, words_at_most(40), UNQUOTED),
            extent=Extent.LINE,
        ),
        # What a live page says of its entries.
        Cue(
            pattern=r"(?m)^[ •]*(?:عرض|إظهار|تحميل|اضغط لعرض|هناك|يوجد|لديك|توجد)(?: [0-9]+)? ?(?:المزيد من )?(?:ال)?(?:تحديثا?|تحديثات|مشاركات|إضافات|رسائل|تعليقات)(?: (?:جديدة?|جديدا|الجديدة|أقدم|الأقدم|سابقة|السابقة|أحدث))?(?: ?, ?(?:اضغط|انقر)[^\n]{0,20})?[ •]*$",
            short=True,
            where=(NO_STOP, words_at_most(8), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:كل|جميع) (?:ال)?(?:تحديثات|الأخبار|المنشورات|الإضافات|التحديثات) (?:الأهم|المهمة|الرئيسية|الأبرز)(?: فقط)?[ •]*$",
            short=True,
            where=(UNQUOTED,),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^ ?((?:توسيع|تكبير|عرض) (?:ال)?صورة ?[0-9]+ ?/ ?[0-9]+|[0-9]+ ?/ ?[0-9]+ ?(?:الصورة|الشريحة) (?:التالية|السابقة)|عرض في معرض (?:ال)?صور|عرض كل (?:ال)?صور)"
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:ابحث|البحث|بحث|rechercher|search|recherche)(?: (?:في|فى|على|عن|داخل|dans|in)(?: [^ \n]+){1,2})?[ •]*$",
            short=True,
            where=(OUTSIDE_BODY, NO_STOP, _SEARCHES_THE_SITE, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:مرحبا|أهلا|أهلا وسهلا|نرحب) ?(?:وسهلا )?(?:بك|بكم|بزوار|بالزوار|بزائرنا|بجميع|معنا)[^\n.]* (?:في|إلى) (?:موقع|شبكة|منتدى|منتديات|بوابة|صحيفة|مدونة|وكالة|قناة|إذاعة)[^\n.]*$",
            short=True,
            where=(words_at_most(12), NO_STOP, UNQUOTED, NOT_TELLING),
            extent=Extent.LINE,
        ),
        # Who answers for an outlet: two offices in one line, or an office glued to its holder.
        Cue(
            pattern=r"(?m)^[^\n.]*(?:رئيسة?|مديرة?|نائب رئيس) (?:مجلس )?(?:الإدارة|التحرير)[^\n.]*(?:رئيسة?|مديرة?|نائب رئيس) (?:مجلس )?(?:الإدارة|التحرير)[^\n.]*$",
            short=True,
            where=(words_at_most(14), NO_STOP, OUTSIDE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[^\n.]*(?:رئيسة?|مديرة?) (?:مجلس )?(?:التحرير|الإدارة)[^ \n.,:|)\"/!?-][^\n.]*$",
            short=True,
            where=(words_at_most(10), NO_STOP, OUTSIDE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:رئيس مجلس (?:الإدارة|إدارة الصحيفة)|رئيسة? (?:ال)?تحرير|مجلس (?:ال)?تحرير|هيئة (?:ال)?تحرير|مديرة? (?:ال)?تحرير|صاحب الامتياز|المدير المسؤول|مدير النشر|المشرف العام) ?[:|] ?[^\n.]+$",
            short=True,
            where=(words_at_most(12), NO_STOP, OUTSIDE_BODY, NAMES_SOMEBODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # What a masthead says of an outlet.
        Cue(
            pattern=r"(?m)^[^\n.]*(?:صحيفة|جريدة|يومية|أسبوعية|مجلة|وكالة|شبكة|موقع|بوابة|قناة|إذاعة) [^\n.]*(?:تصدر عن|يصدر عن|تأسست|تأسس|مستقلة|مستقل|شاملة|شامل|جامعة|إلكترونية|إلكتروني)[^\n.]*$",
            short=True,
            where=(words_at_most(14), NO_STOP, OUTSIDE_BODY, NO_HEADLINE, NOTHING_TOLD_BEHIND, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:ابحث|search) (?:عن|في|for|in) ?[^\n:.]+$",
            short=True,
            where=(words_at_most(8), NO_STOP, OUTSIDE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"(?:تكبير|تصغير) (?:ال)?خط ?(?:تصغير|تكبير) (?:ال)?خط|حجم (?:ال)?خط:? ?(?:[+a-] ?[+a-]|أ ?\+)"),
        Cue(pattern=r"(?m)^ ?((?:الشريحة ?)(?:التالية|السابقة) ?(?:الشريحة ?)?(?:التالية|السابقة)?|precedent ?suivant|previous ?next)", short=True),
        # Which page or picture of how many.
        Cue(pattern=r"(?m)^ ?[0-9]{1,3} (?:من|of) [0-9]{1,3} ?$", short=True, where=(NOT_ANNOUNCED, NOT_LISTED, NOT_THE_FIRST, UNQUOTED), extent=Extent.LINE),
        # Size of the letters.
        Cue(
            pattern=r"(?m)^[ •]*(?:(?:كبر|صغر|تكبير|تصغير|حجم|تغيير حجم|غير حجم) (?:ال)?(?:خط|نص|حروف|خطوط|صورة|صور)(?: [+a-]+| أ[+-]?)*|(?:[a] ?[+-]|[+-] ?[a])(?: ?[a]? ?(?:[+-] ?[a]|[a] ?[+-]|[+-]))*)[ •]*$",
            short=True,
            where=(NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:ترددات?|ترددنا|تردداتنا)(?: (?:ال)?(?:قناة|راديو|إذاعة|قنوات)(?: [^\n.]{2,30})?| على [^\n.]{2,24})?[ •]*$",
            short=True,
            where=(words_at_most(7), NO_STOP, OUTSIDE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("seeing piece", "joint site original us step", NO_STOP, NOT_TOLD, NOT_ANNOUNCED, strangers=2, opens=True, least=4, most=8),
        # A button in two languages, joined or not.
        Cue(
            pattern=r"(?:^|[^a-z])((?:ابحث|البحث|بحث) ?[|/-]? ?search|search ?[|/-]? ?(?:ابحث|البحث|بحث)|(?:ال)?قائمة ?[|/-]? ?menu|menu ?[|/-]? ?(?:ال)?قائمة|(?:ال)?رئيسية ?[|/-]? ?home|home ?[|/-]? ?(?:ال)?رئيسية|(?:مشاركة|شارك|شارك عبر) ?[|/-]? ?share|share ?[|/-]? ?(?:مشاركة|شارك|شارك عبر)|(?:طباعة|اطبع) ?[|/-]? ?print|print ?[|/-]? ?(?:طباعة|اطبع)|(?:إغلاق|أغلق) ?[|/-]? ?close|close ?[|/-]? ?(?:إغلاق|أغلق)|(?:ال)?سابق ?[|/-]? ?(?:previous|prev)|(?:previous|prev) ?[|/-]? ?(?:ال)?سابق|(?:ال)?تالي ?[|/-]? ?next|next ?[|/-]? ?(?:ال)?تالي|(?:اقرأ )?المزيد ?[|/-]? ?(?:read )?more|(?:read )?more ?[|/-]? ?(?:اقرأ )?المزيد|(?:تسجيل )?(?:ال)?دخول ?[|/-]? ?(?:log ?in|sign ?in)|(?:log ?in|sign ?in) ?[|/-]? ?(?:تسجيل )?(?:ال)?دخول|(?:اشترك|اشتراك) ?[|/-]? ?subscribe|subscribe ?[|/-]? ?(?:اشترك|اشتراك)|(?:ال)?تعليقات ?[|/-]? ?comments?|comments? ?[|/-]? ?(?:ال)?تعليقات|(?:نسخ|نسخ الرابط) ?[|/-]? ?copy(?: link)?|copy(?: link)? ?[|/-]? ?(?:نسخ|نسخ الرابط)|حفظ ?[|/-]? ?save|save ?[|/-]? ?حفظ|(?:ال)?أقسام ?[|/-]? ?sections|sections ?[|/-]? ?(?:ال)?أقسام|تخطي إلى المحتوى ?[|/-]? ?skip to content|skip to content ?[|/-]? ?تخطي إلى المحتوى|(?:العربية|عربي) ?[|/-]? ?english|english ?[|/-]? ?(?:العربية|عربي)|(?:ال)?متابعة ?[|/-]? ?follow|follow ?[|/-]? ?(?:ال)?متابعة|استمع ?[|/-]? ?listen|listen ?[|/-]? ?استمع|آخر الأخبار ?[|/-]? ?latest(?: news)?|latest(?: news)? ?[|/-]? ?آخر الأخبار|(?:إعلان|إعلانات) ?[|/-]? ?(?:advertisement|advertising|ads?|sponsored)|(?:advertisement|advertising|ads?|sponsored) ?[|/-]? ?(?:إعلان|إعلانات))(?:[^a-z]|$)",
            short=True,
            where=(NOT_IN_SENTENCE, UNQUOTED),
        ),
        # Pages of one text; whoever cannot see the page.
        Cue(
            pattern=r"(?m)^[ •]*(?:صفحات|الصفحات|pages?) ?: ?[0-9]{1,2}(?: [0-9]{1,2})+[ •>\"-]*(?:التالي|next)?$|^[ •]*إذا (?:كانت? )?(?:لديكم?|واجهتكم?|واجهتم|كان عندك|صادفت|صادفتم|صادفتك) [^\n.]{0,16}(?:مشاكل|مشكلة|صعوبة)[^\n.]{0,60}(?:تصفح|الموقع|عرض|فتح|الصفحة|الدخول)[^\n]{0,60}$",
            short=True,
            where=(words_at_most(20), UNQUOTED),
            extent=Extent.LINE,
        ),
        # The archive of a label of a blog, or of a month.
        Cue(
            pattern=r"(?m)^[ •]*(?:أرشيف|أرشيفات|عرض المشاركات من|المشاركات المصنفة|مواضيع|مقالات) ?(?:ال)?(?:وسم|وسوم|تصنيف|تصنيفات|كاتب|شهر|قسم|مصنفة تحت|مصنفة ضمن|تم تصنيفها تحت) ?:? ?[^\n.]{2,60}$",
            short=True,
            where=(words_at_most(12), OUTSIDE_BODY, NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The outlet's other places, in one row on top of the page.
        Cue(
            pattern=r"(?m)^ ?[^\n.!?:\"-]{3,36}(?: - [^\n.!?\"-]{2,36}){6,}[ -]*$",
            where=(among_first(2), _ABOVE_TEXT, UNQUOTED),
            extent=Extent.LINE,
        ),
        # An office of the masthead, with its holder's name on a line of its own or lost.
        Cue(
            pattern=r"(?m)^[ •]*(?:رئيسة? (?:مجلسي? )?(?:ال)?(?:إدارة|تحرير)(?: ?(?:و|-|/) ?(?:رئيسة? )?(?:ال)?(?:إدارة|تحرير))?|رئيس مجلس إدارة [^ \n]+|(?:ال)?مدير (?:ال)?(?:عام|مسؤول|تحرير|تنفيذي)|المشرف العام|صاحب الامتياز|هيئة التحرير|مجلس التحرير) ?:?$",
            short=True,
            where=(BEFORE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:رئيسة? (?:مجلس )?(?:ال)?(?:إدارة|تحرير)|صاحب الامتياز|صاحبة الامتياز|(?:ال)?مدير (?:ال)?(?:مسؤول(?: عن النشر)?|عام|نشر)(?: ورئيس التحرير)?|أسسها|أسسه|المؤسس|مؤسسها) ?:? ?[^ \n.:,0-9]{2,12}(?: [^ \n.:,0-9]{2,12}){1,3}(?: (?:عام|سنة) [0-9]{4})? ?$",
            short=True,
            where=(OUTSIDE_BODY, NOT_THE_FIRST, words_at_most(9), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        # What an outlet says of itself: whose site it is, who prints it, who licensed it.
        Cue(
            pattern=r"(?m)^[ •]*(?:الموقع الرسمي (?:ل[^ \n]+|لل[^ \n]+)(?: [^ \n.:]+){0,3}|(?:تصدر|يصدر|صادرة) عن (?:مؤسسة|دار|شركة|مجموعة|وكالة|جمعية|حزب|مركز) [^\n.]{2,40}|(?:الموقع|الصحيفة|الجريدة|البوابة|الوكالة) (?:مرخصة?|معتمدة?|مسجلة?|قدمت? أوراق) [^\n.]{4,60}|(?:ترخيص|رخصة|اعتماد|رقم (?:ال)?(?:ترخيص|رخصة|تسجيل|اعتماد)) ?(?:وزارة [^ \n]+ )?(?:رقم)? ?:? ?[0-9/-]{2,12})$",
            short=True,
            where=(OUTSIDE_BODY, words_at_most(11), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
