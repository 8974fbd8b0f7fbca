"""A reading-time label.

## What it finds
Lines such as `مدة القراءة: 3 دقائق` or `دقيقة واحدة للقراءة`. In the line of the author also without a line of its own.

## Why it is bad
The site computed it. It says nothing about the event.

## Example
    ⟦وقت القراءة: 4 دقائق⟧

    افتتحت المكتبة العامة جناحا جديدا للأطفال يضم أكثر من ألفي كتاب مصور.

## Clean
    قال المعلم إن التلاميذ يخصصون 20 دقيقة للقراءة كل صباح، وإن وقت القراءة محبوب عندهم.

## When it is right to ignore
Never known to be right.

## References
Themes for WordPress (Jannah, Newspaper) print it under the title.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape, framed
from naqi.rules.story import NOTHING_TOLD_BEHIND
from naqi.scan.cues import BEFORE_BODY, NO_STOP, NOT_LISTED, NOT_PROSE, UNQUOTED, Condition, Cue, Extent
from naqi.scan.frames import NUMBER

_COUNT = r"(?:أقل من )?(?:دقيقة واحدة|دقيقة|دقيقتان|دقيقتين|[0-9]+ ?(?:دقيقة|دقائق|دقيقه|د|min(?:ute)?s?))"

_UNDER_TITLE = Condition("under the first line", lambda hit: hit.line.index > 0, beyond_line=True)

RULE = Rule(
    code="BP204",
    name="reading-time",
    label="boilerplate.reading_time",
    severity=Severity.ERROR,
    message="reading-time label",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("reading_time", NOT_LISTED),
        Cue(
            pattern=rf"(?m)^[ •]*(?:قراءة {_COUNT}|(?:مدة|وقت|زمن) (?:ال)?قراءة[^\n:]{{0,20}}[:-]? ?{_COUNT}|{_COUNT} (?:(?:لل)?قراءة|من القراءة|read(?:ing)?))[ .•]*$",
            where=(NOT_LISTED, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=rf"(?m)^[ •]*(?:{_COUNT}|temps de lecture ?:? ?[0-9]+ ?min)[ .•]*$",
            short=True,
            where=(_UNDER_TITLE, BEFORE_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("span reading", "reading-beside joint", NOT_LISTED, most=9),
        framed(("span", NUMBER), "reading-beside", BEFORE_BODY, most=4),
        framed("reading span", "reading-beside joint", NO_STOP, NOT_LISTED, strangers=3, opens=True, least=3, most=9),
        Cue(
            pattern=r"[0-9]+ (?:دقيقة|دقائق|دق|دقيقتان|mins?|minutes?) (?:قراءة|للقراءة|read|de lecture)(?:[ .|]|$)",
            short=True,
            where=(NOT_PROSE, NOT_LISTED, UNQUOTED, NOTHING_TOLD_BEHIND),
        ),
        # Joined to other words under the title; the colon, or what the reader spends, tells it from a sentence.
        Cue(
            pattern=rf"(?:(?:مدة|وقت|زمن|متوسط) (?:ال)?قراءة(?: ال[^ \n:]+| تقريبا)? ?: ?{_COUNT}|temps de lecture ?:? ?[0-9]+ ?min(?:utes?)?|(?:estimated )?reading time ?:? ?[0-9]+ ?min(?:utes?)?"
            rf"|(?:تقريبا |حوالي |نحو )?{_COUNT} (?:من وقتك|من وقتكم|min read)|[0-9]+ ?min(?:ute)?s? (?:read|de lecture))",
            where=(NOT_LISTED, UNQUOTED, NOTHING_TOLD_BEHIND),
        ),
        # In a line of the page's head, beside the author or the date.
        Cue(
            pattern=rf"(?:(?:قراءة|القراءة|للقراءة|اقرأها? في|تقرأ في|يقرأ في|زمن القراءة|وقت القراءة|مدة القراءة|read)[ :]*{_COUNT}|{_COUNT} (?:قراءة|للقراءة|من القراءة|لقراءته|لقراءتها|read))",
            short=True,
            where=(BEFORE_BODY, _UNDER_TITLE, NOT_PROSE, NO_STOP, NOT_LISTED, UNQUOTED, NOTHING_TOLD_BEHIND),
        ),
    ),
)
