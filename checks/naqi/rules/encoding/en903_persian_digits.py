"""A habit: numbers with the digits of Persian and Urdu.

## What it finds
Numbers of U+06F0 to U+06F9, of which 4, 5 and 6 look different from the Arabic ones.

## Why it is bad
It is no fault for a reader. Off by default; for corpora that want one set of digits.

## Example
    بلغ السعر ⟦۲۵۶⟧ ريالا.

## Clean
    بلغ السعر ٢٥٦ ريالا، أي 70 دولارا.

## When it is right to ignore
In Persian and Urdu text.

## References
The Unicode Standard, section 9.2: digits.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import detector
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import ARABIC_DIGITS

RULE = Rule(
    code="EN903",
    name="persian-digits",
    label="encoding.digits",
    severity=Severity.WARNING,
    message="digits of a Persian keyboard",
    fix=ARABIC_DIGITS,
    doc=__doc__,
    detect=detector(r"[\x{6F0}-\x{6F9}]+", *map(chr, range(0x6F0, 0x6FA))),
    on_by_default=False,
)
