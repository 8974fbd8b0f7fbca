"""Characters that print nothing between the letters of a word.

## What it finds
Zero-width space, joiner and non-joiner, word joiner, soft hyphen, combining grapheme joiner and marks of direction between two Arabic letters. The non-joiner of Persian, Urdu and Kurdish words, in a line of theirs, in a
quotation or in a word with one of their letters, is spelling and is left alone.

## Why it is bad
A reader sees one word, a program two, or an unknown one.

## Example
    وأعلنت الوزا⟦\N{ZERO WIDTH SPACE}⟧رة موعد الافتتاح.

## Clean
    وكتبت المعلمة الفعل الفارسي «می\N{ZERO WIDTH NON-JOINER}نویسم» على اللوح، وصدر سنة 1312 ه\N{ZERO WIDTH JOINER}.

## When it is right to ignore
In lists of words of other languages.

## References
The Unicode Standard, section 23.2, Layout Controls.
"""

from __future__ import annotations

from naqi.rules.encoding.invisible import in_words
from naqi.rules.encoding.raw import suspect
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import DELETE_IN_WORD

RULE = Rule(
    code="EN502",
    name="invisible-in-word",
    label="encoding.invisible",
    severity=Severity.ERROR,
    message="an invisible character inside a word",
    fix=DELETE_IN_WORD,
    doc=__doc__,
    detect=in_words,
    when=suspect,
)
