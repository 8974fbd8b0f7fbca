"""A line that only says when the page was published or changed.

## What it finds
Lines that open with a publication cue (`نُشر في:`, `آخر تحديث:`), relative times (`منذ 3 ساعات`), and, outside the body, lines of nothing but a date
or a clock. Inside the body a bare date may head a timeline and a bare clock an entry of a live blog: both are left alone. Above the body also a date
behind its cue, or beside a clock, in the line of the author.
Ages with their word behind them (`3 ساعات مضت`, `2 سنوات ago`), a date with the place the page is made in, the label of a date that is lost.

## Why it is bad
It is the page's metadata, and often wrong for the story it stands beside.

## Example
    بلدية تفتتح جسرا للمشاة فوق الوادي

    ⟦نُشر في: الثلاثاء 14 مارس 2023 - 10:45⟧

    افتتحت البلدية صباح اليوم جسرا للمشاة يربط ضفتي الوادي بعد عام من العمل.

## Clean
    نشر في العام الماضي كتابا عن تاريخ المدينة، وصدرت طبعته الثانية في 14 مارس 2023.

## When it is right to ignore
When the date is wanted as metadata.

## References
Month names: Levantine, Egyptian, Gulf, Maghrebi and Hijri calendars, from the Unicode CLDR and usage.
"""

from __future__ import annotations

import re

from naqi.arabic.folding import fold_pattern
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape, framed
from naqi.rules.story import NOT_SHOWN, NOTHING_TOLD_BEHIND
from naqi.scan.cues import (
    BEFORE_BODY,
    NO_FULL_STOP,
    NO_STOP,
    NOT_LISTED,
    NOT_PROSE,
    OUTSIDE_BODY,
    UNQUOTED,
    UP_TO_BODY,
    WHOLE_LINE,
    Condition,
    Cue,
    Extent,
    Hit,
    either,
    line_breaks_before,
    words_at_most,
)
from naqi.scan.document import count_words, has_letters

_MONTHS = (
    "يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يونية|يوليو|يوليوز|يوليه|أغسطس|غشت|سبتمبر|شتنبر|أكتوبر|نوفمبر|نونبر|ديسمبر|دجنبر|جانفي|فيفري|أفريل|ماي|جوان"
    "|جويلية|أوت|كانون|الثاني|الأول|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين|محرم|صفر|ربيع|الآخر|الاول|جمادى|جمادي|الأولى|الآخرة|رجب|شعبان"
    "|رمضان|شوال|ذو|ذي|القعدة|الحجة|jan[a-z]*|feb[a-z]*|mar[a-z]*|apr[a-z]*|may|jun[a-z]*|jul[a-z]*|aug[a-z]*|sep[a-z]*|oct[a-z]*|nov[a-z]*|dec[a-z]*"
)
_DAYS = "السبت|الأحد|الإثنين|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|[a-z]*day|sat|sun|mon|tue|wed|thu|fri"
_OTHERS = (
    "ص|م|ه|هجري|هجرية|هجريا|ميلادي|ميلادية|ميلاديا|الموافق|صباحا|مساء|ظهرا|الساعة|يوم|بتوقيت|غرينتش|جرينتش|غرينيتش|مكة|المكرمة|القاهرة|الرياض|am|pm|gmt|utc|at|تحديث|آخر"
    "|التاريخ|الوقت|تاريخ|العدد|السنة|لسنة"
)
_RELATIVE = (
    "ثانية|ثوان|ثواني|دقيقة|دقيقتين|دقائق|دقايق|ساعة|ساعتين|ساعات|يوم|يومين|أيام|أسبوع|أسبوعين|أسابيع|شهر|شهرين|أشهر|شهور|سنة|سنتين|سنوات|عام|عامين|أعوام"
)

_YEAR = re.compile(rb"[0-9]{4}")
_NUMBERS = re.compile(rb"[0-9]+")
_CLOCK_ONLY = re.compile(rb"[^0-9]*[0-9]{1,2}[:.][0-9]{2}[^0-9]*$")


def _is_of_the_web(text: bytes) -> bool:
    """Whether the years in a text are such that a page can be dated with: what happened before is history."""
    years = list(map(int, _YEAR.findall(text)))
    return not years or any(year >= _FIRST_YEAR or year in _HIJRI_YEARS for year in years)


_FIRST_YEAR = 1995
_HIJRI_YEARS = range(1415, 1500)


def _dates(hit: Hit) -> bool:
    """Tell a date from a score: a number beside a word of the calendar, a year, or three numbers."""
    numbers = _NUMBERS.findall(hit.line.text)
    if _HOURS.search(hit.line.text):
        return False  # a notice of hours inside the story
    if _CLOCK_ONLY.match(hit.line.text) and hit.line.index + 1 >= hit.document.body[0]:
        return False  # the clock of an entry
    return bool(numbers) and (has_letters(hit.line.text) or len(numbers) >= 3) and _is_of_the_web(hit.line.text)


_HOURS = re.compile(fold_pattern(r"من (?:الساعة )?[0-9]{1,2}[:.][0-9]{2} (?:إلى|حتى|الى) (?:الساعة )?[0-9]{1,2}[:.][0-9]{2}"))
_IS_DATE = Condition("names a date or a clock", _dates)
_DAY = re.compile(rb"[0-9]{4}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}")
_CLOCK = re.compile(rb"[0-9]{1,2}:[0-9]{2}")


def _is_stamp(hit: Hit) -> bool:
    text = hit.document.data[hit.start : hit.end]
    return _is_of_the_web(text) and _HOURS.search(text) is None and _DAY.search(text) is not None and _CLOCK.search(text) is not None


_OF_THE_WEB = Condition("of no year before there were pages", lambda hit: _is_of_the_web(hit.document.data[hit.start : hit.end]))
# "Two years ago." is a sentence; a page prints a figure or no stop.
_NO_SENTENCE_OF_AN_AGE = Condition(
    "holds a figure or ends without a stop", lambda hit: not hit.line.text.endswith(b".") or _NUMBERS.search(hit.line.text) is not None
)
_IS_STAMP = Condition("holds a day and a clock", _is_stamp)
_CLOSES_BYLINE = Condition("behind a name or nothing", lambda hit: count_words(hit.before) <= _NAME_WORDS)
_NAME_WORDS = 6
_UNDER_TITLE = Condition("under the first line", lambda hit: hit.line.index > 0, beyond_line=True)
_NEAR_LINE_START = Condition("no sentence ends before it in its line", lambda hit: not line_breaks_before(hit) and count_words(hit.before) <= _TITLE_WORDS)
_TITLE_WORDS = 40

RULE = Rule(
    code="BP203",
    name="timestamp-line",
    label="boilerplate.timestamp",
    severity=Severity.ERROR,
    message="line that only dates the page",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("timestamp", NOT_LISTED),
        Cue(
            pattern=rf"(?m)^[ •]*(?:(?:{_MONTHS}|{_DAYS}|{_OTHERS}|[0-9]+(?:st|nd|rd|th|ه|م|ص)?|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}t[0-9:.+z-]+)(?:[ ,/:.|()+•-]+|$))+$",
            short=True,
            where=(_IS_DATE, words_at_most(16), OUTSIDE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=rf"(?m)^[^\n]{{0,3}}(?:(?:نشر|نشرت|أضيف|حدث|محدث|تم النشر|تم التحديث|آخر تحديث|آخر تعديل)[ :]*)?(?:منذ|قبل) ?(?:حوالي )?(?:[0-9]+ )?(?:{_RELATIVE})(?: و?[0-9]+ (?:{_RELATIVE}))?[ .|•-]*$",
            where=(_NO_SENTENCE_OF_AN_AGE, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^ ?[0-9]+ (?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?) ago ?$",
            extent=Extent.LINE,
        ),
        framed("dating calendar", "joint piece", NO_FULL_STOP, _IS_DATE, NOT_LISTED, strangers=1, least=2, most=20),
        framed("calendar", "joint", NO_FULL_STOP, _IS_STAMP, NOT_LISTED, either(WHOLE_LINE, BEFORE_BODY), least=3),
        # A weekday, a date and a clock in one: no sentence says that.
        Cue(
            pattern=rf"(?:{_DAYS})[ ,-]+(?:[0-9]{{1,2}}[ /-]+(?:{_MONTHS})(?:[ /-]+(?:{_MONTHS}))?[ /,-]+[0-9]{{4}}|[0-9]{{1,2}}[/-][0-9]{{1,2}}[/-][0-9]{{4}})[ |,-]*(?:الساعة |على الساعة )?[0-9]{{1,2}}:[0-9]{{2}}(?: (?:ص|م|am|pm|صباحا|مساء)(?:[ .|]|$))?",
            short=True,
            where=(BEFORE_BODY, UNQUOTED),
        ),
        # A day and a clock in brackets, or joined by a sign, as programs print them.
        Cue(
            pattern=r"(?m)^[ •]*(?:date |time |updated |posted )?[\[(]?(?:[0-9]{4}[/.-][0-9]{1,2}[/.-][0-9]{1,2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4})(?:[ @,|t-]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?[\])]?(?: ?(?:gmt|utc|ast|am|pm|ص|م))?[ |•-]*$",
            short=True,
            where=(OUTSIDE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The alternative text of an icon, and the day.
        Cue(pattern=r"(?m)^ ?(date [0-9]{4}-[0-9]{2}-[0-9]{2})(?: |$)", where=(UP_TO_BODY, UNQUOTED)),
        # An age behind a name.
        Cue(
            pattern=rf"(?m)^ ?[^ \n0-9:.]{{2,14}}(?: [^ \n0-9:.]{{2,14}}){{0,2}} ?((?:منذ|قبل) [0-9]+ (?:{_RELATIVE})) ?$",
            short=True,
            where=(BEFORE_BODY, UNQUOTED),
        ),
        # Behind the author's name, as Blogger prints it.
        Cue(pattern=r"(?m)(?:مرسلة|نشرت) بواسطة [^\n]*[^ \n] ((?:الساعة|في) [0-9]{1,2}:[0-9]{2}(?: (?:ص|م))?)(?: |$)", short=True),
        Cue(pattern=r"(?m)^ ?(?:نشر|published|updated|تحديث) ?:? ?[0-9]{1,2}/[0-9]{1,2}/[0-9]{4} ?$", short=True, extent=Extent.LINE),
        # Month first, as WordPress prints it, glued to a name or a counter.
        Cue(pattern=rf"(?:{_MONTHS})(?: (?:{_MONTHS}))? [0-9]{{1,2}}, ?[0-9]{{4}}", short=True, where=(BEFORE_BODY, NOT_PROSE, NO_STOP, UNQUOTED)),
        # Behind the name of a town, on top of the page.
        Cue(
            pattern=rf"(?m)^ ?[^ \n0-9]{{3,12}}(?: [^ \n0-9]{{3,12}})? ?[,-] ?(?:{_DAYS}) [0-9]{{1,2}} (?:{_MONTHS})(?:[ /](?:{_MONTHS}))? [0-9]{{4}} ?$",
            short=True,
            where=(BEFORE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?:منذ|قبل) (?:يوم واحد|يومين|[0-9]+ (?:أيام|يوما?|أسابيع|أشهر|شهور)|أسبوع|أسبوعين|شهر|شهرين)(?:[ .|•0-9]|آخر|$)",
            short=True,
            where=(BEFORE_BODY, _UNDER_TITLE, _CLOSES_BYLINE, NOT_PROSE, NO_STOP, words_at_most(12), UNQUOTED),
        ),
        # Beside the author's name, under the title.
        Cue(
            pattern=r"(?:منذ|قبل) (?:[0-9]+ )?(?:دقيقة|دقيقتين|دقائق|ساعة|ساعتين|ساعات|ثوان)(?: [0-9]|[ .|•]|$)",
            where=(BEFORE_BODY, _UNDER_TITLE, NOT_PROSE, words_at_most(12), UNQUOTED),
        ),
        # A cue, a day and a clock, glued to a name or to the story.
        Cue(
            pattern=rf"(?:نشر|نشرت|تم النشر|تاريخ النشر|أضيف|أضيفت|عدل|عدلت|حدثت|آخر تحديث|تم التحديث|حين|صدر|published|updated|mis a jour|publie)[ :]*(?:في|يوم|بتاريخ|le|on)?[ :]*(?:(?:{_DAYS})[ ,]*)?"
            rf"(?:[0-9]{{1,2}}[ /-](?:{_MONTHS})[ /-][0-9]{{4}}|[0-9]{{1,2}}[/-][0-9]{{1,2}}[/-][0-9]{{2,4}}|)[ ,|-]*(?:على الساعة|الساعة|a)?[ ]*[0-9]{{1,2}}:[0-9]{{2}}",
            where=(UP_TO_BODY, UNQUOTED, NOT_SHOWN),
        ),
        # "Date of publication" with its date, or the same in English or French, wherever a scrape joined it to the title or the author.
        Cue(
            pattern=rf"(?:(?:تاريخ|وقت) (?:ال)?(?:نشر|إضافة|تحديث|خبر|مقال|تعديل) ?:? ?|(?:آخر|أحدث) تحديث(?: في| بتاريخ| يوم)? ?:? ?|(?:published|updated|posted|last (?:updated|modified)|publie|mis a jour|modifie)(?: on| le| at)? ?:? ?|(?:محدث|تم التحديث|نشر(?: في| بتاريخ| يوم)?|أضيف(?: في| بتاريخ)?) ?: ?)"
            rf"(?:(?:{_DAYS})[ ,-]*)?(?:[0-9]{{1,2}} ?[ /.-] ?(?:{_MONTHS})(?:[ /-]+(?:{_MONTHS}))?[ /.,-]*[0-9]{{4}}|[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{2,4}}|[0-9]{{4}}[/.-][0-9]{{1,2}}[/.-][0-9]{{1,2}}|(?:{_MONTHS}) [0-9]{{1,2}}, ?[0-9]{{4}})(?:[ ,|-]*[0-9]{{1,2}}:[0-9]{{2}})?(?: ?ه)?",
            where=(UP_TO_BODY, _OF_THE_WEB, NOTHING_TOLD_BEHIND, UNQUOTED),
        ),
        # The same a scrape joined to the first paragraph: a weekday, a date and a clock with nothing between.
        Cue(
            pattern=rf"(?:{_DAYS})[ ,]+(?:[0-9]{{1,2}}[ /-]+(?:{_MONTHS})(?:[ /-]+(?:{_MONTHS}))?[ /-]+[0-9]{{4}}|[0-9]{{1,2}}[/-][0-9]{{1,2}}[/-][0-9]{{4}}) ?[|-]? ?[0-9]{{1,2}}:[0-9]{{2}}(?: (?:ص|م|am|pm)(?:[ .|]|$))?",
            where=(UP_TO_BODY, _NEAR_LINE_START, UNQUOTED),
        ),
        # Published on a day, in the line of the author or the title.
        Cue(
            pattern=rf"(?:نشر(?: في [^ \n]+(?: [^ \n]+)?)? يوم|نشرت?(?: على [^ \n]+)? (?:في|بتاريخ)|صدر بتاريخ|أضيفت? (?:في|بتاريخ)|حرر في|كتب في|publie le) (?:(?:{_DAYS})[ ,]*)?(?:[0-9]{{1,2}} ?[ /.-] ?(?:{_MONTHS})(?:[ /-]+(?:{_MONTHS}))?[ /.,-]*[0-9]{{4}}|[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{4}})",
            short=True,
            where=(BEFORE_BODY, NOT_PROSE, NO_STOP, _OF_THE_WEB, NOTHING_TOLD_BEHIND, UNQUOTED),
        ),
        # A day and a clock side by side, in either order, before any sentence ends.
        Cue(
            pattern=rf"(?:[0-9]{{1,2}} ?[ /.-] ?(?:{_MONTHS})(?:[ /-]+(?:{_MONTHS}))?[ /.,-]*[0-9]{{4}}|[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{4}}|[0-9]{{4}}[/.-][0-9]{{1,2}}[/.-][0-9]{{1,2}}|(?:{_MONTHS}) [0-9]{{1,2}}, ?[0-9]{{4}})(?: ?م)?[ |,•-]+(?:الساعة |في |at |a )?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?: (?:ص|م|am|pm|صباحا|مساء|gmt)(?:[ .|]|$))?"
            rf"|[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})? ?(?:ص|م|am|pm|صباحا|مساء|gmt)?[ |,•-]+(?:(?:{_DAYS})[ ,]*)?(?:[0-9]{{1,2}} ?[ /.-] ?(?:{_MONTHS})(?:[ /-]+(?:{_MONTHS}))?[ /.,-]*[0-9]{{4}}|[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{4}}|[0-9]{{4}}[/.-][0-9]{{1,2}}[/.-][0-9]{{1,2}})",
            short=True,
            where=(BEFORE_BODY, NOT_PROSE, NOT_LISTED, UNQUOTED),
        ),
        # How long ago, with the word behind it, and what programs leave of it in English.
        Cue(
            pattern=rf"(?m)^[ •]*(?:[0-9]+ )?(?:{_RELATIVE})(?: واحدة?)? (?:مضت|مضى|مضيا|خلت|ago)[ .•]*$|^[ •]*من [0-9]+ (?:{_RELATIVE}) ?$",
            short=True,
            where=(OUTSIDE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The label of a date that the scrape lost, or only the weekday of it.
        Cue(
            pattern=rf"(?m)^[ •]*(?:نشر|نشرت|تم النشر|تاريخ النشر|وقت النشر|تاريخ الإضافة|آخر تحديث|تم التحديث)(?: (?:يوم )?(?:{_DAYS}))? ?:?$",
            short=True,
            where=(BEFORE_BODY, _UNDER_TITLE, UNQUOTED),
            extent=Extent.LINE,
        ),
        # A weekday and a date, and behind them the place that the page is made in; or whose clock it goes by.
        Cue(
            pattern=rf"(?m)^[ •]*(?:{_DAYS})[ ,]+[0-9]{{1,2}}[ /-](?:{_MONTHS})(?:[ /-](?:{_MONTHS}))?[ ,/-]+[0-9]{{4}}(?:[ ,|-]+[^ \n0-9.:,]{{3,12}}){{1,3}} ?$"
            r"|^[ •(]*(?:ب)?توقيت [^ \n0-9.:,]{3,12}(?: [^ \n0-9.:,]{3,12})?[ )]*$",
            short=True,
            where=(BEFORE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # A section, a date and a clock; a number of the paper and its date.
        Cue(
            pattern=r"(?m)^[ •]*[^ \n0-9.:,]{3,12}(?: [^ \n0-9.:,]{2,12})? ?[|-]? ?[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4} ?[,|-] ?[0-9]{1,2}:[0-9]{2}[ |-]*$"
            r"|^[ •]*[^\n0-9:]{0,30}العدد ?:? ?[0-9]{2,6} ?[-|,] ?[^\n.]{0,40}[0-9]{4}[^\n.]{0,40}$",
            short=True,
            where=(OUTSIDE_BODY, words_at_most(20), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=rf"(?m)^[ •]*(?:كتب|كتبت|حرر|حررت|أرسل) (?:يوم|في|بتاريخ) ?:? ?(?:(?:{_DAYS})[ ,]*)?[0-9]{{1,2}} ?[ /.-] ?(?:{_MONTHS})(?:[ /-]+(?:{_MONTHS}))?[ /.,-]*[0-9]{{4}} ?$",
            short=True,
            where=(BEFORE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # A word for news and what news, and the day.
        Cue(
            pattern=rf"(?m)^[ •|-]*(?:أخبار|الأخبار|خبر|تقارير|تقرير|مقالات|مقال|سياسة|اقتصاد|رياضة|ثقافة|محليات|منوعات|مجتمع|حوادث|آراء|رأي|بيانات|بيان صحفي)(?: [^ \n0-9.:,|]{{3,12}}){{0,2}} ?[|•,-]? ?[0-9]{{1,2}} (?:{_MONTHS})(?:[ /](?:{_MONTHS}))?,? [0-9]{{4}} ?$",
            short=True,
            where=(BEFORE_BODY, _UNDER_TITLE, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
