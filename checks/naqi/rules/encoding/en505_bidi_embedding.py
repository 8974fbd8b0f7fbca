"""Embeddings and overrides of direction, opened and closed.

## What it finds
Pairs of U+202A to U+202E in one paragraph; a finding reaches from the opening to the closing control. Marks (LRM, RLM, ALM) and isolates, which are how text is kept apart today, are left alone.

## Why it is bad
They act on what stands beside them when a text is cut or joined. A warning, since they are balanced and no word is damaged.

## Example
    وقال إن ⟦\N{RIGHT-TO-LEFT EMBEDDING}الكلفة\N{POP DIRECTIONAL FORMATTING}⟧ بلغت مليون ريال.

## Clean
    ويُقدَّم الطلب على العنوان \N{LEFT-TO-RIGHT ISOLATE}https://forms.example/2026\N{POP DIRECTIONAL ISOLATE} حتى منتصف الشهر.

## When it is right to ignore
Where the text is only shown.

## References
Unicode Standard Annex 9, section 2.
"""

from __future__ import annotations

from naqi.rules.encoding.invisible import balanced
from naqi.rules.encoding.raw import suspect
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import DELETE_PAIRS

RULE = Rule(
    code="EN505",
    name="bidi-embedding",
    label="encoding.bidi",
    severity=Severity.WARNING,
    message="controls of direction that word processors leave",
    fix=DELETE_PAIRS,
    doc=__doc__,
    detect=balanced,
    when=suspect,
)
