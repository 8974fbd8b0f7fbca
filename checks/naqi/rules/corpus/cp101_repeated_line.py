"""A line that stands in many texts of one source.

## What it finds
Lines that hold a letter and stand, numbers in them and the spelling variants that naqi folds aside, in at least `repeated-line-documents` (5) different texts of a
source and in at least `repeated-line-share` (.01) of them. Copies of one text count once. Documents without a source are one source.

## Why it is bad
What a publisher prints under every story is the site's, not the story's. A warning, since datelines, bylines and sign-offs recur too, and they are
the story's own.

## Example
    repeated-line-documents = 3
    --- id=a source=s
    افتتح المتحف جناحا جديدا للعملات.
    ⟦شاهد أيضا على قناتنا 12⟧
    --- id=b source=s
    ⟦شاهد أيضا على قناتنا 7⟧
    ألغيت الرحلة بسبب الضباب.
    --- id=c source=s
    عاد الفريق من معسكره أمس.
    ⟦شاهد أيضا على قناتنا 103⟧

## Clean
    repeated-line-documents = 3
    --- id=a source=s
    افتتح المتحف جناحا جديدا للعملات.
    شاهد أيضا على قناتنا
    --- id=b source=s
    شاهد أيضا على قناتنا
    ألغيت الرحلة بسبب الضباب.
    --- id=c source=t
    عاد الفريق من معسكره أمس.
    شاهد أيضا على قناتنا

## When it is right to ignore
For sources whose stories share a line of their own, such as a refrain or a rubric.

## References
C4 removes all but one of any three-sentence span that recurs (Raffel and others, 2020).
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity

RULE = Rule(
    code="CP101",
    name="repeated-line",
    label="corpus.repeated_line",
    severity=Severity.WARNING,
    message="a line that stands in many texts of its source",
    doc=__doc__,
    across=True,
    on_by_default=False,
)
