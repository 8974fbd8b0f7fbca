"""A word that a hyphen breaks at the end of a line, or where the line once ended.

## What it finds
An Arabic letter, a hyphen, a line break and an Arabic letter, where the line has five words or more; and a hyphen behind a letter and before a space, where
a line has three or more, one in fifteen words, and none that opens an aside or numbers a list.

## Why it is bad
Arabic has no hyphenation: both halves are unknown words.

## Example
    علقت وكيلة الملاك عند خروجها من القاعة قائلة إن ال⟦م-
    ا⟧لكين سيستأنفون.

## Clean
    عاد فريق أبوظبي-
    وقال المدرب: ثلاثة أسباب: أولا- اللياقة، ثانيا- الإصابات، ثالثا- الحظ.

## When it is right to ignore
Never: join the halves.

## References
The Unicode Standard, section 6.2, on hyphens; Unicode Standard Annex 14.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from naqi.rules.encoding.raw import LETTER, MARK, compiled, find, holds
from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document

# As LETTER and MARK of `raw`, for `re`.
_LETTERS, _MARKS = "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3", "\u064b-\u065f\u0670"
_AT_LINE_END = re.compile(rf"[{_LETTERS}][{_MARKS}]*-\r?\n[ \t]*[{_LETTERS}]")
_FEWEST_LINE_WORDS = 5
_INSIDE = compiled(rf"[{LETTER}{MARK}]{{2}}(-) [{LETTER}][{LETTER}{MARK}]")
_FEWEST = 3
_WORDS_EACH = 15
# Letters that end a word: what stands before them is whole.
_LAST = "ةىءً"
# A dash behind a number of a list is attached so, too.
_NUMBER_WORD = re.compile("(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا)ً?$|(?:^|[ (])[أابجدهوز]$")


def _has_attached_dash(document: Document) -> bool:
    """Tell whether a dash stands right behind something and has white space behind it."""
    data = document.data
    at = data.find(b"-")
    while at >= 0:
        if data[at + 1 : at + 2].isspace() and not data[at - 1 : at].isspace():
            return True
        at = data.find(b"-", at + 1)
    return False


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    text = document.text
    if not _has_attached_dash(document):
        return
    for match in _AT_LINE_END.finditer(text) if b"-\n" in document.data else ():
        if len(text[text.rfind("\n", 0, match.start()) + 1 : match.start()].split()) >= _FEWEST_LINE_WORDS:
            yield match.span()
    if document.data.count(b"- ") - document.data.count(b" - ") >= _FEWEST:
        by_line: dict[int, list[tuple[int, int]]] = {}
        for start, end in find(document, _INSIDE):
            if text[start - 1] not in _LAST and not text.startswith("ال", end + 1):
                by_line.setdefault(text.rfind("\n", 0, start) + 1, []).append((start - 1, end + 2))
        for line_start, spans in by_line.items():
            line = text[line_start:].split("\n", 1)[0]
            # A dash that opens an aside has its space before it: then those behind words close one.
            if len(spans) >= _FEWEST and len(spans) * _WORDS_EACH >= len(line.split()) and " -" not in line and "*" not in line and not _is_list(text, spans):
                yield from spans


def _is_list(text: str, spans: list[tuple[int, int]]) -> bool:
    return any(_NUMBER_WORD.search(text[max(0, start - 10) : start + 1]) for start, _ in spans)


RULE = Rule(
    code="TX402",
    name="broken-word",
    label="structure.hyphenation",
    severity=Severity.ERROR,
    message="a word broken in two by a hyphen",
    doc=__doc__,
    detect=_detect,
    when=holds("-"),
)
