"""Which article stands on which site, and which other stories its page links.

Every article on every site would be thousands of pages that repeat one another. Which are made is decided by hashes of ids alone, so it is the same
everywhere, and a new article moves few of those that are there: it takes at most one place of each site.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from naqi_dataset.articles import SPLITS, Article
from naqi_dataset.sites.model import Site

# Sites of each article, and articles of each site, at least, where its split has so many.
SITES_PER_ARTICLE: Final = 3
ARTICLES_PER_SITE: Final = 40
# Sites with many documents, on which can be studied what only a source's other documents tell: furniture that its inventory gives the evidence `source`,
# and profiles. Between them they are of all five families, each prints such furniture, and three stand in train, three in test; validation has fewer
# articles than that.
DEEP_ARTICLES: Final = 100
DEEP_SITES: Final = ("masharef-live", "mashhouf-channel", "shubbak-allawz", "adasat-aldahna", "sanabik-agency", "zaarour-municipality")
# More than any page links.
_HEADLINES: Final = 64


@dataclass(frozen=True, slots=True)
class Placement:
    """An article on a site. headlines: titles of other articles of the split, for links. scraper: the one that takes the text from this page."""

    site: Site
    article: Article
    headlines: tuple[str, ...]
    scraper: str


def rank(*ids: str) -> int:
    """A number that ids draw, the same everywhere, evenly spread."""
    return int.from_bytes(hashlib.sha256("\n".join(ids).encode()).digest()[:8])


def headlines_for(site: Site, article: Article, articles: Sequence[Article]) -> tuple[str, ...]:
    """Titles of other articles that the page links, in an order of its own. articles: those of the split."""
    others = sorted((other for other in articles if other.id != article.id), key=lambda other: rank(site.id, article.id, other.id))
    return tuple(str(other.fields["title"]) for other in others[:_HEADLINES])


def placements(articles: Sequence[Article], sites: Sequence[Site]) -> Iterator[Placement]:
    """All articles on the sites that they stand on, in order of site and article.

    One stands where the site is among the first of the article's, or the article among the first of the site's, both in order of `rank`.
    """
    for split in SPLITS:
        own = [article for article in articles if article.split == split]
        homes = [site for site in sites if site.split == split]
        pairs = {pair for article in own for pair in _first([(site.id, article.id) for site in homes], SITES_PER_ARTICLE)}
        for site in homes:
            pairs.update(_first([(site.id, article.id) for article in own], DEEP_ARTICLES if site.id in DEEP_SITES else ARTICLES_PER_SITE))
        for site, article in itertools.product(homes, own):
            if (site.id, article.id) in pairs:
                scraper = site.scrapers[rank(site.id, article.id, "scraper") % len(site.scrapers)]
                yield Placement(site, article, headlines_for(site, article, own), scraper)


def _first(pairs: Sequence[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: rank(*pair))[:count]
