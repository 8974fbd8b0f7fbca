"""A line that only says when the page was published or changed.

## What it finds
Lines that open with a publication cue (`نُشر في:`, `آخر تحديث:`), relative times (`منذ 3 ساعات`), and, outside the body, lines of nothing but
a date or a clock. Inside the body a bare date may head a timeline and a bare clock an entry of a live blog: both are left alone.

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

from naqi.rules.model import Rule, Severity
from naqi.rules.shapes import every_shape
from naqi.scan.cues import OUTSIDE_BODY, UNQUOTED, Condition, Cue, Extent, Hit, words_at_most
from naqi.scan.document import has_letters

_MONTHS = (
    "يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يونية|يوليو|يوليوز|يوليه|أغسطس|غشت|سبتمبر|شتنبر|أكتوبر|نوفمبر|نونبر|ديسمبر|دجنبر|جانفي|فيفري|أفريل|ماي|جوان"
    "|جويلية|أوت|كانون|الثاني|الأول|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين|محرم|صفر|ربيع|الآخر|الاول|جمادى|جمادي|الأولى|الآخرة|رجب|شعبان"
    "|رمضان|شوال|ذو|ذي|القعدة|الحجة|jan[a-z]*|feb[a-z]*|mar[a-z]*|apr[a-z]*|may|jun[a-z]*|jul[a-z]*|aug[a-z]*|sep[a-z]*|oct[a-z]*|nov[a-z]*|dec[a-z]*"
)
_DAYS = "السبت|الأحد|الإثنين|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|[a-z]*day|sat|sun|mon|tue|wed|thu|fri"
_OTHERS = (
    "ص|م|ه|هجري|هجرية|ميلادي|ميلادية|الموافق|صباحا|مساء|ظهرا|الساعة|يوم|بتوقيت|غرينتش|جرينتش|غرينيتش|مكة|المكرمة|القاهرة|الرياض|am|pm|gmt|utc|at|تحديث|آخر"
    "|التاريخ|الوقت|تاريخ"
)
_RELATIVE = (
    "ثانية|ثوان|ثواني|دقيقة|دقيقتين|دقائق|دقايق|ساعة|ساعتين|ساعات|يوم|يومين|أيام|أسبوع|أسبوعين|أسابيع|شهر|شهرين|أشهر|شهور|سنة|سنتين|سنوات|عام|عامين|أعوام"
)

_YEAR = re.compile(rb"[0-9]{4}")
_NUMBERS = re.compile(rb"[0-9]+")


def _dates(hit: Hit) -> bool:
    """Tell a date from a score: a number beside a word of the calendar, a year, or three numbers."""
    numbers = _NUMBERS.findall(hit.line.text)
    return bool(numbers) and (has_letters(hit.line.text) or len(numbers) >= 3 or _YEAR.search(hit.line.text) is not None)


_IS_DATE = Condition("names a date or a clock", _dates)
RULE = Rule(
    code="BP203",
    name="timestamp-line",
    label="boilerplate.timestamp",
    severity=Severity.ERROR,
    message="line that only dates the page",
    doc=__doc__,
    cues=(
        *every_shape("timestamp"),
        Cue(
            pattern=rf"(?m)^[ •]*(?:(?:{_MONTHS}|{_DAYS}|{_OTHERS}|[0-9]+(?:st|nd|rd|th|ه|م|ص)?|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}t[0-9:.+z-]+)(?:[ ,/:.|()+•-]+|$))+$",
            where=(_IS_DATE, words_at_most(16), OUTSIDE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=rf"(?m)^[^\n]{{0,3}}(?:منذ|قبل) ?(?:حوالي )?(?:[0-9]+ )?(?:{_RELATIVE})(?: و?[0-9]+ (?:{_RELATIVE}))?[ .|•-]*$",
            where=(UNQUOTED,),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^ ?[0-9]+ (?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?) ago ?$",
            extent=Extent.LINE,
        ),
    ),
)
