"""Learn the furniture of a source from what its documents repeat. No word list tells what is furniture, and no label.

A piece of text is counted in the different stories that hold it: whole lines, and what begins or ends lines that are no repeated ones.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from math import ceil
from typing import Final

from naqi.checker import Checker, Hits
from naqi.profile.affixes import Ends, mine
from naqi.profile.model import LABELS, UNKNOWN, Entry, Kind, Place, Profile, Source
from naqi.profile.places import Placed, keyed, placed
from naqi.profile.sample import Sample
from naqi.profile.slots import key_of
from naqi.profile.stories import stories
from naqi.profile.verdict import HEADLINE_WORDS, Seen, is_kept, is_sure
from naqi.rules.registry import RULES
from naqi.scan.document import Document, count_words

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# Of each piece, so many sightings are looked at with naqi's rules.
_ASKED: Final = 3
# A rule's finding must hold this share of a piece to say what it is: a button before a byline does not make both a button.
_COVERED: Final = 0.8
# A place counts when at least this share of a piece's stories has it there.
_OFTEN: Final = 0.1
_MOSTLY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of a piece of text, and of a source.

    least_documents: different stories that must hold a piece. least_share: of the source's stories, besides. sample: different texts of a source that are
    looked at.
    """

    least_documents: int = 5
    least_share: float = 0.01
    sample: int = 2000


class Learner:
    """Documents in, one by one and in any order; a profile out.

    Memory: a sample of each source's documents, compressed (`Options.sample`).
    """

    def __init__(self, options: Options | None = None) -> None:
        self.options = Options() if options is None else options
        self._samples: dict[str, Sample] = {}

    def add(self, text: str | None, source: str | None = None) -> None:
        """Take a document; one without a source belongs to the source "". A null or blank one tells nothing."""
        if text is not None:
            name = source or ""
            if name not in self._samples:
                self._samples[name] = Sample(self.options.sample)
            self._samples[name].add(text)

    def merge(self, other: Learner) -> None:
        """Take all that another learner with the same options has seen: the profile becomes that of all documents of both.

        Raises ValueError where the options differ.
        """
        if other.options != self.options:
            raise ValueError("learners merge only with the same options")
        for name, sample in other._samples.items():
            self._samples.setdefault(name, Sample(self.options.sample)).merge(sample)

    @property
    def read(self) -> Counter[str]:
        """How many documents of each source were added that are not blank."""
        return Counter({name: sample.read for name, sample in self._samples.items() if sample.read})

    def kept(self) -> Iterator[tuple[str, str]]:
        """Source and text of each document that is kept: a learner that gets only these, and those of other parts of a crawl, learns what one of all would."""
        for name in sorted(self._samples):
            for text in self._samples[name].texts():
                yield name, text

    def profile(self) -> Profile:
        """What was learned of every source that has a document."""
        return Profile.of(learn_source(name, list(self._samples[name].texts()), self.options) for name in sorted(self.read))


def learn(documents: Iterable[tuple[str | None, str | None]], options: Options | None = None) -> Profile:
    """Learn a profile.

    Args:
        documents: source and text of each, in any order; None without a source.
        options: what is asked of a piece of text; by default what `naqi profile` asks.
    """
    learner = Learner(options)
    for source, text in documents:
        learner.add(text, source)
    return learner.profile()


Key = tuple[Kind, bytes]


@dataclass(slots=True)
class _Piece:
    """What is known of one repeated piece of text."""

    stories: set[int] = field(default_factory=set)
    places: defaultdict[Place, set[int]] = field(default_factory=lambda: defaultdict(set))
    spellings: Counter[str] = field(default_factory=Counter)
    prose: int = 0
    company: int = 0
    sightings: int = 0
    asked: list[tuple[int, int, int]] = field(default_factory=list)

    def see(self, number: int, story: int, line: Placed, document: Document, span: tuple[int, int], *, whole: bool) -> None:
        """Take a sighting. span: of the piece, in folded text. whole: whether the line would go with it."""
        start, end = document.code_points(*span)
        self.stories.add(story)
        self.places[line.place].add(story)
        self.spellings[document.text[start:end]] += 1
        self.prose += line.line.is_prose
        self.sightings += 1
        if len(self.asked) < _ASKED and all(known != number for known, _, _ in self.asked):
            self.asked.append((number, *(document.code_points(line.line.start, line.line.end) if whole else (start, end))))

    @property
    def text(self) -> str:
        """As most often spelt; of equals the first by code points. A lone surrogate, which no file can hold, is U+FFFD, as for all rules."""
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", min(self.spellings, key=lambda text: (-self.spellings[text], text)))

    def where(self, kind: Kind, key: bytes) -> tuple[Place, ...]:
        """The places that count. Above the body, a line long enough for a headline may be the story's own, which other pages link to."""
        headline = kind is Kind.LINE and count_words(key) >= HEADLINE_WORDS
        needed = {Place.TITLE: _MOSTLY if kind is Kind.LINE else _OFTEN, Place.HEAD: _MOSTLY if headline else _OFTEN}
        stories = len(self.stories)
        most = max(Place, key=lambda place: len(self.places[place]))
        return tuple(place for place in Place if place is most or len(self.places[place]) >= max(1, needed.get(place, _OFTEN) * stories))


def learn_source(name: str, texts: Sequence[str], options: Options) -> Source:
    """The furniture of one source. texts: different ones, in an order that does not depend on that of the input."""
    documents = [Document(text) for text in texts]
    story_of = stories([document.data for document in documents])
    total = len(set(story_of))
    least = max(options.least_documents, ceil(options.least_share * total))
    holders: defaultdict[bytes, set[int]] = defaultdict(set)
    for document, story in zip(documents, story_of, strict=True):
        for _, key in keyed(document):
            holders[key].add(story)
    repeated = {key for key, found in holders.items() if len(found) >= least}
    del holders
    pieces: defaultdict[Key, _Piece] = defaultdict(_Piece)
    rest: list[tuple[int, Document, Placed]] = []
    lines_of = [placed(document, repeated) for document in documents]
    for number, (document, story, lines) in enumerate(zip(documents, story_of, lines_of, strict=True)):
        for line in lines:
            if line.key in repeated:
                span = line.line.start, line.line.end
                pieces[Kind.LINE, line.key].see(number, story, line, document, span, whole=True)
            else:
                rest.append((number, document, line))
    for ends in Ends:
        for kind, key, seen in mine(rest, story_of, least, ends):
            piece = pieces[kind, key]
            for (number, document, line), span in seen:
                piece.see(number, story_of[number], line, document, span, whole=kind is Kind.LEAD)
    labels = _labels(texts, pieces)
    known = {key for (kind, key), label in labels.items() if kind is Kind.LINE and label is not None and label.startswith("boilerplate.")}
    for lines in lines_of:
        _keep_company(lines, repeated, known, pieces)
    entries = [entry for (kind, key), piece in pieces.items() if (entry := _entry(kind, key, piece, labels[kind, key], total)) is not None]
    return Source(name, len(texts), total, tuple(sorted(entries, key=lambda entry: entry.order)))


def _keep_company(lines: Sequence[Placed], repeated: Container[bytes], known: Container[bytes], pieces: Mapping[Key, _Piece]) -> None:
    """Count the lines inside of a block of furniture: a run of repeated lines, one of them known to be furniture, of which story lines touch only the ends."""
    for is_repeated, block in groupby(enumerate(lines), lambda item: item[1].key in repeated):
        run = list(block)
        if is_repeated and any(line.key in known for _, line in run):
            first = run[0][0] > 0
            last = run[-1][0] < len(lines) - 1
            for _, line in run[first : len(run) - last]:
                pieces[Kind.LINE, line.key].company += 1


def _entry(kind: Kind, key: bytes, piece: _Piece, label: str | None, total: int) -> Entry | None:
    if key_of(piece.text) != key:
        # Such as a line that begins with half of a ligature: as a text of its own it would be another.
        return None
    documents = len(piece.stories)
    seen = Seen(kind, key, piece.where(kind, key), documents, documents / total, label, 2 * piece.prose > piece.sightings, piece.company / piece.sightings)
    if not is_kept(seen):
        return None
    sure = is_sure(seen)
    return Entry(kind, piece.text, seen.where, documents, round(seen.share, 4), label or UNKNOWN, sure, True if sure else None)


@cache
def _checker() -> Checker:
    return Checker([rule for rule in RULES if rule.is_alone and rule.label in LABELS])


def _labels(texts: Sequence[str], pieces: Mapping[Key, _Piece]) -> dict[Key, str | None]:
    """What naqi's rules call each piece in most of the sightings that are looked at; None where they say nothing."""
    asked = sorted({number for piece in pieces.values() for number, _, _ in piece.asked})
    hits = dict(zip(asked, _checker().hits_of([texts[number] for number in asked]), strict=True))
    labels: dict[Key, str | None] = {}
    for key, piece in pieces.items():
        votes = Counter(found for number, start, end in piece.asked if (found := _label_of(hits[number], start, end)) is not None)
        best = min(votes, key=lambda name: (-votes[name], name), default=None)
        labels[key] = best if best is not None and 2 * votes[best] > len(piece.asked) else None
    return labels


def _label_of(hits: Hits, start: int, end: int) -> str | None:
    """The label of what holds nearly all of a span; parts of a story before furniture."""
    over = [rule.label for rule, first, last in hits if min(last, end) - max(first, start) >= _COVERED * (end - start)]
    return max(over, default=None)
