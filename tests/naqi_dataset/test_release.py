"""What a release promises: sizes of the shipped data, and one version everywhere."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import naqi
from naqi.taxonomy import BOILERPLATE_CLASSES
from naqi_dataset.articles import SPLITS
from naqi_dataset.build import VERSION
from naqi_dataset.corruptions.rows import ROWS_PER_KIND
from naqi_dataset.sites.placement import ARTICLES_PER_SITE, DEEP_ARTICLES, DEEP_SITES, SITES_PER_ARTICLE
from naqi_dataset.tables import Tables, read_tables
from naqi_dataset.verify.corruptions import GOOD, UNBROKEN


def _short(tables: Tables) -> Iterator[str]:
    """What the data holds too little of for version 1: one line each."""
    counts = {config: {split: table.num_rows for split, table in splits.items()} for config, splits in tables.items()}
    for split, least in zip(SPLITS, (180, 60, 120), strict=True):
        if counts["articles"][split] < least:
            yield f"articles/{split}: {counts['articles'][split]} of {least}"
    for config, least in (("pages", 1080), ("scrapes", 1440), ("contrasts", 400)):
        if sum(counts[config].values()) < least:
            yield f"{config}: {sum(counts[config].values())} of {least}"
    on = Counter(article for table in tables["pages"].values() for article in table["article"].to_pylist())
    yield from (
        f"{article}: on {on[article]} sites" for table in tables["articles"].values() for article in table["id"].to_pylist() if on[article] < SITES_PER_ARTICLE
    )
    of = Counter(site for table in tables["scrapes"].values() for site in table["site"].to_pylist())
    yield from (f"{site}: {count} scrapes" for site, count in of.items() if count < (DEEP_ARTICLES if site in DEEP_SITES else ARTICLES_PER_SITE))
    if sum(count >= DEEP_ARTICLES for count in of.values()) < 6:
        yield "fewer than six sites have a hundred scrapes"
    looks = Counter((span["looks_like"], split) for split, table in tables["articles"].items() for spans in table["look_alikes"].to_pylist() for span in spans)
    for name in BOILERPLATE_CLASSES:
        found = sum(looks[name, split] for split in SPLITS)
        if found < 5:
            yield f"look-alikes of {name}: {found} of 5"
    for where, found, least in (("all", looks.total(), 200), ("test", sum(count for (_, split), count in looks.items() if split == "test"), 60)):
        if found < least:
            yield f"look-alikes, {where}: {found} of {least}"


@pytest.fixture(scope="module")
def tables(root: Path) -> Tables:
    return read_tables(root / "dataset")


def test_version_1_has_what_it_promises_and_a_version_before_does_not(tables: Tables) -> None:
    """Both ways: a dataset that keeps the promise is to be released under it."""
    assert (list(_short(tables)) == []) == (not VERSION.startswith("0.")), "\n".join(_short(tables)) or "raise VERSION to 1.0.0"


def test_corruptions_are_fifty_of_each_kind_and_as_many_good_texts(tables: Tables) -> None:
    kinds = Counter(kind for table in tables["corruptions"].values() for kind in table["kind"].to_pylist())
    broken = {kind: count for kind, count in kinds.items() if kind not in UNBROKEN}
    assert len(broken) >= 24
    assert set(broken.values()) == {sum(ROWS_PER_KIND.values())} == {50}
    assert sum(kinds[kind] for kind in GOOD) >= sum(broken.values())


def test_pages_of_a_site_lie_side_by_side(tables: Tables) -> None:
    """Compression finds what the pages of one template repeat only where they are near."""
    for table in tables["pages"].values():
        sites = table["site"].to_pylist()
        assert sum(one != other for one, other in itertools.pairwise(sites)) == len(set(sites)) - 1


def test_the_version_is_the_same_wherever_it_is_told(root: Path) -> None:
    citation = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    (data,) = (reference for reference in citation["references"] if reference["type"] == "data")
    assert (citation["version"], data["version"]) == (naqi.__version__, VERSION)
    card = yaml.safe_load((root / "dataset" / "README.md").read_text("utf-8").split("---\n")[1])
    assert {config["version"] for config in card["configs"]} == {VERSION}
    assert VERSION in (root / "CHANGELOG.md").read_text("utf-8")
