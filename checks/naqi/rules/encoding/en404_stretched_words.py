"""Words that tatweel stretches, many of them or far.

## What it finds
In a line, three or more words with a tatweel between two letters that are more than one in twelve of its words; or a single word with tatweel at two joints or more. A word or two stretched by a stroke are a
habit (EN901), `هـ` and `جـ` abbreviations, and one letter held long in a quoted cheer is speech.

## Why it is bad
Each stretched word is a word that a model has never seen. A warning, since tatweel carries no meaning and is easy to drop.

## Example
    وقال ⟦المـــديـــر⟧ إن العمل انتهى.

## Clean
    صدر المرسوم سنة 1312 هـ، ويحفظ في الملف (جـ). وصاح المعلق «هـــدف» ثم سكت.

## When it is right to ignore
In headlines of print, where it is typography.

## References
The Unicode Standard, section 9.2: tatweel.
"""

from __future__ import annotations

from collections.abc import Iterator

from naqi.rules.encoding.raw import LETTER, MARK, between_letters, compiled, find, holds, is_mentioned
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import UNSTRETCH
from naqi.scan.document import Document

_TATWEEL = "\N{ARABIC TATWEEL}"
_JOINT = rf"[{LETTER}][{MARK}]*{_TATWEEL}[{MARK}{_TATWEEL}]*[{LETTER}]"
_WORD = compiled(rf"[{LETTER}{MARK}{_TATWEEL}]*{_JOINT}[{LETTER}{MARK}{_TATWEEL}]*")
_TWICE = compiled(rf"{_JOINT}[{LETTER}{MARK}]*{_TATWEEL}[{MARK}{_TATWEEL}]*[{LETTER}]")
_FEWEST = 3
_FEWEST_JOINTS = 2
_SHARE = 12


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    text = document.text
    # A lone dash or abbreviation is most of what tatweel does: told without a pattern.
    if between_letters(text, _TATWEEL) < _FEWEST_JOINTS:
        return
    words = list(find(document, _WORD))
    by_line: dict[int, list[tuple[int, int]]] = {}
    for start, end in words:
        by_line.setdefault(text.rfind("\n", 0, start) + 1, []).append((start, end))
    for line_start, spans in by_line.items():
        line_end = text.find("\n", line_start)
        count = len(text[line_start : line_end if line_end >= 0 else len(text)].split())
        if len(spans) >= _FEWEST and len(spans) * _SHARE > count:
            yield from spans
        else:
            yield from ((start, end) for start, end in spans if _TWICE.search(text[start:end].encode()) and not is_mentioned(document, start, end))


RULE = Rule(
    code="EN404",
    name="stretched-words",
    label="encoding.tatweel",
    severity=Severity.WARNING,
    message="words stretched for looks",
    fix=UNSTRETCH,
    doc=__doc__,
    detect=_detect,
    when=holds(_TATWEEL, at_least=_FEWEST_JOINTS),
)
