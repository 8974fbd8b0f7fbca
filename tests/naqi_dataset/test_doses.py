"""Pages with one class of furniture: exactly so many pieces of it and nothing else of the site's, where they were asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from naqi_dataset.articles import Article, read_articles
from naqi_dataset.sites.doses import PLACES, Doses, shown
from naqi_dataset.sites.model import Site, read_sites
from naqi_dataset.sites.novelty import Inventory
from naqi_dataset.sites.placement import headlines_for
from naqi_dataset.sites.render import Page, render
from naqi_dataset.sites.scrapes import spans_of


@pytest.fixture(scope="module")
def articles(root: Path) -> list[Article]:
    found = [article for article in read_articles(root / "dataset" / "sources" / "articles") if article.split == "train"]
    return [article for article in found if article.fields["captions"] and len(article.body) >= 3][:8]


@pytest.fixture(scope="module")
def sites(root: Path) -> list[Site]:
    return [site for site in read_sites(root / "dataset" / "sources" / "sites") if site.split == "train"]


@pytest.fixture(scope="module", params=[0, 6])
def doses(request: pytest.FixtureRequest, sites: list[Site], articles: list[Article]) -> Doses:
    return Doses(sites[request.param], articles[0], headlines_for(sites[request.param], articles[0], articles))


def _furniture(page: Page) -> list[str]:
    return [run.piece.label for run in shown(page)[1] if run.piece.label.startswith("boilerplate.")]


def test_the_plain_page_is_the_sites_own_with_all_furniture_off(sites: list[Site], articles: list[Article]) -> None:
    for site in sites:
        headlines = headlines_for(site, articles[0], articles)
        page = Doses(site, articles[0], headlines).plain
        bare = replace(articles[0], fields={**articles[0].fields, "captions": []})
        assert page.html == render(site, bare, headlines, only=frozenset()).html
        assert _furniture(page) == []
        text, found = shown(page)
        body = " ".join(text[run.start : run.end] for run in found if run.piece.label == "body")
        assert body.split() == " ".join(articles[0].body).split()


def test_a_dose_is_so_many_more_pieces_of_the_class_and_the_same_article(doses: Doses) -> None:
    assert len(doses.classes) >= 20
    there = 0
    for name in doses.classes[::6]:
        for dose in (1, 4):
            for place in PLACES:
                found = doses.page(name, dose, place)
                if found is None:
                    continue
                there += 1
                assert _furniture(found.page) == [f"boilerplate.{name}"] * dose
                text, seen = shown(found.page)
                plain, expected = shown(doses.plain)
                ours, theirs = (
                    "".join("".join(of[run.start : run.end].split()) for run in pieces if not run.piece.label.startswith("boilerplate."))
                    for of, pieces in ((text, seen), (plain, expected))
                )
                assert sorted(ours) == sorted(theirs)
    assert there >= 0.9 * 6 * len(doses.classes[::6])


def test_it_stands_where_it_says(doses: Doses) -> None:
    asked = 0
    for name in doses.classes[::6]:
        for place in PLACES:
            found = doses.page(name, 1, place)
            assert found is not None
            asked += found.place == place
            spans = [span["label"] for span in spans_of(shown(found.page)[1], Inventory(()))]
            at, body = spans.index(f"boilerplate.{name}"), [number for number, label in enumerate(spans) if label == "body"]
            assert ("before" if at < body[0] else "after" if at > body[-1] else "inside") == found.place
    assert asked >= 2 * len(doses.classes[::6])


def test_it_is_the_same_every_time(sites: list[Site], articles: list[Article]) -> None:
    headlines = headlines_for(sites[1], articles[1], articles)
    one, other = (Doses(sites[1], articles[1], headlines).page("related", 2, "inside") for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.page.html == other.page.html


def test_a_class_without_a_wording_is_not_invented(sites: list[Site], articles: list[Article]) -> None:
    site = replace(sites[0], furniture=tuple(phrase for phrase in sites[0].furniture if phrase.label != "boilerplate.related"))
    doses = Doses(site, articles[0], headlines_for(site, articles[0], articles))
    assert "related" not in doses.classes
    assert doses.page("related", 1, "inside") is None
