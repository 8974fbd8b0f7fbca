"""An isolate, embedding or override that is opened or closed, but not both, in one paragraph.

## What it finds
U+202A to U+202E and U+2066 to U+2069 without their other half in the same paragraph, as the bidirectional algorithm pairs them.

## Why it is bad
The rest of the paragraph is shown in a wrong order, and so is whatever is joined to it. A warning, since no letter is wrong or lost.

## Example
    وقال إن ⟦\N{RIGHT-TO-LEFT ISOLATE}⟧الكلفة بلغت مليون ريال.

## Clean
    ويُقدَّم الطلب على العنوان \N{LEFT-TO-RIGHT ISOLATE}https://forms.example/2026\N{POP DIRECTIONAL ISOLATE} حتى منتصف الشهر.

## When it is right to ignore
Where the text is only shown line by line.

## References
Unicode Standard Annex 9, rules BD9 and X1 to X8.
"""

from __future__ import annotations

from naqi.rules.encoding.invisible import unbalanced
from naqi.rules.encoding.raw import suspect
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import DELETE

RULE = Rule(
    code="EN506",
    name="unbalanced-bidi",
    label="encoding.bidi",
    severity=Severity.WARNING,
    message="a control of direction without its other half",
    fix=DELETE,
    doc=__doc__,
    detect=unbalanced,
    when=suspect,
)
