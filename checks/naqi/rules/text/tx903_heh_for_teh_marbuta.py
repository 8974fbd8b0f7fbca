"""A habit: heh without dots where the word ends in teh marbuta.

## What it finds
In a text without any teh marbuta, words with the article that end in heh, when there are three or more.

## Why it is bad
It is no fault for a reader: many write so in haste, and some regions in print. Off by default.

## Example
    قالت ⟦الوزاره⟧ إن ⟦المدرسه⟧ ⟦الجديده⟧ فتحت أبوابها.

## Clean
    قالت الوزارة إن المدرسة الجديدة فتحت أبوابها، والله والوجه والمياه كلها بالهاء.

## When it is right to ignore
Always, unless one spelling is wanted.

## References
None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from naqi.rules.encoding.raw import LETTER, MARK, compiled, find
from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document

_HEH, _TEH_MARBUTA = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER TEH MARBUTA}"
_WORD = compiled(rf"[{LETTER}{MARK}]+")
_WITH_ARTICLE = re.compile("[وفبك]?ال.{3,}ه")
# Words whose own last letter is heh.
_OWN = (
    "الله",
    "الوجه",
    "المياه",
    "الفقه",
    "الاتجاه",
    "الانتباه",
    "الإله",
    "النزيه",
    "الشبيه",
    "التوجيه",
    "التنبيه",
    "الترفيه",
    "الكره",
    "الشاه",
    "المكروه",
    "التشويه",
    "التنويه",
)
_FEWEST = 3


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    text = document.text
    if _HEH in text and _TEH_MARBUTA not in text:
        spans = [(start, end) for start, end in find(document, _WORD) if _WITH_ARTICLE.fullmatch(text, start, end) and not text.endswith(_OWN, start, end)]
        if len(spans) >= _FEWEST:
            yield from spans


RULE = Rule(
    code="TX903",
    name="heh-for-teh-marbuta",
    label="structure.habit",
    severity=Severity.WARNING,
    message="heh in place of teh marbuta",
    doc=__doc__,
    detect=_detect,
    on_by_default=False,
)
