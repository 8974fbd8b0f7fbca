"""UTF-8 that was read as windows-1256.

## What it finds
Runs of `ط`, `ظ`, `ع` and `غ`, each followed by a character that a continuation byte of UTF-8 turns into in the Arabic code page
(`ط§ظ„ط³ظ„ط§ظ…` for `السلام`). A run has two garbled letters or more.

## Why it is bad
It looks like Arabic to a script detector and to many cleaners, and is not.

## Example
    وقال المذيع: ⟦ط§ظ„ط³ظ„ط§ظ… ط¹ظ„ظٹظƒظ…⟧

## Clean
    قرأ الطالب الموعظة، ثم طلب "ظرفا"؛ ومنع الحارس خروجه قط…

## When it is right to ignore
In articles about character encodings that show what mojibake looks like.

## References
Code page 1256; WHATWG Encoding Standard, index windows-1256.
"""

from __future__ import annotations

from naqi.rules.encoding.mojibake import pattern
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import DECODE_CP1256
from naqi.scan.cues import NOT_MENTIONED, Cue

RULE = Rule(
    code="EN202",
    name="mojibake-cp1256",
    label="encoding.mojibake",
    severity=Severity.ERROR,
    message="UTF-8 that was read as windows-1256",
    fix=DECODE_CP1256,
    doc=__doc__,
    cues=(
        Cue(
            raw=pattern("cp1256"),
            # Some letters garble to characters that ordinary text holds too: only their rhythm gives them away.
            gate=r"(?:[طظعغ][^ء-يa-z0-9\n]){2}",
            where=(NOT_MENTIONED,),
        ),
    ),
)
