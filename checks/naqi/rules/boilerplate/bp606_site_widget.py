"""Prayer times, weather, prices, players.

## What it finds
Labels of boxes and players: `مواقيت الصلاة`, `متصفحك لا يدعم تشغيل الفيديو`, clocks of players.

## Why it is bad
It shows another thing than the story, and changes by the hour.

## Example
    وعاد الهدوء إلى المدينة بعد أن فتحت الأسواق أبوابها عند الظهر.

    ⟦متصفحك لا يدعم تشغيل الفيديو⟧

## Clean
    وأوضح الشيخ أن مواقيت الصلاة في القطب تحسب على أقرب مدينة يتميز فيها الليل من النهار.

## When it is right to ignore
In service pages, where times and prices are the news.

## References
Widget labels of portals and radio stations.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape, framed
from naqi.scan.cues import AFTER_BODY, NO_STOP, NOT_ANNOUNCED, OUTSIDE_BODY, UNQUOTED, Cue, Extent, words_at_most
from naqi.scan.frames import NUMBER

RULE = Rule(
    code="BP606",
    name="site-widget",
    label="boilerplate.widget",
    severity=Severity.ERROR,
    message="widget of the page",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("widget"),
        # The clock of a player.
        Cue(pattern=r"(?m)^ ?[0-9]{1,2}:[0-9]{2} ?/ ?[0-9]{1,2}:[0-9]{2} ?$", where=(NOT_ANNOUNCED,), extent=Extent.LINE),
        framed("clockhead prayer", "joint dating", NO_STOP, strangers=2, least=2, most=12),
        framed(("prayer", NUMBER), "joint dating", NO_STOP, least=2, most=20),
        framed(("weather", NUMBER), "joint", NO_STOP, OUTSIDE_BODY, strangers=2, least=2, most=12),
        # A temperature that stands alone.
        Cue(
            pattern=r"(?m)^ ?[-+]?[0-9]{1,2} ?° ?(?:c|f|م|ف|مئوية)?(?: ?[/|-] ?[-+]?[0-9]{1,2} ?° ?(?:c|f|م|ف|مئوية)?)? ?$",
            short=True,
            where=(NOT_ANNOUNCED,),
            extent=Extent.LINE,
        ),
        framed(("price", NUMBER), "joint", NO_STOP, AFTER_BODY, strangers=1, least=2, most=12),
        framed("player", "piece joint more rest", NO_STOP, least=2, most=12),
        Cue(
            pattern=r"(?m)^[ •]*(?:على الهواء(?: الآن| مباشرة)?|يعرض الآن(?: على الشاشة)?|تشاهدون الآن|تستمعون الآن|الآن على الهواء|البث المباشر|on air|en direct) ?[:|][^\n]+$",
            short=True,
            where=(words_at_most(12), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        # A file and its size.
        Cue(
            pattern=r"(?m)^[^\n]*[^0-9.\n][0-9]{1,4}(?:\.[0-9]+)? ?(?:mb|kb|gb|ميجابايت|ميغابايت|كيلوبايت|ميجا|م\.ب) ?$",
            short=True,
            where=(words_at_most(6), UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
