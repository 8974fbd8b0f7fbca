"""A link to another story of the site.

## What it finds
Headings of link boxes (`مقالات ذات صلة`, `الأكثر قراءة`) alone on their line, short lines that open with a cue and carry a headline (`اقرأ أيضاً: …`,
`شاهد أيضا …`), and calls to click (`للاطلاع على … اضغط هنا`). Also what leads to a piece of the outlet (`هل قرأت؟ …`, `من أرشيفنا: …`, `في نفس الملف
على … >> …`).
A headline that promises pictures, alone between paragraphs, and headlines with their clock and link.

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

import re

from naqi.arabic.folding import fold_pattern, fold_phrase
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import framed, glued_leads, glued_lines, kind, leads, lines, phrases, phrases_in_story, tails
from naqi.scan.cues import (
    AFTER_BODY,
    BEFORE_BODY,
    LAST_LINE,
    NO_SENTENCE,
    NO_STOP,
    NOT_ANNOUNCED,
    NOT_LISTED,
    OPENS_LINE,
    OUTSIDE_BODY,
    UNQUOTED,
    Condition,
    Cue,
    Extent,
    either,
    unless,
    words_after_at_least,
    words_after_at_most,
    words_at_most,
)
from naqi.scan.document import count_words

# A headline may open with the same words ("شاهد أيضا في القضية …"); as the first line of a document they need their colon.
_NOT_THE_TITLE = Condition(
    "not the title",
    lambda hit: hit.line.index > 0 or bool(set(hit.document.data[hit.end - 1 : hit.end + 3]) & set(b":|.)")),
    beyond_line=True,
)

# With more words, a scrape glued the story to the headline, and nothing tells where it goes on.
_NO_LONGER = Condition("no longer than a call and its headline", lambda hit: count_words(hit.document.data[hit.start : hit.end]) <= _HEADLINE_WORDS)
_HEADLINE_WORDS = 32
# Books and ledgers refer to other pages too, and a story may quote that.
_REFER = tuple(map(fold_phrase, ("انظر", "راجع")))
_REFERRED_TO = re.compile(fold_pattern(r"^[^ :]+ ?:? ?(?:إلى )?(?:ال)?(?:مادة|فصل|باب|فقرة|بند|ملحق|جدول|صفحة|جزء|آية|سورة|حاشية|قانون|سفر) "))
_REFERS = Condition("refers to an article or a page", lambda hit: _REFERRED_TO.search(hit.line.text.lstrip(b" -*")) is not None)
_NO_REFERENCE = either(
    Condition("no reference of a book", lambda hit: not hit.line.text.lstrip(b" -*").startswith(_REFER)),
    Condition("refers to nothing in a book", lambda hit: not _REFERS.holds(hit) and NOT_ANNOUNCED.holds(hit), beyond_line=True),
)
_UNDER_THE_TITLE = Condition("not in the first line", lambda hit: hit.line.index > 0, beyond_line=True)
_READ = "اقرأ|اقرأوا|اقرؤوا|اقرئي|طالع|طالعوا|شاهد|شاهدوا|شوف|شوفوا|استمع|اسمع|انظر|تصفح|راجع|تابعوا|إقرا|قد يهمك|قد تهمك|وقد يهمك|وقد تهمك|lire|lisez|read|watch|see|voir|a lire"
_ALSO = "أيضا|كذلك|كمان|برضه|برضو|زادة|المزيد|أكثر|حتى هاد الموضوع|حتى|also|more|aussi|egalement"
_PIECES = "(?:ال|هذا ال|هذه ال|نفس ال|هذا|هذه)?(?:خبر|موضوع|مقال|مقالة|قصة|ملف|تقرير|حدث|سياق|شأن|قسم|قضية|حكاية)"
_STORIES = "مواد|مواضيع|موضوعات|مقالات|أخبار|قصص|تقارير|روابط|تغطيات|حوارات|من ال[^ \n]+|التفاصيل|بقية|خبر"
_KIN = "قد ت[^ \n]+|ذات صلة|ذات علاقة|متعلقة|مرتبطة|مشابهة|مماثلة|أخرى|نفسها|نفسه|ذاته|ذاتها|في نفس|من نفس|متعلق|في الرابط|على الرابط"

# "More questions" may close a story; "more news" does not, and neither does what heads further lines.
_PIECE_WORDS = kind("piece").words | kind("section").words
_NAMES_PIECES = Condition("names pieces or a section", lambda hit: not _PIECE_WORDS.isdisjoint(hit.after.split()))
_BELOW_A_STORY = Condition(
    "below two paragraphs", lambda hit: sum(line.is_prose for line in hit.document.lines[: hit.line.index]) >= _PARAGRAPHS, beyond_line=True
)
_PARAGRAPHS = 2
_AMONG_PARAGRAPHS = Condition("between paragraphs", lambda hit: hit.document.body[0] < hit.line.index < hit.document.body[1], beyond_line=True)

RULE = Rule(
    code="BP401",
    name="related-link",
    label="boilerplate.related",
    severity=Severity.ERROR,
    message="link to another story",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        # The heading of the news of the day, with teasers below it that read like prose.
        Cue(
            pattern=r"(?m)^[ •|]*(?:أهم|آخر|أحدث|أبرز|المزيد من|مزيد من) (?:ال)?(?:أخبار|أنباء|مقالات|تقارير|مواضيع|إضافات)[ :•|]*$",
            short=True,
            where=(_BELOW_A_STORY, NOT_ANNOUNCED, UNQUOTED),
            extent=Extent.LINE,
        ),
        lines("related"),
        glued_lines("related"),
        leads("related", _NOT_THE_TITLE, _NO_REFERENCE),
        glued_leads("related"),
        tails("related", NOT_LISTED),
        phrases("related"),
        phrases_in_story("related"),
        # A call to click, with what there is to see in between.
        Cue(
            pattern=r"(?m)^[^\n]{0,3}(?:للاطلاع|لمشاهدة|لمتابعة|لقراءة|للمزيد|لمزيد|للتفاصيل|لمعرفة|للتعرف|لتحميل|للتسجيل|لرؤية|للدخول|للاستماع|لتصفح|لمطالعة)[^\n]{2,140}(?:اضغط|انقر|إضغط|أنقر|كليك)[^\n]{0,30}$",
            where=(words_at_most(30), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            phrases=("المزيد من", "المزيد عن", "المزيد في", "المزيد حول", "More from", "More on", "أخبار ذات صلة"),
            where=(OPENS_LINE, NO_STOP, words_at_most(6), AFTER_BODY, either(_NAMES_PIECES, unless(LAST_LINE)), UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("ranking", "ranking-beside newest piece joint network", NO_STOP, least=2, most=12, between=True),
        framed("ranking", "ranking-beside newest piece joint", NO_STOP, OUTSIDE_BODY, strangers=1, least=2, most=8, between=True),
        framed("newest piece", "ranking-beside joint", NO_STOP, OUTSIDE_BODY, strangers=1, opens=True, least=2, most=6, between=True),
        framed("more also", "rest piece joint network", least=2, most=8, between=True),
        # A call to read something else, and its headline.
        Cue(
            pattern=rf"(?m)^[ •*(\[>/|\"-]*(?:{_READ})(?:[ .]+(?:{_ALSO}))(?: [^ \n:|]+){{0,3}} ?(?:[:|>.•)/-]|\n|$)[^\n]*$",
            short=True,
            where=(_UNDER_THE_TITLE, words_at_most(32), NO_SENTENCE, _NO_REFERENCE, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=rf"(?m)^[ •*(\[>/|\"-]*(?:{_READ})(?: (?:على|في|من|عن|ضمن|مع) [^ \n:|]+(?: [^ \n:|]+){{0,2}})? ?[:|>•/-]+ ?[^\n]*[^ .\n] ?$",
            short=True,
            where=(words_at_most(32), unless(BEFORE_BODY), _NO_REFERENCE, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=rf"(?m)^[ •*(\[>/|\"-]*(?:{_STORIES}) (?:{_KIN})(?: (?:ب|ل)?(?:{_PIECES}))*(?:(?: (?:من|في|عن|حول))? [^ \n:>|]+)? ?(?:[:>|•]|-)+ ?[^\n]*[^ .\n] ?$",
            short=True,
            where=(words_at_most(32), UNQUOTED),
            extent=Extent.LINE,
        ),
        # The same in brackets, or behind the last sentence of a paragraph.
        Cue(
            pattern=rf"([\[(] ?(?:{_READ}|للمزيد|لمزيد|لقراءة|لمشاهدة|لمطالعة|للاطلاع|بالفيديو|بالصور)(?: (?:{_ALSO}))?(?: ?[:|][^\n\])]+| [^\n\])]*(?:اضغط هنا|انقر هنا|من هنا|من هون|من هنه)| (?:ال)?(?:فيديو|صور|فيديوهات|الوثيقة|الرابط)) ?[\])])",
            where=(UNQUOTED,),
        ),
        Cue(
            pattern=rf"(?m)[.!?\"] ?((?:{_READ}|{_STORIES}) (?:{_ALSO}|{_KIN})[^\n:|>]*[:|>] ?[^\n]+)$",
            where=(words_after_at_most(0), NO_STOP, _NO_LONGER, UNQUOTED),
        ),
        Cue(pattern=rf"[.!?\"] ?((?:{_READ}) (?:{_ALSO}) ?:)", where=(words_after_at_least(_HEADLINE_WORDS), UNQUOTED)),
        Cue(
            pattern=r"(?m)^[ •]*(?:وكنا|كنا|سبق|وسبق)(?: لنا| لي| قد| أن)* (?:كتبنا|كتبت|نشرنا|تناولنا)[^\n:.]*: ?[^\n]+[^ .\n] ?$",
            short=True,
            where=(words_at_most(32), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"[\[(] ?(?:طالع|انظر|راجع|تفاصيل|التفاصيل)[^()\n0-9]*(?:ص|صفحة|الصفحة)\.? ?[0-9]{1,3} ?[\])]", where=(UNQUOTED,)),
        # "On the same matter", and another story's headline behind a colon or an arrow.
        Cue(
            pattern=r"(?m)^[ •*(\[>/|\"-]*(?:في|من|حول|عن|على) (?:نفس|ذات) (?:ال)?(?:سياق|إطار|موضوع|قسم|ملف|باب|شأن|قضية|خبر|تصنيف|عدد|محور|صدد|حدث|قصة|مضمار|اتجاه|صعيد|مسار|جانب|مسألة|منوال|نهج|مجال)(?: [^ \n:|>]+){0,3} ?(?:[:|]|>+|\"|•) ?[^\n]+[^ .\n:] ?$",
            short=True,
            where=(_UNDER_THE_TITLE, words_at_most(32), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        # A call glued behind a sentence, with its arrow and headline.
        Cue(
            pattern=rf"(?m)[.!?\"] ?((?:{_READ}) (?:(?:{_ALSO})|(?:على|في|من|عن) [^ \n:]+(?: [^ \n:]+)?) ?[:•>|]+ ?[^\n]+)$",
            where=(words_after_at_most(0), NO_STOP, _NO_LONGER, UNQUOTED),
        ),
        # What leads to another piece of the outlet, and its headline.
        Cue(
            pattern=r"(?m)^[ •*(\[>/|\"-]*(?:لا (?:يفوتك|يفوتكم|تفوت|تفوتوا|تفوتك)|هل (?:قرأت|قرأتم|شاهدت|شاهدتم|سمعت|فاتك|فاتكم)|(?:لمن|إن|إذا) فات(?:ه|ك|كم|تك)|من (?:أرشيفنا|تقاريرنا|تحقيقاتنا|مقالاتنا|ملفاتنا|تغطيتنا|حواراتنا|قصصنا|أرشيف [^ \n:|]+)|(?:تغطيتنا|تقاريرنا|تحقيقنا|تقريرنا|حوارنا|ملفنا)(?: (?:السابقة?|الكاملة?|الخاصة?))?|على (?:صلة|علاقة)(?: ب[^ \n:|]+)?|(?:تفاصيل|معلومات) (?:أخرى|إضافية|أكثر|أوفى)|(?:القصة|الحكاية) الكاملة|(?:الخبر|التقرير|الحوار|المقال|النص) الكامل|التفاصيل الكاملة|لتفاصيل (?:أكثر|أوفى|إضافية)(?: عن [^ \n:|]+)?|سبق ل[^\n:]{2,24} (?:أن|وأن) (?:نشرت?|كتبت?|تناولت?)|(?:شاهد|شاهدوا) (?:بالفيديو|بالصور)|ألبوم(?: ال)?صور|معرض(?: ال)?صور) ?[:|.?>•\"]+ ?[^ \n]+ [^\n]+[^ .\n] ?$",
            short=True,
            where=(unless(BEFORE_BODY), _UNDER_THE_TITLE, words_at_most(26), NO_STOP, NOT_LISTED, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •*(\[>]*(?:(?:اضغط|انقر|إضغط|أنقر|اضغطوا|انقروا)(?: هنا| على [^ \n]+(?: [^ \n]+)?)? (?:لمشاهدة|لعرض|للمشاهدة|لقراءة|للقراءة|لتكبير|للتكبير|لتحميل|للتحميل|للانتقال|لمتابعة|للاطلاع|للتفاصيل|للمزيد|لمعرفة|للاستماع|لسماع)[^\n.]{0,40}|(?:القصة الكاملة|التفاصيل الكاملة|الخبر الكامل|النص الكامل|التقرير الكامل) (?:هنا|على [^\n.]{3,30}))$",
            short=True,
            where=(_UNDER_THE_TITLE, words_at_most(10), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        # A headline that promises pictures, among the paragraphs.
        Cue(
            pattern=r"(?m)^[^\n]{16,}[^ \n.:!] ?[(\[] ?(?:صور|صورة|فيديو|بالصور|بالفيديو|صور وفيديو|فيديو وصور|شاهد|فيديوهات|إنفوغراف|إنفوجراف|video|photos)[ •]*[)\]] ?$",
            short=True,
            where=(_AMONG_PARAGRAPHS, words_at_most(26), NO_STOP, NOT_LISTED, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The news of the day with their clocks, each with its link.
        Cue(
            pattern=r"(?m)^[ •*-]*[0-9]{1,2}:[0-9]{2} ?[.|•-] ?[^\n]{12,}(?:\.|•|>) ?(?:المزيد|التفاصيل|more)[ .>•]*$",
            short=True,
            where=(words_at_most(34), UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
