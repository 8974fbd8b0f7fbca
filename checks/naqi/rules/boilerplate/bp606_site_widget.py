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

from naqi.rules.model import Rule, Severity
from naqi.rules.shapes import every_shape
from naqi.scan.cues import Cue, Extent

RULE = Rule(
    code="BP606",
    name="site-widget",
    label="boilerplate.widget",
    severity=Severity.ERROR,
    message="widget of the page",
    doc=__doc__,
    cues=(
        *every_shape("widget"),
        # The clock of a player.
        Cue(pattern=r"(?m)^ ?[0-9]{1,2}:[0-9]{2} ?/ ?[0-9]{1,2}:[0-9]{2} ?$", extent=Extent.LINE),
    ),
)
