"""Lines whose letters run from the left edge of the screen to the right.

## What it finds
Lines in which words begin with teh marbuta, which no Arabic word does, or end in the article turned round, while the article itself is missing at their beginnings. Proved by turning the words round: then the
article stands where it belongs.

## Why it is bad
Programs without support for right-to-left text, and readers of PDF, store what they see. No word of it is a word.

## Example
    ⟦.ماظنلا نم ىلوألا ةداملا ليدعت ىلع ةنجللا تقفاو⟧

## Clean
    لا، قال الحارس، لا أعرف إلا أنها كلها ملأى. لكنه لم يقل شيئاً بدلاً من ذلك.

## When it is right to ignore
Never.

## References
Unicode Standard Annex 9, Unicode Bidirectional Algorithm.
"""

from __future__ import annotations

from naqi.rules.encoding.round_trip import REVERSED
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import TURN_ROUND
from naqi.scan.cues import Cue, Extent

RULE = Rule(
    code="EN402",
    name="visual-order",
    label="encoding.order",
    severity=Severity.ERROR,
    message="letters in the order of the screen, not of reading",
    fix=TURN_ROUND,
    doc=__doc__,
    cues=(
        # Two words side by side that end in the article, or one that also begins with teh marbuta.
        Cue(pattern=r"(?m)[ء-ي]{2}لا [ء-ي]+لا(?:[ .,:;!?]|$)", where=(REVERSED,), extent=Extent.LINE),
        Cue(pattern=r"(?m)(?:^|[ .,:;(])ه[ء-ي]{2,}لا(?:[ .,:;!?]|$)", where=(REVERSED,), extent=Extent.LINE),
        Cue(pattern=r"(?m)(?:^|[ .,:;(])ه[ء-ي]{3,} [ء-ي]{2,}لا(?:[ .,:;!?]|$)", where=(REVERSED,), extent=Extent.LINE),
    ),
)
