"""A corpus in which a label is rarer or more frequent than it was said to be.

## What it finds
Labels, read from the column that `--label-column` names, whose share of the documents lies outside the range stated for them in `[corpus.labels]`, such as
`sport = [0.1, 0.4]`. Reported once for each label, at the first document, with an empty span. Without stated bounds the rule cannot be selected.

## Why it is bad
A crawl that loses a section, or a join that loses a class, still has clean documents.

## Example
    labels = { sport = [0.4, 1.0], art = [0.0, 0.9] }
    --- id=a label=art
    ⟦⟧افتتح المتحف جناحا جديدا للعملات.
    --- id=b label=travel
    ألغيت الرحلة بسبب الضباب.
    --- id=c label=sport
    عاد الفريق من معسكره أمس.

## Clean
    labels = { sport = [0.3, 0.4] }
    --- id=a label=art
    افتتح المتحف جناحا جديدا للعملات.
    --- id=b label=travel
    ألغيت الرحلة بسبب الضباب.
    --- id=c label=sport
    عاد الفريق من معسكره أمس.

## When it is right to ignore
Where the bounds no longer describe the corpus: state others.

## References
None.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity

RULE = Rule(
    code="CP502",
    name="label-distribution",
    label="corpus.label",
    severity=Severity.ERROR,
    message="shares of labels outside the stated bounds",
    doc=__doc__,
    across=True,
    on_by_default=False,
)
