"""Tools, counters and messages of the page.

## What it finds
`عدد المشاهدات`, `الإبلاغ عن خطأ`, `تم نسخ الرابط`, `جاري التحميل`, `حجم الخط` and their kin. Pages that renew themselves, and calls to report an
error.
How aggregators announce what they copied; who kept, read or passed on a page.

## Why it is bad
They belong to the page's program.

## Example
    وستستمر الفعاليات أسبوعا كاملا في ساحات المدينة القديمة.

    ⟦عدد المشاهدات: 1,204⟧

## Clean
    وقال إن عدد المشاهدات تجاوز المليون في يومين، وإن القناة سعيدة بذلك.

## When it is right to ignore
Never known to be right.

## References
Themes and content management systems of Arabic sites.
"""

from __future__ import annotations

import re

from naqi.arabic.folding import SYMBOL_BYTE, fold_phrase
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_REPORTED, every_shape, framed
from naqi.rules.story import NOT_LISTED_BY_STORY, NOTHING_TOLD_BEHIND
from naqi.scan.cues import (
    AFTER_BODY,
    BEFORE_BODY,
    CLOSES_LINE,
    NO_COLON,
    NO_FULL_STOP,
    NO_STOP,
    NOT_LISTED,
    NOT_PROSE,
    OUTSIDE_BODY,
    UNQUOTED,
    UP_TO_BODY,
    Condition,
    Cue,
    Extent,
    Hit,
    either,
    words_at_most,
)
from naqi.scan.document import count_words
from naqi.scan.frames import NUMBER


def _stands_right_above_text(hit: Hit) -> bool:
    lines = hit.document.lines
    return 0 < hit.line.index < min(len(lines) - 1, _TOP_LINES) and lines[hit.line.index + 1].is_prose


_TOP_LINES = 16
# "On its cover is written: number of readings 917, …": the sentence around it shows it.
_NO_COLON_BEFORE = Condition("not shown by a sentence", lambda hit: not (hit.before.rstrip(b" ").endswith(b":") and count_words(hit.before) >= _SHOWING_WORDS))
_SHOWING_WORDS = 4
_RIGHT_ABOVE_TEXT = Condition("right above the text, near the top", _stands_right_above_text, beyond_line=True)

_READER_BUTTONS = (
    *("Save to Pocket", "Save to Instapaper", "Send to Kindle", "Mark as read", "Mark as unread", "Mark all as read", "Keep unread"),
    *("أبقه غير مقروء", "أبقها غير مقروءة", "إبقاء غير مقروء", "إبقاء كغير مقروء", "تعليم كمقروء", "تعليم كغير مقروء", "تعليم الكل كمقروء"),
    *("تحديد كمقروء", "تحديد كغير مقروء", "تحديد الكل كمقروء", "وضع علامة مقروء", "وضع علامة كمقروء", "حفظ في بوكيت", "أضف إلى بوكيت"),
    *("نسخ رابط الخلاصة", "تحديث الخلاصة", "إلغاء الاشتراك في الخلاصة"),
)

_MILLIONS = tuple(map(fold_phrase, (" مليون", " مليار", " ألف", " آلاف", " ملايين", " بالمئة", " في المئة")))
_A_COUNT = Condition("a figure as a counter prints it", lambda hit: not hit.after.startswith(_MILLIONS))
_NAME_WORDS = 4
_DIGIT = re.compile(rb"[0-9]")
_PARTS = frozenset((b"|", b"-", b"/", b":", SYMBOL_BYTE))
# "The museum has 5,000 visits" is a headline; a counter stands behind a name, a date, or a mark.
_NO_HEADLINE_ENDS = Condition(
    "stands behind a name or a mark, not behind the words of a headline",
    lambda hit: count_words(hit.before) <= _NAME_WORDS or hit.before.rstrip()[-1:] in _PARTS or _DIGIT.search(hit.before) is not None,
)

RULE = Rule(
    code="BP607",
    name="page-tool",
    label="boilerplate.other",
    severity=Severity.ERROR,
    message="tool, counter or message of the page",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("other", NOT_LISTED),
        # Buttons of feed readers, wherever they stand in a row.
        Cue(phrases=_READER_BUTTONS, where=(NOT_PROSE, UNQUOTED), glued=True),
        framed(("counter", NUMBER), "counter-beside joint piece", NO_STOP, NOT_LISTED, least=2, most=12, between=True),
        # Views and reactions of a channel's message.
        Cue(
            pattern=r"(?m)^ ?(?:[•]+ ?[0-9]+(?:[.,][0-9]+)?k?(?: |$)|[0-9]+(?:[.,][0-9]+)?k? ?[•]+(?: |$|[0-9]{1,2}:[0-9]{2})){1,8}[^\n]{0,24}$",
            short=True,
            where=(OUTSIDE_BODY, NOT_LISTED, NO_STOP, words_at_most(9), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?:^|[^0-9])([0-9]+ (?:مشاهدة|زيارة|قراءة))(?:[ |•\n]|$)",
            short=True,
            where=(BEFORE_BODY, CLOSES_LINE, NO_STOP, words_at_most(14), _NO_HEADLINE_ENDS, UNQUOTED),
        ),
        Cue(
            pattern=r"(?m)^ ?[0-9]+(?:[.,][0-9]+)?k? (?:subscribers?|members?|followers?|مشتركا?|متابعا?|عضوا?|مشتركين|متابعين|أعضاء)[ •]*$",
            short=True,
            where=(OUTSIDE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # What a forum prints beside a message.
        Cue(
            pattern=r"(?m)^ ?(?:عدد (?:الرسائل|المساهمات|المشاركات|المواضيع)|نقاط|السمعة|معدل تقييم المستوى|التقييم|معدل النشاط) ?: ?[+]?[0-9]+ ?$",
            short=True,
            where=(OUTSIDE_BODY, NOT_LISTED, UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("rest", "piece joint", NO_STOP, BEFORE_BODY, most=3, between=True),
        framed(
            "button",
            "counter counter-beside span reading reading-beside dating calendar share share-beside mailing subscribe move step remark remark-beside network rest more tongue tongue-beside about about-beside install joint piece",
            NO_STOP,
            NO_COLON,
            NOT_LISTED,
            least=3,
            most=30,
            between=True,
        ),
        framed("headed piece", "joint", _RIGHT_ABOVE_TEXT, most=4, between=True),
        Cue(
            pattern=r"(?m)^[ •|-]*(?:و?(?:تصميم|برمجة|تطوير|استضافة|إعداد وتصميم|تنفيذ) ?)+[ :|/-]+[^\n]+$",
            short=True,
            where=(words_at_most(9), NO_STOP, AFTER_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •|-]*(?:developpement|developed by|designed by|design by|powered by|realisation|conception|hosted by|fourni par|theme by|يتم التشغيل بواسطة|مدعوم من|بدعم من ووردبريس) ?:? ?[^\n]+$",
            short=True,
            where=(words_at_most(10), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:(?:الإصدار|إصدار|version|v) ?:? ?[0-9]+(?:\.[0-9]+)+|(?:السنة [^\n]+[ ,-]+)?(?:ال)?عدد ?:? ?[0-9]{2,6}) ?$",
            short=True,
            where=(NOT_LISTED_BY_STORY,),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?:عدد|مرات|إجمالي) (?:ال)?(?:قراءات|مشاهدات|زيارات|قراءة|مشاهدة|زيارة|زوار|قراء) ?[:-]? ?[0-9]+",
            where=(NOT_LISTED, UP_TO_BODY, _NO_COLON_BEFORE, either(BEFORE_BODY, NOT_REPORTED), NOTHING_TOLD_BEHIND, _A_COUNT, UNQUOTED),
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:ال)?عدد ?:? ?[0-9]{2,6} ?[-|,] ?(?:الثمن|السعر|ثمن النسخة|سعر النسخة) ?:? ?[0-9][^\n]{0,12}$", short=True, extent=Extent.LINE
        ),
        framed(
            "button",
            "counter counter-beside span reading reading-beside dating calendar share share-beside mailing subscribe move step remark remark-beside network rest more tongue tongue-beside about about-beside install joint piece",
            NO_STOP,
            NOT_LISTED,
            strangers=1,
            least=6,
            most=30,
            between=True,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:الصفحة|صفحة|ص|page) ?:? ?[0-9]{1,3}(?: (?:من|/|of) [0-9]{1,3})? ?$",
            short=True,
            where=(NOT_LISTED_BY_STORY,),
            extent=Extent.LINE,
        ),
        # A page that renews itself.
        Cue(
            pattern=r"(?m)^[ •*]*(?:تتجدد|تتحدث|تحدث|يتم تحديث|يجري تحديث|تحديث|تجدد)(?: محتوى)? (?:هذه |هذا |ال)(?:ال)?(?:صفحة|تغطية|محتوى|موضوع|خبر|نافذة)[^\n.]{0,20}(?:تلقائيا|آليا|باستمرار|لحظة بلحظة|كل [^\n.]{1,12}(?:دقيقة|دقائق|ثانية|ثوان|ساعة))[ •.]*$|(?m)^[ •]*لا (?:حاجة|داعي) (?:إلى |ل)(?:إعادة )?(?:ال)?تحميل (?:ال)?صفحة[^\n.]*$",
            short=True,
            where=(words_at_most(12), UNQUOTED),
            extent=Extent.LINE,
        ),
        # The views of a message, glued behind it.
        Cue(pattern=r"(?m)[.!?\"]( ?[•]+ ?[0-9]+(?:[.,][0-9]+)?k?)[ •]*$", where=(UNQUOTED,)),
        Cue(pattern=r"(?m)([0-9]+ (?:مشاهدة|زيارة))[^ \n0-9]{3}", where=(UP_TO_BODY, NOT_LISTED, UNQUOTED)),
        # Whoever finds an error.
        Cue(
            pattern=r"(?m)^[ •]*(?:هل )?(?:لاحظت|وجدت|رأيت|اكتشفت|عثرت على|صادفت) (?:أي )?(?:خطأ|أخطاء|خللا)[^\n.]{0,40}$",
            short=True,
            where=(words_at_most(10), NO_FULL_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        # Signs beside the word of a toolbar, and a counter of the letters' size or of readings.
        Cue(
            pattern=r"(?m)^ ?(?:[+-] ?(?:ال)?(?:خط|حجم الخط|حجم النص) ?[+-]|[0-9]{1,2} ?(?:ال)?حجم الخط|حجم الخط:? ?[0-9]{1,2}|(?:أظهر|اظهر|إظهار|اعرض|عرض|إخفاء|أخف) (?:ال)?(?:ملخص|موجز|خلاصة)) ?$",
            short=True,
            where=(NOT_LISTED, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:تمت? (?:قراءته?ا?|مشاهدته?ا?|قراءة (?:هذا|هذه|ال)[^ \n]*(?: [^ \n]+)?)|قرئ|قرئت|شوهد|شوهدت|شاهده|قرأه) ?:? ?[0-9][0-9,.]* ?(?:مرة|مرات|زائر|زائرا|قارئ|شخص)? ?$",
            short=True,
            where=(NOT_LISTED, UNQUOTED),
            extent=Extent.LINE,
        ),
        # How sites that copy the news of others announce it.
        Cue(
            pattern=r"(?m)^[ •]*(?:(?:نعرض|نقدم|ننشر|ننقل) لكم (?:زوارنا|متابعينا|قراءنا|أعزاءنا|عبر موقعنا|عبر موقعكم)|(?:أنت|أنتم)? ?(?:الآن )?(?:تتابعون|تتابع|تقرؤون|تقرأ|تشاهدون)(?: الآن)? (?:خبر|تفاصيل خبر))[^\n]*(?:التالي|التالية|التفاصيل|تفاصيل|السطور|لكم|المقال|الكاملة)[^\n]*$",
            where=(words_at_most(45), UNQUOTED),
            extent=Extent.LINE,
        ),
        # How many kept it or passed it on.
        Cue(
            pattern=r"(?m)^[ •]*(?:حفظه|حفظها|شاركه|شاركها|قرأها|أعجب|أعجبت|علق عليه|تفاعل معه) ?:? ?[0-9][0-9.,]* ?(?:من )?(?:ال)?(?:قراء|قارئ|قارئا|مستخدم|مستخدما|مستخدمين|متابع|متابعا|متابعين|شخص|شخصا|زائر|زائرا)[^\n.]{0,20}$",
            short=True,
            where=(words_at_most(8), OUTSIDE_BODY, NOT_LISTED, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
