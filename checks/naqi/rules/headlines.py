"""Lines above and among the paragraphs that belong to other stories or to pictures, by what stands around them.

Nothing is asked of their words but whether the story uses them too: a page puts the headlines of its other stories above the title, prints a picture's
text twice, and marks the messages of a channel with signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final

from naqi.arabic.folding import LETTERS, SYMBOL_BYTE, fold_pattern, fold_phrase
from naqi.scan.document import PROSE_WORDS_WITHOUT_STOP, Document, Line, has_letters
from naqi.scan.structure import Mark, by_line

_WORD: Final = re.compile(b"[" + re.escape(LETTERS) + b"]{3,}")
_PREFIXES: Final = tuple(map(fold_phrase, "وفبلك"))
_ARTICLE: Final = fold_phrase("ال")
_FOR_THE: Final = fold_phrase("لل")
_STEM_BYTES: Final = 4
# Any story uses these, whatever it is about.
_COMMON: Final = frozenset(
    map(
        fold_phrase,
        (
            *(
                "الذي",
                "التي",
                "الذين",
                "اللذين",
                "خلال",
                "اليوم",
                "أمس",
                "الآن",
                "بشأن",
                "بسبب",
                "بينهم",
                "وسط",
                "أكثر",
                "أول",
                "كانت",
                "كان",
                "هذا",
                "هذه",
                "ذلك",
            ),
            *(
                "بعد",
                "قبل",
                "عند",
                "حتى",
                "حول",
                "منذ",
                "ضمن",
                "عبر",
                "نحو",
                "غير",
                "كما",
                "عام",
                "يوم",
                "على",
                "إلى",
                "الى",
                "عدد",
                "جديد",
                "جديدة",
                "ليس",
                "أمام",
            ),
        ),
    )
)
_HEADLINE_WORDS: Final = range(4, 31)
_HEADING_WORDS: Final = 6
_LISTS: Final = frozenset({"related", "advert"})
# Filed with the sections by some pages, but it heads headlines.
_NEWS: Final = re.compile(fold_pattern(r" ?(?:آخر|أهم|أبرز|أحدث|شريط|موجز|جديد) (?:ال)?(?:أخبار|أنباء|مستجدات|عناوين|أحداث)"))
_UNRELATED: Final = 3
_LEAST_OF_TEXT: Final = 25
_HEADLINES: Final = 10
_ITEMS: Final = 2
_TITLE_WORDS: Final = 5
_CAPTION_WORDS: Final = 4
_TEASER_WORDS: Final = 8
_PARAGRAPHS: Final = 2
# As it is written: folded, an ellipsis is a full stop.
_ELLIPSES: Final = ("\N{HORIZONTAL ELLIPSIS}", "...")


class Surroundings:
    """The lines of a document that are furniture, and the first paragraph that is a sentence.

    Args:
        marks: spans of furniture, in any order.
    """

    def __init__(self, document: Document, marks: Sequence[Mark]) -> None:
        self._document = document
        self._lines = document.lines
        self._kinds: dict[int, str] = {}
        for index, parts in by_line(document, marks).items():
            line = self._lines[index]
            if 2 * sum(end - start for _, start, end in parts) >= line.end - line.start:
                self._kinds[index] = max(parts, key=lambda part: part[2] - part[1])[0]
        self._text = next((line.index for line in self._lines if self._is_paragraph(line)), 0)

    def _is_paragraph(self, line: Line) -> bool:
        return line.is_prose and line.ends_with_stop and not line.is_question and line.index not in self._kinds and not self._breaks_off(line)

    def strays(self) -> Iterator[Line]:
        """Lines that are furniture for what stands around them; a line may come twice."""
        if not self._text or not self._kinds:
            return
        yield from self.unrelated(_UNRELATED)
        yield from self._listed()
        yield from self._rows()
        yield from self._filed()
        yield from self._doubled()
        yield from self._marked()

    def _is_headline(self, line: Line) -> bool:
        return (
            line.index not in self._kinds and line.words in _HEADLINE_WORDS and not line.text.endswith((b".", b":", b",")) and not self._document.is_piece(line)
        )

    def _may_be_title(self, line: Line) -> bool:
        return self._is_headline(line) and not self._told.isdisjoint(_stems(line))

    def _heads_list(self, index: int) -> bool:
        if index not in self._kinds or self._lines[index].words > _HEADING_WORDS:
            return False
        return self._kinds[index] in _LISTS or _NEWS.match(self._lines[index].text) is not None

    @cached_property
    def _told(self) -> frozenset[bytes]:
        """The stems of the words of the story."""
        prose = [line for line in self._lines[self._text :] if line.is_prose and line.index not in self._kinds]
        return frozenset(stem for line in prose for stem in _stems(line))

    def unrelated(self, least: int) -> Iterator[Line]:
        """Runs of at least so many headlines above the text, none of which uses a word of it."""
        if sum(line.words for line in self._lines[self._text :] if line.is_prose) < _LEAST_OF_TEXT:
            return
        if sum(map(self._is_headline, self._lines[: self._text])) < least:
            return  # the words of the story are asked last: there are many
        for unrelated, run in groupby(self._lines[: self._text], lambda line: self._is_headline(line) and self._told.isdisjoint(_stems(line))):
            lines = list(run)
            if unrelated and len(lines) >= least:
                yield from lines

    def _listed(self) -> Iterator[Line]:
        """Headlines above the text, under the heading of a list. What stands last, with no furniture behind it, may be the title."""
        titled = False
        for line in self._lines[: self._text]:
            if self._heads_list(line.index):
                run = []
                for below in self._lines[line.index + 1 : min(self._text, line.index + 1 + _HEADLINES)]:
                    if not (self._is_headline(below) or (below.index not in self._kinds and self._breaks_off(below))):
                        break
                    run.append(below)
                behind = line.index + 1 + len(run)
                closed = titled or (behind in self._kinds and any(map(self._is_headline, self._lines[behind + 1 : self._text])))
                if not closed:
                    # The last that uses a word of the story may be the title, and what stands behind it the author.
                    own = [at for at, below in enumerate(run) if not self._told.isdisjoint(_stems(below))]
                    run = run[: own[-1]] if own else run[:-1]
                yield from run if closed or len(run) >= _ITEMS else ()
            titled = titled or self._may_be_title(line)

    def _rows(self) -> Iterator[Line]:
        """Above the text, the headlines of a list that a scrape joined into one line, right below the list's heading or right above it."""
        for line in self._lines[: self._text]:
            row = line.index not in self._kinds and line.words >= PROSE_WORDS_WITHOUT_STOP and not line.ends_with_stop
            if row and (self._heads_list(line.index - 1) or self._heads_list(line.index + 1)):
                yield line

    def teasers(self) -> Iterator[Line]:
        """Beginnings of other stories at the end of the document, each broken off with an ellipsis as no paragraph before them is."""
        run = []
        for line in reversed(self._lines):
            if line.index in self._kinds or line.words < _TEASER_WORDS or not self._breaks_off(line):
                break
            run.append(line)
        above = self._lines[: len(self._lines) - len(run)]
        if len(run) >= _UNRELATED and sum(line.is_prose for line in above) >= _PARAGRAPHS and not any(map(self._breaks_off, above)):
            yield from reversed(run)

    def _breaks_off(self, line: Line) -> bool:
        return self._document.text[slice(*self._document.code_points(line.start, line.end))].endswith(_ELLIPSES)

    def _filed(self) -> Iterator[Line]:
        """One word above the title, with nothing but furniture above it."""
        first = next((line for line in self._lines if line.index not in self._kinds), None)
        if first is None or first.index + 1 >= self._text or first.words != 1 or not has_letters(first.text) or first.ends_with_stop:
            return
        below = self._lines[first.index + 1]
        if self._is_headline(below) and below.words >= _TITLE_WORDS and any(index < self._text for index in self._kinds):
            yield first

    def _doubled(self) -> Iterator[Line]:
        """What stands twice, right under itself, and is not the title: a picture has its text, and its text again."""
        titled = False
        for _, run in groupby(self._lines, lambda line: line.text):
            lines = list(run)
            line, after = lines[0], lines[-1].index + 1
            if (
                len(lines) > 1
                and titled
                and line.index not in self._kinds
                and not self._document.is_piece(line)
                and not line.ends_with_stop
                and not line.text.endswith(b":")
            ):
                between = self._text < line.index and self._lines[line.index - 1].is_prose and after < len(self._lines) and self._lines[after].is_prose
                above = after <= self._text and has_letters(line.text)
                if (above or (between and line.words >= _CAPTION_WORDS)) and not self._lines[line.index - 1].text.endswith(b":"):
                    yield from lines
            titled = titled or self._may_be_title(line)

    def _marked(self) -> Iterator[Line]:
        """The other messages of a channel: lines that open with a sign, in a run beside furniture and not right above a paragraph."""
        last = self._document.body[1]
        for marked, run in groupby(self._lines, self._is_message):
            lines = list(run)
            before, after = lines[0].index - 1, lines[-1].index + 1
            if not marked or not (lines[-1].index < self._text or lines[0].index > last):
                continue
            if after < len(self._lines) and self._lines[after].is_prose and after not in self._kinds:
                lines.pop()
            if before in self._kinds or after in self._kinds:
                yield from lines

    def _is_message(self, line: Line) -> bool:
        if line.text[:1] != SYMBOL_BYTE or not self._is_headline(line):
            return False
        return unicodedata.category(self._document.text[self._document.code_points(line.start, line.start + 1)[0]]) == "So"


def _stems(line: Line) -> Iterator[bytes]:
    for word in _WORD.findall(line.text):
        stem = word
        if stem.startswith(_FOR_THE):
            stem = stem[2:]
        elif stem[:1] in _PREFIXES and len(stem) > _STEM_BYTES + 1:
            stem = stem[1:]
        stem = stem.removeprefix(_ARTICLE)
        if len(stem) >= _STEM_BYTES and word not in _COMMON and stem not in _COMMON:
            yield stem[:_STEM_BYTES]
