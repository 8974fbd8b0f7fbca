"""A link to the page that a story was taken from.

## What it finds
Lines that open with a link cue and carry an address or the page's headline (`رابط الخبر: …`, `المصدر: https://…`). A bare attribution that
closes a story (`المصدر: رويترز`) is a sign-off and is left alone.

## Why it is bad
It points to a page, often with another headline, that is no part of the story.

## Example
    وأكدت الشركة أن المنتج سيصل إلى الأسواق قبل نهاية العام الحالي.

    ⟦المصدر: https://news.example/story/1234⟧

## Clean
    وقال المصدر: إن الاجتماع أرجئ إلى الغد، ونشرت الوزارة رابط التسجيل على موقعها.

## When it is right to ignore
When the address is wanted as metadata.

## References
Feed importers and link-sharing plug-ins.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity
from naqi.rules.shapes import every_shape
from naqi.scan.cues import OUTSIDE_BODY, UNQUOTED, Cue, Extent, words_after_at_most

RULE = Rule(
    code="BP406",
    name="source-link",
    label="boilerplate.source_link",
    severity=Severity.ERROR,
    message="link to the source page",
    doc=__doc__,
    cues=(
        *every_shape("source_link"),
        # The outlet's name stands between the cue and its colon.
        Cue(
            pattern=r"(?:^|\n|[.!?\"]) ?(رابط (?:ال)?(?:خبر|مقال|موضوع|تقرير|مادة|قصة|مصدر)(?: ال[^ \n:]+| ب[^ \n:]+| في [^ \n:]+| على [^ \n:]+| من [^ \n:]+)(?: [^ \n:]+){0,3} ?: ?[^\n]+)",
            where=(words_after_at_most(0), UNQUOTED),
        ),
        Cue(
            pattern=r"(?m)^[ •*({\[]*(?:المصدر|مصدر الخبر|مصدر|المصادر|الرابط|رابط|الرابط المختصر|المرجع|المراجع|نقلا عن|source|via|link) ?[:|-]? ?[^\n]{0,40}(?:https?:|www\.)[^\n]*$",
            where=(UNQUOTED,),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"(?m)^[ •*({\[]*(?:https?://|www\.)[^ \n]+[ )}\]]*$", where=(OUTSIDE_BODY,), extent=Extent.LINE),
    ),
)
