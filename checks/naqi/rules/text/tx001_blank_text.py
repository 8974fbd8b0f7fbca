"""A document without text.

## What it finds
Nulls, empty strings, and texts in which every character is white space or prints nothing.

## Why it is bad
An extractor returned nothing, or a join lost the column. A gate that skipped such rows would pass an empty corpus.

## Example
    ⟦\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}\N{RIGHT-TO-LEFT MARK}⟧

## Clean
    نعم.

## When it is right to ignore
Never: drop the rows, or mend what lost their text.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    if document.is_blank:
        yield 0, len(document.text)


RULE = Rule(
    code="TX001",
    name="blank-text",
    label="structure.blank",
    severity=Severity.ERROR,
    message="null, empty or invisible text",
    doc=__doc__,
    detect=_detect,
)
