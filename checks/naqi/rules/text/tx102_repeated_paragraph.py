"""A paragraph that stands twice in one document.

## What it finds
Lines of eight words or more whose folded text is that of an earlier line. The first is not reported.

## Why it is bad
An extractor took a paragraph from two places of the page, or a template printed the lead twice. A warning, since songs and speeches repeat lines.

## Example
    أعلنت البلدية فتح الجسر الجديد أمام المشاة صباح اليوم.
    وقال المهندس إن الأعمال استمرت عاما.
    ⟦أعلنت البلدية فتح الجسر الجديد أمام المشاة صباح اليوم.⟧

## Clean
    أعلنت البلدية فتح الجسر الجديد أمام المشاة صباح اليوم.
    نعم للجسر
    وقال المهندس إن الأعمال استمرت عاما.
    نعم للجسر

## When it is right to ignore
In lyrics and in transcripts with a refrain.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document

_FEWEST_WORDS = 8
_FEWEST_BYTES = 30


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    if b"\n" not in document.data:
        return
    # Most documents repeat no line.
    long = [raw.strip(b" ") for raw in document.raw_lines if len(raw) > _FEWEST_BYTES]
    if len(set(long)) == len(long):
        return
    seen: set[bytes] = set()
    for line in document.lines:
        if line.words < _FEWEST_WORDS:
            continue
        if line.text in seen:
            yield document.code_points(line.start, line.end)
        seen.add(line.text)


RULE = Rule(
    code="TX102",
    name="repeated-paragraph",
    label="structure.repeated",
    severity=Severity.WARNING,
    message="a paragraph that stands in the text already",
    doc=__doc__,
    detect=_detect,
)
