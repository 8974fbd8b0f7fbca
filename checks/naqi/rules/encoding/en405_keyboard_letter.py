"""Letters of another keyboard that look like an Arabic letter.

## What it finds
Farsi yeh, keheh, swash kaf, heh goal, heh doachashmee and teh marbuta goal in words that show that they are Arabic (a function word, the article, a letter or ending that only Arabic has), and in all words of
a line that was typed so throughout. A line with more evidence for Persian, Urdu or Kurdish, quoted titles, and names (`کاظم پورمند`) in an Arabic line are left alone.

## Why it is bad
The word looks right and is another word to every program: no search finds it.

## Example
    ذهب المدير ⟦إلی⟧ المحطة ⟦التی⟧ أقيمت أمس.

## Clean
    وقّع الروائي الإيراني فرهاد پورکیان نسخا من روايته «باد در کوچه\N{ZERO WIDTH NON-JOINER}ها» في طهران، وحضر کریم یاری.

## When it is right to ignore
In corpora that keep the spelling of their sources.

## References
The Unicode Standard, section 9.2; Unicode Technical Note on Persian in Unicode.
"""

from __future__ import annotations

from naqi.rules.encoding.keyboard import wrong_letters
from naqi.rules.encoding.raw import suspect
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import ARABIC_LETTERS

RULE = Rule(
    code="EN405",
    name="keyboard-letter",
    label="encoding.look_alike",
    severity=Severity.ERROR,
    message="letters of a Persian or Urdu keyboard in Arabic words",
    fix=ARABIC_LETTERS,
    doc=__doc__,
    detect=wrong_letters,
    when=suspect,
)
