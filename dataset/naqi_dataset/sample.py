"""The sample that `naqi.testing` draws from: a few train articles, pages and inventories, written into that package so that an installed naqi has them.

It is made of the train split alone. What its files hold is described in `naqi.testing.sample`, which reads them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from naqi_dataset import articles as articles_config
from naqi_dataset.articles import Article
from naqi_dataset.sites import pages as pages_config
from naqi_dataset.sites.marks import runs
from naqi_dataset.sites.model import Phrase, Site
from naqi_dataset.sites.render import render
from naqi_dataset.sites.scrapers import scrape
from naqi_dataset.sources import Sources

ARTICLES: Final = 24
SITES: Final = 12
# Each site is seen on so many of the sample's articles, to learn where it prints what.
_SEEN: Final = 8

_LIST: Final = pa.list_(pa.string())
_PHRASE: Final = pa.struct([("id", pa.string()), ("label", pa.string()), ("evidence", pa.string()), ("sides", _LIST), ("variants", _LIST)])
_SITE_FIELDS: Final[list[pa.Field[Any]]] = [
    pa.field("id", pa.string()),
    pa.field("name", pa.string()),
    pa.field("family", pa.string()),
    pa.field("region", pa.string()),
    pa.field("digits", pa.string()),
    pa.field("months", _LIST),
    pa.field("date_format", pa.string()),
    pa.field("url", pa.string()),
    pa.field("categories", _LIST),
    pa.field("slots", pa.list_(pa.struct([("name", pa.string()), ("values", _LIST)]))),
    pa.field("furniture", pa.list_(_PHRASE)),
]
SITE_SCHEMA: Final = pa.schema(_SITE_FIELDS)

_Item = TypeVar("_Item")


def make_sample(sources: Sources) -> dict[str, pa.Table]:
    """The tables of the sample by name. Raises SourceError."""
    train = [article for article in sources.articles if article.split == "train"]
    chosen = _varied(train, ARTICLES, lambda article: [article.fields[name] for name in ("manner", "desk", "genre")])
    sites = _varied([site for site in sources.sites if site.split == "train"], SITES, lambda site: [site.family, site.region, site.digits])
    titles = [str(article.fields["title"]) for article in train]
    pages = [pages_config.row(render(sites[number % len(sites)], article, _others(titles, article))) for number, article in enumerate(chosen) if sites]
    return {
        "articles": pa.Table.from_pylist(articles_config.rows(chosen), schema=articles_config.SCHEMA),
        "pages": pa.Table.from_pylist(pages, schema=pages_config.SCHEMA),
        "sites": pa.Table.from_pylist([_site_row(site, chosen[:_SEEN], titles) for site in sites], schema=SITE_SCHEMA),
    }


def write_sample(folder: Path, tables: dict[str, pa.Table]) -> None:
    """Write the sample's tables, one parquet file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")


def _others(titles: Sequence[str], article: Article) -> list[str]:
    return [title for title in titles if title != article.fields["title"]]


def _varied(items: Sequence[_Item], count: int, traits: Callable[[_Item], Iterable[str]]) -> list[_Item]:
    """At most `count` items, in their order: again and again the first whose traits were seen least."""
    left = list(items)
    chosen: list[_Item] = []
    seen: Counter[tuple[int, str]] = Counter()
    while left and len(chosen) < count:
        best = min(left, key=lambda item: sum(seen[trait] for trait in enumerate(traits(item))))
        left.remove(best)
        chosen.append(best)
        seen.update(enumerate(traits(best)))
    return [item for item in items if item in chosen]


def _site_row(site: Site, seen_on: Sequence[Article], titles: Sequence[str]) -> dict[str, Any]:
    sides: dict[str, set[str]] = {}
    for article in seen_on:
        page = render(site, article, _others(titles, article))
        text, found = runs(scrape(page, "visible").marked, page.marker.pieces)
        body = [run for run in found if run.piece.label == "body"]
        for run in found:
            side = "before" if run.end <= body[0].start else "after" if run.start >= body[-1].end else "inside"
            line = text[text.rfind("\n", 0, run.start) + 1 : run.start].strip()
            sides.setdefault(run.piece.origin, set()).add("inline" if line and side == "inside" else side)
    return {
        "categories": sorted(set(site.categories.values())),
        "slots": [{"name": name, "values": list(values)} for name, values in sorted(site.slots.items())],
        "furniture": [_phrase_row(phrase, sorted(sides[phrase.id])) for phrase in site.furniture if phrase.id in sides],
        "months": list(site.months),
        **{name: getattr(site, name) for name in ("id", "name", "family", "region", "digits", "date_format", "url")},
    }


def _phrase_row(phrase: Phrase, sides: list[str]) -> dict[str, Any]:
    return {"id": phrase.id, "label": phrase.label, "evidence": phrase.evidence, "sides": sides, "variants": list(phrase.variants)}
