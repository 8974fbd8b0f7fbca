"""A site: `site.toml` with its inventory of furniture, beside its page template."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from naqi import taxonomy
from naqi_dataset.articles import DESKS, SPLITS, SourceError

FAMILIES: Final = ("blog", "newspaper", "portal", "legacy", "feed")
SCRAPERS: Final = ("visible", "paragraphs", "container", "autoblog", "feed", "paste")
DIGITS: Final = ("latin", "arabic")
# Slots that rendering fills by itself; all others are lists in `[slots]`.
BUILT_IN: Final = frozenset({"headline", "number", "date", "time", "category", "site", "url", "title", "author"})
_SLOT: Final = re.compile(r"\{([a-z_]+)\}")

_FIELDS: Final = {
    "name": str,
    "split": str,
    "family": str,
    "lineage": str,
    "region": str,
    "encoding": str,
    "declared": str,
    "url": str,
    "digits": str,
    "months": list,
    "date_format": str,
    "container": str,
    "scrapers": list,
    "categories": dict,
    "slots": dict,
    "furniture": list,
}
_PHRASE_FIELDS: Final = {"id", "class", "evidence", "place", "rate", "variants", "count", "since", "until"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One furniture phrase of a site.

    label: of the taxonomy, boilerplate or optional. evidence: how one can know (boilerplate only). place: the template's slot. rate: share of pages
    that carry it. variants: wordings, one of which a page gets, with slots in braces. count: least and most repetitions on a page. since, until:
    days between which the site used it.
    """

    id: str
    label: str
    evidence: str | None
    place: str
    rate: float
    variants: tuple[str, ...]
    count: tuple[int, int]
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Site:
    """An invented publisher. id: its folder's name. template: the folder's `page.html.jinja`. Other fields: as in site.toml."""

    id: str
    name: str
    split: str
    family: str
    lineage: str
    region: str
    encoding: str
    declared: str
    url: str
    digits: str
    months: tuple[str, ...]
    date_format: str
    container: str
    scrapers: tuple[str, ...]
    categories: Mapping[str, str]
    slots: Mapping[str, tuple[str, ...]]
    furniture: tuple[Phrase, ...]
    template: str


def parse_site(folder: Path) -> Site:
    """Read and check one site's folder. Raises SourceError with one line that names the file and the fault."""
    path = folder / "site.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        template = (folder / "page.html.jinja").read_text("utf-8")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{path}: {str(error).splitlines()[0]}") from error
    for fault in _faults(data):
        raise SourceError(f"{path}: {fault}")
    return Site(
        id=folder.name,
        template=template,
        furniture=tuple(_phrase(item) for item in data["furniture"]),
        slots={name: tuple(values) for name, values in data["slots"].items()},
        categories=data["categories"],
        months=tuple(data["months"]),
        scrapers=tuple(data["scrapers"]),
        **{name: data[name] for name in ("name", "split", "family", "lineage", "region", "encoding", "declared", "url", "digits", "date_format", "container")},
    )


def _phrase(item: dict[str, Any]) -> Phrase:
    least, most = item.get("count", [1, 1])
    return Phrase(
        id=item["id"],
        label=_label(item),
        evidence=item.get("evidence"),
        place=item["place"],
        rate=float(item["rate"]),
        variants=tuple(item["variants"]),
        count=(least, most),
        since=item.get("since"),
        until=item.get("until"),
    )


def _label(item: Mapping[str, Any]) -> str:
    """`class` is a boilerplate class, or `optional.<class>`."""
    name = str(item.get("class", ""))
    return name if name.startswith("optional.") else f"boilerplate.{name}"


def _faults(data: Mapping[str, Any]) -> Iterator[str]:
    missing = sorted(set(_FIELDS) ^ set(data))
    if missing:
        yield f"must hold exactly {', '.join(_FIELDS)}; check {', '.join(missing)}"
        return
    for name, kind in _FIELDS.items():
        if not isinstance(data[name], kind):
            yield f"{name} must be a {kind.__name__}"
            return
    for name, allowed in (("split", SPLITS), ("family", FAMILIES), ("digits", DIGITS)):
        if data[name] not in allowed:
            yield f"{name} {data[name]!r} is none of {', '.join(allowed)}"
    for scraper in data["scrapers"]:
        if scraper not in SCRAPERS:
            yield f"scraper {scraper!r} is none of {', '.join(SCRAPERS)}"
    if len(data["months"]) != 12:
        yield f"months must be twelve names, not {len(data['months'])}"
    if set(data["categories"]) != set(DESKS):
        yield f"categories must name each desk: {', '.join(DESKS)}"
    if not 40 <= len(data["furniture"]) <= 120:
        yield f"has {len(data['furniture'])} furniture phrases; a site has 40 to 120"
    seen: set[str] = set()
    for item in data["furniture"]:
        yield from (f"furniture {item.get('id')!r}: {fault}" for fault in _phrase_faults(item, data["slots"]))
        if item.get("id") in seen:
            yield f"furniture {item['id']!r} stands twice"
        seen.add(item.get("id"))


def _phrase_faults(item: Mapping[str, Any], slots: Mapping[str, Any]) -> Iterator[str]:
    unknown = set(item) - _PHRASE_FIELDS
    if unknown:
        yield f"unknown key {', '.join(sorted(unknown))}"
    for name in ("id", "class", "place", "rate", "variants"):
        if name not in item:
            yield f"lacks {name}"
            return
    label = _label(item)
    if label not in taxonomy.LABELS:
        yield f"class {item['class']!r} is not in the taxonomy"
    if label.startswith("boilerplate.") and item.get("evidence") not in taxonomy.EVIDENCE:
        yield f"evidence {item.get('evidence')!r} is none of {', '.join(taxonomy.EVIDENCE)}"
    if not 0.02 <= float(item["rate"]) <= 1:
        yield f"rate {item['rate']} is not in .02 to 1"
    if not item["variants"] or not all(isinstance(variant, str) and variant.strip() for variant in item["variants"]):
        yield "variants must be strings that hold something"
        return
    for variant in item["variants"]:
        for slot in _SLOT.findall(variant):
            if slot not in BUILT_IN and not slots.get(slot):
                yield f"slot {{{slot}}} is neither built in nor a list in [slots]"


def read_sites(folder: Path) -> list[Site]:
    """All sites of a folder, in order of id. Raises SourceError."""
    sites = [parse_site(path.parent) for path in sorted(folder.glob("*/site.toml"))]
    lineages: dict[str, str] = {}
    for site in sites:
        if lineages.setdefault(site.lineage, site.split) != site.split:
            raise SourceError(f"{folder / site.id}: template lineage {site.lineage!r} stands in two splits")
    return sites
