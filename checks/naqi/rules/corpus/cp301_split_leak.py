"""A document whose text stands in another split too.

## What it finds
Texts that are equal after folding, as CP201 compares them, in documents of two splits. The copies of the first split are not reported: train, then by name. A split is named by
`--split NAME=GLOB`, else by a word in the name of the file or of its folder (`train`, `validation`, `val`, `dev`, `test`, `eval`).

## Why it is bad
A model that has read the test cannot be tested.

## Example
    --- id=a split=train
    افتتح المتحف جناحا جديدا للعملات.
    --- id=b split=test
    ⟦افتتح المتحف جناحا جديدا للعملات.⟧
    --- id=c split=test
    ألغيت الرحلة بسبب الضباب.

## Clean
    --- id=a split=train
    افتتح المتحف جناحا جديدا للعملات.
    --- id=b split=train
    افتتح المتحف جناحا جديدا للعملات.
    --- id=c split=test
    ألغيت الرحلة بسبب الضباب.

## When it is right to ignore
Never: drop the copy from one of the splits.

## References
Lee and others, Deduplicating Training Data Makes Language Models Better, ACL 2022.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity

RULE = Rule(
    code="CP301",
    name="split-leak",
    label="corpus.split_leakage",
    severity=Severity.ERROR,
    message="the same text as a document of another split",
    doc=__doc__,
    across=True,
    on_by_default=False,
)
