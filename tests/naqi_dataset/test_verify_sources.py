"""Sites of different splits that share a wording or a name, and sources that verify cannot read or does not have."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from naqi_dataset.articles import Article, read_articles
from naqi_dataset.freeze import NAME, freeze
from naqi_dataset.sites.model import Phrase, Site, read_sites
from naqi_dataset.sites.wording import SHARED, key
from naqi_dataset.verify.sources import has_sources, name_faults, source_faults, wording_faults

OWN = "تابعوا أخبار {site} أينما كنتم"


@pytest.fixture(scope="module")
def sites(root: Path) -> list[Site]:
    return read_sites(root / "dataset" / "sources" / "sites")


@pytest.fixture(scope="module")
def articles(root: Path) -> list[Article]:
    return read_articles(root / "dataset" / "sources" / "articles")


def _site(sites: list[Site], identity: str, split: str, *variants: str, **values: Any) -> Site:
    """A site with one phrase."""
    phrase = Phrase("follow", "boilerplate.follow", "wording", "foot", 1.0, variants, (1, 1), None, None)
    return replace(sites[0], **{"id": identity, "name": f"صحيفة {identity}", "split": split, "furniture": (phrase,), "slots": {}, "categories": {}, **values})


def test_a_wording_of_two_splits(sites: list[Site]) -> None:
    north = _site(sites, "north", "train", OWN)
    expected = (
        "sources/sites/south/site.toml: follow 'تابعوا اخبار أينما كنتم!' is follow 'تابعوا أخبار {site} أينما كنتم' of north in split train too: "
        "reword one, or list it in sources/shared_wording.txt if every site prints it"
    )
    south = _site(sites, "south", "test", "تابعوا اخبار أينما كنتم!")
    assert [str(fault) for fault in wording_faults([north, south], ())] == [expected]
    assert list(wording_faults([north, replace(south, split="train")], ())) == []
    shared = key(OWN)
    assert shared is not None
    assert list(wording_faults([north, south], {shared})) == []


def test_a_wording_in_a_strip_or_a_slot(sites: list[Site]) -> None:
    north = _site(sites, "north", "train", f"من نحن¦{OWN}")
    south = _site(sites, "south", "test", "من نحن", slots={"prompt": ("تابعوا أخبار أينما كنتم",)})
    (fault,) = wording_faults([north, south], ())
    assert "slot prompt 'تابعوا أخبار أينما كنتم' is follow" in str(fault)


def test_a_wording_of_two_sites_is_told_once_and_short_ones_never(sites: list[Site]) -> None:
    north = _site(sites, "north", "train", OWN, OWN, "طباعة الخبر", "إعلان")
    south = _site(sites, "south", "test", OWN, f"{OWN}!", "طباعة الخبر", "إعلان")
    assert len(list(wording_faults([north, south], ()))) == 1


def test_a_site_named_in_another_split(sites: list[Site], articles: list[Article]) -> None:
    north = _site(sites, "north", "train", "نص لا غير", name="منبر الوادي الأخضر")
    south = _site(sites, "south", "test", "نقلا عن منبر الوادي الاخضر", name="مرسى السحاب")
    assert [str(fault) for fault in name_faults([north, south], [])] == ["sites/test south: holds the entity 'منبر الوادي الأخضر' of sites/train north"]
    assert list(name_faults([north, replace(south, split="train")], [])) == []
    story = next(article for article in articles if article.split == "test")
    story = replace(story, body=(*story.body, "ونشر منبر الوادي الأخضر الخبر."))
    assert [str(fault) for fault in name_faults([north], [story])] == [f"articles/test {story.id}: holds the entity 'منبر الوادي الأخضر' of sites/train north"]


def test_an_entity_of_a_story_in_an_inventory_of_another_split(sites: list[Site], articles: list[Article]) -> None:
    story = next(article for article in articles if article.split == "test")
    name = story.fields["entities"][0]
    site = _site(sites, "north", "train", "نص لا غير", slots={"topic": (f"ملف {name}",)})
    assert [str(fault) for fault in name_faults([site], [story])] == [f"sites/train north: holds the entity {name!r} of articles/test {story.id}"]


def test_shipped_names_stay_in_their_split(sites: list[Site], articles: list[Article]) -> None:
    assert list(name_faults(sites, articles)) == []


@pytest.fixture(scope="module")
def frozen(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    shutil.copytree(root / "dataset" / "sources", folder / "sources")
    (folder / "sources" / NAME).unlink(missing_ok=True)
    freeze(folder, "0.1.0")
    return folder


def test_one_copied_phrase_is_found_in_the_sources(frozen: Path, sites: list[Site], tmp_path: Path) -> None:
    dataset = shutil.copytree(frozen, tmp_path / "dataset")
    before = {str(fault) for fault in source_faults(dataset)}
    donor = next(site for site in sites if site.split == "test")
    wording = next(variant for phrase in donor.furniture for variant in phrase.variants if (key(variant) or b"").count(b" ") > 4 and "{" not in variant)
    path = dataset / "sources" / "sites" / next(site.id for site in sites if site.split == "train") / "site.toml"
    text = path.read_text("utf-8")
    assert 'variants = ["' in text
    path.write_text(text.replace('variants = ["', f"variants = ['''{wording}''', \"", 1), "utf-8")
    (fault,) = {str(fault) for fault in source_faults(dataset)} - before
    assert f"of {donor.id} in split test too" in fault or f"of {path.parent.name} in split train too" in fault


def test_sources_that_cannot_be_read_are_one_fault(frozen: Path, tmp_path: Path) -> None:
    dataset = shutil.copytree(frozen, tmp_path / "dataset")
    (dataset / "sources" / SHARED).unlink()
    (fault,) = source_faults(dataset)
    assert str(fault).startswith("sources: ")
    assert str(fault).endswith(f"{SHARED}: cannot be read (FileNotFoundError)")


def test_without_sources_nothing_is_checked(tmp_path: Path) -> None:
    assert not has_sources(tmp_path)
    assert list(source_faults(tmp_path)) == []
