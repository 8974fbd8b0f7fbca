"""A section name, breadcrumb or urgent flag on a line of its own.

## What it finds
A known section name (`مال وأعمال`, `رياضة عالمية`), a kicker (`عاجل`) or a breadcrumb (`الرئيسية / اقتصاد`) that stands alone on its line before the
story's first paragraph or behind its last. Between paragraphs the same words may be a subheading and are left alone. A few words before a bar in
front of the title (`شؤون البلدة | …`).
Sections that a scrape joined (`أخبار وتقاريرموضوعات رئيسية`), the way to the page without a sign between, a dossier under the title.

## Why it is bad
It names a place in the site, and is glued to the top of every story of that section.

## Example
    ⟦مال و أعمال⟧

    شركة ناشئة تبني مصنعا للزجاج قرب الميناء

    قالت الشركة إنها ستبدأ البناء في الصيف وإن المصنع سيعمل بعد عامين من اليوم.

## Clean
    اقتصاد المعرفة محور مؤتمر جامعي

    افتتحت الجامعة مؤتمرا عن اقتصاد المعرفة يشارك فيه باحثون من ست دول عربية.

## When it is right to ignore
When the section name is wanted as metadata: keep it in a column of its own instead.

## References
Navigation bars of Arabic news sites.
"""

from __future__ import annotations

from naqi.arabic.folding import fold_phrase
from naqi.rules import lexicon
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import framed
from naqi.rules.story import NOT_GOING_ON
from naqi.scan.cues import (
    BEFORE_BODY,
    IN_TITLE,
    NO_FULL_STOP,
    NO_STOP,
    NOT_PROSE,
    NOT_THE_FIRST,
    OPENS_LINE,
    OUTSIDE_BODY,
    UNQUOTED,
    UP_TO_BODY,
    WHOLE_LINE,
    Condition,
    Cue,
    Extent,
    Hit,
    among_first,
    either,
    words_at_most,
)
from naqi.scan.document import count_words

_FLAGS = frozenset(map(fold_phrase, ("عاجل", "breaking", "حصري", "حصريا", "مثبت")))
_ALARM = Condition("a flag that no subheading is", lambda hit: not _FLAGS.isdisjoint(hit.line.text.translate(None, b"#|:").split()))

_AND = fold_phrase("و")
_OWN = frozenset(map(fold_phrase, lexicon.load("frame-section.term")))
# Verse goes on with an "and"; a section may only hold it.
_NO_VERSE = Condition("does not begin with an and", lambda hit: not hit.line.text.startswith(_AND) or hit.line.text.split()[0] in _OWN)


def _stands_above_a_title(hit: Hit) -> bool:
    lines, below = hit.document.lines, hit.line.index + 1
    return below < len(lines) and lines[below].words >= _TITLE_WORDS


_TITLE_WORDS = 5
_ABOVE_A_TITLE = Condition("right above a line long enough for a title", _stands_above_a_title, beyond_line=True)
# A title of one or two words stands right above its text.
_ABOVE_A_HEADLINE = Condition(
    "right above a line that is no paragraph and long enough for a title",
    lambda hit: _stands_above_a_title(hit) and not hit.document.lines[hit.line.index + 1].is_prose,
    beyond_line=True,
)

# Above a title they name where it is filed; alone they may be a title.
_SECTIONS = (
    *("توب ستوري", "سلايد", "السلايد", "أوراق بحثية", "صحف", "تلفزيون", "إذاعة", "أبحاث", "دراما", "نجوم", "الأسرى", "الاستيطان", "نشاطات", "نشاط"),
    *("أنشطة الوزارة", "نشاطات الوزارة", "إعلانات ومناقصات", "وفيات ومناسبات", "عين على القدس", "دوري أبطال أوروبا", "أخبار رئيسية", "مانشيت الأخبار"),
    *("عدالة ومحاكم", "عدالة", "عربي-دولي", "محلي-عربي", "أخبار وبيانات", "بيانات", "تصريحات", "مستجدات", "آخر المستجدات", "أهم الأحداث", "واجهة"),
    *("الواجهة", "الواجهة الرئيسية", "في الواجهة", "خارج الحدود", "كواليس", "أسرار", "همسات", "لقطات", "بروفايل", "سوشيال", "سوشيال ميديا"),
    *("شؤون برلمانية", "شؤون عسكرية", "شؤون محلية", "أحوال الناس", "أخبار الجامعات", "أخبار النقابات", "أخبار الشركات", "أخبار البلديات", "إقليم ودولي"),
    *("من الصحافة", "من الصحافة العالمية", "صحافة أجنبية", "مقتطفات", "قراءات", "رؤى", "آفاق", "فضاءات", "مساهمات", "مراسلات", "بريد القراء", "مبتدئ"),
)
# What sections are called most often, for lines where a scrape joined two.
_JOINED = (
    "أخبار|الأخبار|تقارير|التقارير|موضوعات|مواضيع|رئيسية|الرئيسية|عاجلة|عاجل|محلية|المحلية|محليات|عربية|عربي|عربيات|دولية|دولي|دوليات|عالمية|عالمي|وطنية|وطني|جهوية|جهات"
    "|سياسة|السياسة|سياسية|اقتصاد|الاقتصاد|اقتصادية|مال|أعمال|رياضة|الرياضة|رياضية|ثقافة|الثقافة|ثقافية|فن|الفن|فنون|فنية|أدب|مجتمع|المجتمع|منوعات|متفرقات|صحة|طب|جمال|تعليم"
    "|علوم|تقنية|تكنولوجيا|حوادث|الحوادث|قضايا|أمن|قضاء|محاكم|تحقيقات|حوارات|مقابلات|مقالات|آراء|رأي|كتاب|أقلام|ملفات|دراسات|إعلام|بيئة|سياحة|تراث|دين|أسرة|مرأة|المرأة|طفل|شباب"
    "|فيديو|صور|كاريكاتير|حول العالم|العالم|من العالم|شؤون|هامة|مهمة|خاصة|مميزة|الواجهة|سلايدر|slider"
)
_NAMES_A_PLACE = Condition("no more than three words", lambda hit: count_words(hit.document.data[hit.start : hit.end]) <= _KICKER_WORDS)
_KICKER_WORDS = 3

RULE = Rule(
    code="BP201",
    name="category-line",
    label="boilerplate.category",
    severity=Severity.ERROR,
    message="section name, breadcrumb or flag of the site",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        Cue(phrases=lexicon.load("category.line"), where=(WHOLE_LINE, NO_FULL_STOP, OUTSIDE_BODY, UNQUOTED), extent=Extent.LINE),
        Cue(
            phrases=("القسم:", "قسم:", "التصنيف:", "تصنيف:", "الباب:", "في قسم:", "التصنيفات:", "الأقسام:"),
            where=(OPENS_LINE, NO_STOP, words_at_most(8), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[^a-z\n]?(?:(?:أنت هنا|أنت الآن في|المسار|you are here) ?:? ?)?(?:الصفحة )?(?:الرئيسية|الاستقبال|home|accueil) ?[/>|\"'\\•:-]+ ?[^\n]+$",
            where=(NOT_PROSE, words_at_most(16), either(among_first(6), OUTSIDE_BODY), UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("section", "flag", _NO_VERSE, NO_STOP, OUTSIDE_BODY, most=5, between=True),
        framed("flag", "flag-beside piece", NO_STOP, either(OUTSIDE_BODY, _ALARM), most=5, between=True),
        # A flag glued to the headline it announces.
        Cue(
            pattern=r"(?m)^ ?(خبر عاجل|أخبار عاجلة|عاجل (?:الآن|جدا|breaking(?: news)?)|breaking(?: news)?)[^ \n|:.,-]",
            where=(UP_TO_BODY, UNQUOTED),
        ),
        # Sections one above the other, with the title behind them or not.
        Cue(
            pattern=r"(?m)^ ?[^\n\"|>/.:]{2,30} (?:[\">] [^\n\"|>/.]{2,40} )*[\">] [^\n\"]+$",
            short=True,
            where=(OUTSIDE_BODY, NO_FULL_STOP, words_at_most(30)),
            extent=Extent.LINE,
        ),
        # Where and of what kind, as channels of messages print it.
        Cue(
            pattern=r"(?m)^ ?[•]+ ?[^ \n|•.:0-9]{3,12}(?: [^ \n|•.:0-9]{2,12})? ?(?:\|[^\n|.0-9]{2,20})?$",
            short=True,
            where=(BEFORE_BODY, among_first(16), _ABOVE_A_TITLE, words_at_most(4), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"(?m)^ ?((?:خاص|هام|عاجل|بالصور|بالفيديو|شاهد|انفراد|متابعة) ?(?:[•]+ ?\||\||[•]+))", where=(UP_TO_BODY, UNQUOTED)),
        Cue(pattern=r"(?m)^ ?((?:خاص|حصري) (?:بال?|لل?)[^ \n]{3,14}) ?$", short=True, where=(BEFORE_BODY, UNQUOTED), extent=Extent.LINE),
        Cue(
            pattern=r"(?m)^[ •]*(?:تغطية|متابعة) (?:حية|مباشرة|خاصة|مستمرة|متواصلة|لحظة بلحظة)[ •]*$",
            short=True,
            where=(BEFORE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # A flag in front of a title or an entry.
        Cue(
            pattern=r"(?m)^[ •#*]*((?:خبر )?عاجل(?: الآن)?[ •]*[|:]|مباشر ?:|(?:متابعة|هام|خاص [^ \n|]{2,14}|حصري|حصريا|مباشر|تغطية)[ •]*\|)",
            where=(UNQUOTED, NOT_GOING_ON),
        ),
        Cue(pattern=r"(?m)(?:^| )((?:التصنيف|القسم)(?: في المصدر)? ?: ?[^\n:.]+) ?$", short=True, where=(NOT_PROSE, OUTSIDE_BODY, NO_STOP, UNQUOTED)),
        Cue(
            pattern=r"(?m)^ ?(?:خاص|حصري) [^ \n.:|0-9]{3,12} ?$", short=True, where=(BEFORE_BODY, among_first(6), _ABOVE_A_TITLE, UNQUOTED), extent=Extent.LINE
        ),
        # What stands before a bar in front of a headline.
        Cue(
            pattern=r"(?m)^ ?([^|\n\"0-9]{2,28}\|) ?[^|\n ]+ [^|\n ]+ [^|\n ]+ [^|\n ]+ [^|\n]+$",
            short=True,
            where=(IN_TITLE, _NAMES_A_PLACE, UNQUOTED),
        ),
        # The way to the page, in English or without a sign between.
        Cue(
            pattern=r"(?m)^ ?(?:الصفحة الرئيسية|الرئيسية|home|accueil) [^ \n:.,!?\"|/>-]+(?: [^ \n:.,!?\"|/>-]+){0,3} ?$",
            short=True,
            where=(BEFORE_BODY, words_at_most(6), UNQUOTED),
            extent=Extent.LINE,
        ),
        # Under what heading a paper's archive keeps it.
        Cue(
            pattern=r"(?m)^[ •]*(?:ملف|المحور|محور|الباب|باب|ركن|زاوية|السلسلة|category|rubrique) ?: ?[^\n.!?]{3,70}$",
            short=True,
            where=(BEFORE_BODY, NOT_THE_FIRST, words_at_most(10), UNQUOTED),
            extent=Extent.LINE,
        ),
        # Sections that a scrape joined, or set apart by an "and" that stands alone.
        Cue(
            pattern=rf"(?m)^ ?(?:{_JOINED})(?: ?(?:و|[&/,•-])? ?(?:ال)?(?:{_JOINED})){{1,4}} ?$",
            short=True,
            where=(BEFORE_BODY, _ABOVE_A_HEADLINE, words_at_most(8), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        # What is a section above a title, and might be a title by itself.
        Cue(phrases=_SECTIONS, where=(WHOLE_LINE, NO_STOP, BEFORE_BODY, _ABOVE_A_HEADLINE, UNQUOTED), extent=Extent.LINE),
        # "- in" and the section, behind the date or the author.
        Cue(
            pattern=r"(?m)^ ?- ?(?:في|in) ?[^ \n.:0-9]{3,14}(?: [^ \n.:0-9]{2,12})? ?$",
            short=True,
            where=(BEFORE_BODY, NOT_THE_FIRST, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
