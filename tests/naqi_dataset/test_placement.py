"""Which article stands on which site: at least so many of each, by ids alone, and steady when articles are added."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from naqi_dataset.articles import SPLITS, Article, read_articles
from naqi_dataset.sites import placement
from naqi_dataset.sites.model import FAMILIES, Site, read_sites
from naqi_dataset.sites.placement import ARTICLES_PER_SITE, DEEP_ARTICLES, DEEP_SITES, SITES_PER_ARTICLE, headlines_for, placements, rank


@pytest.fixture(scope="module")
def sites(root: Path) -> list[Site]:
    return read_sites(root / "dataset" / "sources" / "sites")


@pytest.fixture(scope="module")
def article(root: Path) -> Article:
    return read_articles(root / "dataset" / "sources" / "articles")[0]


def _articles(article: Article, **counts: int) -> list[Article]:
    """Articles by split, in order of id."""
    return [
        Article(f"sport/{split}-{number:03}", {**article.fields, "split": split, "title": f"{split} {number}"}, article.body)
        for split, count in sorted(counts.items())
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def bulk(article: Article) -> list[Article]:
    return _articles(article, train=180, validation=60, test=120)


def test_each_article_has_its_sites_and_each_site_its_articles(bulk: list[Article], sites: list[Site]) -> None:
    found = list(placements(bulk, sites))
    on, of = Counter(placed.article.id for placed in found), Counter(placed.site.id for placed in found)
    assert min(on[one.id] for one in bulk) >= SITES_PER_ARTICLE
    assert [site.id for site in sites if of[site.id] < (DEEP_ARTICLES if site.id in DEEP_SITES else ARTICLES_PER_SITE)] == []
    assert all(placed.site.split == placed.article.split for placed in found)
    assert len({(placed.site.id, placed.article.id) for placed in found}) == len(found)
    assert 1440 <= len(found) <= 1700


def test_all_scrapers_of_a_site_have_work(bulk: list[Article], sites: list[Site]) -> None:
    used = Counter((placed.site.id, placed.scraper) for placed in placements(bulk, sites))
    assert {key for key, count in used.items() if count >= 2} == {(site.id, scraper) for site in sites for scraper in site.scrapers}


def test_few_articles_stand_on_every_site(article: Article, sites: list[Site]) -> None:
    few = _articles(article, train=5, validation=2)
    homes = Counter(site.split for site in sites)
    assert len(list(placements(few, sites))) == 5 * homes["train"] + 2 * homes["validation"]


def test_a_new_article_takes_at_most_one_place_of_each_site(bulk: list[Article], sites: list[Site]) -> None:
    gone = bulk[200]
    before = {(placed.site.id, placed.article.id, placed.scraper) for placed in placements([one for one in bulk if one is not gone], sites)}
    after = {(placed.site.id, placed.article.id, placed.scraper) for placed in placements(bulk, sites)}
    assert max(Counter(site for site, _, _ in before - after).values(), default=0) <= 1
    assert {one for _, one, _ in after - before} == {gone.id}


def test_order_of_articles_and_sites_decides_nothing(bulk: list[Article], sites: list[Site]) -> None:
    def pairs(articles: list[Article], homes: list[Site]) -> set[tuple[str, str, tuple[str, ...]]]:
        return {(placed.site.id, placed.article.id, placed.headlines) for placed in placements(articles, homes)}

    few = bulk[:40]
    assert pairs(few[::-1], sites[::-1]) == pairs(few, sites)


def test_headlines_are_of_other_articles_and_each_stands_once(bulk: list[Article], sites: list[Site]) -> None:
    own = [one for one in bulk if one.split == "train"]
    titles = headlines_for(sites[0], own[3], own)
    assert own[3].fields["title"] not in titles
    assert len(set(titles)) == len(titles) == placement._HEADLINES
    assert titles != headlines_for(sites[1], own[3], own)
    assert len(set(titles) & set(headlines_for(sites[0], own[3], own[:-1]))) >= placement._HEADLINES - 1


def test_rank_is_the_same_everywhere() -> None:
    """First eight bytes of SHA-256 of the ids, a line feed between; computed by sha256sum."""
    assert rank("a", "b") == 0x7E18F737311B2DC3


def test_deep_sites_are_of_all_families_and_show_what_a_source_repeats(sites: list[Site]) -> None:
    deep = [site for site in sites if site.id in DEEP_SITES]
    assert {site.id for site in deep} == set(DEEP_SITES)
    assert {site.family for site in deep} == set(FAMILIES)
    assert Counter(site.split for site in deep) == {"train": 3, "test": 3}
    assert all(any(phrase.evidence == "source" for phrase in site.furniture) for site in deep)
    assert set(SPLITS) == {site.split for site in sites}
