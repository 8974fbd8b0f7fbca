"""No column goes unguarded: a null, and a value of another row, is a fault wherever the data alone can tell."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from naqi_dataset.configs import CONFIGS
from naqi_dataset.tables import read_tables
from naqi_dataset.verify.corruptions import UNBROKEN
from naqi_dataset.verify.registry import CHECKS

Row = dict[str, Any]
Known = dict[str, dict[str, Row]]

# Null says that there is none.
NULLABLE = {
    ("articles", "byline"), ("articles", "dateline"), ("corruptions", "article"), ("corruptions", "repairable"), ("pages", "declared_encoding"),
}  # fmt: skip
# What a person decided, or a draw: another value of the list is as good as far as the data can tell.
FREE = {
    ("articles", "captions"), ("articles", "genre"), ("articles", "manner"),
    # Many kinds break every text alike, whatever the seed.
    ("corruptions", "seed"), ("pages", "declared_encoding"), ("pages", "url"),
}  # fmt: skip
COLUMNS = [(config, name) for config, described in CONFIGS.items() for name in described.schema.names if name not in {"id", "split"}]


@pytest.fixture(scope="module")
def known(root: Path) -> Known:
    """Rows of train by config and id."""
    return {config: {row["id"]: row for row in splits["train"].to_pylist()} for config, splits in read_tables(root / "dataset").items()}


def _reasons(known: Known, config: str, row: Row) -> Iterator[str]:
    changed = {**known, config: {**known[config], row["id"]: row}}
    for check in CHECKS[config].rows:
        yield from check(row, changed)
    # Of its own site or kind, and those that the split needs besides.
    for split_check in CHECKS[config].splits:
        yield from split_check(list(changed[config].values()))


def _some(known: Known, config: str) -> list[Row]:
    """Rows from all over the config."""
    rows = list(known[config].values())
    if config == "corruptions":
        # What leaves a text as it is was done by no encoder.
        rows = [row for row in rows if row["kind"] not in UNBROKEN]
    return rows[:: len(rows) // 3]


@pytest.mark.parametrize("config", CONFIGS)
def test_rows_as_they_are_have_no_fault(known: Known, config: str) -> None:
    assert [reason for row in _some(known, config) for reason in _reasons(known, config, row)] == []


@pytest.mark.parametrize(("config", "column"), [one for one in COLUMNS if one not in NULLABLE], ids=lambda part: part)
def test_a_null_is_a_fault(known: Known, config: str, column: str) -> None:
    for row in _some(known, config):
        assert any(_reasons(known, config, {**row, column: None})), row["id"]


@pytest.mark.parametrize(("config", "column"), [one for one in COLUMNS if one not in FREE], ids=lambda part: part)
def test_a_value_of_another_row_is_a_fault(known: Known, config: str, column: str) -> None:
    for row in _some(known, config):
        # From the other end of the config, so that it is of another site, article or kind.
        other = next(other for other in reversed(known[config].values()) if other[column] not in (None, [], row[column]))
        assert any(_reasons(known, config, {**row, column: copy.deepcopy(other[column])})), (row["id"], other["id"])
