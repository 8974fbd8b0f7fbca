"""Letters of the presentation forms: the shape of a letter in its place, stored as a character.

## What it finds
Runs of U+FB50 to U+FDFF and U+FE70 to U+FEFC, the vowel signs and spaces between them included. Honorifics and signs that have no other spelling (`ﷺ`, `ﷲ`, `﷽`, `﷼`, ornate brackets) are left alone.

## Why it is bad
No search finds the word and no tokeniser knows it, though it looks right. Programs that draw Arabic write such text, and PDF readers return it.

## Example
    وأعلنت ⟦ﺍﻟﻮﺯﺍﺭﺓ⟧ موعد الافتتاح.

## Clean
    قال النبي ﷺ: ﴿اقْرَأْ﴾، وبلغ السعر ١٢ ﷼ عند الإغلاق.

## When it is right to ignore
In articles about type that show a form.

## References
The Unicode Standard, section 9.2, Arabic Presentation Forms-A and -B.
"""

from __future__ import annotations

from collections.abc import Iterator

from naqi.rules.encoding.raw import MARK, compiled, find, is_mentioned, suspect
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import PLAIN_LETTERS
from naqi.scan.document import Document

# FBB2 to FBC2 are dots, FD3E and FD3F brackets, FDF0 to FDFF words and signs of their own, FDF5 to FDF9 letters of them.
_FORM = r"\x{FB50}-\x{FBB1}\x{FBD3}-\x{FD3D}\x{FD50}-\x{FDC7}\x{FE70}-\x{FEFC}"
_RUN = compiled(rf"[{_FORM}](?:[{_FORM}{MARK}]|[ .،:؟!()«»0-9]+[{_FORM}])*[{MARK}]*")


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    if document.suspect:
        yield from ((start, end) for start, end in find(document, _RUN) if not is_mentioned(document, start, end) or end - start > 1)


RULE = Rule(
    code="EN401",
    name="presentation-form",
    label="encoding.presentation",
    severity=Severity.ERROR,
    message="glyphs stored in place of letters",
    fix=PLAIN_LETTERS,
    doc=__doc__,
    detect=_detect,
    when=suspect,
)
