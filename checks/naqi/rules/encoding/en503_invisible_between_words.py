"""Characters that print nothing at the edges of words.

## What it finds
Runs of zero-width space, word joiner and soft hyphen, and of the non-joiner where no joiner is wanted, that do not stand between two letters. Marks of direction, joiners of emoji and of `ه\N{ZERO WIDTH JOINER}` are left alone.

## Why it is bad
It makes a line that looks empty a line with text, and a word that looks equal another word. A warning, since no word is cut.

## Example
    وأعلنت الوزارة⟦\N{ZERO WIDTH SPACE}⟧ موعد الافتتاح.

## Clean
    ويستقبل المركز الاتصالات على \N{LEFT-TO-RIGHT MARK}+962 6 555 0143\N{LEFT-TO-RIGHT MARK} يوميا 👩\N{ZERO WIDTH JOINER}⚕️.

## When it is right to ignore
Where a pipeline strips them later.

## References
The Unicode Standard, section 23.2, Layout Controls.
"""

from __future__ import annotations

from naqi.rules.encoding.invisible import between_words
from naqi.rules.encoding.raw import suspect
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import DELETE_APART

RULE = Rule(
    code="EN503",
    name="invisible-between-words",
    label="encoding.invisible",
    severity=Severity.WARNING,
    message="an invisible character between words",
    fix=DELETE_APART,
    doc=__doc__,
    detect=between_words,
    when=suspect,
)
