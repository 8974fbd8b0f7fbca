"""Text of the Arabic code page that was read as that of Western Europe.

## What it finds
Runs of words of accented capitals and signs (`ÇáÓáÇã Úáíßã`) whose bytes are Arabic words in windows-1256, with an article or a function word among them. Proved word by word on the round trip.

## Why it is bad
It is a sequence of Latin letters to every tool that looks at scripts, and no word of any language.

## Example
    نشر الموقع العنوان هكذا: ⟦ÇáÓáÇã Úáíßã æÑÍãÉ Çááå⟧

## Clean
    افتتح مخبز «Noël Bérubé» فرعا في ÎLE-AUX-COUDRES، وعلق لافتة كتب عليها À LA FORÊT ÉTERNELLE.

## When it is right to ignore
In articles about character encodings that show what mojibake looks like.

## References
Code pages 1252 and 1256.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import suspect
from naqi.rules.encoding.round_trip import cp1256_runs
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import READ_AS_CP1256

RULE = Rule(
    code="EN204",
    name="mojibake-cp1256-as-cp1252",
    label="encoding.mojibake",
    severity=Severity.ERROR,
    message="windows-1256 that was read as windows-1252 or Latin-1",
    fix=READ_AS_CP1256,
    doc=__doc__,
    detect=cp1256_runs,
    when=suspect,
)
