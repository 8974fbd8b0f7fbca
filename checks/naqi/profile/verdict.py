"""What becomes of a repeated piece: accepted as furniture, kept for a person to look at, or left out.

What also recurs is the story's own: datelines, bylines, sign-offs, the headings of a column, how paragraphs begin, what a series repeats. So frequency
alone accepts only what stands in half of a source's stories, never among their prose and where no headline may stand. Rarer pieces are accepted where
naqi's rules know them for furniture, or where they stand inside of a block of repeated lines of which the rules know one. `naqi-bench profiles`
measures it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from naqi.profile.affixes import is_delimited
from naqi.profile.model import Kind, Place
from naqi.scan.document import count_words

_FURNITURE: Final = "boilerplate."
_OWN: Final = "optional."
# A line of so many words may be a headline.
HEADLINE_WORDS: Final = 4
# A piece of which nothing else is known must stand in this share of the stories to be accepted.
SURE_SHARE: Final = 0.5
# And a line in a block of furniture in this share of its places.
SURE_COMPANY: Final = 0.5
# Rarer paragraphs among others are the background of a story that goes on.
_PARAGRAPH_SHARE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Seen:
    """A repeated piece.

    where: the places that it stands in. documents: stories that hold it. share: of all. label: what naqi's rules call it; None where they say nothing.
    is_prose: whether most lines that hold it are. company: share of its places inside of a block of furniture.
    """

    kind: Kind
    key: bytes
    where: tuple[Place, ...]
    documents: int
    share: float
    label: str | None
    is_prose: bool
    company: float

    @property
    def is_headline(self) -> bool:
        """Whether it may be one, of a report that a source prints every day with other numbers."""
        above = Place.TITLE in self.where or Place.HEAD in self.where
        return above and count_words(self.key) >= HEADLINE_WORDS

    @property
    def is_known(self) -> bool:
        """Whether naqi's rules call it furniture."""
        return self.label is not None and self.label.startswith(_FURNITURE)

    @property
    def is_own(self) -> bool:
        """Whether they call it a part of the story."""
        return self.label is not None and self.label.startswith(_OWN)


def is_kept(seen: Seen) -> bool:
    """Tell whether a piece is worth a look."""
    if seen.kind is Kind.LINE:
        return seen.is_known or not seen.is_prose or seen.share >= _PARAGRAPH_SHARE or Place.AMONG not in seen.where
    if seen.is_own or (b" " not in seen.key and not is_delimited(seen.kind, seen.key)):
        return False
    # Between a verb of saying and the speech stands a colon too.
    return seen.is_known or (is_delimited(seen.kind, seen.key) and not (seen.is_prose and seen.key.endswith(b":")))


def is_sure(seen: Seen) -> bool:
    """Tell whether a piece is furniture without a person's word."""
    if seen.is_own:
        return False
    outside = Place.AMONG not in seen.where
    if seen.kind is Kind.LINE:
        if seen.is_prose:
            return seen.is_known and outside
        return seen.is_known or seen.company >= SURE_COMPANY or (outside and seen.share >= SURE_SHARE and not seen.is_headline)
    # What follows a lead is not known: its line may be the story's own for once, and naqi's rules look at each such line themselves.
    if seen.kind is Kind.LEAD or seen.is_prose or not is_delimited(seen.kind, seen.key):
        return False
    return seen.is_known or (seen.where == (Place.TITLE,) and seen.share >= SURE_SHARE)
