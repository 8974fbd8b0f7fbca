"""A replacement character: a decoder lost a byte here.

## What it finds
Runs of U+FFFD, and lone surrogates, which no encoding can hold. A text that has a single one is showing it, not suffering from it, where the sign stands alone before a comma or stop, or inside a
quotation of a few words.

## Why it is bad
The letter is gone. What stands beside it is half a word.

## Example
    افتتح المحافظ المعرض في قاعة ا⟦\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}⟧فنون مساء أمس.

## Clean
    افتتح المحافظ المعرض في قاعة الفنون مساء أمس؟ نعم، عند السابعة.

## When it is right to ignore
In articles about character encodings that print the sign itself.

## References
The Unicode Standard, section 23.8, Specials.
"""

from __future__ import annotations

import re

from naqi.rules.model import Rule, Severity
from naqi.scan.cues import Condition, Cue, Hit

_LOST = "\N{REPLACEMENT CHARACTER}"
_QUOTE = re.compile(r"[«“\"(][^«»“”\"()\n]{0,25}$")
_UNQUOTE = re.compile(r"[^«»“”\"()\n]{0,25}[»”\")]")


def _is_shown(hit: Hit) -> bool:
    document = hit.document
    text = document.text
    at = text.find(_LOST)
    if at < 0 or text.count(_LOST) > 1 or not (before := text[:at].rstrip(" ")):
        return False
    after = text[at + 1 :]
    alone = text[at - 1] == " " and after[:1] in {"،", ",", ".", "؛"}
    return alone or (_QUOTE.search(before) is not None and _UNQUOTE.match(after) is not None)


_NOT_SHOWN = Condition("not the only one, shown as an example", lambda hit: not _is_shown(hit))

RULE = Rule(
    code="EN101",
    name="replacement-character",
    label="encoding.replacement",
    severity=Severity.ERROR,
    message="a decoder lost characters here",
    doc=__doc__,
    cues=(Cue(raw=r"\x{FFFD}+", where=(_NOT_SHOWN,)),),
)
