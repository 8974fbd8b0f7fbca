"""Two words that lost the space between them.

## What it finds
Teh marbuta, alef maksura or a final tanwin inside a word, where Arabic has them only at the end: the place at which two words were glued. Where neither stands at the joint, nobody can see it without a
dictionary.

## Why it is bad
Two words are one unknown word to a model. A warning, since most of these are slips of typing and one slip spoils one word.

## Example
    وافقت اللجن⟦ةا⟧لمختصة على الطلب.

## Clean
    وافقت اللجنة المختصة على الطلب، ومنحت مئة ألف ريال إلى المدرسة نفسها.

## When it is right to ignore
In verse and in names that are written together on purpose.

## References
Unicode Standard, section 9.2, Arabic: letters that join only to the right.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import LETTER, MARK, detector
from naqi.rules.model import Rule, Severity

# Behind alef maksura a superscript alef, and behind teh marbuta a vowel sign, belong to it; Persian and Urdu words have neither letter inside.
_JOINT = rf"[{LETTER}][{MARK}]*(ة[{MARK}]*[ءآأؤإئابتثجحخدذرزسشصضطظعغفقكلمنهوي][{MARK}]*)"


RULE = Rule(
    code="EN103",
    name="lost-space",
    label="encoding.lost_space",
    severity=Severity.WARNING,
    message="a word that goes on behind its last letter: a space was lost",
    doc=__doc__,
    detect=detector(_JOINT, "ة"),
    on_by_default=False,
)
