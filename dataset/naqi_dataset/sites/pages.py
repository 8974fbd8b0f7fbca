"""The `pages` config: HTML as a site serves it, with what an extractor should keep, may keep, and must not print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa

from naqi.arabic.folding import fold_phrase
from naqi_dataset.articles import Article
from naqi_dataset.sites.captions import settle
from naqi_dataset.sites.marks import Run, runs
from naqi_dataset.sites.model import Site
from naqi_dataset.sites.placement import placements
from naqi_dataset.sites.render import Page, render
from naqi_dataset.sites.scrapers import scrape

_LABELLED: Final = pa.struct([("text", pa.string()), ("label", pa.string())])
_FORBIDDEN: Final = pa.struct([("text", pa.string()), ("label", pa.string()), ("evidence", pa.string())])

_FIELDS: Final[list[pa.Field[Any]]] = [
    pa.field("id", pa.string()),
    pa.field("site", pa.string()),
    pa.field("family", pa.string()),
    pa.field("lineage", pa.string()),
    pa.field("article", pa.string()),
    pa.field("html", pa.binary()),
    pa.field("declared_encoding", pa.string()),
    pa.field("encoding", pa.string()),
    pa.field("url", pa.string()),
    pa.field("keep", pa.list_(pa.string())),
    pa.field("optional", pa.list_(_LABELLED)),
    pa.field("forbidden", pa.list_(_FORBIDDEN)),
    pa.field("split", pa.string()),
]
SCHEMA: Final = pa.schema(_FIELDS)


def row(page: Page) -> dict[str, Any]:
    """The row of `SCHEMA` for a rendered page."""
    site, article = page.site, page.article
    # What a reader sees of the page, in order.
    text, found = runs(scrape(page, "visible").marked, page.marker.pieces)
    found = settle(text, found)
    # A character that the site's code page lacks is written as a character reference, as content management systems do.
    data = page.html.encode(site.encoding, "xmlcharrefreplace")
    return {
        "id": f"{site.id}/{article.id}",
        "site": site.id,
        "family": site.family,
        "lineage": site.lineage,
        "article": article.id,
        "html": data,
        "declared_encoding": site.declared or None,
        "encoding": site.encoding,
        "url": page.url,
        "keep": list(article.body),
        "optional": _distinct(text, [run for run in found if run.piece.label.startswith("optional.")], set()),
        "forbidden": _forbidden(article, text, found),
        "split": site.split,
    }


def _distinct(text: str, found: Sequence[Run], taken: set[bytes]) -> list[dict[str, Any]]:
    """Texts of runs, each once after folding."""
    kept = []
    for run in found:
        key = fold_phrase(text[run.start : run.end])
        if key and key not in taken:
            taken.add(key)
            kept.append({"text": text[run.start : run.end], "label": run.piece.label, "evidence": run.piece.evidence})
    return kept


def _forbidden(article: Article, text: str, found: Sequence[Run]) -> list[dict[str, Any]]:
    """Furniture that occurs in nothing one may keep: else finding it in an output would prove nothing."""
    allowed = fold_phrase(article.text)
    items = _distinct(text, [run for run in found if run.piece.label.startswith("boilerplate.")], set())
    return [item for item in items if fold_phrase(item["text"]) not in allowed]


def rows(articles: Sequence[Article], sites: Sequence[Site]) -> list[dict[str, Any]]:
    """All pages, one for each placement. Raises SourceError."""
    made = [row(render(placed.site, placed.article, placed.headlines)) for placed in placements(articles, sites)]
    # By site: pages of one template lie side by side, where compression finds what they repeat.
    return sorted(made, key=lambda row: str(row["id"]))
