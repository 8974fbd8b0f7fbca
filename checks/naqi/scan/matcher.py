"""All cues at once: one Aho-Corasick pass for phrases, one look at each short line for frames, one RE2 set for patterns, one for raw patterns.

google-re2 fails in silence in several ways, each closed here: `Set.Match` gives None for no hit, for an empty set and for a set
that was not compiled alike, so no set is ever empty and `compile` errors raise; a lone surrogate raises, so raw patterns read
`Document.utf8`; a set cannot be pickled, so a matcher refuses to be, and workers build their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NoReturn

import ahocorasick_rs
import re2

from naqi.arabic.folding import fold_pattern, fold_phrase
from naqi.scan.cues import AFTER_SENTENCE, CLOSES_LINE, OPENS_LINE, WHOLE_LINE, Cue, Hit
from naqi.scan.document import LETTER_SCRIPTS, SCRIPTS, Document, Line
from naqi.scan.frames import FrameSet

# RE2 gives up on a set in silence when its automaton outgrows this; the default of 8 MiB holds about 450 tolerant phrases.
_MAX_MEM: Final = 256 << 20

_BLANKS: Final = b" \n"
_AT_LINE: Final = b"(?m)^"

# The script of each byte of folded text, 0 for none, and a space told apart: neighbours of a phrase are looked up here.
_SPACE: Final = 0xFF
_NEIGHBOURS: Final = bytes(_SPACE if byte == ord(" ") else script for byte, script in enumerate(SCRIPTS))

# Stands for a cue's number where its gate, not the cue itself, was seen.
GATE: Final = -1


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
        self._single = [(cue, re2.compile(pattern, options)) for cue, pattern in patterns]
        # In one set, a pattern that looks on from a line's beginning multiplies the states of all others; apart, prose soon falls out of its set.
        parted = [[number for number, (_, pattern) in enumerate(patterns) if pattern.startswith(_AT_LINE) is at_line] for at_line in (False, True)]
        self._sets = [(numbers, self._compile([patterns[number][1] for number in numbers], options)) for numbers in parted if numbers]

    @staticmethod
    def _compile(patterns: Sequence[bytes], options: re2.Options) -> re2.Set:
        compiled = re2.Set.SearchSet(options)
        for pattern in patterns:
            compiled.Add(pattern)
        compiled.Compile()
        return compiled

    def matched(self, texts: Sequence[bytes]) -> list[list[int]]:
        """Numbers of the patterns that match somewhere in each of some texts, in order."""
        found: list[list[int]] = [[] for _ in texts]
        for numbers, patterns in self._sets:
            match = patterns.Match
            for data, matched in zip(texts, found, strict=True):
                if data:
                    matched += [numbers[at] for at in match(data) or ()]
        return [sorted(matched) if matched else matched for matched in found]

    def hits(self, data: bytes, matched: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        """Yield (cue, start, end) in bytes of `data`, of patterns of which it is known that they match."""
        for number in matched:
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


class _ShortLines:
    """Patterns that are asked of short lines only.

    stopless: the cues that find nothing in a line that ends with a stop.
    """

    def __init__(self, patterns: Sequence[tuple[int, bytes]], stopless: Container[int]) -> None:
        self._patterns = _PatternSet(patterns, latin1=True)
        self._stopless = frozenset(number for number, (cue, _) in enumerate(patterns) if cue in stopless)

    def matched(self, documents: Sequence[Document]) -> list[list[int]]:
        """Numbers of the patterns that match in some short line of each of some documents, in order."""
        return self._patterns.matched([b"\n".join([line.text for line in document.short_lines]) for document in documents])

    def hits(self, document: Document, matched: Sequence[int], *, rejects: bool) -> Iterator[tuple[int, Hit]]:
        """Yield (cue, hit) of patterns of which it is known that they match."""
        lines = document.short_lines
        stopless = () if rejects else self._stopless.intersection(matched)
        yield from self._located(document, lines, [number for number in matched if number not in stopless])
        if stopless:
            yield from self._located(document, [line for line in lines if not line.ends_with_stop], sorted(stopless))

    def _located(self, document: Document, lines: Sequence[Line], matched: Sequence[int]) -> Iterator[tuple[int, Hit]]:
        if not matched or not lines:
            return
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line.text) + 1)
        for cue, start, end in self._patterns.hits(b"\n".join([line.text for line in lines]), matched):
            at = bisect_right(starts, start) - 1
            line = lines[at]
            shift = line.start - starts[at]
            yield cue, Hit(document, start + shift, min(end + shift, line.end), line)


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
        self._automaton = self._compile(list(phrases)) if phrases else None
        frames = [(number, cue.frame) for number, cue in enumerate(self._cues) if cue.frame is not None]
        self._frames = FrameSet(frames) if frames else None
        self._patterns = _PatternSet(patterns, latin1=True) if patterns else None
        stopless = {number for number, cue in enumerate(self._cues) if cue.stopless}
        self._short = _ShortLines(short, stopless) if short else None
        self._raw = _PatternSet(raw, latin1=False) if raw else None

    @staticmethod
    def _compile(phrases: list[bytes]) -> ahocorasick_rs.BytesAhoCorasick:
        # A full automaton (DFA) is faster alone, but its many wide rows drive all else out of the processor's caches.
        kind = ahocorasick_rs.Implementation.ContiguousNFA
        return ahocorasick_rs.BytesAhoCorasick(phrases, matchkind=ahocorasick_rs.MatchKind.Standard, implementation=kind)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Matcher cannot be pickled: send the rule codes and build it there")

    def hits(self, document: Document, *, rejects: bool = False) -> list[tuple[int, Hit]]:
        """All (index of the cue, hit) where a cue's text stands; conditions are still to be asked.

        Hits that the neighbouring letters already rule out are left out, unless `rejects` asks for them.
        """
        return self.hits_of([document], rejects=rejects)[0]

    def hits_of(self, documents: Sequence[Document], *, rejects: bool = False) -> list[list[tuple[int, Hit]]]:
        """The hits of each of some documents, as `hits` finds them; faster than one by one."""
        found: list[list[tuple[int, Hit]]] = [[] for _ in documents]
        if self._automaton is not None:
            for document, hits in zip(documents, found, strict=True):
                hits.extend(self._phrase_hits(self._automaton, document, rejects=rejects))
        if self._frames is not None:
            for document, hits in zip(documents, found, strict=True):
                hits.extend([(number, Hit(document, start, end, line)) for number, line, start, end in self._frames.hits(document)])
        if self._patterns is not None:
            each = self._patterns.matched([document.data for document in documents])
            for document, hits, matched in zip(documents, found, each, strict=True):
                for number, start, end in self._patterns.hits(document.data, matched) if matched else ():
                    if number == GATE:
                        document.suspect = True
                    else:
                        hits.append((number, Hit(document, start, end)))
        if self._short is not None:
            for document, hits, matched in zip(documents, found, self._short.matched(documents), strict=True):
                if matched:
                    hits.extend(self._short.hits(document, matched, rejects=rejects))
        return found

    def _phrase_hits(self, automaton: ahocorasick_rs.BytesAhoCorasick, document: Document, *, rejects: bool) -> Iterator[tuple[int, Hit]]:
        """Yield (index of the cue, hit) for phrases at word boundaries."""
        matches = automaton.find_matches_as_indexes(document.data, overlapping=True)
        if not matches:
            return
        # One line feed before the text and two behind it spare the loop its bounds checks; an offset is one more here.
        scripts = b"".join((b"\n", document.data, b"\n\n")).translate(_NEIGHBOURS)
        opens, closes, glued = self._opens, self._closes, self._glued
        for phrase, start, end in matches:
            after = scripts[end + 1]
            if after and after == scripts[end] and after != _SPACE:
                continue  # the last word goes on
            before = scripts[start]
            if before and before == scripts[start + 1] and before != _SPACE and not glued[phrase]:
                continue
            if not rejects:
                if opens[phrase] and (scripts[start - 1] if before == _SPACE else before) in LETTER_SCRIPTS:
                    continue
                if closes[phrase] and (scripts[end + 2] if after == _SPACE else after) in LETTER_SCRIPTS:
                    continue
            hit = Hit(document, start, end)
            for number in self._owners[phrase]:
                yield number, hit

    def raw_hits(self, document: Document) -> Iterator[tuple[int, int, int]]:
        """Yield (index of the cue, start, end) in code points of the text, for raw patterns, where the document is suspect.

        Ask `hits` first: it sees the gates that make a document suspect.
        """
        if self._raw is not None and document.suspect:
            for number, start, end in self._raw.hits(document.utf8, self._raw.matched([document.utf8])[0]):
                yield number, document.code_point_of_utf8(start), document.code_point_of_utf8(end)


@lru_cache(maxsize=4)
def compiled(cues: tuple[Cue, ...]) -> Matcher:
    """The matcher for some cues, compiled once for all selections of rules that look for the same."""
    return Matcher(cues)
