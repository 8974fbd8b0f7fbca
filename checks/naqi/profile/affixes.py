"""What begins or ends lines that are no repeated ones: titles with the site's name behind them, links with a fixed cue in front."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from naqi.arabic.folding import SYMBOL_BYTE
from naqi.profile.model import Kind, Place
from naqi.profile.places import Placed
from naqi.profile.slots import Word, words_of
from naqi.scan.document import Document, has_letters

Holder = tuple[int, Document, Placed]
Sighting = tuple[Holder, tuple[int, int]]

_MOST_WORDS: Final = 12
# A longer piece takes the place of a shorter one that it holds when it stands in this share of its stories.
_SAME: Final = 0.8
# Words that part others; what folds to a quotation mark may be an angle of a path of links.
SEPARATORS: Final = frozenset({b"|", b"-", b":", b"/", b"::", b">", b"<", b'"', SYMBOL_BYTE})


class Ends(Enum):
    """Which lines are looked at, at which end, and what is learned there."""

    TITLES_BEGIN = (Kind.PREFIX, True)
    TITLES_END = (Kind.SUFFIX, True)
    OTHERS_BEGIN = (Kind.LEAD, False)
    PARAGRAPHS_BEGIN = (Kind.PREFIX, False)
    PARAGRAPHS_END = (Kind.SUFFIX, False)

    @property
    def kind(self) -> Kind:
        return self.value[0]

    def concern(self, line: Placed) -> bool:
        """Tell whether a line is one of those."""
        is_title = line.place is Place.TITLE and not line.line.is_prose
        return is_title if self.value[1] else not is_title and line.line.is_prose is (self.kind is not Kind.LEAD)


def is_delimited(kind: Kind, key: bytes) -> bool:
    """Tell whether a piece is parted from the rest of its line by a mark."""
    words = key.split(b" ")
    edge = words[0] if kind is Kind.SUFFIX else words[-1]
    return edge in SEPARATORS or (kind is not Kind.SUFFIX and edge.endswith(b":"))


@dataclass(frozen=True, slots=True)
class _Found:
    """A piece. path: its words from the line's edge inwards."""

    path: tuple[bytes, ...]
    key: bytes
    stories: int
    seen: list[Sighting]


def mine(lines: Sequence[Holder], story_of: Sequence[int], least: int, ends: Ends) -> Iterator[tuple[Kind, bytes, list[Sighting]]]:
    """Pieces of whole words that begin or end lines of at least `least` stories, with where they stand.

    A piece that is nearly always part of a longer one is left out, but where a mark parts it from the rest of the line, only for a longer one that a mark parts
    too. So is one without a letter.
    """
    found = list(_grown(lines, story_of, least, ends))
    parted = [piece for piece in found if is_delimited(ends.kind, piece.key)]
    for piece in found:
        longer = parted if is_delimited(ends.kind, piece.key) else ()
        size = len(piece.path)
        if not any(len(other.path) > size and other.path[:size] == piece.path and other.stories >= _SAME * piece.stories for other in longer):
            yield ends.kind, piece.key, piece.seen


def _grown(lines: Sequence[Holder], story_of: Sequence[int], least: int, ends: Ends) -> Iterator[_Found]:
    """Pieces, word by word from the edge of lines, as long as enough stories hold them."""
    backwards = ends.kind is Kind.SUFFIX
    start = [(holder, words[::-1] if backwards else words) for holder in lines if ends.concern(holder[2]) and len(words := words_of(holder[2].line.text)) > 1]
    waiting: list[tuple[int, list[tuple[Holder, list[Word]]]]] = [(0, start)]
    while waiting:
        size, group = waiting.pop()
        children: defaultdict[bytes, list[tuple[Holder, list[Word]]]] = defaultdict(list)
        for holder, words in group:
            # The whole of a line is no piece of it.
            if size + 1 < len(words) and size < _MOST_WORDS:
                children[words[size].key].append((holder, words))
        largest = 0
        for child in children.values():
            count = _stories(child, story_of)
            largest = max(largest, count)
            if count >= least:
                waiting.append((size + 1, child))
        if size:
            words = group[0][1][:size]
            key = b" ".join([word.key for word in (reversed(words) if backwards else words)])
            count = _stories(group, story_of)
            if has_letters(key) and (largest < _SAME * count or is_delimited(ends.kind, key)):
                seen = [(holder, _span(holder[2], words[:size], backwards=backwards)) for holder, words in group]
                yield _Found(tuple(word.key for word in words), key, count, seen)


def _stories(group: Sequence[tuple[Holder, list[Word]]], story_of: Sequence[int]) -> int:
    return len({story_of[number] for (number, _, _), _ in group})


def _span(line: Placed, words: Sequence[Word], *, backwards: bool) -> tuple[int, int]:
    """Where a piece stands in the folded text of its document."""
    return (line.line.start + words[-1].start, line.line.end) if backwards else (line.line.start, line.line.start + words[-1].end)
