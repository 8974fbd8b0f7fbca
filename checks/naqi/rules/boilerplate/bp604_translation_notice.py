"""A notice that the text was translated.

## What it finds
`هذا المقال مترجم من …`, `ترجم هذا الخبر آليا` and their kin.

## Why it is bad
It speaks of the page, and stands on every translated one.

## Example
    وقال الباحثون إن النتائج تفتح الباب أمام دراسات أوسع في المنطقة.

    ⟦تمت ترجمة هذا المقال آليا⟧

## Clean
    وقالت الدار إن الكتاب مترجم من اليابانية، وإن المترجمة عملت عليه عامين.

## When it is right to ignore
When provenance is wanted as metadata.

## References
Foot lines of translated editions.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity
from naqi.rules.shapes import every_shape

RULE = Rule(
    code="BP604",
    name="translation-notice",
    label="boilerplate.translation_notice",
    severity=Severity.ERROR,
    message="translation notice",
    doc=__doc__,
    cues=(*every_shape("translation_notice"),),
)
