"""What a profile holds: the furniture of each source, entry by entry, with what a person decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from naqi import taxonomy
from naqi.profile.slots import key_of

# Labels that an entry can have: furniture, or a part of the story that happens to recur.
LABELS: Final = frozenset(label for label in taxonomy.LABELS if label.startswith(("boilerplate.", "optional.")))
# Furniture of which naqi's rules know nothing.
UNKNOWN: Final = "boilerplate.other"


class ProfileError(ValueError):
    """A profile cannot be read, or does not fit. The message is one line that says what to do."""


class Kind(StrEnum):
    """What an entry's text is, and what of a document goes with it."""

    LINE = "line"  # a whole line
    LEAD = "lead"  # how a line begins that is furniture as a whole: what follows changes
    PREFIX = "prefix"  # how a line begins: what follows is not furniture
    SUFFIX = "suffix"  # how a line ends: what goes before is not furniture


class Place(StrEnum):
    """Where in a document a line stands."""

    TITLE = "title"  # the first line that is not a repeated one, above the body or its first
    HEAD = "head"  # above the first line of prose
    AMONG = "among"  # between lines of prose, or one of them
    TAIL = "tail"  # below the last line of prose


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of furniture.

    kind, text: what stands in documents, as most often spelt; numbers and dates in it stand for any others, and spelling variants that naqi folds
    for each other. where: the places that it is furniture in. documents: different stories of the source that hold it. share: of all that were looked
    at. label: as naqi's own rules call it, `boilerplate.other` where they know nothing. sure: whether it was accepted without a person.
    accept: what is in force; None waits for review.
    """

    kind: Kind
    text: str
    where: tuple[Place, ...]
    documents: int
    share: float
    label: str
    sure: bool
    accept: bool | None

    @property
    def is_decided(self) -> bool:
        """Whether a person has decided otherwise than learning did."""
        return self.accept is not (True if self.sure else None)

    @property
    def order(self) -> tuple[int, str, str]:
        """How entries of a file are sorted: those of most documents first."""
        return -self.documents, self.kind, self.text


@dataclass(frozen=True, slots=True)
class Source:
    """The furniture of one source.

    name: as documents name it; "" where they name none, and then it is applied to all. documents: different texts that were looked at.
    stories: of which near copies count once.
    """

    name: str
    documents: int
    stories: int
    entries: tuple[Entry, ...]

    def count(self, accept: bool | None) -> int:
        """How many entries are accepted (True), refused (False), or wait (None)."""
        return sum(entry.accept is accept for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Profile:
    """The furniture of sources, by name."""

    sources: Mapping[str, Source]

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Profile:
        """A profile of sources, in order of name. Raises ProfileError where two have one name."""
        found: dict[str, Source] = {}
        for source in sorted(sources, key=lambda source: source.name):
            if source.name in found:
                raise ProfileError(f"two profiles are of source {source.name!r}: leave one out")
            found[source.name] = source
        return cls(MappingProxyType(found))

    def __reduce__(self) -> tuple[object, ...]:
        # A view of a dictionary cannot be pickled; workers get profiles.
        return Profile.of, (tuple(self.sources.values()),)

    def for_source(self, name: str | None) -> Source | None:
        """The furniture of documents of a source, None without any.

        What was learned without sources holds for all. A profile of one source holds for documents that name none.
        """
        if name is not None and name in self.sources:
            return self.sources[name]
        if "" in self.sources:
            return self.sources[""]
        return next(iter(self.sources.values())) if name is None and len(self.sources) == 1 else None

    def decided_in(self, earlier: Profile) -> Profile:
        """The profile with what a person decided in an earlier one.

        An entry that was decided on and is not found any more stays, with no documents. A source that is not in this one stays as it was.
        """
        known = earlier.sources
        sources = [_decided(source, known[name]) if name in known else source for name, source in self.sources.items()]
        return Profile.of([*sources, *(source for name, source in known.items() if name not in self.sources)])


def _decided(source: Source, earlier: Source) -> Source:
    decided = {(entry.kind, key_of(entry.text)): entry for entry in earlier.entries if entry.is_decided}
    entries = []
    for entry in source.entries:
        known = decided.pop((entry.kind, key_of(entry.text)), None)
        entries.append(entry if known is None else replace(entry, accept=known.accept, label=known.label, where=known.where))
    entries += [replace(entry, documents=0, share=0.0) for entry in decided.values()]
    return replace(source, entries=tuple(sorted(entries, key=lambda entry: entry.order)))
