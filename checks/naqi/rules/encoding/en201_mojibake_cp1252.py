"""UTF-8 that was read as windows-1252 or Latin-1.

## What it finds
Runs of `Ø`, `Ù`, `Ú` and `Û`, each followed by a character that a continuation byte of UTF-8 turns into. A run has two garbled letters or more.

## Why it is bad
Not one letter of the sentence is left for a reader.

## Example
    أعلن النادي: ⟦Ø§Ù„Ù…Ø¨Ø§Ø±Ø§Ø© ØºØ¯Ø§⟧

## Clean
    فازت هيلين أوستروم (Hélène Øström) بالجائزة الأولى في مسابقة «Ørsted» للفيزياء.

## When it is right to ignore
In articles about character encodings that show what mojibake looks like.

## References
Code page 1252 and ISO 8859-1; WHATWG Encoding Standard, index windows-1252.
"""

from __future__ import annotations

from naqi.rules.encoding.mojibake import pattern
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import DECODE_CP1252
from naqi.scan.cues import NOT_MENTIONED, Cue

RULE = Rule(
    code="EN201",
    name="mojibake-cp1252",
    label="encoding.mojibake",
    severity=Severity.ERROR,
    message="UTF-8 that was read as windows-1252 or Latin-1",
    fix=DECODE_CP1252,
    doc=__doc__,
    cues=(Cue(raw=pattern("cp1252", "latin-1"), where=(NOT_MENTIONED,)),),
)
