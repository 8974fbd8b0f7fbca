"""What must hold of fixing and of its edits, whatever the text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqi import fixing
from naqi.fixing.edits import Edit, compose
from naqi.fixing.gaps import removals
from naqi.rules.registry import select
from naqi.testing import corruptions, furniture, habits, nasty_text, paragraphs, scrapes

any_text = st.text(st.characters(exclude_categories=()), max_size=200)
page_text = st.one_of(scrapes().map(lambda scrape: scrape.raw), st.lists(furniture().map(lambda item: item.text)).map("\n".join))
broken_text = st.one_of(
    corruptions().map(lambda one: one.corrupted), st.builds(lambda text, habit: habit.write(text), paragraphs(), habits(faulty=True)), nasty_text(long=False)
)
texts = st.one_of(any_text, page_text, broken_text, st.builds("{}\n{} {}".format, page_text, broken_text, page_text))


@pytest.fixture(scope="module", params=("safe", "unsafe"))
def fixer(request: pytest.FixtureRequest) -> fixing.Fixer:
    return fixing.Fixer(select(("ALL",)), unsafe=True) if request.param == "unsafe" else fixing.Fixer()


@given(text=texts)
def test_twice_is_once_and_edits_go_both_ways(fixer: fixing.Fixer, text: str) -> None:
    fixed = fixer.fix(text)
    assert fixed.text is not None
    assert fixing.apply(text, fixed.edits) == fixed.text
    assert fixing.undo(fixed.text, fixed.edits) == text
    again = fixer.fix(fixed.text)
    assert again.edits == ()
    assert again.findings == fixed.findings


@given(text=texts)
def test_edits_are_ordered_apart_and_change_something(fixer: fixing.Fixer, text: str) -> None:
    edits = fixer.fix(text).edits
    assert all(one.end <= other.start for one, other in pairwise(edits))
    assert all(edit.removed != edit.replacement and edit.removed == text[edit.start : edit.end] for edit in edits)


@st.composite
def _edits(draw: st.DrawFn, text: str) -> list[Edit]:
    borders = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    spans = zip(borders[::2], borders[1::2], strict=False)
    return [Edit(start, end, draw(st.text("xyz", max_size=3)), text[start:end], "X") for start, end in spans]


@given(data=st.data(), text=st.text("abc", max_size=30))
def test_two_rounds_of_edits_are_one(data: st.DataObject, text: str) -> None:
    first = data.draw(_edits(text))
    middle = fixing.apply(text, first)
    second = data.draw(_edits(middle))
    composed = compose(text, first, second)
    last = fixing.apply(middle, second)
    assert fixing.apply(text, composed) == last
    assert fixing.undo(last, composed) == text


@given(data=st.data(), words=st.lists(st.sampled_from(("كلمة", "x", ".", "(", ")", "|", " ", "\n", "\n\n", "\t", "\N{RIGHT-TO-LEFT MARK}")), max_size=30))
def test_removing_takes_its_spans_and_no_other_word_and_joins_none(data: st.DataObject, words: list[str]) -> None:
    borders = sorted(data.draw(st.lists(st.integers(0, len(words)), max_size=6)))
    chosen = [(one, other) for one, other in zip(borders[::2], borders[1::2], strict=False) if not "".join(words[one:other]).isspace() and one < other]
    at = [len("".join(words[:number])) for number in range(len(words) + 1)]
    text = "".join(words)
    edits = [Edit(start, end, made, text[start:end], "X") for start, end, made, _ in removals(text, [(at[one], at[other]) for one, other in chosen])]
    left = fixing.apply(text, edits)
    gone = {number for one, other in chosen for number in range(one, other)}
    apart = "".join(" " if number in gone else word for number, word in enumerate(words))
    assert re.findall(r"\w+", left) == re.findall(r"\w+", apart)
