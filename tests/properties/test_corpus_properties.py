"""Comparing documents: their order does not matter, more of them hide no copy, those that share nothing are compared apart, and bounds hold at their edge.

What shares change, more documents may take away: of CP101, CP501 and CP502 only what their arithmetic promises is held.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from naqi.corpus import Bounds, Corpus
from naqi.rules.registry import select


@pytest.fixture(autouse=True, scope="module")
def _no_self_check() -> Iterator[None]:
    """A corpus applies each rule to its own example first, as `test_corpus_cases` does: not again for every example of a property."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("naqi.corpus.compare._self_check", lambda _rule: None)
        yield


RULES = select(("CP",))
BOUNDS = Bounds.parse({"words": {"p50": [2, 4]}, "labels": {"sport": [0.3, 0.5]}, "repeated-line-documents": 2})

lines = st.sampled_from(("افتتح المتحف أبوابه.", "اقرأ أيضا", "تابعنا على", "انتهت المباراة بالتعادل.", "أقلعت الطائرة صباحا."))
Rows = list[tuple[int, tuple[str, str, str | None, str | None]]]


@st.composite
def versions(draw: st.DrawFn, stories: str = "ابت") -> str:
    """A story of sixty words, cut and perhaps changed at its end. Of one story: the same text, a near duplicate, or none; those of two share no word.

    Few, so that drawn documents are copies and near copies of each other in all ways.
    """
    story, cut, changed = draw(st.sampled_from(stories)), draw(st.sampled_from((0, 2, 5, 30, 40))), draw(st.booleans())
    return " ".join([*(f"{story}{chr(ord('د') + number // 8)}{chr(ord('د') + number % 8)}" for number in range(60 - cut)), *([f"{story}س{story}"] * changed)])


texts = st.lists(lines, min_size=1, max_size=3).map("\n".join) | versions()


def of(texts: st.SearchStrategy[str], splits: tuple[str | None, ...] = (None, "dev", "train", "test")) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.tuples(st.sampled_from("abcd"), texts, st.sampled_from((None, "x", "y")), st.sampled_from(splits)), max_size=8)


documents = of(texts)


def found(rows: Rows, rules: Any = RULES, bounds: Bounds = BOUNDS) -> list[tuple[Any, ...]]:
    corpus = Corpus(rules, bounds)
    for row, (name, text, source, split) in rows:
        corpus.add(name, text, source=source, split=split, label="sport" if name < "b" else "art", path="a", row=row)
    return [(one.entry.row, one.rule.code, one.start, one.end, one.message) for one in corpus.findings()]


def reported(rows: Rows, *codes: str) -> set[int]:
    """The documents in which some of the rules find something."""
    return {one[0] for one in found(rows, select(codes))}


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


KINDS_OF_COPY = pytest.mark.parametrize("codes", [("CP201",), ("CP201", "CP202"), ("CP301",), ("CP301", "CP302"), ("CP401",)], ids="-".join)


@given(of(versions("ا")), of(versions("ا")), st.randoms(use_true_random=False))
@KINDS_OF_COPY
def test_more_documents_wherever_they_stand_hide_no_copy(codes: tuple[str, ...], drawn: list[Any], others: list[Any], order: Any) -> None:
    """A near duplicate may become an exact one of a text that was added: hence the pairs of rules."""
    places = list(range(len(drawn) + len(others)))
    order.shuffle(places)
    own: Rows = sorted(zip(places, drawn, strict=False))
    assert reported(own, *codes) <= reported([*own, *zip(places[len(drawn) :], others, strict=True)], *codes)


@given(of(versions("ابت")), of(versions("ثجح")))
@pytest.mark.parametrize("code", ["CP101", "CP201", "CP202", "CP301", "CP302"])
def test_corpora_that_share_no_text_and_no_source_are_compared_apart(code: str, drawn: list[Any], others: list[Any]) -> None:
    rules = select((code,))
    own: Rows = [(row, (name, text, "x", split)) for row, (name, text, _, split) in enumerate(drawn)]
    foreign: Rows = [(row, (name, text, "y", split)) for row, (name, text, _, split) in enumerate(others, 100)]
    assert found(own + foreign, rules) == found(own, rules) + found(foreign, rules)


@given(of(versions("اب")))
def test_a_copy_is_told_once_exactly_or_nearly(drawn: list[Any]) -> None:
    rows: Rows = list(enumerate(drawn))
    for exact, near in (("CP201", "CP202"), ("CP301", "CP302")):
        assert not reported(rows, exact) & reported(rows, near)
    one_split: Rows = [(row, (name, text, source, "test")) for row, (name, text, source, _) in rows]
    assert reported(one_split, "CP301", "CP302") == set()


@given(versions("ا"), versions("ا"))
def test_nearly_the_same_is_what_shares_nearly_all_runs_of_three_words(one: str, other: str) -> None:
    """Far from the threshold of .8, where the estimate of the similarity cannot miss it: its standard error there is .02 and .04."""
    runs = [{tuple(words[at : at + 3]) for at in range(len(words) - 2)} for words in (one.split(), other.split())]
    similarity = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    assume(one != other and not 0.65 < similarity < 0.93)
    rows: Rows = [(0, ("a", one, None, "train")), (1, ("b", other, None, "test"))]
    assert reported(rows, "CP202") == reported(rows, "CP302") == ({1} if similarity > 0.8 else set())


@given(documents, st.data())
def test_a_copy_changes_no_count_of_lines(drawn: list[Any], data: st.DataObject) -> None:
    assume(drawn)
    rules = select(("CP101",))
    rows: Rows = list(enumerate(drawn))
    copied = data.draw(st.sampled_from(drawn))
    own = found(rows, rules)
    whole = found([*rows, (len(rows), copied)], rules)
    assert [one for one in whole if one[0] < len(rows)] == own
    first = drawn.index(copied)
    assert [one[2:] for one in whole if one[0] == len(rows)] == [one[2:] for one in own if one[0] == first]


@given(st.integers(1, 40), st.integers(0, 60), st.integers(2, 12), st.integers(0, 100))
@example(7, 93, 2, 7)
def test_a_line_is_repeated_from_its_two_bounds_on(repeated: int, others: int, least: int, percent: int) -> None:
    rows: Rows = [
        (row, ("a", f"خبر {'ابتثج'[row // 20]}{'ابتثجحخدرزسشصضطعغفقك'[row % 20]}" + "\nتابعنا على" * (row < repeated), None, None))
        for row in range(repeated + others)
    ]
    bounds = Bounds(repeated_line_documents=least, repeated_line_share=percent / 100)
    wanted = repeated >= least and Fraction(repeated, repeated + others) >= Fraction(percent, 100)
    assert len(found(rows, select(("CP101",)), bounds)) == (repeated if wanted else 0)


def measured(rule: str, bounds: dict[str, Any], words: list[int], labels: list[str]) -> int:
    """How many bounds a corpus breaks whose documents have so many words, and these labels."""
    corpus = Corpus(select((rule,)), Bounds.parse(bounds))
    for row, (count, label) in enumerate(zip(words, labels, strict=True)):
        corpus.add(None, "كلمة " * count, label=label, row=row)
    return len(corpus.findings())


@given(st.lists(st.sampled_from(("sport", "art", "travel")), min_size=1, max_size=60))
def test_the_share_of_a_label_is_inside_bounds_that_it_reaches_and_outside_the_next_number(labels: list[str]) -> None:
    for label, count in Counter(labels).items():
        share = count / len(labels)

        def broken(low: float, high: float, label: str = label) -> int:
            return measured("CP502", {"labels": {label: [low, high]}}, [1] * len(labels), labels)

        assert broken(share, share) == broken(0, share) == broken(share, 1) == 0
        assert broken(0, math.nextafter(share, 0)) == 1
        assert share == 1 or broken(math.nextafter(share, 1), 1) == 1


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.lists(st.booleans(), min_size=1, max_size=30), st.integers(0, 100), st.integers(0, 100))
def test_two_corpora_inside_bounds_of_a_label_are_inside_as_one(one: list[bool], other: list[bool], low: int, high: int) -> None:
    bounds = {"labels": {"True": [min(low, high) / 100, max(low, high) / 100]}}
    alone = [measured("CP502", bounds, [1] * len(part), list(map(str, part))) for part in (one, other)]
    whole = measured("CP502", bounds, [1] * len(one + other), list(map(str, one + other)))
    if alone[0] == alone[1] == 0:
        assert whole == 0
    # The same corpus twice has the shares of one.
    assert measured("CP502", bounds, [1] * len(one + one), list(map(str, one + one))) == alone[0]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60), st.integers(0, 100))
@example(list(range(101)), 7)
@example(list(range(51)), 14)
def test_a_percentile_of_lengths_is_inside_bounds_that_it_reaches_and_outside_the_next_number(words: list[int], percent: int) -> None:
    place = Fraction(percent * (len(words) - 1), 100)
    low, high = (sorted(words)[at] for at in (math.floor(place), math.ceil(place)))
    exact = float(low + (high - low) * (place - math.floor(place)))
    assert exact == pytest.approx(np.percentile(words, percent))

    def broken(low: float, high: float) -> int:
        return measured("CP501", {"words": {f"p{percent}": [low, high]}}, words, [""] * len(words))

    assert broken(exact, exact) == broken(0, exact) == broken(exact, 99) == 0
    assert broken(math.nextafter(exact, 99), 99) == 1
    assert exact == 0 or broken(0, math.nextafter(exact, 0)) == 1


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_a_corpus_twice_has_the_lengths_of_one(words: list[int]) -> None:
    for name in ("p0", "p50", "p100"):
        at = float(np.percentile(words, int(name[1:])))
        assert measured("CP501", {"words": {name: [at, at]}}, words * 2, [""] * len(words) * 2) == 0
