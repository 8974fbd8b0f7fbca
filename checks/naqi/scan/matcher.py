"""All cues at once: one Aho-Corasick pass for phrases, one look at each short line for frames, one RE2 set for patterns, one for raw patterns.

google-re2 fails in silence in several ways, each closed here: `Set.Match` gives None for no hit, for an empty set and for a set
that was not compiled alike, so no set is ever empty and `compile` errors raise; a lone surrogate raises, so raw patterns read
`Document.utf8`; a set cannot be pickled, so a matcher refuses to be, and workers build their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NoReturn

import ahocorasick_rs
import re2

from naqi.arabic.folding import fold_pattern, fold_phrase
from naqi.scan.cues import AFTER_SENTENCE, CLOSES_LINE, OPENS_LINE, WHOLE_LINE, Cue, Hit
from naqi.scan.document import LETTER_SCRIPTS, SCRIPTS, Document, is_word_boundary
from naqi.scan.frames import LINE_BYTES, FrameSet

# RE2 gives up on a set in silence when its automaton outgrows this; the default of 8 MiB holds about 450 tolerant phrases.
_MAX_MEM: Final = 256 << 20

_SPACE: Final = ord(" ")
_BLANKS: Final = b" \n"

# Stands for a cue's number where its gate, not the cue itself, was seen.
GATE: Final = -1

# Above this many bytes of phrases a full automaton no longer fits the processor's cache, and a compact one is as fast.
_DFA_BYTES: Final = 400_000


def phrase_variants(phrase: str) -> Iterator[bytes]:
    """Folded spellings of one phrase that folding itself cannot unite: a space after waw, a space before a colon.

    Raises ValueError for a phrase of which nothing is left after folding.
    """
    folded = fold_phrase(phrase)
    if not folded:
        raise ValueError(f"phrase {phrase!r} is empty after folding")
    yield folded
    waw = fold_phrase("\N{ARABIC LETTER WAW}")
    spaced = folded.replace(b" " + waw, b" " + waw + b" ").replace(b"  ", b" ")
    if spaced != folded:
        yield spaced
    if b":" in folded.lstrip(b":"):
        yield folded.replace(b":", b" :").replace(b"  ", b" ")


def _options(*, latin1: bool) -> re2.Options:
    options = re2.Options()
    options.max_mem = _MAX_MEM
    options.log_errors = False
    if latin1:
        options.encoding = re2.Options.Encoding.LATIN1
    return options


class _PatternSet:
    """Patterns that are tried together, then located one by one."""

    def __init__(self, patterns: Sequence[tuple[int, bytes]], *, latin1: bool) -> None:
        options = _options(latin1=latin1)
        self._set = re2.Set.SearchSet(options)
        self._single = [(cue, re2.compile(pattern, options)) for cue, pattern in patterns]
        for _, pattern in patterns:
            self._set.Add(pattern)
        self._set.Compile()

    def hits(self, data: bytes) -> Iterator[tuple[int, int, int]]:
        """Yield (cue, start, end) in bytes of `data`."""
        matched = self._set.Match(data)
        if matched is None:
            return
        for number in sorted(matched):
            cue, single = self._single[number]
            if cue == GATE:
                yield GATE, 0, 0
                continue
            group = min(single.groups, 1)
            for match in single.finditer(data):
                start, end = match.span(group)
                # White space that a pattern takes in belongs to no line, least of all to the line before.
                while start < end and data[start] in _BLANKS:
                    start += 1
                while end > start and data[end - 1] in _BLANKS:
                    end -= 1
                if end > start:
                    yield cue, start, end


def _on_short_lines(patterns: _PatternSet, document: Document) -> Iterator[tuple[int, int, int]]:
    """Yield (cue, start, end) in bytes of the document's folded text, for patterns that are asked of its short lines only."""
    lines = [line for line in document.lines if line.end - line.start <= LINE_BYTES]
    if not lines:
        return
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + line.end - line.start + 1)
    for number, start, end in patterns.hits(b"\n".join(document.data[line.start : line.end] for line in lines)):
        at = bisect_right(starts, start) - 1
        shift = lines[at].start - starts[at]
        yield number, start + shift, min(end + shift, lines[at].end)


def _edges(cue: Cue) -> tuple[bool, bool]:
    """Whether a cue's conditions rule out a letter right before its phrases, and right behind them."""
    opens = any(condition in cue.where for condition in (WHOLE_LINE, OPENS_LINE, AFTER_SENTENCE))
    closes = any(condition in cue.where for condition in (WHOLE_LINE, CLOSES_LINE))
    return opens, closes


class Matcher:
    """Finds where cues hit in a document. Immutable; safe to share between threads.

    Raises ValueError when there is no cue, or when a phrase or pattern can never match.
    """

    def __init__(self, cues: Sequence[Cue]) -> None:
        if not cues:
            raise ValueError("no cue to look for: the selection is empty")
        self._cues = tuple(cues)
        phrases: dict[bytes, list[int]] = {}
        patterns: list[tuple[int, bytes]] = []
        short: list[tuple[int, bytes]] = []
        raw: list[tuple[int, bytes]] = []
        for number, cue in enumerate(self._cues):
            for phrase in cue.phrases:
                for variant in phrase_variants(phrase):
                    owners = phrases.setdefault(variant, [])
                    if number not in owners:
                        owners.append(number)
            if cue.pattern:
                (short if cue.short else patterns).append((number, fold_pattern(cue.pattern)))
            if cue.gate:
                patterns.append((GATE, fold_pattern(cue.gate)))
            if cue.raw:
                raw.append((number, cue.raw.encode()))
        self._owners = tuple(map(tuple, phrases.values()))
        # Most phrases are ordinary words that only their place in a line makes furniture. A look at the neighbouring bytes
        # rejects them in prose, before conditions are asked.
        edges = [[_edges(self._cues[number]) for number in owners] for owners in self._owners]
        self._opens = tuple(all(opens for opens, _ in each) for each in edges)
        self._closes = tuple(all(closes for _, closes in each) for each in edges)
        self._glued = tuple(any(self._cues[number].glued for number in owners) for owners in self._owners)
        self._automaton = self._compile(phrases) if phrases else None
        frames = [(number, cue.frame) for number, cue in enumerate(self._cues) if cue.frame is not None]
        self._frames = FrameSet(frames) if frames else None
        self._patterns = _PatternSet(patterns, latin1=True) if patterns else None
        self._short = _PatternSet(short, latin1=True) if short else None
        self._raw = _PatternSet(raw, latin1=False) if raw else None

    @staticmethod
    def _compile(phrases: Iterable[bytes]) -> ahocorasick_rs.BytesAhoCorasick:
        keys = list(phrases)
        small = sum(map(len, keys)) <= _DFA_BYTES
        kind = ahocorasick_rs.Implementation.DFA if small else ahocorasick_rs.Implementation.ContiguousNFA
        return ahocorasick_rs.BytesAhoCorasick(keys, matchkind=ahocorasick_rs.MatchKind.Standard, implementation=kind)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Matcher cannot be pickled: send the rule codes and build it there")

    def hits(self, document: Document, *, rejects: bool = False) -> list[tuple[int, Hit]]:
        """All (index of the cue, hit) where a cue's text stands; conditions are still to be asked.

        Hits that the neighbouring letters already rule out are left out, unless `rejects` asks for them.
        """
        data = document.data
        found: list[tuple[int, Hit]] = []
        if self._automaton is not None:
            # One byte of padding on either side spares the loop its bounds checks.
            padded = b"\n" + data + b"\n\n"
            for phrase, start, end in self._automaton.find_matches_as_indexes(data, overlapping=True):
                if self._opens[phrase] and not rejects:
                    left = padded[start]
                    if SCRIPTS[left if left != _SPACE else padded[start - 1]] in LETTER_SCRIPTS:
                        continue
                if self._closes[phrase] and not rejects:
                    right = padded[end + 1]
                    if SCRIPTS[right if right != _SPACE else padded[end + 2]] in LETTER_SCRIPTS:
                        continue
                if is_word_boundary(data, end) and (self._glued[phrase] or is_word_boundary(data, start)):
                    hit = Hit(document, start, end)
                    found += [(number, hit) for number in self._owners[phrase]]
        if self._frames is not None:
            found += [(number, Hit(document, start, end)) for number, start, end in self._frames.hits(document)]
        if self._patterns is not None:
            for number, start, end in self._patterns.hits(data):
                if number == GATE:
                    document.suspect = True
                else:
                    found.append((number, Hit(document, start, end)))
        if self._short is not None:
            found += [(number, Hit(document, start, end)) for number, start, end in _on_short_lines(self._short, document)]
        return found

    def raw_hits(self, document: Document) -> Iterator[tuple[int, int, int]]:
        """Yield (index of the cue, start, end) in code points of the text, for raw patterns, where the document is suspect.

        Ask `hits` first: it sees the gates that make a document suspect.
        """
        if self._raw is not None and document.suspect:
            for number, start, end in self._raw.hits(document.utf8):
                yield number, document.code_point_of_utf8(start), document.code_point_of_utf8(end)


@lru_cache(maxsize=4)
def compiled(cues: tuple[Cue, ...]) -> Matcher:
    """The matcher for some cues, compiled once for all selections of rules that look for the same."""
    return Matcher(cues)
