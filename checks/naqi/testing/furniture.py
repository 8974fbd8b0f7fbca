"""Strategies for furniture by class: phrases of naqi's lexicons and of the inventories of the sample's sites, their slots filled."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from hypothesis import strategies as st

from naqi.rules import lexicon
from naqi.taxonomy import BOILERPLATE_CLASSES
from naqi.testing import sample
from naqi.testing.orthography import Habits
from naqi.testing.sample import Site
from naqi.testing.words import arabic_words, headlines, names

SIDES: Final = ("after", "before", "inside", "inline")
_SLOT: Final = re.compile(r"\{([a-z_]+)\}")
# Between the items of a strip, which a site's template cuts at it.
_STRIP: Final = "\N{BROKEN BAR}"
_LATIN: Final = re.compile("[A-Za-z]")
_WEEKDAYS: Final = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_DAYS: Final = (dt.date(2005, 1, 1), dt.date(2030, 12, 31))
_EASTERN: Final = Habits(digits="arabic")

# Where a class stands of which no site of the sample says it.
_USUAL_SIDES: Final[Mapping[str, tuple[str, ...]]] = {
    "category": ("before",), "title_suffix": ("inline",), "timestamp": ("before",), "reading_time": ("before",), "navigation": ("before", "after"),
    "cookie": ("before", "after"), "caption": ("inside",), "credit": ("inside",), "ad_marker": ("inside", "after"), "advert": ("inside", "after"),
    "markup": ("inside", "after"), "embed": ("inside",), "related": ("inside", "after"), "machine_notice": ("before", "after"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of furniture, one line.

    text: as printed. label: `boilerplate.<class>`. evidence: as in the taxonomy. side: where it stands: "before" or "after" the body, "inside" it on
    a line of its own, or "inline", behind other text of its line (behind the title, for a title's suffix). origin: a lexicon's name, a site's id, or
    "pattern".
    """

    text: str
    label: str
    evidence: str
    side: str
    origin: str

    @property
    def name(self) -> str:
        """The class."""
        return self.label.removeprefix("boilerplate.")


def furniture(classes: Iterable[str] | None = None) -> st.SearchStrategy[Furniture]:
    """A piece of furniture.

    classes: of the taxonomy (`naqi.taxonomy.BOILERPLATE_CLASSES`), with or without `boilerplate.`; all by default. Shrinks to the first class given,
    and there to a phrase of a lexicon without anything behind it. Raises ValueError for an unknown class, and for none.
    """
    chosen = tuple(map(_known, BOILERPLATE_CLASSES if classes is None else classes))
    if not chosen:
        raise ValueError("furniture of no class: name one of naqi.taxonomy.BOILERPLATE_CLASSES, or None for all")
    return st.sampled_from(chosen).flatmap(_of_class)


def _known(name: str) -> str:
    short = name.removeprefix("boilerplate.")
    if short not in BOILERPLATE_CLASSES:
        near = difflib.get_close_matches(short, BOILERPLATE_CLASSES, 1, 0.5)
        raise ValueError(f"unknown class {name!r}: " + (f"did you mean {near[0]}?" if near else f"the classes are {', '.join(BOILERPLATE_CLASSES)}"))
    return short


@cache
def _of_class(name: str) -> st.SearchStrategy[Furniture]:
    """All ways to furniture of a class: lexicons first, then sites, then what has a shape and no wording."""
    known = set(lexicon.names())
    ways = [_listed(name, shape) for shape in ("line", "phrase", "lead", "tail") if f"{name}.{shape}" in known]
    ways += [_printed(site, name) for site in sample.sites() if any(phrase.label == f"boilerplate.{name}" for phrase in site.furniture)]
    ways += [pattern.map(lambda text: Furniture(text, f"boilerplate.{name}", "position", _sides(name)[0], "pattern")) for pattern in _PATTERNS.get(name, ())]
    return st.one_of(ways)


@cache
def _sides(name: str) -> tuple[str, ...]:
    seen = {side for site in sample.sites() for phrase in site.furniture if phrase.label == f"boilerplate.{name}" for side in phrase.sides}
    return _USUAL_SIDES.get(name) or tuple(side for side in SIDES if side in seen and side != "inline") or ("after",)


@cache
def _phrases(name: str) -> list[str]:
    """The phrases of a lexicon, Arabic ones first and shorter ones first: what fails shrinks towards the first."""
    return sorted(lexicon.load(name), key=lambda phrase: (bool(_LATIN.search(phrase)), len(phrase), phrase))


@st.composite
def _listed(draw: st.DrawFn, name: str, shape: str) -> Furniture:
    """A phrase of a lexicon in the shape that makes it furniture: a lead with what it leads to, a tail behind other text."""
    text = draw(st.sampled_from(_phrases(f"{name}.{shape}")))
    side = "inline" if shape == "tail" else draw(st.sampled_from(_sides(name)))
    if shape == "lead":
        behind = draw(st.just("") | headlines() | names() | arabic_words() | st.lists(arabic_words(), min_size=2, max_size=4).map("، ".join))
        text = f"{text} {behind}".rstrip()
    return Furniture(text, f"boilerplate.{name}", "wording" if shape == "phrase" else "position", side, f"{name}.{shape}")


@st.composite
def _printed(draw: st.DrawFn, site: Site, name: str) -> Furniture:
    """A phrase of a site's inventory, slots filled."""
    phrase = draw(st.sampled_from([phrase for phrase in site.furniture if phrase.label == f"boilerplate.{name}"]))
    variant = draw(st.sampled_from(phrase.variants))
    text = _SLOT.sub(lambda match: draw(_slot(site, match[1])), variant)
    side = "inline" if name == "title_suffix" else draw(st.sampled_from(phrase.sides))
    return Furniture(" ".join(text.replace(_STRIP, " ").split()), phrase.label, phrase.evidence or "position", side, site.id)


def _slot(site: Site, name: str) -> st.SearchStrategy[str]:
    if name in site.slots:
        return st.sampled_from(site.slots[name])
    text = _BUILT_IN[name](site)
    return text.map(_EASTERN.write) if site.digits == "arabic" else text


def _dates(site: Site) -> st.SearchStrategy[str]:
    return st.dates(min_value=_DAYS[0], max_value=_DAYS[1]).map(
        lambda day: site.date_format.format(
            day=day.day, month=site.months[day.month - 1], month_number=day.month, year=day.year, weekday=_WEEKDAYS[day.weekday()]
        )
    )


def _times(_: object = None) -> st.SearchStrategy[str]:
    return st.times().map(lambda time: f"{time:%H:%M}")


_BUILT_IN: Final[Mapping[str, Callable[[Site], st.SearchStrategy[str]]]] = {
    "headline": lambda _: headlines(),
    "title": lambda _: headlines(),
    "number": lambda _: st.integers(2, 20_000).map(str),
    "date": _dates,
    "time": _times,
    "category": lambda site: st.sampled_from(site.categories),
    "site": lambda site: st.just(site.name),
    "author": lambda _: names(),
    "url": lambda site: st.integers(10_000, 999_999).map(lambda number: f"{site.url}/2024/{number}"),
}

_site_names: Final = st.deferred(lambda: st.sampled_from([site.name for site in sample.sites()]))

# Classes, or ways of them, that have a shape rather than a wording.
_PATTERNS: Final[Mapping[str, tuple[st.SearchStrategy[str], ...]]] = {
    "markup": (
        st.sampled_from(("<br />", "&nbsp;", "[/caption]", "<p>&nbsp;</p>", "<!-- wp:paragraph -->", "</div>")),
        st.builds('[gallery ids="{},{}"]'.format, st.integers(1, 9999), st.integers(1, 9999)),
        st.builds('<span style="font-size: {}px;">'.format, st.integers(8, 40)),
    ),
    "title_suffix": (st.builds("{} {}".format, st.sampled_from(("-", "|", "–")), _site_names),),
    "timestamp": (st.builds("{}-{:02}-{:02} {}".format, st.integers(2005, 2030), st.integers(1, 12), st.integers(1, 28), _times()),),
    "tags": (st.lists(arabic_words(), min_size=2, max_size=5).map(lambda words: " ".join(f"#{word}" for word in words)),),
}  # fmt: skip
