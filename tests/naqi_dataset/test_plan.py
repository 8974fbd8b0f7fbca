"""The plan of articles and the articles are one list."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from naqi_dataset.articles import SPLITS, read_articles


@pytest.fixture(scope="module")
def planned(root: Path) -> dict[str, tuple[str, str, str]]:
    """Split, genre and manner of each planned article."""
    path = root / "dataset" / "sources" / "articles" / "PLAN.tsv"
    if not path.is_file() and len(list(path.parent.glob("*/*.md"))) == _BEFORE_THE_PLAN:
        pytest.skip("PLAN.tsv is not here yet: only the articles of before the plan are")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len({row["article"] for row in rows}) == len(rows)
    return {row["article"]: (row["split"], row["genre"], row["manner"]) for row in rows}


_BEFORE_THE_PLAN = 36


def test_every_planned_article_is_there_and_every_article_is_planned(root: Path, planned: dict[str, tuple[str, str, str]]) -> None:
    articles = read_articles(root / "dataset" / "sources" / "articles")
    assert {article.id: tuple(article.fields[name] for name in ("split", "genre", "manner")) for article in articles} == planned


def test_desks_are_even_and_splits_hold_a_half_a_sixth_and_a_third(planned: dict[str, tuple[str, str, str]]) -> None:
    desks = [name.split("/")[0] for name in planned]
    assert {desks.count(desk) for desk in set(desks)} == {len(desks) // len(set(desks))}
    shares = [sum(row[0] == split for row in planned.values()) / len(planned) for split in SPLITS]
    assert shares == pytest.approx([1 / 2, 1 / 6, 1 / 3])
