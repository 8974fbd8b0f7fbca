"""Letters of a Persian or Urdu keyboard in Arabic words, told from Persian and Urdu words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from naqi.arabic.languages import KEYBOARD_LETTERS, WORD, is_arabic, is_arabic_word, is_foreign_word
from naqi.scan.document import Document

_LETTERS: Final = tuple(KEYBOARD_LETTERS)
_LINE: Final = re.compile(r"[^\n]+")
_QUOTED: Final = re.compile('«[^»\n]{0,200}»|“[^”\n]{0,200}”|"[^"\n]{0,200}"')
_ALA: Final = "عل\N{ARABIC LETTER FARSI YEH}"
# With so many sure words, a line was typed on the other keyboard, and its unsure words with it.
_FEWEST_SURE: Final = 3
_PLAIN: Final = {"\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER FARSI YEH}", "\N{ARABIC LETTER KAF}": "\N{ARABIC LETTER KEHEH}"}


def wrong_letters(document: Document) -> Iterator[tuple[int, int]]:
    """Runs of Arabic words that hold letters of another keyboard."""
    text = document.text
    if not document.suspect or not any(letter in text for letter in _LETTERS):
        return
    for line in _LINE.finditer(text):
        if any(letter in line[0] for letter in _LETTERS):
            yield from _joined(text, [(line.start() + start, line.start() + end) for start, end in _in_line(line[0])])


def _in_line(line: str) -> Iterator[tuple[int, int]]:
    words = list(WORD.finditer(line))
    if not is_arabic([word[0] for word in words]):
        return
    held = [word for word in words if any(letter in word[0] for letter in _LETTERS)]
    sure = [word for word in held if is_arabic_word(word[0])]
    foreign = [index for index, word in enumerate(words) if is_foreign_word(word[0])]
    near_foreign = {words[index + step].start() for index in foreign for step in (-1, 0, 1) if 0 <= index + step < len(words)}
    titles = [
        quote.span() for quote in _QUOTED.finditer(line) if not is_arabic(WORD.findall(quote[0])) and any(is_foreign_word(w) for w in WORD.findall(quote[0]))
    ]
    throughout = len(sure) >= _FEWEST_SURE or (bool(sure) and any(other in line and plain not in line for plain, other in _PLAIN.items()))
    sure_places = {word.start() for word in sure} | {word.start() for word, following in pairwise(words) if _is_preposition(word[0], following[0])}
    # A word beside a sure one was typed with it.
    beside = {place for one, two in pairwise(words) if {one.start(), two.start()} & sure_places for place in (one.start(), two.start())}
    for word in held:
        if any(start <= word.start() < end for start, end in titles):
            continue
        if word.start() in sure_places or ((throughout or word.start() in beside) and word.start() not in near_foreign):
            yield word.span()


def _is_preposition(word: str, following: str) -> bool:
    """Tell `على` from the name Ali, which Persian writes with the same letters: by the article behind it."""
    return word == _ALA and following.startswith("ال")


def _joined(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans with only a space between them as one."""
    if not spans:
        return
    start = spans[0][0]
    for (_, end), (following, _) in pairwise(spans):
        if text[end:following] != " ":
            yield start, end
            start = following
    yield start, spans[-1][1]
