"""Frames: short lines made of words of known kinds, in any order and with gaps for names.

A button, a counter or a notice of a site says one of a few things in thousands of wordings (`شارك الخبر`, `انشر هذا المقال عبر فيسبوك`,
`بارطاجي الخبر`). A frame names the kinds of words that such a line is made of and how many others it bears. Kinds are sets of words; each word
of a line is looked up once, whatever the number of frames.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from naqi.arabic.folding import ARABIC_LETTERS, LETTERS, SYMBOL_BYTE, fold_phrase
from naqi.scan.document import Document

# A line that is longer, in bytes of folded text, is no button and no notice.
LINE_BYTES: Final = 200
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
_CELLS: Final = re.compile(rb"[|" + SYMBOL_BYTE + rb"]")

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
    cue: int
    needs: tuple[int, ...]
    opener: int
    allowed: int
    strangers: int
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
_STRANGER: Final = [0]
# Words of which it is remembered what they are.
_REMEMBERED: Final = 100_000


class FrameSet:
    """Frames that are tried together on each short line."""

    def __init__(self, frames: Sequence[tuple[int, Frame]]) -> None:
        kinds = {kind for _, frame in frames for kind in (*frame.needs, *frame.beside)}
        bits = {kind: 1 << number for number, kind in enumerate(sorted(kinds, key=lambda kind: (kind.name, sorted(kind.words))))}
        self._number = bits.get(NUMBER, 0)
        self._masks: dict[bytes, int] = {}
        for kind, bit in bits.items():
            for word in kind.words:
                self._masks[word] = self._masks.get(word, 0) | bit
        self._seen: dict[bytes, int] = {}
        self._parts: dict[bytes, list[int]] = {}
        self._strangers = max((frame.strangers for _, frame in frames), default=0)
        self._by_need: dict[int, list[_Compiled]] = {}
        for cue, frame in frames:
            needs = tuple(bits[kind] for kind in frame.needs)
            allowed = sum({bits[kind] for kind in (*frame.needs, *frame.beside)})
            compiled = _Compiled(cue, needs, needs[0] if frame.opens else 0, allowed, frame.strangers, frame.least, frame.most)
            self._by_need.setdefault(needs[0], []).append(compiled)

    def _mask(self, word: bytes) -> int:
        known = self._seen.get(word)
        if known is None:
            known = self._look_up(word)
            if len(self._seen) < _REMEMBERED:
                self._seen[word] = known
        return known

    def _look_up(self, word: bytes) -> int:
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
        """The kinds of each word of a line, as bits; 0 for a stranger. Empty for a line with more strangers than any frame bears."""
        masks: list[int] = []
        strangers = 0
        for match in _TOKEN.finditer(data):
            group = match.lastgroup
            if group == "number":
                masks.append(self._number | _IS_NUMBER)
            elif group == "word":
                word = match[0]
                mask = self._mask(word)
                if mask:
                    masks.append(mask)
                    continue
                parts = self._split(word) if len(word) >= _GLUED_BYTES else _STRANGER
                masks += parts
                if len(parts) == 1:
                    strangers += 1
                    if strangers > self._strangers:
                        return []  # prose: no frame bears so many
            else:
                masks.append(self._mask(b"<" + str(group).encode() + b">"))
        return masks

    def _split(self, word: bytes) -> list[int]:
        """Two known words that a scrape glued together, or one stranger."""
        known = self._parts.get(word)
        if known is None:
            known = self._look_up_parts(word)
            if len(self._parts) < _REMEMBERED:
                self._parts[word] = known
        return known

    def _look_up_parts(self, word: bytes) -> list[int]:
        for at in range(3, len(word) - 2):
            left = self._masks.get(word[:at], 0)
            if left:
                right = self._mask(word[at:])
                if right:
                    return [left, right]
        return _STRANGER

    def hits(self, document: Document) -> Iterator[tuple[int, int, int]]:
        """Yield (cue, start, end) in bytes of the document's folded text, without spaces at the ends."""
        data = document.data
        for cue, start, end in self._units(document):
            unit = data[start:end]
            yield cue, end - len(unit.lstrip(b" ")), start + len(unit.rstrip(b" "))

    def _units(self, document: Document) -> Iterator[tuple[int, int, int]]:
        """Each line, or what stands glued to its end, or its cells."""
        data = document.data
        for line in document.lines:
            start, end = line.start, line.end
            if end - start > LINE_BYTES:
                if data[end - 1] not in b".!?:":
                    yield from self._tail(data, start, end)
                continue
            if end - start > _SENTENCE_BYTES and data[end - 1] in b".!?":
                continue
            matched = self._match(data[start:end], glued=False)
            if matched:
                for cue in matched:
                    yield cue, start, end
                continue
            if data[end - 1] not in b".!?:":
                yield from self._cells(data, start, end)
                yield from self._tail(data, start, end)

    def _tail(self, data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """What stands glued behind the last sentence of a paragraph."""
        tail = _TAIL.search(data, max(start, end - _TAIL_BYTES - 3), end)
        if tail and tail.start() > start:
            for cue in self._match(tail[1], glued=True):
                yield cue, tail.start(1), end

    def _cells(self, data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The cells of a row, and the pieces of a line that a date with its clock parts, as pages print beneath a title."""
        for part in (_CELLS, _STAMP):
            at = start
            for match in (*part.finditer(data, start, end), None):
                stop = match.start() if match else end
                if (at, stop) != (start, end) and stop - at > _SHORTEST_STEM:
                    for cue in self._match(data[at:stop], glued=part is _CELLS or at == start):
                        yield cue, at, stop
                if match:
                    if part is _STAMP:
                        for cue in self._match(match[0], glued=True):
                            yield cue, match.start(), match.end()
                    at = match.end()

    def _match(self, data: bytes, *, glued: bool) -> list[int]:
        tokens = self._tokens(data)
        if not tokens or len(tokens) > _MOST_WORDS:
            return []
        union = 0
        for mask in tokens:
            union |= mask
        if not union & ~_IS_NUMBER:
            return []
        found = []
        count = len(tokens)
        for need, frames in self._by_need.items():
            if not union & need:
                continue
            for frame in frames:
                if glued and count < 2:
                    continue
                if not frame.least <= count <= frame.most:
                    continue
                if any(not union & bit for bit in frame.needs):
                    continue
                if frame.opener and not _first(tokens) & frame.opener:
                    continue
                allowed = frame.allowed | _IS_NUMBER
                # Glued to other words, a unit's edges are unknown: fewer strangers, and only behind a call that opens it.
                strangers = frame.strangers if not glued else min(frame.strangers, 2) if frame.opener and len(frame.needs) > 1 else 0
                if sum(not mask & allowed for mask in tokens) <= strangers:
                    found.append(frame.cue)
        return found


def _first(tokens: list[int]) -> int:
    return next((mask for mask in tokens if not mask & _IS_NUMBER), 0)
