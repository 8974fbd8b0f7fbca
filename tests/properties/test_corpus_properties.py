"""Comparing documents: their order does not matter, documents of another source change nothing, and a part never shows more copies than the whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqi.corpus import Bounds, Corpus
from naqi.rules.registry import select

RULES = select(("CP101", "CP201", "CP301", "CP401", "CP501"))
BOUNDS = Bounds.parse({"words": {"p50": [2, 4]}, "repeated-line-documents": 2})

lines = st.sampled_from(("افتتح المتحف أبوابه.", "اقرأ أيضا", "تابعنا على", "انتهت المباراة بالتعادل.", "أقلعت الطائرة صباحا."))
documents = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.lists(lines, min_size=1, max_size=3).map("\n".join),
        st.sampled_from((None, "x", "y")),
        st.sampled_from((None, "train", "test")),
    ),
    max_size=8,
)
Rows = list[tuple[int, tuple[str, str, str | None, str | None]]]


def found(rows: Rows, rules: Any = RULES) -> list[tuple[Any, ...]]:
    corpus = Corpus(rules, BOUNDS)
    for row, (name, text, source, split) in rows:
        corpus.add(name, text, source=source, split=split, path="a", row=row)
    return [(one.entry.row, one.rule.code, one.start, one.end, one.message) for one in corpus.findings()]


@given(documents, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(drawn: list[Any], order: Any) -> None:
    rows: Rows = list(enumerate(drawn))
    shuffled = rows[:]
    order.shuffle(shuffled)
    assert found(shuffled) == found(rows)


@given(documents, st.data())
def test_two_halves_in_turn_are_the_whole(drawn: list[Any], data: st.DataObject) -> None:
    rows: Rows = list(enumerate(drawn))
    first = data.draw(st.sets(st.sampled_from(range(len(rows))))) if rows else set()
    halves = [row for row in rows if row[0] in first], [row for row in rows if row[0] not in first]
    assert found(halves[0] + halves[1]) == found(halves[1] + halves[0]) == found(rows)


@given(documents, st.integers(0, 8))
@pytest.mark.parametrize("code", ["CP201", "CP401"])
def test_documents_that_come_later_take_no_copy_back(code: str, drawn: list[Any], size: int) -> None:
    rows: Rows = list(enumerate(drawn))
    whole = found(rows, select((code,)))
    assert found(rows[:size], select((code,))) == [one for one in whole if one[0] < size]


@given(documents, documents)
def test_repeated_lines_of_a_source_are_its_own_affair(drawn: list[Any], others: list[Any]) -> None:
    rules = select(("CP101",))
    own: Rows = [(row, (name, text, "x", split)) for row, (name, text, _, split) in enumerate(drawn)]
    foreign: Rows = [(row, (name, text, "y", split)) for row, (name, text, _, split) in enumerate(others, 100)]
    assert [one for one in found(own + foreign, rules) if one[0] < 100] == found(own, rules)
