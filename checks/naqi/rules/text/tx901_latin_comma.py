"""A habit: the comma, semicolon or question mark of a Latin keyboard.

## What it finds
`,`, `;` and `?` right behind an Arabic letter.

## Why it is bad
It is no fault: many sites write so throughout. Off by default; for corpora that want one set of marks.

## Example
    وقال المدير⟦,⟧ بعد صمت⟦,⟧ إن العمل انتهى.

## Clean
    وقال المدير، بعد صمت، إن السعر 1,250 ريالا.

## When it is right to ignore
Always, unless one set of marks is wanted.

## References
The Unicode Standard, section 9.2, on Arabic punctuation.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import LETTER, MARK, detector
from naqi.rules.model import Rule, Severity

RULE = Rule(
    code="TX901",
    name="latin-comma",
    label="structure.habit",
    severity=Severity.WARNING,
    message="a Latin comma or question mark in Arabic text",
    doc=__doc__,
    detect=detector(rf"[{LETTER}{MARK}] ?([,;?])", ",", ";", "?"),
    on_by_default=False,
)
