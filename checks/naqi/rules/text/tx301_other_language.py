"""A document that is not in Arabic.

## What it finds
Texts of ten words or more in which nine of ten letters are of the Latin or another script; and texts of the Arabic script in which function words of Persian, Urdu or Kurdish, three different
ones or more, outnumber what is sure to be Arabic. Arabic typed on a Persian keyboard counts as Arabic (EN405).

## Why it is bad
A corpus of Arabic teaches another language with it, and figures measured on it are of two.

## Example
    ⟦این گزارش که از سوی شورای شهر منتشر شده است، می گوید کار ساخت پل در پایان سال به پایان خواهد رسید.⟧

## Clean
    وقال الكاتب إن عنوان روايته «باد در کوچه ها» يعني ريح في الأزقة، وإن الترجمة الإنجليزية (Wind in the Alleys) ستصدر قريبا.

## When it is right to ignore
In corpora of several languages.

## References
Letters and function words: see `naqi.arabic.languages`.
"""

from __future__ import annotations

from collections.abc import Iterator

from naqi.arabic.folding import ARABIC_LETTERS, LETTERS
from naqi.arabic.languages import FOREIGN_WORDS, KEYBOARD_LETTERS, WORD, is_arabic_word
from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document, count_words

_FEWEST_WORDS = 10
_SHARE_OF_ARABIC_LETTERS = 0.1
_FEWEST_DIFFERENT = 3
# Enough of a text to know its language.
_LOOKED_AT = 4000
_HEAD = 400
_NOT_LETTERS = bytes(set(range(256)) - set(LETTERS))
_NOT_ARABIC = bytes(set(range(256)) - set(ARABIC_LETTERS))


def _is_other(document: Document) -> bool:
    letters = len(document.data.translate(None, _NOT_LETTERS))
    if letters == 0:
        return False
    text = document.text[:_LOOKED_AT]
    if len(document.data.translate(None, _NOT_ARABIC)) < _SHARE_OF_ARABIC_LETTERS * letters:
        return count_words(document.data) >= _FEWEST_WORDS and not _is_garbled(text)
    if not document.suspect or not any(letter in text for letter in KEYBOARD_LETTERS):
        return False
    words = WORD.findall(text)
    foreign = [word for word in words if word in FOREIGN_WORDS]
    return len(words) >= _FEWEST_WORDS and len(set(foreign)) >= _FEWEST_DIFFERENT and len(foreign) > sum(map(is_arabic_word, words))


def _is_garbled(text: str) -> bool:
    """Tell mojibake from a language: no language of Latin letters writes most of them with accents, and none has control characters."""
    letters = [character for character in text if character.isalpha() and character <= "\u024f"]
    accented = sum(not letter.isascii() for letter in letters)
    return 2 * accented > len(letters) or "\x06" in text


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    # Nearly every text begins in Arabic letters.
    head = document.data[:_HEAD]
    if (document.suspect or 10 * len(head.translate(None, _NOT_ARABIC)) <= len(head)) and _is_other(document):
        yield document.code_points(document.lines[0].start, document.lines[-1].end)


RULE = Rule(
    code="TX301",
    name="other-language",
    label="structure.language",
    severity=Severity.ERROR,
    message="a text in another language",
    doc=__doc__,
    detect=_detect,
)
