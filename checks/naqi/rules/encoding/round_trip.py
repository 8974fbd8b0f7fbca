"""Detectors that prove a wrong reading by undoing it: the text as it was written has words that the text as it stands lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from naqi.scan.cues import Condition, Hit
from naqi.scan.document import Document

Spans = Iterator[tuple[int, int]]

_LINE: Final = re.compile(r"[^\n]+")
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
_LOST: Final = "\N{REPLACEMENT CHARACTER}"
_ARTICLE: Final = "ال"
_FUNCTION_WORDS: Final = frozenset(
    ("في", "من", "على", "إلى", "عن", "أن", "التي", "الذي", "هذا", "هذه", "ما", "لا", "كان", "قال", "مع", "بعد", "بين", "كل", "أو", "هو", "هي")
)


def _single_bytes() -> dict[str, str]:
    """Characters of windows-1252 and Latin-1 above ASCII, and the character of windows-1256 of the same byte."""
    found: dict[str, str] = {}
    for byte in range(0x80, 0x100):
        arabic = bytes((byte,)).decode("cp1256")
        for codec in ("cp1252", "latin-1"):
            western = bytes((byte,)).decode(codec, "ignore")
            if western:
                found[western] = arabic
    return found


_TO_CP1256: Final = str.maketrans(_single_bytes())
_LETTER: Final = "\u0621-\u063a\u0641-\u064a\u064b-\u0652\u067e\u0686\u0698\u06af\u0679\u0688\u0691\u06a9\u06ba\u06be\u06c1\u06d2"
_ARABIC_WORD: Final = re.compile(f"[\"'(«“]?[{_LETTER}]{{2,}}[\"')»”.:،؛؟!]*|[0-9.,%:/-]+")
# Two accented letters side by side: hardly ever in a Latin word, nearly always in garbled Arabic. Most of what follows is then letters too.
_WESTERN_LETTERS: Final = re.compile(r"[\u00c0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192]{2}")
# Marks of direction stand beside words, not in them.
_WORD: Final = re.compile(r"[^\s\u200e\u200f\u061c]+")
_WESTERN_RUN: Final = re.compile(r"[^\n\u0600-\u06ff]+")


def cp1256_runs(document: Document) -> Spans:
    """Runs of words that are Arabic when their bytes are read as windows-1256, and accented capitals as they stand."""
    if not document.suspect or not _WESTERN_LETTERS.search(document.text):
        return
    for stretch in _WESTERN_RUN.finditer(document.text):
        run: list[tuple[int, int, str]] = []
        for word in _WORD.finditer(stretch[0]):
            read = word[0].translate(_TO_CP1256)
            if _ARABIC_WORD.fullmatch(read):
                run.append((stretch.start() + word.start(), stretch.start() + word.end(), read))
            else:
                yield from _proved(run)
                run = []
        yield from _proved(run)


def _proved(run: list[tuple[int, int, str]]) -> Spans:
    while run and run[0][2][0].isascii():
        run = run[1:]
    while run and run[-1][2][-1].isdecimal():
        run = run[:-1]
    bare = [read.strip("\"'().:،؛؟!«»“”") for _, _, read in run]
    if len(run) >= 2 and any(word in _FUNCTION_WORDS or _ARTICLE in word[:4] for word in bare):
        yield run[0][0], run[-1][1]


def _iso_to_windows() -> dict[str, str]:
    found: dict[str, str] = {}
    for byte in range(0x80, 0x100):
        character = bytes((byte,)).decode("iso8859-6", "ignore")
        if character:
            found[character] = bytes((byte,)).decode("cp1256")
    return found


_TO_WINDOWS: Final = str.maketrans(_iso_to_windows())
# The article as ISO 8859-6 reads it: alef, feh.
_MISREAD_ARTICLE: Final = re.compile(r"(?:^|[\s\"'(])[نب]?اف[^\s]{2}")
_WINDOWS_ARTICLE: Final = re.compile(r"(?:^|[\s\"'(])[وب]?ال[^\s]{2}")


def iso8859_6_lines(document: Document) -> Spans:
    """Lines that have their articles back when their bytes are read as windows-1256."""
    # What windows-1256 has and ISO 8859-6 lacks is lost or becomes a control character, so such a text is suspect.
    if not document.suspect or not _has_odd_tanwin(document.text) or "اف" not in document.text:
        return
    for line in _LINE.finditer(document.text):
        misread = len(_MISREAD_ARTICLE.findall(line[0]))
        if misread < 2 or not _has_odd_tanwin(line[0]):
            continue
        if len(_WINDOWS_ARTICLE.findall(line[0].translate(_TO_WINDOWS))) >= misread > 2 * len(_WINDOWS_ARTICLE.findall(line[0])):
            words = list(_WORD.finditer(line[0]))
            yield line.start() + words[0].start(), line.start() + words[-1].end()


def _has_odd_tanwin(line: str) -> bool:
    return _LOST in line or re.search("[\u064c\u064d][\u0621-\u064a]", line) is not None


_ORDER_WORD: Final = re.compile("[\u0621-\u064a\u064b-\u0652\u0670]+")
_MARKS: Final = re.compile("[\u064b-\u0652\u0670]")
_ARTICLE_REVERSED: Final = _ARTICLE[::-1]
_FEWEST_WORDS: Final = 2
_TURNED_WORDS: Final = frozenset(
    word[::-1] for word in ("في", "من", "أن", "إن", "عن", "التي", "الذي", "قال", "وقال", "كان", "بين", "خلال", "عند", "منذ", "أو", "بعد")
)
_ARTICLE_WORD: Final = 4


def _stands_reversed(hit: Hit) -> bool:
    start, end = hit.document.code_points(hit.line.start, hit.line.end)
    return _is_reversed([_MARKS.sub("", word) for word in _ORDER_WORD.findall(hit.document.text[start:end])])


def _is_reversed(words: list[str]) -> bool:
    if len(words) < _FEWEST_WORDS:
        return False
    impossible = sum(len(word) > 1 and word.startswith((_TEH_MARBUTA, "\N{ARABIC LETTER ALEF MAKSURA}")) for word in words)
    turned = sum(len(word) >= _ARTICLE_WORD and word.endswith(_ARTICLE_REVERSED) for word in words)
    right = sum(len(word) >= _ARTICLE_WORD and (word.startswith(_ARTICLE) or word.endswith(_TEH_MARBUTA)) for word in words)
    if right > (impossible + turned) // 4:
        return False
    # Adverbs such as `متمهلا` end like a turned article: a letter that cannot stand there, or a turned function word, tells them apart.
    sure = impossible + sum(word in _TURNED_WORDS for word in words)
    return sure > 0 and impossible + turned >= 2


REVERSED: Final = Condition("its line has its articles back when it is turned round", _stands_reversed)
