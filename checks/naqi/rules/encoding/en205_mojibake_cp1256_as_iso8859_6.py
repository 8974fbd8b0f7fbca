"""Text of the Windows Arabic code page that was read as the ISO one.

## What it finds
Lines in which the article is written `اف` and tanwin stands inside words (`افسفاك غفٍمك` for `السلام عليكم`): the two code pages share half of their letters. Proved on the round trip: read as windows-1256, the
line has its articles back.

## Why it is bad
Every letter is Arabic and no word is, so neither script detectors nor most cleaners see it.

## Example
    ⟦نأغفل افكجفس افبفد\N{ARABIC KASRATAN} غل ا\N{REPLACEMENT CHARACTER}تتاح افكستش\N{REPLACEMENT CHARACTER}\N{ARABIC DAMMATAN} افجد\N{ARABIC KASRATAN}د \N{REPLACEMENT CHARACTER}\N{ARABIC KASRATAN} افكد\N{ARABIC KASRATAN}لة⟧

## Clean
    افتخر الفريق بافتتاح افترش له المشجعون الأرض، وافتقد لاعبا واحدا. شكراً جزيلاً، قال مدرّبٌ سابقٌ.

## When it is right to ignore
In articles about character encodings that show what mojibake looks like.

## References
Code page 1256; ISO 8859-6.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import suspect
from naqi.rules.encoding.round_trip import iso8859_6_lines
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import READ_ISO8859_6_AS_CP1256

RULE = Rule(
    code="EN205",
    name="mojibake-cp1256-as-iso8859-6",
    label="encoding.mojibake",
    severity=Severity.ERROR,
    message="windows-1256 that was read as ISO 8859-6",
    fix=READ_ISO8859_6_AS_CP1256,
    doc=__doc__,
    detect=iso8859_6_lines,
    when=suspect,
)
