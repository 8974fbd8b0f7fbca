"""A number with digits of two sets.

## What it finds
Numbers in which European (0–9), Arabic (٠–٩) or Persian (۰–۹) digits stand side by side.

## Why it is bad
No one writes so: a program replaced some digits. Off by default among the habits, since every reader of numbers understands all three.

## Example
    ⟦٢0٢٤⟧ كان عام الافتتاح.

## Clean
    أقلعت الرحلة NS418 متأخرة ٥٠ دقيقة عن موعدها 14:30.

## When it is right to ignore
Where numbers are normalised later.

## References
The Unicode Standard, section 9.2: digits.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import detector
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import ONE_SET_OF_DIGITS

_SETS = ("0-9", r"\x{660}-\x{669}", r"\x{6F0}-\x{6F9}")
_ALL = "".join(_SETS)
_JOINTS = "|".join(f"[{one}][{other}]" for one in _SETS for other in _SETS if one != other)
_DIGITS = (*map(chr, range(0x660, 0x66A)), *map(chr, range(0x6F0, 0x6FA)))


RULE = Rule(
    code="EN902",
    name="mixed-digits",
    label="encoding.digits",
    severity=Severity.WARNING,
    message="digits of two sets in one number",
    fix=ONE_SET_OF_DIGITS,
    doc=__doc__,
    detect=detector(rf"[{_ALL}]*(?:{_JOINTS})[{_ALL}]*", *_DIGITS),
    on_by_default=False,
)
