"""Letters that are stored as a seat and a sign: NFD, as some file systems keep names.

## What it finds
Alef, waw and yeh with a combining hamza or madda behind them, where one character exists for the two. Reported word by word.

## Why it is bad
The same word has two spellings: exact matching, counting and deduplication take it for two. A warning, since nothing is lost: NFC mends it.

## Example
    سأل المدير: ⟦ا\N{ARABIC HAMZA ABOVE}ين⟧ العمال؟

## Clean
    سأل المسؤول: أين مئذنة القرية؟ وذكر اسم الفنانة Élodie.

## When it is right to ignore
Where a pipeline normalises later.

## References
Unicode Standard Annex 15, Unicode Normalization Forms.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import LETTER, MARK, detector, holds
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import COMPOSE

_PAIR = r"(?:[اوي][\x{64B}-\x{652}]*[\x{653}-\x{655}])"
_WORD = rf"[{LETTER}{MARK}]*"


_SIGNS = ("\N{ARABIC HAMZA ABOVE}", "\N{ARABIC HAMZA BELOW}", "\N{ARABIC MADDAH ABOVE}")

RULE = Rule(
    code="EN403",
    name="decomposed-letter",
    label="encoding.decomposed",
    severity=Severity.WARNING,
    message="letters with hamza or madda as two characters",
    fix=COMPOSE,
    doc=__doc__,
    detect=detector(rf"{_WORD}{_PAIR}{_WORD}", *_SIGNS),
    when=holds(*_SIGNS),
)
