"""A document under scan: its folded text, its lines, and where its body of prose begins and ends."""

from __future__ import annotations

import bisect
import copy
import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from naqi.arabic import characters as ch
from naqi.arabic import folding

# A byte of folded text: does it belong to a word, and of which script? Two neighbours of different scripts are two words,
# since scrapes glue furniture to what stands before it ("…@example.comللتواصل مع الكاتب").
_ARABIC, _LATIN, _DIGIT = 1, 2, 3


def _scripts() -> bytes:
    table = bytearray(256)
    for script, members in ((_ARABIC, folding.ARABIC_LETTERS), (_LATIN, folding.LATIN_LETTERS), (_DIGIT, folding.DIGITS)):
        for byte in members:
            table[byte] = script
    for byte in folding.LETTERS:
        table[byte] = table[byte] or _LATIN
    return bytes(table)


SCRIPTS: Final = _scripts()
LETTER_SCRIPTS: Final = (_ARABIC, _LATIN)
_WORDS: Final = bytes(ord("w") if script else ord(" ") for script in SCRIPTS)
_NOT_LETTERS: Final = bytes(byte for byte in range(256) if byte not in folding.LETTERS)
_SENTENCE_STOPS: Final = b".!?"
_CLOSERS: Final = b" \"')]}*" + folding.SYMBOL_BYTE
_INVISIBLE: Final = frozenset(map(chr, ch.INVISIBLE))
_QUOTES: Final = re.compile(f"[{re.escape(ch.DOUBLE_QUOTES)}]")

# What counts as a line of prose when the body is sought. A headline may be long but does not end in a stop; a paragraph may
# lack its stop but is longer than headlines get.
PROSE_WORDS: Final = 9
PROSE_WORDS_WITHOUT_STOP: Final = 25
SENTENCE_WORDS: Final = 4

# A line that is longer, in bytes of folded text, is no button and no notice.
SHORT_BYTES: Final = 200

# What a document computes from its lines.
_OF_LINES: Final = ("lines", "raw_lines", "short_lines", "_line_starts", "body")

# What parts the cells of a row of links.
CELLS: Final = re.compile(rb"[|" + folding.SYMBOL_BYTE + rb"]")


def count_words(data: bytes) -> int:
    """Count the words (runs of letters and digits) of folded text."""
    return len(data.translate(_WORDS).split())


def _is_nothing(character: str) -> bool:
    return character.isspace() or character in _INVISIBLE


def has_letters(data: bytes) -> bool:
    """Tell whether folded text holds a letter of any script."""
    return bool(data.translate(None, _NOT_LETTERS))


class Line:
    """A line that holds more than white space. Offsets are into the folded text, white space at the ends excluded.

    text: the folded text of the line. What else is asked of it is remembered.
    """

    __slots__ = ("_cell_words", "_ends_with_stop", "_is_prose", "_words", "end", "index", "start", "text")

    def __init__(self, index: int, start: int, text: bytes) -> None:
        self.index = index
        self.start = start
        self.end = start + len(text)
        self.text = text
        self._words = self._cell_words = -1
        self._ends_with_stop: bool | None = None
        self._is_prose: bool | None = None

    @property
    def words(self) -> int:
        if self._words < 0:
            self._words = count_words(self.text)
        return self._words

    @property
    def words_in_longest_cell(self) -> int:
        if self._cell_words < 0:
            self._cell_words = max(map(count_words, CELLS.split(self.text)))
        return self._cell_words

    @property
    def ends_with_stop(self) -> bool:
        if self._ends_with_stop is None:
            core = self.text.rstrip(_CLOSERS)
            self._ends_with_stop = bool(core) and core[-1] in _SENTENCE_STOPS
        return self._ends_with_stop

    @property
    def is_question(self) -> bool:
        """Whether it is no more than one question, as headlines are too."""
        return self.words < PROSE_WORDS_WITHOUT_STOP and self.text.rstrip(_CLOSERS).endswith(b"?") and b". " not in self.text

    @property
    def is_prose(self) -> bool:
        if self._is_prose is None:
            # So many words take at least so many letters and gaps.
            if self.end - self.start < 2 * PROSE_WORDS - 1:
                self._is_prose = False
            else:
                least = PROSE_WORDS if self.ends_with_stop or self.text.endswith(b":") else PROSE_WORDS_WITHOUT_STOP
                self._is_prose = self.words >= least
        return self._is_prose


class Document:
    """A text and what a rule may ask about it. Everything but the folding is computed on first use.

    Args:
        text: any string; a lone surrogate counts as U+FFFD. `None` (a null) is a document with no text.
    """

    def __init__(self, text: str | None) -> None:
        self.is_null = text is None
        self.text = text or ""
        self._folded = folding.fold(self.text)
        self.data = self._folded.data
        self.suspect = self._folded.suspect
        self.notable = self._folded.notable
        self._quotes_of: dict[int, tuple[list[int], list[int], list[int]]] = {}
        self._set_aside: frozenset[int] = frozenset()
        self._regained: frozenset[int] = frozenset()
        self._put_in: list[int] = []
        self.seams: frozenset[int] = frozenset()

    def recut(self, cuts: Iterable[int]) -> Document:
        """The same text with its lines cut again at folded offsets: a space there becomes a line feed, elsewhere one is put in.

        Code points of the result are those of the text; its `seams` are the folded offsets of its new line feeds. `shifted` says where a span of
        this document lies in it.
        """
        pieces: list[bytes] = []
        seams: list[int] = []
        put_in: list[int] = []
        at = 0
        for cut in sorted(set(cuts)):
            seams.append(cut + len(put_in))
            pieces += [self.data[at:cut], b"\n"]
            at = cut
            if self.data[cut : cut + 1] == b" ":
                at += 1
            else:
                put_in.append(cut)
        view = copy.copy(self)
        for name in _OF_LINES:
            view.__dict__.pop(name, None)
        nothing = frozenset[int]()
        view.__dict__.update(
            data=b"".join([*pieces, self.data[at:]]),
            _offsets=np.insert(self._offsets, put_in, self._offsets[put_in]),
            _quotes_of={},
            _set_aside=nothing,
            _regained=nothing,
            _put_in=put_in,
        )
        view.seams = frozenset((*seams, *(view.shifted(seam, seam)[1] for seam in self.seams)))
        return view

    def shifted(self, start: int, end: int) -> tuple[int, int]:
        """Where a folded span of the document that this one was cut from lies here."""
        return start + bisect.bisect_right(self._put_in, start), end + bisect.bisect_left(self._put_in, end)

    def is_piece(self, line: Line) -> bool:
        """Tell whether a line begins or ends where a line was cut again."""
        return line.start - 1 in self.seams or line.end in self.seams

    @property
    def is_blank(self) -> bool:
        """Whether nothing of the text would print."""
        return not self.data or self.data.isspace()

    @cached_property
    def _offsets(self) -> folding.Offsets:
        return folding.offsets(self._folded, len(self.text))

    @cached_property
    def utf8(self) -> bytes:
        """The text as UTF-8, each lone surrogate as U+FFFD, for matchers that know no surrogates."""
        try:
            return self.text.encode()
        except UnicodeEncodeError:
            surrogates = dict.fromkeys(ch.SURROGATES, chr(ch.REPLACEMENT[0]))
            return self.text.translate(surrogates).encode()

    @cached_property
    def _utf8_offsets(self) -> npt.NDArray[np.int64]:
        continuation = (np.frombuffer(self.utf8, np.uint8) & 0xC0) == 0x80
        return np.append(np.cumsum(~continuation) - 1, len(self.text))

    def code_point_of_utf8(self, at: int) -> int:
        """Code-point offset in the text of a byte offset in `utf8`."""
        return int(self._utf8_offsets[at])

    def code_points(self, start: int, end: int) -> tuple[int, int]:
        """Span in code points of the text for a span of the folded text.

        What folding dropped or collapsed behind the last character belongs to the span (vowel signs, further dots), but for
        white space and invisible characters: a finding never cuts a letter from its vowel sign, nor ends in nothing.
        """
        first, last = int(self._offsets[start]), int(self._offsets[end])
        if end > start:
            while last - 1 > first and _is_nothing(self.text[last - 1]):
                last -= 1
        return first, last

    def folded_at(self, offset: int) -> int:
        """Offset in the folded text of a code-point offset in the text."""
        return int(np.searchsorted(self._offsets, offset, "left"))

    @cached_property
    def lines(self) -> list[Line]:
        lines: list[Line] = []
        at = 0
        for raw in self.raw_lines:
            core = raw.strip(b" ")
            if core:
                start = at + raw.index(core)
                lines.append(Line(len(lines), start, core))
            at += len(raw) + 1
        return lines

    @cached_property
    def raw_lines(self) -> list[bytes]:
        """The folded text cut at its line feeds: cheaper than `lines`, to tell that none of them is of interest."""
        return self.data.split(b"\n")

    @cached_property
    def short_lines(self) -> list[Line]:
        """The lines that may be buttons or notices."""
        return [line for line in self.lines if line.end - line.start <= SHORT_BYTES]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_at(self, offset: int) -> Line:
        """The line that holds a folded offset (of something that is not white space)."""
        return self.lines[max(0, bisect.bisect_right(self._line_starts, offset) - 1)]

    @cached_property
    def body(self) -> tuple[int, int]:
        """Indices into `lines` of the first and the last line of prose; (len(lines), -1) when there is none.

        Where no line is long enough for prose, short sentences are the body.
        """
        lines = self.lines
        # A headline may ask a question; so may a story's last line, but that stands under another. Lines between the two ends are not asked.
        first = next((line.index for line in lines if self._is_body(line) and not line.is_question), None)
        if first is not None:
            for line in reversed(lines):
                if self._is_body(line) and (line.index == first or not line.is_question or lines[line.index - 1].is_prose):
                    return first, line.index
        prose = any(map(self._is_body, lines))
        short = [line.index for line in lines if line.ends_with_stop and line.words >= SENTENCE_WORDS and (not prose or not line.is_question)]
        return (short[0], short[-1]) if short else (len(lines), -1)

    def _is_body(self, line: Line) -> bool:
        return (line.is_prose or line.index in self._regained) and line.index not in self._set_aside

    def settle(self, aside: frozenset[int], regained: frozenset[int]) -> bool:
        """Say of lines, by index, that they are no prose, or that they are; return whether that moves the ends of the body."""
        before = self.body
        self._set_aside, self._regained = aside, regained
        del self.body
        return self.body != before

    def is_quoted(self, start: int, end: int) -> bool:
        """Tell whether a folded span stands between quotation marks that open and close in its own line.

        The text decides, not its folding: « and » have a direction there. Straight and curly double quotes are taken in
        pairs, since Arabic sites use “ and ” in either order.
        """
        line = self.line_at(start)
        if b'"' not in line.text:
            return False  # all of the marks fold to that one
        opening, closing, paired = self._quotes(line)
        first, _ = self.code_points(start, end)
        opened, closed = bisect.bisect_left(opening, first), bisect.bisect_left(closing, first)
        if opened and closed < len(closing) and (not closed or opening[opened - 1] > closing[closed - 1]):
            return True
        before = bisect.bisect_left(paired, first)
        return before % 2 == 1 and before < len(paired)

    def _quotes(self, line: Line) -> tuple[list[int], list[int], list[int]]:
        """Code points of a line's « and », and of the marks that are taken in pairs. Kept, since a line may hold many hits."""
        if line.index not in self._quotes_of:
            places: tuple[list[int], list[int], list[int]] = ([], [], [])
            for match in _QUOTES.finditer(self.text, *self.code_points(line.start, line.end)):
                places["«»".find(match[0])].append(match.start())
            self._quotes_of[line.index] = places
        return self._quotes_of[line.index]
