"""Words of question marks: a database or a console could not hold the letters.

## What it finds
Three words in a row or more that are made of question marks only, two of them of two marks or more, with a space between and none before the first mark's word. One row of marks
is how people stress a question, and is left alone.

## Why it is bad
No letter of the sentence is left, and no tool can bring it back.

## Example
    أعلن النادي أمس ⟦??? ?????? ??????? ?? ?????⟧ بعد انتهاء المباراة.

## Clean
    من كسر الزجاج ??? سأل الحارس، ولم يجبه أحد. وبقيت الخانة هكذا: ????، حتى اليوم.

## When it is right to ignore
In articles about databases that print such a row.

## References
MySQL Reference Manual, Column Character Set Conversion.
"""

from __future__ import annotations

from collections.abc import Iterator

from naqi.rules.encoding.raw import compiled, find, holds
from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document

_RUN = compiled(r"(?:^|[\s(\"'«“\x{A0}\x{200E}\x{200F}])(\?+(?:[.,،:()\"]{0,2}(?: [0-9.,:/%-]+)? [(\"]?(?:[0-9]+[.,:/-]?)*\?+)+)")
_FEWEST_MARKS = 6
_FEWEST_WORDS = 3


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    if "?" in document.text and "??" in document.text:
        for start, end in find(document, _RUN):
            words = document.text[start:end].split()
            if len(words) >= _FEWEST_WORDS and document.text.count("?", start, end) >= _FEWEST_MARKS and sum("??" in word for word in words) > 1:
                yield start, end


RULE = Rule(
    code="EN102",
    name="question-marks",
    label="encoding.lost",
    severity=Severity.ERROR,
    message="letters that were written as question marks",
    doc=__doc__,
    detect=_detect,
    when=holds("?", at_least=_FEWEST_MARKS),
)
