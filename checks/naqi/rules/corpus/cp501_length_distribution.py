"""A corpus whose documents are shorter or longer than it was said to be.

## What it finds
Percentiles of the number of words of a document (runs of letters and digits of the folded text) that lie outside the range stated for them in `[corpus.words]`, such as
`p50 = [100, 900]` for the median. Reported once for each percentile, at the first document, with an empty span. Without stated bounds the rule cannot be selected.

## Why it is bad
A scraper that begins to return only first paragraphs, or whole pages, shows here before it shows anywhere else.

## Example
    words = { p50 = [2, 3] }
    --- id=a
    ⟦⟧افتتح المتحف جناحا جديدا للعملات.
    --- id=b
    ألغيت الرحلة بسبب الضباب.
    --- id=c
    نعم.

## Clean
    words = { p50 = [3, 6], p100 = [0, 8] }
    --- id=a
    افتتح المتحف جناحا جديدا للعملات.
    --- id=b
    ألغيت الرحلة بسبب الضباب.
    --- id=c
    نعم.

## When it is right to ignore
Where the bounds no longer describe the corpus: state others.

## References
numpy.percentile, linear interpolation.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity

RULE = Rule(
    code="CP501",
    name="length-distribution",
    label="corpus.length",
    severity=Severity.ERROR,
    message="lengths of documents outside the stated bounds",
    doc=__doc__,
    across=True,
    on_by_default=False,
)
