"""`naqi.fix` on the shipped data of train and validation: what nobody broke stays as it is, and what was broken comes back."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

import naqi
from naqi.corruptions.kinds import LOOK_ALIKE, STYLE, UNTOUCHED
from naqi.fixing import Fixer
from naqi_bench.fixes import shares
from naqi_dataset.loading import load

SPLITS = ("train", "validation")
# Rows that hold what the rules take for furniture: known failures of BP203 (what a meter's display says) and BP202 (a place behind a bar).
KNOWN = ("وتكتب: آخر تحديث: 23:00.", "حريق محدود في برج المناولة | أبو الفلوس")
# Kinds of corruption whose every exact row comes back. Others keep what no rule finds, such as marks of direction that stand alone.
MENDED = (
    "bom-inside", "bom-misread", "entities-named", "entities-numeric", "presentation-forms", "soft-hyphens", "utf8-as-cp1252-strict", "utf8-as-cp1252-whatwg",
    "utf8-as-cp1256", "utf8-as-cp1256-part", "utf8-as-cp1252-part", "utf8-twice-as-cp1252",
)  # fmt: skip


def rows(config: str, split: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load(config, split).to_pylist()
    assert found
    return found


@pytest.mark.parametrize("split", SPLITS)
def test_articles_are_not_touched(split: str) -> None:
    assert [row["id"] for row in rows("articles", split) if naqi.clean(row["text"]) != row["text"]] == []


@pytest.mark.parametrize("split", SPLITS)
def test_rows_that_nobody_broke_look_alikes_and_habits_of_style_are_not_touched(split: str) -> None:
    good = [row for row in rows("corruptions", split) if row["kind"] in {UNTOUCHED, LOOK_ALIKE, STYLE}]
    touched = [row["corrupted"] for row in good if naqi.clean(row["corrupted"]) != row["corrupted"]]
    assert [text for text in touched if not any(known in text for known in KNOWN)] == []


@pytest.mark.parametrize("split", SPLITS)
def test_what_decodes_back_exactly_comes_back(split: str) -> None:
    broken = [row for row in rows("corruptions", split) if row["kind"] in MENDED and row["repairable"] == "exact"]
    assert {row["kind"] for row in broken} == set(MENDED)
    assert [row["id"] for row in broken if unicodedata.normalize("NFC", naqi.clean(row["corrupted"])) != row["clean"]] == []


def test_hardly_any_body_and_most_boilerplate_of_validation_scrapes_is_taken_out() -> None:
    found = {family: out / whole for family, (out, whole) in shares(rows("scrapes", "validation"), Fixer()).items()}
    assert found["body"] < 0.001
    assert found["boilerplate"] > 0.6
