"""The sample of `naqi.testing`: train only, varied, small. That it is not stale, `test_rebuild` holds."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import naqi_dataset
from naqi_dataset.paths import sample_dir
from naqi_dataset.sample import ARTICLES, SITES

_LIMIT = 2**20


@pytest.fixture(scope="module")
def sample() -> dict[str, pa.Table]:
    return {path.stem: pq.ParquetFile(path).read() for path in sample_dir().glob("*.parquet")}


def test_the_sample_is_small_enough_for_a_wheel() -> None:
    assert sum(path.stat().st_size for path in sample_dir().iterdir()) < _LIMIT


def test_the_sample_is_of_the_train_split_alone(sample: dict[str, pa.Table]) -> None:
    pages = naqi_dataset.load("pages", "train")
    articles = set(naqi_dataset.load("articles", "train")["id"].to_pylist())
    assert set(sample["articles"]["id"].to_pylist()) <= articles
    # The sample pairs articles and sites by itself, so its pages need not be pages of the dataset.
    for identity in sample["pages"]["id"].to_pylist():
        site, _, article = identity.partition("/")
        assert site in set(pages["site"].to_pylist())
        assert article in articles
    assert set(sample["sites"]["id"].to_pylist()) <= set(pages["site"].to_pylist())


def test_the_sample_has_as_many_as_it_may_and_each_page_shows_another_article(sample: dict[str, pa.Table]) -> None:
    articles, sites = naqi_dataset.load("articles", "train"), set(naqi_dataset.load("pages", "train")["site"].to_pylist())
    assert sample["articles"].num_rows == min(ARTICLES, articles.num_rows)
    assert sample["sites"].num_rows == min(SITES, len(sites))
    assert sample["pages"]["article"].to_pylist() == sample["articles"]["id"].to_pylist()


def test_the_sample_has_every_manner_and_desk_that_there_is_room_for(sample: dict[str, pa.Table]) -> None:
    everything = naqi_dataset.load("articles", "train")
    for trait in ("manner", "desk"):
        assert len(set(sample["articles"][trait].to_pylist())) >= len(set(everything[trait].to_pylist())) - 1, trait


def test_each_phrase_of_the_sample_says_where_its_site_prints_it(sample: dict[str, pa.Table]) -> None:
    for site in sample["sites"].to_pylist():
        assert site["furniture"]
        for phrase in site["furniture"]:
            assert phrase["sides"]
            assert set(phrase["sides"]) <= {"before", "inside", "inline", "after"}
