"""What the shape of a document tells once its plain furniture is known: which other lines belong to it. No rule is known here.

Everything is decided on lines: where the body begins and ends, which lines are furniture already, how long the others are and what stands
beside them. A line that may be a title, a byline, a sign-off or a subheading is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from naqi.arabic.folding import SYMBOL_BYTE, fold_phrase
from naqi.scan.document import PROSE_WORDS_WITHOUT_STOP, SENTENCE_WORDS, Document, Line, count_words, has_letters


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the folded text that is furniture, and the class of its label."""

    kind: str
    start: int
    end: int


# A heading that lists what follows it: the lines below are its items.
_LISTS: Final = frozenset({"related", "advert"})
# Behind one of these, below the body, no part of the story follows.
_CLOSING: Final = frozenset(
    {
        "related",
        "comment_form",
        "comment",
        "tags",
        "poll",
        "navigation",
        "widget",
        "share",
        "follow",
        "subscription",
        "app_promo",
        "cookie",
        "copyright",
        "advert",
    }
)
_HEADING_WORDS: Final = 6
_HEADLINE_WORDS: Final = range(4, 26)
_HEADLINES: Final = 8
_MENU_WORDS: Final = 6
_TITLE_WORDS: Final = 5
_STRAY_WORDS: Final = 30
_ITEM_WORDS: Final = 3
_ITEMS: Final = 2
_BOTH: Final = 2
_GAP: Final = 16
_SURE_LINES: Final = 2
_NAME_WORDS: Final = 4
_NOTICE_WORDS: Final = 14
_MARKS: Final = b" -|/()[]" + SYMBOL_BYTE
_SCRAP_WORDS: Final = 6
_COLON_BYTES: Final = 50

# Bylines and sign-offs may stand among furniture; so may the clock of an entry.
_MAKERS: Final = tuple(
    fold_phrase(word) + b" "
    for word in (
        "كتب",
        "كتبت",
        "كتبه",
        "بقلم",
        "تحرير",
        "إعداد",
        "ترجمة",
        "حاوره",
        "حاورته",
        "حاورها",
        "حاورتها",
        "أجرى الحوار",
        "مرسلة بواسطة",
        "نشرت بواسطة",
        "كتبها",
        "posted by",
        "publie par",
        "المصدر",
        "نقلا عن",
        "عن",
        "by",
        "par",
    )
)
_MAKER_MARKS: Final = tuple(fold_phrase(word) for word in ("كتب:", "كتبت:", "بقلم:", "تحرير:", "إعداد:", "ترجمة:", "المصدر:", "انتهى", "وكالات", "يتبع"))
# Question and answer of an interview.
_SPEAKERS: Final = tuple(fold_phrase(mark) for mark in ("س:", "ج:", "س -", "ج -", "سؤال:", "جواب:"))
_INITIALS: Final = re.compile(rb"^[ (]*[^ ./]{1,2}(?: ?[./][ ]?[^ ./]{1,2}){1,6}[ .)]*$")
_FIGURE: Final = re.compile(rb": ?[0-9]")
_CLOCK: Final = re.compile(rb"[0-9]{1,2}[:.][0-9]{2}")


class Structure:
    """The lines of a document, with what is known to be furniture.

    Args:
        marks: spans of furniture, in any order.
    """

    def __init__(self, document: Document, marks: Sequence[Mark]) -> None:
        self._document = document
        self._lines = document.lines
        self._first, self._last = document.body
        self._kinds: list[str | None] = [None] * len(self._lines)
        touched = by_line(document, marks)
        self._touched = frozenset(touched)
        for index, parts in touched.items():
            line = self._lines[index]
            if 2 * sum(end - start for _, start, end in parts) >= line.end - line.start:
                self._kinds[index] = max(parts, key=lambda part: part[2] - part[1])[0]
        self._head = {line.text for line in self._lines[: max(self._first, 0)]}

    def strays(self) -> Iterator[Line]:
        """Lines that are furniture for where they stand, in order of kind of place."""
        if self._last < 0 or not any(self._kinds):
            return
        yield from self._above()
        yield from self._among()
        yield from self._below()

    def _open(self, index: int) -> bool:
        """Whether a line is neither furniture already nor what a story prints among furniture."""
        line = self._lines[index]
        if line.words > _MENU_WORDS and self._document.is_piece(line):
            return False  # what a scrape joined to furniture may be the story
        return self._kinds[index] is None and line.words > 0 and not self._is_optional(line)

    def _is_optional(self, line: Line) -> bool:
        text = line.text.lstrip(b" *-(/|")
        if text.startswith((*_MAKERS, *_MAKER_MARKS, *_SPEAKERS)) or _INITIALS.match(text):
            return True
        return line.index >= self._first and (line.text in self._head or bool(_CLOCK.search(text) and line.words <= 4))

    def _above(self) -> Iterator[Line]:
        """Items of menus and mastheads above the title: short lines among furniture before the first line that is long enough for a title."""
        lines = self._lines[: self._first]
        title = self._title()
        known = [index for index in range(title) if self._kinds[index] is not None]
        names = [line.text for line in self._lines if self._kinds[line.index] is not None and line.words <= _NOTICE_WORDS]
        for line in lines[:title]:
            if not self._open(line.index) or line.words > _MENU_WORDS or line.ends_with_stop:
                continue
            inside = bool(known) and (known[0] < line.index or known[-1] > line.index + 1)
            # A masthead says again what a notice of rights says.
            named = line.words <= _NAME_WORDS and has_letters(line.text) and any(line.text.strip(_MARKS) in name for name in names)
            if inside or named:
                yield line
        for line in lines[title + 2 :]:
            # A label of a toolbar or a player, between others. A line of two to four words may be a byline.
            beside = self._kinds[line.index - 1 : line.index + 2 : 2]
            sure = line.words == 1 or _NAME_WORDS < line.words <= _MENU_WORDS or (line.words <= _NAME_WORDS and not self._may_be_byline(line))
            if sure and len(beside) == _BOTH and None not in beside and self._open(line.index) and has_letters(line.text) and not line.ends_with_stop:
                yield line
        for line in lines[title:]:
            # A bare number beside a button counts something.
            around = self._lines[max(0, line.index - 2) : line.index + 3]
            if self._open(line.index) and not has_letters(line.text) and not _CLOCK.search(line.text) and any(self._kinds[other.index] for other in around):
                yield line

    def _may_be_byline(self, line: Line) -> bool:
        """Whether nobody is named yet between the title and the body."""
        return not any(self._is_optional(other) for other in self._lines[: self._first] if other.index != line.index)

    def _title(self) -> int:
        """Index of the line that is taken for the title: the first that is long enough, else the first behind the menus."""
        free = [line for line in self._lines[: self._first] if self._kinds[line.index] is None]
        menus = max((index for index in range(self._first) if self._kinds[index] == "navigation"), default=-1)
        long = next((line.index for line in free if line.words >= _TITLE_WORDS), None)
        return next((line.index for line in free if line.index > menus), 0) if long is None else long

    def _among(self) -> Iterator[Line]:
        """Headlines right under the heading of a box among the paragraphs."""
        index = self._first
        while index < self._last:
            before = next((line for line in reversed(self._lines[:index]) if self._kinds[line.index] is None), None)
            # A box in the middle of a list has the list's items behind it too.
            listed = before is not None and before.text.endswith(b":")
            if not listed and self._kinds[index] in _LISTS and self._lines[index].words <= _HEADING_WORDS and not self._lines[index].is_prose:
                for line in self._lines[index + 1 : index + 1 + _HEADLINES]:
                    if line.index >= self._last or line.index in self._touched or not self._open(line.index) or not _is_headline(line):
                        break
                    yield line
                    index = line.index
            index += 1

    @staticmethod
    def _is_gap(lines: Sequence[Line]) -> bool:
        """Whether lines between furniture are few, or a table of figures."""
        lettered = sum(has_letters(line.text) for line in lines)
        return lettered <= _GAP or 3 * lettered <= 2 * len(lines)

    def _below(self) -> Iterator[Line]:
        """What stands between furniture below the body, or behind furniture that no story continues after."""
        known = [index for index in range(self._last + 1, len(self._lines)) if self._kinds[index] is not None]
        if self._lines[self._last].text.rstrip(b" ").endswith(b":") or b":" in self._lines[self._last].text[-_COLON_BYTES:]:
            # A list may end the story, with an advertisement in it.
            known = [index for index in known if any(self._kinds[at] in _CLOSING for at in range(self._last + 1, index + 1))]
        if not known:
            return
        run = []
        for line in reversed(self._lines[self._last + 1 : known[0]]):
            if not self._open(line.index) or line.words > _ITEM_WORDS or line.ends_with_stop:
                break
            run.append(line)
        if len(run) >= _ITEMS:
            yield from reversed(run)
        # A poem may end the text, with a line in it that a page could print too.
        near = [(above, below) for above, below in pairwise(known) if self._is_gap(self._lines[above + 1 : below])]
        for above, below in near:
            for line in self._lines[above + 1 : below]:
                if self._open(line.index) and line.words <= _STRAY_WORDS:
                    yield line
        if any(self._kinds[index] in _CLOSING for index in known) and (len(known) >= _SURE_LINES or self._kinds[known[-1]] in _LISTS):
            for line in self._lines[known[-1] + 1 :]:
                # Behind a single link a story may end in a short sentence; a headline has no full stop.
                ends_story = len(known) < _SURE_LINES and line.words >= SENTENCE_WORDS and line.text.endswith(b".")
                if self._open(line.index) and line.words <= _STRAY_WORDS and not ends_story:
                    yield line


def _is_headline(line: Line) -> bool:
    # An item of a list gives a figure behind a colon.
    return line.words in _HEADLINE_WORDS and not line.is_prose and not line.text.endswith((b".", b":")) and not _FIGURE.search(line.text)


def by_line(document: Document, marks: Sequence[Mark]) -> dict[int, list[tuple[str, int, int]]]:
    """What is marked of each line, without overlaps."""
    parts: dict[int, list[tuple[str, int, int]]] = {}
    reached = -1
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        start = max(mark.start, reached)
        if start >= mark.end:
            continue
        reached = mark.end
        line = document.line_at(start)
        while True:
            low, high = max(start, line.start), min(mark.end, line.end)
            if low < high:
                parts.setdefault(line.index, []).append((mark.kind, low, high))
            if line.end >= mark.end or line.index + 1 >= len(document.lines):
                break
            line = document.lines[line.index + 1]
    return parts


def _is_list_head(parts: list[tuple[str, int, int]] | None, line: Line) -> bool:
    return bool(parts) and parts is not None and parts[0][0] in _LISTS and line.words <= _HEADING_WORDS


def settle_body(document: Document, marks: Sequence[Mark]) -> bool:
    """Let the body of a document begin and end without its furniture; return whether that moves its ends.

    A line of prose of which furniture leaves no more than a scrap is no part of the body; a line that is prose but for furniture glued to its
    end is.
    """
    aside, regained = set(), set()
    marked = by_line(document, marks)
    for line in document.lines:
        index, parts = line.index, marked.get(line.index, [])
        if not parts and index - 1 not in marked:
            continue
        if line.is_prose:
            covered = sum(count_words(document.data[start:end]) for _, start, end in parts)
            if covered >= line.words - _SCRAP_WORDS and 2 * covered >= line.words:
                aside.add(index)
            elif (
                index and line.words >= PROSE_WORDS_WITHOUT_STOP and not line.ends_with_stop and _is_list_head(marked.get(index - 1), document.lines[index - 1])
            ):
                # A scrape joined the headlines of a list into one line.
                aside.add(index)
        elif parts:
            front = document.data[line.start : parts[0][1]].rstrip(b" ")
            if Line(index, line.start, front).is_prose:
                regained.add(index)
    return document.settle(frozenset(aside), frozenset(regained))
