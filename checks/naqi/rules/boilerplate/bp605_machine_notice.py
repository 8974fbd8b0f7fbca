"""A notice that a machine published or wrote the text.

## What it finds
`هذا المحتوى أُنشئ بالذكاء الاصطناعي`, `نُشر هذا الخبر آليا من المصدر` and their kin.

## Why it is bad
It speaks of the page, and tells a model nothing about the event.

## Example
    وتوقعت الشركة أن ترتفع مبيعاتها في الربع الأخير من العام الحالي.

    ⟦تم إنشاء هذا المحتوى بواسطة الذكاء الاصطناعي⟧

## Clean
    وقالت اللجنة إن المقطع المتداول أنشئ بالذكاء الاصطناعي ولا صلة له بالواقعة.

## When it is right to ignore
When provenance is wanted as metadata.

## References
Foot lines of portals that republish feeds.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_TOLD, NOTHING_QUOTED, every_shape, framed
from naqi.scan.cues import NO_STOP, UNQUOTED, Cue, Extent, words_at_most

RULE = Rule(
    code="BP605",
    name="machine-notice",
    label="boilerplate.machine_notice",
    severity=Severity.ERROR,
    message="machine notice",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("machine_notice"),
        # A piece, a passive or an editor's verb, and a machine or nobody for the maker.
        Cue(
            pattern=r"(?m)^[ •*(\[]*(?:نشرت?|كتبت?|أنتجت?|ولدت?|أعدت?|ترجمت?|حررت?|صيغت?|لخصت?|جمعت?|أنشئت?|جرى|تم(?:ت)? [^ \n]+) (?:هذه|هذا|ال)[^\n.]{3,40}(?:آليا|تلقائيا|آلي|روبوت|بوت|خوارزمية|الذكاء الاصطناعي|ذكاء اصطناعي|دون تدخل (?:بشري|أحد|المحرر))(?: و[^\n.]{2,50})?[ .)\]]*$",
            short=True,
            where=(words_at_most(14), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("machine machine-deed piece", "joint subject answerable original", NOT_TOLD, NOTHING_QUOTED, strangers=4, least=3, most=20),
    ),
)
