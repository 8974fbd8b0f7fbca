"""A replacement character: a decoder lost a byte here.

## What it finds
Runs of U+FFFD, and lone surrogates, which no encoding can hold.

## Why it is bad
The letter is gone. What stands beside it is half a word.

## Example
    افتتح المحافظ المعرض في قاعة ا⟦\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}⟧فنون مساء أمس.

## Clean
    افتتح المحافظ المعرض في قاعة الفنون مساء أمس؟ نعم، عند السابعة.

## When it is right to ignore
In articles about character encodings that print the sign itself.

## References
The Unicode Standard, section 23.8, Specials.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity
from naqi.scan.cues import Cue

RULE = Rule(
    code="EN101",
    name="replacement-character",
    label="encoding.replacement",
    severity=Severity.ERROR,
    message="a decoder lost characters here",
    doc=__doc__,
    cues=(Cue(raw=r"\x{FFFD}+"),),
)
