"""Frames: short lines made of words of known kinds, in any order and with gaps for names.

A button, a counter or a notice of a site says one of a few things in thousands of wordings (`شارك الخبر`, `انشر هذا المقال عبر فيسبوك`,
`بارطاجي الخبر`). A frame names the kinds of words that such a line is made of and how many others it bears. Kinds are sets of words; each word
of a line is looked up once, whatever the number of frames.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final, TypeVar

from naqi.arabic.folding import ARABIC_LETTERS, LETTERS, fold_phrase
from naqi.scan.document import CELLS, SHORT_BYTES, Document, Line, has_letters

# What stands glued behind the last sentence of a paragraph is taken for a line of its own up to this length.
_TAIL_BYTES: Final = 100
_MOST_WORDS: Final = 40
# A longer line that ends in a stop is a paragraph far more often than a notice.
_SENTENCE_BYTES: Final = 100
_CUES: Final = (
    "نشر في",
    "نشر يوم",
    "نشر بتاريخ",
    "نشر",
    "تاريخ النشر",
    "تم النشر",
    "أضيف بتاريخ",
    "أضيف في",
    "صدر بتاريخ",
    "آخر تحديث",
    "تم التحديث في",
    "تم التحديث",
    "الساعة",
    "على الساعة",
    "published",
    "updated",
)

# Tokens that no list of words could hold, each with the kind that stands for it.
_MAIL, _URL, _HANDLE, _TAG, _NUMBER = b"<mail>", b"<url>", b"<handle>", b"<tag>", b"<number>"
_LETTER: Final = b"[" + re.escape(LETTERS) + b"]"
_TOKEN: Final = re.compile(
    rb"(?P<mail>[a-z0-9._%+-]+ ?@ ?[a-z0-9-]+(?:\.[a-z0-9-]+)+)|(?P<url>https?:/?/?[^ \n]+|www\.[^ \n]+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,7}(?:/[^ \n]*)?)"
    rb"|(?P<handle>@[a-z0-9_.]+)|(?P<tag>#[^ #\n]+)|(?P<number>[0-9][0-9.,:/-]*)|(?P<word>"
    + _LETTER
    + rb"(?:"
    + _LETTER
    + rb"|[0-9](?="
    + _LETTER
    + rb"))*[+-]?)"
)
_TAIL: Final = re.compile(rb"[.!?)]\"? ?([^.!?)\n]{2,%d})$" % _TAIL_BYTES)
_SPACED: Final = re.compile(rb"[^ ]+")
_EDGE_WORDS: Final = 12
# Without one of these a line holds no date.
_DATED: Final = re.compile(rb"[0-9]{4}|[0-9][/-][0-9]")

# A day and the clock behind it, with the cue before it: what parts an author's name from a counter in one line.
_CUE: Final = b"(?:" + b"|".join(map(fold_phrase, _CUES)) + b")"
_STAMP: Final = re.compile(
    rb"(?:"
    + _CUE
    + rb"[ :]*)*(?:"
    + _LETTER
    + rb"{4,9},? )?(?:[0-9]{1,2} "
    + _LETTER
    + rb"{2,9}(?:/"
    + _LETTER
    + rb"+)?,? [0-9]{4}|[0-9]{1,4}[/-][0-9]{1,2}[/-][0-9]{2,4})"
    rb"(?:[ |,-]*(?:"
    + _CUE
    + rb"[ :]*)*[0-9]{1,2}:[0-9]{2}(?: (?:am|pm|"
    + fold_phrase("ص")
    + rb"|"
    + fold_phrase("م")
    + rb"|"
    + fold_phrase("مساء")
    + rb"|"
    + fold_phrase("صباحا")
    + rb"))?)?"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A set of folded words with the name that an explanation prints."""

    name: str
    words: frozenset[bytes]

    @classmethod
    def of(cls, name: str, phrases: Iterable[str]) -> Kind:
        """A kind of words as a person writes them."""
        return cls(name, frozenset(map(fold_phrase, phrases)))


MAIL: Final = Kind("an e-mail address", frozenset({_MAIL}))
URL: Final = Kind("an address on the web", frozenset({_URL}))
HANDLE: Final = Kind("an account name", frozenset({_HANDLE}))
TAG: Final = Kind("a hashtag", frozenset({_TAG}))
NUMBER: Final = Kind("a number", frozenset({_NUMBER}))


@dataclass(frozen=True, slots=True)
class Frame:
    """A line that holds each kind of `needs`, and beside these only words of `beside`, numbers, and a few strangers.

    opens: the line begins with a word of the first needed kind. most, least: words in the line. strangers: words of no named kind that the
    line bears. Glued behind the last sentence of a paragraph a frame bears none,
    or two behind an opening call.
    """

    needs: tuple[Kind, ...]
    beside: tuple[Kind, ...] = ()
    strangers: int = 0
    opens: bool = False
    least: int = 1
    most: int = 16

    def __post_init__(self) -> None:
        if not self.needs:
            raise ValueError("a frame needs a kind of words that it cannot do without")

    @property
    def name(self) -> str:
        """What a line of this frame holds, for people."""
        return " + ".join(kind.name for kind in self.needs)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A frame with its kinds as bits. opener: the first needed kind where it opens the line, else 0."""

    cue: int
    needs: int
    opener: int
    allowed: int
    strangers: int
    strangers_glued: int
    least: int
    most: int


# Letters that Arabic writes onto the next word: and, then, with, for, like, and the dialects' "on" and "this".
_PREFIXES: Final = tuple(map(fold_phrase, "وفبلكعه"))
_ARTICLE: Final = fold_phrase("ال")
_FOR_THE: Final = fold_phrase("لل")
_ARABIC: Final = frozenset(ARABIC_LETTERS)
_SHORTEST_STEM: Final = 3
# Beside the bits of kinds: a number, which any frame bears.
_IS_NUMBER: Final = 1 << 200
_GLUED_BYTES: Final = 7
_LEAST_GLUED: Final = 2
_LEAST_BESIDE_PROSE: Final = 3
_STOPS: Final = b".!?"
_ENDS: Final = b".!?:"
_Units = tuple[tuple[int, int, int], ...]
_NOTHING: Final[_Units] = ()
_STRANGER: Final = (0,)
_STRANGERS: Final = 1 << 201
# How many answers a memory keeps, and how many of whole lines.
_REMEMBERED: Final = 100_000
_REMEMBERED_LINES: Final = 20_000

_Question = TypeVar("_Question")
_Answer = TypeVar("_Answer")


class _Memory(dict[_Question, _Answer]):
    """Answers to questions asked before. Once there are too many it begins anew: the next documents are of another source."""

    def __init__(self, answer: Callable[[_Question], _Answer], most: int = _REMEMBERED) -> None:
        super().__init__()
        self._answer = answer
        self._most = most

    def __missing__(self, question: _Question) -> _Answer:
        answer = self._answer(question)
        if len(self) >= self._most:
            self.clear()
        self[question] = answer
        return answer


class FrameSet:
    """Frames that are tried together on each short line.

    Most lines hold the words of no frame. So what kinds the words between two spaces are of is remembered, and which frames all needed kinds of
    a line suffice for; only a line for which there is one is read word by word. Furniture stands in many documents: what a short line holds is
    remembered too.
    """

    def __init__(self, frames: Sequence[tuple[int, Frame]]) -> None:
        kinds = {kind for _, frame in frames for kind in (*frame.needs, *frame.beside)}
        bits = {kind: 1 << number for number, kind in enumerate(sorted(kinds, key=lambda kind: (kind.name, sorted(kind.words))))}
        self._number = bits.get(NUMBER, 0)
        self._masks: dict[bytes, int] = {}
        for kind, bit in bits.items():
            for word in kind.words:
                self._masks[word] = self._masks.get(word, 0) | bit
        self._frames: list[_Compiled] = []
        for cue, frame in frames:
            needs = _union(bits[kind] for kind in frame.needs)
            # Glued to other words, a unit's edges are unknown: fewer strangers, and only behind a call that opens it.
            glued = min(frame.strangers, 2) if frame.opens and len(frame.needs) > 1 else 0
            self._frames.append(
                _Compiled(
                    cue,
                    needs,
                    bits[frame.needs[0]] if frame.opens else 0,
                    needs | _union(bits[kind] for kind in frame.beside) | _IS_NUMBER,
                    frame.strangers,
                    glued,
                    frame.least,
                    frame.most,
                )
            )
        self._needed = _union(frame.needs for frame in self._frames)
        # A call of more than one kind: what opens it, and what it leads to.
        self._openers = _union(frame.opener for frame in self._frames if frame.strangers_glued)
        self._closers = _union(bits[kind] for _, frame in frames if frame.opens and len(frame.needs) > 1 for kind in frame.needs[1:])
        self._kinds_of_word = _Memory(self._look_up)
        self._kinds_of_words = _Memory(self._kinds_in)
        self._frames_for = _Memory(self._sufficed)
        self._units = _Memory(self._of_short_line, _REMEMBERED_LINES)

    def _look_up(self, word: bytes) -> tuple[int, ...]:
        """The kinds of a word, as bits; of two words, where a scrape glued them together."""
        mask = self._kinds(word)
        if mask or len(word) < _GLUED_BYTES:
            return (mask,)
        for at in range(_SHORTEST_STEM, len(word) - 2):
            left = self._masks.get(word[:at], 0)
            if left:
                right = self._kinds(word[at:])
                if right:
                    return left, right
        return _STRANGER

    def _kinds(self, word: bytes) -> int:
        masks = self._masks
        found = masks.get(word, 0)
        if word[:1] and word[0] in _ARABIC:
            stems = [word]
            if word.startswith(_FOR_THE):
                stems.append(_ARTICLE + word[2:])
            stems += [word[1:] for prefix in _PREFIXES if word.startswith(prefix)]
            stems += [stem[len(_ARTICLE) :] for stem in stems if stem.startswith(_ARTICLE)]
            for stem in stems:
                if len(stem) >= _SHORTEST_STEM:
                    found |= masks.get(stem, 0)
        return found

    def _tokens(self, data: bytes) -> list[int]:
        """The kinds of each word of a line, as bits; 0 for a stranger."""
        masks: list[int] = []
        for match in _TOKEN.finditer(data):
            group = match.lastgroup
            if group == "word":
                masks += self._kinds_of_word[match[0]]
            elif group == "number":
                masks.append(self._number | _IS_NUMBER)
            else:
                masks.append(self._masks.get(b"<" + str(group).encode() + b">", 0))
        return masks

    def _kinds_in(self, words: bytes) -> int:
        """All kinds of some words, as bits; `_STRANGERS` where there is none."""
        tokens = self._tokens(words)
        return _union(tokens) or (_STRANGERS if tokens else 0)

    def _sufficed(self, kinds: int) -> tuple[int, tuple[_Compiled, ...]]:
        """The frames whose needs these kinds meet, and the most strangers that one of them bears."""
        frames = tuple(frame for frame in self._frames if frame.needs & kinds == frame.needs)
        return max((frame.strangers for frame in frames), default=0), frames

    def hits(self, document: Document) -> Iterator[tuple[int, Line, int, int]]:
        """Yield (cue, line, start, end): a span in bytes of the document's folded text, without spaces at the ends."""
        seams = document.seams
        remembered = self._units
        for line in document.lines:
            text = line.text
            if seams and document.is_piece(line):
                yield from self._in_piece(line, self._of_piece(line, opens=line.start - 1 in seams))
                continue
            # Most lines are paragraphs that end in a stop: nothing is asked of them.
            units = remembered[text] if len(text) <= _SENTENCE_BYTES else _NOTHING if text[-1] in _STOPS else self._of_line(text)
            for cue, start, end in units:
                yield cue, line, *_core(line, start, end)

    @staticmethod
    def _in_piece(line: Line, units: _Units) -> Iterator[tuple[int, Line, int, int]]:
        for cue, start, end in units:
            first, last = _core(line, start, end)
            # What stands at the edge of a paragraph is judged as the line that it was.
            yield cue, Line(line.index, first, line.text[first - line.start : last - line.start]) if line.is_prose else line, first, last

    def _of_line(self, text: bytes) -> _Units:
        """Cues of a line, or of what stands glued to its end, or of its cells, each with its span in the line."""
        if len(text) > _SENTENCE_BYTES:
            if text[-1] in _STOPS:
                return _NOTHING
            if len(text) > SHORT_BYTES:
                return _NOTHING if text[-1] in _ENDS else self._tail(text)
        return self._units[text]

    def _of_short_line(self, text: bytes) -> _Units:
        matched = self._match(text, glued=False)
        if matched:
            return tuple((cue, 0, len(text)) for cue in matched)
        if text[-1] in _ENDS:
            return _NOTHING
        cells = self._cells(text) if CELLS.search(text) else _NOTHING
        dated = self._dated(text) if _DATED.search(text) else _NOTHING
        return (*cells, *dated, *self._tail(text))

    def _of_piece(self, line: Line, *, opens: bool) -> _Units:
        """The same for a piece of a line that was cut: a sentence in it is the story's, and what it opens or ends with may be a toolbar.

        opens: it begins where the line was cut.
        """
        units = _NOTHING if b". " in line.text else self._of_line(line.text)
        return units or tuple(self._edges(line, opens=opens))

    def _edges(self, line: Line, *, opens: bool) -> Iterator[tuple[int, int, int]]:
        """What opens or ends a piece of a cut line: the longest run of words that are all of kinds, as toolbars print beside a caption.

        Of a paragraph only the beginning is asked, where it was cut, and of more words: a sentence may begin with a word or two that buttons hold.
        """
        text = line.text
        words = [*_SPACED.finditer(text)]
        if not words:
            return
        least = _LEAST_BESIDE_PROSE if line.is_prose else _LEAST_GLUED
        if opens:
            call = self._call(text, words[:_EDGE_WORDS])
            if call:
                yield from call
                return
        for opening, run in ((True, words[:_EDGE_WORDS]), (False, words[-_EDGE_WORDS:][::-1])):
            if line.is_prose and not (opening and opens):
                continue
            known = next((number for number, word in enumerate(run) if not self._kinds_of_words[word[0]] & ~_STRANGERS), len(run))
            for count in range(known, least - 1, -1):
                if count == len(words) or sum(has_letters(word[0]) for word in run[:count]) < least:
                    continue
                start, end = (0, run[count - 1].end()) if opening else (run[count - 1].start(), len(text))
                found = self._match(text[start:end], glued=True, strict=True)
                if found:
                    yield from ((cue, start, end) for cue in found)
                    break

    def _call(self, text: bytes, words: Sequence[re.Match[bytes]]) -> list[tuple[int, int, int]]:
        """A call that opens a piece and ends in a word of its last needed kind, which a scrape may have glued to the next: the shortest one."""
        if not self._kinds_of_words[words[0][0]] & self._openers:
            return []
        for count, word in enumerate(words, 1):
            if count < _LEAST_BESIDE_PROSE:
                continue
            for end in (word.end(), word.start() + self._longest_known(word[0])):
                # Where the next word is known it may go on.
                found = self._match(text[words[0].start() : end], glued=True) if end > word.start() and self._ends_call(text[word.start() : end]) else ()
                if found:
                    return [(cue, words[0].start(), end) for cue in found]
        return []

    def _ends_call(self, word: bytes) -> bool:
        return bool(self._kinds_of_words[word] & self._closers)

    def _longest_known(self, word: bytes) -> int:
        """How many bytes of a word are a needed word of some length that others are glued to; 0 where there is none."""
        return next((at for at in range(len(word) - _LEAST_GLUED, _SHORTEST_STEM, -1) if self._masks.get(word[:at], 0) & self._closers), 0)

    def _tail(self, text: bytes) -> _Units:
        """What stands glued behind the last sentence of a paragraph."""
        low = max(0, len(text) - _TAIL_BYTES - 3)
        stop = max(text.rfind(b".", low), text.rfind(b"!", low), text.rfind(b"?", low), text.rfind(b")", low))
        if stop <= 0:
            return _NOTHING
        tail = _TAIL.match(text, stop)
        return tuple((cue, tail.start(1), len(text)) for cue in self._match(tail[1], glued=True)) if tail else _NOTHING

    def _cells(self, text: bytes) -> Iterator[tuple[int, int, int]]:
        """The cells of a row."""
        at = 0
        for match in (*CELLS.finditer(text), None):
            stop = match.start() if match else len(text)
            if _SHORTEST_STEM < stop - at < len(text):
                for cue in self._match(text[at:stop], glued=True):
                    yield cue, at, stop
            at = match.end() if match else stop

    def _dated(self, text: bytes) -> Iterator[tuple[int, int, int]]:
        """The pieces of a line that a date with its clock parts, as pages print beneath a title, and the date itself."""
        at = 0
        for match in (*_STAMP.finditer(text), None):
            stop = match.start() if match else len(text)
            if _SHORTEST_STEM < stop - at < len(text):
                for cue in self._match(text[at:stop], glued=at == 0):
                    yield cue, at, stop
            if match:
                for cue in self._match(match[0], glued=True):
                    yield cue, match.start(), match.end()
                at = match.end()

    def _match(self, data: bytes, *, glued: bool, strict: bool = False) -> Sequence[int]:
        # An address may be written with spaces; nothing else that is one word holds any.
        kinds = [self._kinds_in(data)] if b"@" in data else [*map(self._kinds_of_words.__getitem__, data.split(b" "))]
        strangers, frames = self._frames_for[reduce(or_, kinds, 0) & self._needed]
        if not frames or kinds.count(_STRANGERS) > strangers:
            return ()
        tokens = self._tokens(data)
        count = len(tokens)
        if count > _MOST_WORDS or (glued and count < _LEAST_GLUED):
            return ()
        found = []
        for frame in frames:
            if not frame.least <= count <= frame.most or (frame.opener and not _first(tokens) & frame.opener):
                continue
            allowed = frame.allowed
            if sum([not mask & allowed for mask in tokens]) <= (0 if strict else frame.strangers_glued if glued else frame.strangers):
                found.append(frame.cue)
        return found


def _core(line: Line, start: int, end: int) -> tuple[int, int]:
    """The span in the document of a part of a line, without spaces at its ends."""
    unit = line.text[start:end]
    first = line.start + end - len(unit.lstrip(b" "))
    return first, first + len(unit.strip(b" "))


def _first(tokens: list[int]) -> int:
    return next((mask for mask in tokens if not mask & _IS_NUMBER), 0)


def _union(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)
