"""Headlines of other stories in one row.

## What it finds
A line of five or more headlines that only runs of spaces or tabs part, as news aggregators print their ticker above each story; or that one Latin
word parts, again and again, as tickers print the name of their site. The headlines have no full stop, and three words or more each: a row of a table, two
halves of a verse and columns of names have not.
On a page without any other furniture, four headlines or more above the text that share no word with it, and at the end beginnings of stories that are
broken off as no paragraph is.

## Why it is bad
It is news of the day on which the page was fetched, beside a story of another.

## Example
    ⟦افتتاح معرض الخزف في المدينة القديمة    بدء تسجيل الطلبة في المعاهد المهنية    أمطار متفرقة على المرتفعات الغربية    اتحاد الكرة يعلن جدول الدوري الجديد    سوق السمك ينتقل إلى موقعه الجديد    قافلة طبية تزور قرى الوادي غدا    تأجيل رحلة العبارة بسبب الرياح القوية⟧

    قالت بلدية المدينة إن أعمال ترميم السور ستبدأ مطلع الشهر المقبل وتستمر عاما كاملا.

## Clean
    فاز في السباق كل من:

    سالم النهدي    ليبيا    1:04:22    مراد بن زيد    تونس    1:05:10    هاشم العبدلي    الأردن    1:06:47

## When it is right to ignore
In corpora of headlines.

## References
Raw text of aggregators of Arabic news: a strip of headlines above each story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from naqi.rules.headlines import Surroundings
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.scan.document import Document, count_words

_GAP: Final = re.compile(r"[ \N{NO-BREAK SPACE}]{3,}|\t+")
_GAPS: Final = ("   ", "\t", "\N{NO-BREAK SPACE}" * 3)
_LATIN: Final = re.compile(rb"(?<![a-z0-9.@/_-])[a-z]{3,}(?![a-z0-9.@/_-])")

# Tickers hold dozens of headlines.
_HEADLINES: Final = 5
_TICKER_WORDS: Final = 25
_ABOVE: Final = 4
_HEADLINE_WORDS: Final = range(3, 31)
_MOST: Final = 0.7


def _are_headlines(pieces: Sequence[tuple[int, bool]]) -> bool:
    """Tell whether pieces of a line are headlines, from the number of words of each and whether it ends in a full stop."""
    if len(pieces) < _HEADLINES or sum(words for words, _ in pieces) < _TICKER_WORDS:
        return False
    return sum(words in _HEADLINE_WORDS and not stopped for words, stopped in pieces) >= _MOST * len(pieces)


def _spaced(document: Document) -> Iterator[tuple[int, int]]:
    at = 0
    for line in document.text.splitlines(keepends=True):
        if any(gap in line for gap in _GAPS):
            pieces = [piece for piece in map(str.strip, _GAP.split(line)) if piece]
            if _are_headlines([(len(piece.split()), piece.endswith(".") and not piece.endswith("..")) for piece in pieces]):
                folded = document.line_at(document.folded_at(at + line.index(pieces[0])))
                yield document.code_points(folded.start, folded.end)
        at += len(line)


def _named(document: Document) -> Iterator[tuple[int, int]]:
    for line in document.lines:
        if line.ends_with_stop or line.words < _TICKER_WORDS:
            continue
        words = Counter(_LATIN.findall(line.text))
        word, count = words.most_common(1)[0] if words else (b"", 0)
        if count >= _HEADLINES - 1 and count >= _MOST * words.total():
            pieces = [count_words(piece) for piece in re.split(rb"(?<![a-z])" + word + rb"(?![a-z])", line.text)]
            if _are_headlines([(piece, False) for piece in pieces if piece]):
                yield document.code_points(line.start, line.end)


def _above(document: Document) -> Iterator[tuple[int, int]]:
    around = Surroundings(document, ())
    for line in (*around.unrelated(_ABOVE), *around.teasers()):
        yield document.code_points(line.start, line.end)


def _tickers(document: Document) -> Iterator[tuple[int, int]]:
    if any(gap in document.text for gap in _GAPS):
        yield from _spaced(document)
    yield from _named(document)
    yield from _above(document)


RULE = Rule(
    code="BP609",
    name="headline-ticker",
    label="boilerplate.related",
    severity=Severity.ERROR,
    message="headlines of other stories in one row",
    fix=REMOVE,
    doc=__doc__,
    detect=_tickers,
)
