"""A document whose id another document has.

## What it finds
Ids that stand twice in what one run reads, in one file or in two. The first in order of path and row is not reported; documents without an id never are. The finding is about
the id and has an empty span.

## Why it is bad
Labels, splits and edits are joined by id: a second document of the same id gets those of the first.

## Example
    --- id=a-17
    افتتح المتحف جناحا جديدا للعملات.
    --- id=a-17
    ⟦⟧ألغيت الرحلة بسبب الضباب.

## Clean
    --- id=a-17
    افتتح المتحف جناحا جديدا للعملات.
    --- id=a-18
    افتتح المتحف جناحا جديدا للعملات.
    ---
    ألغيت الرحلة بسبب الضباب.

## When it is right to ignore
Where the column is no id: name another with `--id-column`.

## References
None.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity

RULE = Rule(
    code="CP401",
    name="duplicate-id",
    label="corpus.duplicate_id",
    severity=Severity.ERROR,
    message="the same id as an earlier document",
    doc=__doc__,
    across=True,
    on_by_default=False,
)
