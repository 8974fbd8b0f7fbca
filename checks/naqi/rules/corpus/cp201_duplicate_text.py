"""A document whose text another document has too.

## What it finds
Texts that are equal after folding: white space, vowel signs, invisible characters and the spelling variants that naqi folds do not count. Of a group, the first in
order of path, row and id is not reported. Blank texts are TX001's.

## Why it is bad
A model that reads a text ten times learns it by heart, and figures measured on a corpus with copies are figures about the copies.

## Example
    --- id=a
    افتتح المتحف جناحا جديدا للعملات.
    --- id=b
    ⟦افتتح  المتحف جناحاً جديداً للعملات.⟧
    --- id=c
    ألغيت الرحلة بسبب الضباب.

## Clean
    --- id=a
    افتتح المتحف جناحا جديدا للعملات.
    --- id=b
    افتتح المتحف جناحا ثانيا للعملات.

## When it is right to ignore
In corpora in which a copy says something, such as how widely a wire story was printed.

## References
Lee and others, Deduplicating Training Data Makes Language Models Better, ACL 2022.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity

RULE = Rule(
    code="CP201",
    name="duplicate-text",
    label="corpus.duplicate",
    severity=Severity.ERROR,
    message="the same text as another document",
    doc=__doc__,
    across=True,
    on_by_default=False,
)
