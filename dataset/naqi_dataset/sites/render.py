"""Render an article on a site: HTML in which every piece of text is marked."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Template, TemplateError, nodes
from markupsafe import Markup, escape

from naqi_dataset.articles import Article, SourceError
from naqi_dataset.sites.marks import Marker, Piece, strip
from naqi_dataset.sites.model import Phrase, Site

_SLOT: Final = re.compile(r"\{([a-z_]+)\}")
_ARABIC_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WEEKDAYS: Final = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_FIRST_DAY: Final = dt.date(2019, 1, 1)
_DAYS: Final = 6 * 365
_ENVIRONMENT: Final = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page. marked: HTML with marks. pieces: what they stand for. day: when the site published it."""

    site: Site
    article: Article
    marked: str
    marker: Marker
    day: dt.date
    url: str

    @property
    def html(self) -> str:
        """The HTML as published."""
        return strip(self.marked)


class Deck:
    """Draws values without repetition while there are enough: each is drawn once before any is drawn twice, in an order of the generator's."""

    def __init__(self, values: Sequence[str], rng: random.Random) -> None:
        self._values = list(values)
        self._rng = rng
        self._left: list[str] = []

    def draw(self) -> str:
        """The next value."""
        if not self._left:
            self._left = self._rng.sample(self._values, len(self._values))
        return self._left.pop()


class Filler:
    """Fills a phrase's slots for one page. Everything random comes from the generator it is given."""

    def __init__(self, site: Site, article: Article, headlines: Sequence[str], rng: random.Random) -> None:
        self._site = site
        self.day = _FIRST_DAY + dt.timedelta(days=rng.randrange(_DAYS))
        self._clock = (rng.randrange(24), rng.randrange(60))
        # Each other story is linked once before any is linked twice; so with the values of each slot.
        self._headlines = Deck(headlines, rng)
        self._slots = {name: Deck(values, rng) for name, values in site.slots.items()}
        self.url = f"{site.url}/{self.day.year}/{rng.randrange(10_000, 999_999)}"
        byline = article.fields["byline"]
        self._values: dict[str, Callable[[], str]] = {
            "headline": self._headlines.draw,
            "number": lambda: self._digits(str(rng.choice((rng.randrange(2, 30), rng.randrange(30, 20_000))))),
            "date": self._date,
            "time": lambda: self._digits(f"{self._clock[0]:02}:{self._clock[1]:02}"),
            "category": lambda: site.categories[article.fields["desk"]],
            "site": lambda: site.name,
            "url": lambda: self.url,
            "title": lambda: str(article.fields["title"]),
            "author": lambda: byline or site.name,
        }

    def _digits(self, text: str) -> str:
        return text.translate(_ARABIC_DIGITS) if self._site.digits == "arabic" else text

    def _date(self) -> str:
        day = self.day
        text = self._site.date_format.format(
            day=day.day, month=self._site.months[day.month - 1], month_number=day.month, year=day.year, weekday=_WEEKDAYS[day.weekday()]
        )
        return self._digits(text)

    def fill(self, variant: str) -> str:
        """The wording with its slots filled."""
        return _SLOT.sub(lambda match: self._value(match[1]), variant)

    def _value(self, slot: str) -> str:
        built_in = self._values.get(slot)
        return built_in() if built_in is not None else self._slots[slot].draw()


class _Lenient(list[Markup]):
    """What a slot holds where furniture was left out on purpose: nothing in the place of what the template counts on."""

    def __getitem__(self, index: Any) -> Any:
        try:
            return super().__getitem__(index)
        except IndexError:
            return Markup("")


def _present(phrase: Phrase, day: dt.date, rng: random.Random) -> bool:
    # The generator is asked first, so that a date does not shift what follows.
    drawn = rng.random() < phrase.rate
    return drawn and (phrase.since is None or phrase.since <= day) and (phrase.until is None or day < phrase.until)


@lru_cache(maxsize=64)
def _compiled(source: str) -> tuple[Template, frozenset[str]]:
    """A template, and the strings in it: places among them. Compiling costs ten times what rendering does. Raises TemplateError."""
    strings = (node.value for node in _ENVIRONMENT.parse(source).find_all(nodes.Const) if isinstance(node.value, str))
    return _ENVIRONMENT.from_string(source), frozenset(strings)


def render(site: Site, article: Article, headlines: Sequence[str], *, only: frozenset[str] | None = None) -> Page:
    """Render an article on a site.

    Args:
        site: where.
        article: what.
        headlines: titles of other articles of the split, for links.
        only: labels of furniture to show; None shows what the inventory's rates give. With labels, a slot that the template counts on may be empty.

    Raises SourceError when the template is broken, or prints text that is neither the article's nor the inventory's.
    """
    if not headlines:
        raise SourceError(f"{site.id}: {article.id} is the only article of its split: pages link other stories")
    rng = random.Random(f"{site.id}/{article.id}")
    filler = Filler(site, article, headlines, rng)
    marker = Marker()

    def marked(text: str, piece: Piece) -> Markup:
        return Markup(marker.mark(str(escape(text)), piece))  # noqa: S704  # escaped just now

    places: dict[str, list[Markup]] = {}
    items: dict[str, Markup] = {}
    for phrase in site.furniture:
        shown = _present(phrase, filler.day, rng)
        times = rng.randint(*phrase.count)
        variants = Deck(phrase.variants, rng)
        texts = [(variant, filler.fill(variant)) for variant in (variants.draw() for _ in range(times))]
        if not shown or (only is not None and phrase.label not in only):
            continue
        pieces = [marked(text, Piece(phrase.label, phrase.id, phrase.evidence, variant)) for variant, text in texts]
        places.setdefault(phrase.place, []).extend(pieces)
        items[phrase.id] = Markup(" ").join(pieces)
    fields = article.fields
    dateline = marked(fields["dateline"], Piece("optional.dateline", "dateline")) if fields["dateline"] else None
    body = [marked(paragraph, Piece("body", f"p{number}")) for number, paragraph in enumerate(article.body)]
    context = {
        "title": marked(fields["title"], Piece("optional.title", "title")),
        "plain_title": fields["title"],
        "byline": marked(fields["byline"], Piece("optional.byline", "byline")) if fields["byline"] else None,
        "dateline": dateline,
        "paragraphs": [Markup(" ").join([dateline, body[0]]) if dateline else body[0], *body[1:]],
        "body": body,
        "captions": [marked(caption, Piece("boilerplate.caption", f"caption{number}", "layout")) for number, caption in enumerate(fields["captions"])],
        "slot": lambda place: places.get(place, []) if only is None else _Lenient(places.get(place, [])),
        "item": lambda identity: items.get(identity, Markup("")),
        "site": site,
        "url": filler.url,
        "day": filler.day,
        "charset": site.declared,
    }
    try:
        template, named = _compiled(site.template)
        html = template.render(context)
    except TemplateError as error:
        raise SourceError(f"{site.id}/page.html.jinja: {str(error).splitlines()[0]}") from error
    # By the template, not by what this page shows: a short article has no fourth paragraph to put an advertisement behind.
    unplaced = {phrase.place for phrase in site.furniture} - named - {"item"}
    if unplaced:
        raise SourceError(f"{site.id}/page.html.jinja: has no slot for place {', '.join(sorted(unplaced))}")
    return Page(site, article, html, marker, filler.day, filler.url)
