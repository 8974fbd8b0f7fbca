"""Pages with one class of furniture, a number of times, before, inside or behind the story, and without any other: to see what that class alone does.

They are rendered as the site's pages are, from its template and inventory, but with a choice of phrases instead of the inventory's rates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from naqi.taxonomy import BOILERPLATE_CLASSES
from naqi_dataset.articles import Article
from naqi_dataset.sites.captions import settle
from naqi_dataset.sites.marks import Run, runs
from naqi_dataset.sites.model import Phrase, Site
from naqi_dataset.sites.render import Page, render
from naqi_dataset.sites.scrapers import scrape

# Where furniture stands to the body, as a reader sees the page: before its first paragraph, between two paragraphs, behind the last.
PLACES: Final = ("before", "inside", "after")
# A phrase with this place stands where the template names it.
_NAMED: Final = "item"
_CAPTION: Final = "boilerplate.caption"


def shown(page: Page) -> tuple[str, list[Run]]:
    """The text of a page that a reader sees, and its runs, those of pictures settled. Raises MarkError."""
    text, found = runs(scrape(page, "visible").marked, page.marker.pieces)
    return text, settle(text, found)


@dataclass(frozen=True, slots=True)
class Dosed:
    """A page that shows one class of furniture `dose` times, all at one place: the one asked for, or the nearest at which the site can show it."""

    page: Page
    name: str
    dose: int
    place: str


class Doses:
    """Pages of one article on one site. headlines: as for `render`. Raises SourceError, as `render` does."""

    def __init__(self, site: Site, article: Article, headlines: Sequence[str]) -> None:
        self._site, self._headlines = site, headlines
        self._captions = tuple(article.fields["captions"])
        self._article = replace(article, fields={**article.fields, "captions": []})
        self.plain = self._with(())
        self._seen = _seen(self.plain).article

    @property
    def classes(self) -> list[str]:
        """The classes of boilerplate that there are wordings for, in the taxonomy's order: those of the site's inventory, and the article's captions."""
        there = {phrase.label for phrase in self._site.furniture} | ({_CAPTION} if self._captions else set())
        return [name for name in BOILERPLATE_CLASSES if f"boilerplate.{name}" in there]

    def page(self, name: str, dose: int, place: str) -> Dosed | None:
        """The page with a class of furniture and nothing else of the site's; None where the site cannot show it that often.

        A phrase stays where the site has it, if that is the place asked for; else it goes to a slot there, of those that the site uses. Where none shows it,
        the place next to it is tried. The article's part of the page is that of `plain`, to the character.

        Args:
            name: of `classes`, as "related".
            dose: how often, 1 or more.
            place: one of `PLACES`.
        """
        label = f"boilerplate.{name}"
        phrases = [phrase for phrase in self._site.furniture if phrase.label == label]
        if not phrases and label == _CAPTION and self._captions:
            phrases = [Phrase("caption", label, "layout", _NAMED, 1.0, self._captions, (1, 1), None, None)]
        for at in sorted(PLACES, key=lambda other: abs(PLACES.index(other) - PLACES.index(place))):
            own = [phrase for phrase in phrases if self._standing.get(phrase.id) == at]
            moved = [replace(phrase, place=slot) for slot, standing in self._slots.items() if standing == at for phrase in phrases]
            for phrase in [*own, *moved]:
                page = self._with((_always(phrase, dose),))
                seen = _seen(page)
                if seen.place(label, dose) == at and seen.article == self._seen:
                    return Dosed(page, name, dose, at)
        return None

    def _with(self, furniture: tuple[Phrase, ...]) -> Page:
        labels = frozenset(phrase.label for phrase in furniture)
        return render(replace(self._site, furniture=furniture), self._article, self._headlines, only=labels)

    @cached_property
    def _standing(self) -> dict[str, str]:
        """The place of each phrase of the inventory, by id, on a page that has them all; what is not seen, or in more than one place, is left out."""
        places: dict[str, set[str]] = {}
        for _, origin, place in _seen(self._with(tuple(_always(phrase, 1) for phrase in self._site.furniture))).furniture:
            places.setdefault(origin, set()).add(place)
        return {origin: next(iter(standing)) for origin, standing in places.items() if len(standing) == 1}

    @cached_property
    def _slots(self) -> dict[str, str]:
        return {phrase.place: self._standing[phrase.id] for phrase in self._site.furniture if phrase.id in self._standing and phrase.place != _NAMED}


def _always(phrase: Phrase, times: int) -> Phrase:
    return replace(phrase, rate=1.0, count=(times, times), since=None, until=None)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a reader sees of a page. article: its parts by origin, white space aside. furniture: label, origin and place of each piece."""

    article: dict[str, str]
    furniture: list[tuple[str, str, str]]

    def place(self, label: str, dose: int) -> str | None:
        """The place of all furniture, if it is so many pieces of the class at one. A template may show only the first of a slot, or each twice."""
        places = {place for _, _, place in self.furniture}
        right = len(self.furniture) == dose and len(places) == 1 and all(piece[0] == label for piece in self.furniture)
        return next(iter(places)) if right else None


def _seen(page: Page) -> _Seen:
    text, found = shown(page)
    body = [run for run in found if run.piece.label == "body"]
    article: dict[str, str] = {}
    furniture = []
    for run in found:
        if run.piece.label.startswith("boilerplate."):
            place = "before" if run.end <= body[0].start else "after" if run.start >= body[-1].end else "inside"
            furniture.append((run.piece.label, run.piece.origin, place))
        else:
            article[run.piece.origin] = article.get(run.piece.origin, "") + "".join(text[run.start : run.end].split())
    return _Seen(article, furniture)
