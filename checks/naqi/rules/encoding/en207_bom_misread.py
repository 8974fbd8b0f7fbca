"""A byte-order mark that was read in a Windows code page.

## What it finds
`ï»¿` (windows-1252) and `ï»؟` (windows-1256), wherever they stand.

## Why it is bad
Three characters of no meaning are glued to the word behind them.

## Example
    وعادت ⟦ï»¿⟧المحطة إلى العمل فجر الأحد.

## Clean
    عاد الكاتب (Naïf) إلى «بيته» بعد غياب.

## When it is right to ignore
In articles about character encodings: there in quotation marks, which the rule leaves alone.

## References
The Unicode Standard, section 23.8, Byte Order Mark.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import detector, is_mentioned, suspect
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import DELETE

RULE = Rule(
    code="EN207",
    name="bom-misread",
    label="encoding.mojibake",
    severity=Severity.ERROR,
    message="a byte-order mark that was read as windows-1252",
    fix=DELETE,
    doc=__doc__,
    detect=detector("ï»[¿؟]", "ï", unless=is_mentioned),
    when=suspect,
)
