"""Menus, pagers, skip links and back-to-top buttons.

## What it finds
`زر الذهاب إلى الأعلى`, `الصفحة الرئيسية`, `تخطي إلى المحتوى`, `التالي`, `Next Previous` alone on a line or opening one.

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

from naqi.rules.model import Rule, Severity
from naqi.rules.shapes import every_shape
from naqi.scan.cues import UNQUOTED, Cue, Extent

RULE = Rule(
    code="BP601",
    name="navigation",
    label="boilerplate.navigation",
    severity=Severity.ERROR,
    message="navigation of the site",
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
    ),
)
