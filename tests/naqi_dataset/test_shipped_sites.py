"""The shipped sites: how many there are, and that the test pages load nothing from hosts that exist."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from naqi_dataset.articles import Article, read_articles
from naqi_dataset.sites.model import FAMILIES, Site, read_sites
from naqi_dataset.sites.render import render

# What a browser or an extractor may fetch: an address with a host, in an attribute, a style sheet or a script. Names of vocabularies are not fetched.
_ADDRESS = re.compile(r"(?:src|srcset|href|action|url|poster|data-[a-z-]+)\s*[=(:]\s*[\"']?(?:https?:)?//([a-z0-9.-]+)", re.IGNORECASE)
_VOCABULARIES = {"gmpg.org", "www.w3.org", "schema.org", "purl.org", "api.w.org", "ogp.me"}


@pytest.fixture(scope="module")
def sites(root: Path) -> list[Site]:
    return read_sites(root / "dataset" / "sources" / "sites")


@pytest.fixture(scope="module")
def articles(root: Path) -> list[Article]:
    return read_articles(root / "dataset" / "sources" / "articles")


def test_there_are_24_sites_and_all_families_in_each_split(sites: list[Site]) -> None:
    assert Counter(site.split for site in sites) == {"train": 8, "validation": 6, "test": 10}
    for split in ("train", "validation", "test"):
        assert {site.family for site in sites if site.split == split} == set(FAMILIES)


def test_no_two_sites_share_a_lineage(sites: list[Site]) -> None:
    assert len({site.lineage for site in sites}) == len(sites)


def test_test_pages_load_from_invented_hosts_only(sites: list[Site], articles: list[Article]) -> None:
    outside = {}
    for site in (site for site in sites if site.split == "test"):
        own = [article for article in articles if article.split == site.split][:2]
        for article in own:
            html = render(site, article, ["عنوان خبر آخر"]).html
            outside.update({host: site.id for host in _ADDRESS.findall(html.lower()) if not host.endswith(".example") and host not in _VOCABULARIES})
    assert outside == {}
