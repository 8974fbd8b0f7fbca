"""Text of two bytes a character that was read as one byte a character.

## What it finds
Runs in which every second character is U+0006 or U+0000, the upper half of Arabic letters and of spaces in UTF-16.

## Why it is bad
Control characters and ASCII signs stand where letters were.

## Example
    ⟦\N{ACKNOWLEDGE}H\N{ACKNOWLEDGE}B\N{ACKNOWLEDGE}'\N{ACKNOWLEDGE}D\N{NULL} \N{ACKNOWLEDGE}'\N{ACKNOWLEDGE}D\N{ACKNOWLEDGE}E\N{ACKNOWLEDGE}5\N{ACKNOWLEDGE}/\N{ACKNOWLEDGE}1⟧

## Clean
    وقال المصدر إن النسخة الثانية جاهزة.

## When it is right to ignore
Never: read the file again as UTF-16.

## References
The Unicode Standard, section 3.10, encoding schemes.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import detector, suspect
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import DECODE_UTF16
from naqi.scan.document import Document

# Of Arabic letters in UTF-16, one byte is 06 and the other any; of spaces, digits and signs, one is 00.
UTF16 = r"(?s:[!-~]?(?:[\x{6}\x{0}].?){4,})"
_FEWEST_LETTERS = 2


def _is_other(document: Document, start: int, end: int) -> bool:
    return document.text.count("\x06", start, end) < _FEWEST_LETTERS


RULE = Rule(
    code="EN206",
    name="utf16-as-utf8",
    label="encoding.mojibake",
    severity=Severity.ERROR,
    message="UTF-16 that was read as UTF-8",
    fix=DECODE_UTF16,
    doc=__doc__,
    detect=detector(UTF16, "\x06", unless=_is_other),
    when=suspect,
)
