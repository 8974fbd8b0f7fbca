"""A byte-order mark where no file begins.

## What it finds
U+FEFF, at the start of the text too: a reader of files takes the mark away, so what stands in a text is one that was joined to it.

## Why it is bad
It is glued to a word, which is then another word.

## Example
    وعادت ⟦\N{ZERO WIDTH NO-BREAK SPACE}⟧المحطة إلى العمل.

## Clean
    وعادت المحطة إلى العمل.

## When it is right to ignore
Never.

## References
The Unicode Standard, section 23.8, Byte Order Mark.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import detector, holds
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import DELETE

RULE = Rule(
    code="EN504",
    name="bom-inside",
    label="encoding.bom",
    severity=Severity.ERROR,
    message="a byte-order mark inside the text",
    fix=DELETE,
    doc=__doc__,
    detect=detector(r"\x{FEFF}+"),
    when=holds("\N{ZERO WIDTH NO-BREAK SPACE}"),
)
