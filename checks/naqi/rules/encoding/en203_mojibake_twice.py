"""UTF-8 that was read as a Windows code page, written as UTF-8, and read as that code page again.

## What it finds
Runs of two letters or more, each of them four or more characters such as `Ã˜Â§` (windows-1252) or `ط·آ§` (windows-1256): what the bytes of a letter become in two passes. The patterns are computed from the
code pages.

## Why it is bad
Not one letter of the sentence is left for a reader.

## Example
    أعلن النادي: ⟦Ã˜Â§Ã™â€žÃ™â€¦Ã˜Â¨Ã˜Â§Ã˜Â±Ã˜Â§Ã˜Â© Ã˜ÂºÃ˜Â¯Ã˜Â§⟧

## Clean
    فازت هيلين أوستروم (Hélène Åström) بالجائزة، وقالت: «ط، ثم ظ، هكذا علّمني أبي الحروف».

## When it is right to ignore
In articles about character encodings that show what mojibake looks like.

## References
Code pages 1252 and 1256; WHATWG Encoding Standard.
"""

from __future__ import annotations

from naqi.rules.encoding.mojibake import pattern_twice
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import DECODE_TWICE
from naqi.scan.cues import NOT_MENTIONED, Cue

RULE = Rule(
    code="EN203",
    name="mojibake-twice",
    label="encoding.mojibake",
    severity=Severity.ERROR,
    message="UTF-8 that was read as windows-1252 or windows-1256 twice",
    fix=DECODE_TWICE,
    doc=__doc__,
    cues=(
        Cue(raw=pattern_twice("cp1252"), where=(NOT_MENTIONED,)),
        Cue(raw=pattern_twice("latin-1"), where=(NOT_MENTIONED,)),
        Cue(raw=pattern_twice("cp1256"), where=(NOT_MENTIONED,)),
    ),
)
