"""Align a tool's output to the text that it was made from: which characters were kept, which lost, which invented.

Minimum edit without substitution or reordering (longest common subsequence: Hirschberg 1977; bit-parallel as Hyyrö 2004, in rapidfuzz), in three steps,
each in the gaps that the one before left:

1. over words and single signs;
2. over words in normal form (`words.normalise`), for tools that take vowel signs or unify letters; characters are then aligned inside each pair;
3. over characters, for glued and cut words. A gap counts whole when its characters are alike by `_ALIKE` or more, else only runs of at least
   `_LEAST_RUN`, and shorter ones of two letters or more that are all of the output's words there (`في` cut free of what was glued to it):
   between any two Arabic texts over half of the letters align by chance, and scattered letters are not text that was kept.

Words first, because a minimum edit over characters may take letters of furniture for those of the body. Where one text stands twice in the input and
once in the output, minimum edit does not say which was kept. Then fewest runs decide (what continues the text kept before or behind it), then a gap
that begins and ends at line breaks; a tie that is left goes the way the algorithm takes it, which no output can influence but by its neighbours:
a phrase that is body and furniture, kept once with neither's neighbours, is ambiguous, and no metric could tell. Where a body begins glued to
furniture (`جوجلفي خيمة`) with words that stand whole in furniture before it, those are taken: the right answer itself loses under .01 of F1 so on about
one scrape in a hundred.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from naqi_bench.metrics.words import normalise, tokens

# Share of characters in common, as 2 · common / (left + right), from which a gap was respelt and not replaced.
_ALIKE: Final = 0.7
_LEAST_RUN: Final = 4
_LEAST_WORD: Final = 2
# Cells of a table over which characters of one gap are not aligned: 128 MB of bits.
_MOST_CELLS: Final = 2**30
# An output may be this many times as long as its input, and some; what stands behind is invention.
_MOST_TIMES, _AND_SOME = 4, 1000
# Code points that stand for words start behind the surrogates.
_FIRST: Final = 0xE000

# Start in the input, start in the output, length.
Block = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """source: for each code point of the output, the code point of the input that it is, or -1. place: the same the other way around."""

    source: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]


class Aligner:
    """Aligns outputs to one input."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = tokens(text)
        self._numbers: dict[str, int] = {}
        self._sequence = _numbered((text[start:end] for start, end in self._tokens), self._numbers)
        self._breaks = _line_starts(text, self._tokens)
        self._characters = _Characters(self._tokens)

    def align(self, output: str) -> Alignment:
        """Align an output. White space is never aligned."""
        found = tokens(output)[: _MOST_TIMES * len(self._tokens) + _AND_SOME]
        # Numbers of this input's words stay; those of the output's other words are forgotten.
        other = _numbered((output[start:end] for start, end in found), dict(self._numbers))
        blocks = settled(_common(self._sequence, other), self._sequence, self._breaks)
        alignment = Alignment(np.full(len(output), -1, np.int64), np.full(len(self.text), -1, np.int64))
        pairs = _Pairs(self.text, output, alignment)
        theirs = _Characters(found)
        for left, right, length in blocks:
            here, there = self._characters.of(left, length), theirs.of(right, length)
            alignment.source[there], alignment.place[here] = here, there
        for (left, left_end), (right, right_end) in _gaps(blocks, len(self._tokens), len(found)):
            pairs.respelt(self._tokens[left:left_end], found[right:right_end])
        return alignment


class _Characters:
    """Where the characters of tokens stand, one token behind the other."""

    def __init__(self, found: Sequence[tuple[int, int]]) -> None:
        spans = np.array(found, np.int64).reshape(-1, 2)
        lengths = spans[:, 1] - spans[:, 0]
        self._ends = np.concatenate(([0], np.cumsum(lengths)))
        self._places = np.arange(self._ends[-1]) + np.repeat(spans[:, 0] - self._ends[:-1], lengths)

    def of(self, token: int, count: int) -> npt.NDArray[np.int64]:
        """The places of the characters of so many tokens."""
        return self._places[self._ends[token] : self._ends[token + count]]


class _Pairs:
    """Writes what is the same into an alignment."""

    def __init__(self, text: str, output: str, alignment: Alignment) -> None:
        self.text, self.output, self.alignment = text, output, alignment

    def respelt(self, left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> None:
        """Words that are the same in normal form; characters of what is left."""
        numbers: dict[str, int] = {}
        sequence = _numbered((normalise(self.text[start:end]) for start, end in left), numbers)
        other = _numbered((normalise(self.output[start:end]) for start, end in right), numbers)
        blocks = settled(_common(sequence, other), sequence, _line_starts(self.text, left))
        for at, place, length in blocks:
            for step in range(length):
                self.characters([left[at + step]], [right[place + step]], alike=0.0)
        for (at, end), (place, place_end) in _gaps(blocks, len(left), len(right)):
            self.characters(left[at:end], right[place:place_end], alike=_ALIKE)

    def characters(self, left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]], alike: float) -> None:
        here = [place for start, end in left for place in range(start, end)]
        there = [place for start, end in right for place in range(start, end)]
        if len(here) * len(there) > _MOST_CELLS:
            return
        ours, theirs = "".join(self.text[place] for place in here), "".join(self.output[place] for place in there)
        starts = {start for start, _ in left}
        firsts, lasts = {start for start, _ in right}, {end - 1 for _, end in right}
        blocks = settled(_common(ours, theirs), ours, [place in starts for place in here])
        whole = 2 * sum(length for _, _, length in blocks) >= alike * (len(here) + len(there))
        for at, place, length in blocks:
            cut_free = length >= _LEAST_WORD and there[place] in firsts and there[place + length - 1] in lasts
            if whole or cut_free or length >= _LEAST_RUN:
                self.alignment.source[there[place : place + length]] = here[at : at + length]
                self.alignment.place[here[at : at + length]] = there[place : place + length]


def _numbered(items: Iterable[str], numbers: dict[str, int]) -> str:
    """One character for each distinct item, so that sequences of words align as strings do."""
    return "".join([chr(_FIRST + numbers.setdefault(item, len(numbers))) for item in items])


def _line_starts(text: str, found: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each token is the first of its line."""
    ends = [0, *(end for _, end in found)]
    return [place == 0 or "\n" in text[ends[place] : start] for place, (start, _) in enumerate(found)]


def _common(left: str, right: str) -> list[Block]:
    """Blocks of a longest common subsequence, in order; none touches the next on both sides."""
    if not left or not right:
        return []
    return [(block.a, block.b, block.size) for block in LCSseq.opcodes(left, right).as_matching_blocks() if block.size]


def settled(blocks: list[Block], text: str, breaks: Sequence[bool]) -> list[Block]:
    """The alignment of the same length with fewer runs, whose gaps begin and end at breaks where they can.

    blocks: in order. text: the input. breaks: whether a line starts at each place of it.
    """
    at = 0
    while at + 1 < len(blocks):
        (left, right, length), (next_left, next_right, next_length) = blocks[at : at + 2]
        end = left + length
        if right + length != next_right:
            at += 1
            continue
        # How far the gap between the two can move: back over the end of the one, or forth over the beginning of the other.
        back = _reach(text, end - 1, next_left - 1, -1, length)
        forth = _reach(text, end, next_left, 1, next_length)
        if back == length and (forth < next_length or length <= next_length):
            blocks[at : at + 2] = [(next_left - length, right, length + next_length)]
            at = max(0, at - 1)
            continue
        if forth == next_length:
            blocks[at : at + 2] = [(left, right, length + next_length)]
            at = max(0, at - 1)
            continue
        move = max(range(-back, forth + 1), key=lambda step: (breaks[end + step] + breaks[next_left + step], -abs(step), step))
        blocks[at : at + 2] = [(left, right, length + move), (next_left + move, next_right + move, next_length - move)]
        at += 1
    return blocks


def _reach(text: str, left: int, right: int, step: int, most: int) -> int:
    count = 0
    while count < most and text[left + step * count] == text[right + step * count]:
        count += 1
    return count


def _gaps(blocks: Sequence[Block], left: int, right: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Stretches between blocks that hold something on both sides. left, right: lengths of both sequences."""
    edges = [(0, 0, 0), *blocks, (left, right, 0)]
    gaps = [((a + size, b), (c + size, d)) for (a, c, size), (b, d, _) in pairwise(edges)]
    return [gap for gap in gaps if gap[0][0] < gap[0][1] and gap[1][0] < gap[1][1]]
