"""A habit: no space behind a full stop or comma.

## What it finds
A stop, comma, semicolon or question mark between two Arabic words of two letters or more. Abbreviations such as `أ.ف.ب` and `د.` are left alone.

## Why it is bad
It is no fault for a reader; a tokeniser may take two words for one. Off by default.

## Example
    انتهى العمل⟦.⟧وغادر الجميع.

## Clean
    انتهى العمل. وقالت أ.ف.ب إن د.سامي غادر.

## When it is right to ignore
Always, unless one spacing is wanted.

## References
None.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import LETTER, MARK, detector
from naqi.rules.model import Rule, Severity

RULE = Rule(
    code="TX902",
    name="tight-stop",
    label="structure.habit",
    severity=Severity.WARNING,
    message="no space behind a stop",
    doc=__doc__,
    detect=detector(rf"[{LETTER}][{LETTER}{MARK}]+([.،؛؟])[{LETTER}][{LETTER}{MARK}]+(?:[^.]|$)", ".", "،", "؛", "؟"),
    on_by_default=False,
)
