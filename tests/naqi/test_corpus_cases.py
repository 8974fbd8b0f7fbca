"""Cases of the rules that compare documents, in `tests/cases/CP*.json`.

A case has documents (text, and id, source, split and label where they matter), bounds as in settings, and `find`: the number of a document and
the text reported in it. Findings about a corpus as a whole have no text and stand at its first document.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from naqi.corpus import Bounds, Corpus
from naqi.corpus.compare import apply
from naqi.corpus.example import read_case
from naqi.rules.model import Rule
from naqi.rules.registry import BY_CODE, RULES

FOLDER = Path(__file__).parent.parent / "cases"
KINDS = ("in the wild", "synthetic", "negative", "known failure")
ACROSS = [rule for rule in RULES if rule.across]

every_rule = pytest.mark.parametrize("rule", ACROSS, ids=lambda rule: rule.code)


@cache
def _read(code: str) -> list[dict[str, Any]]:
    loaded = json.loads((FOLDER / f"{code}.json").read_text("utf-8"))
    assert set(loaded) == {"rule", "cases"}
    assert loaded["rule"] == code
    cases = loaded["cases"]
    assert isinstance(cases, list)
    return cases


def _cases() -> list[Any]:
    params = []
    for rule in ACROSS:
        for number, case in enumerate(_read(rule.code), 1):
            marks = [pytest.mark.xfail(reason=case["comment"])] if case["kind"] == "known failure" else []
            params.append(pytest.param(rule, case, id=f"{rule.code} case {number}, {case['kind']}", marks=marks))
    return params


def _found(rule: Rule, case: dict[str, Any], order: list[int]) -> list[list[Any]]:
    corpus = Corpus([rule], Bounds.parse(case.get("bounds", {})))
    for row in order:
        fields = dict(case["documents"][row])
        corpus.add(fields.pop("id", None), fields.pop("text"), path="corpus.jsonl", row=row, **fields)
    assert len(corpus) == len(order)
    return [[finding.entry.row, case["documents"][finding.entry.row or 0]["text"][finding.start : finding.end]] for finding in corpus.findings()]


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_rule_reports_exactly_what_the_case_says(rule: Rule, case: dict[str, Any]) -> None:
    assert _found(rule, case, list(range(len(case["documents"])))) == case["find"], case["comment"]


@every_rule
def test_the_order_of_adding_changes_nothing(rule: Rule) -> None:
    rng = random.Random(7)
    for case in _read(rule.code):
        order = list(range(len(case["documents"])))
        as_given = _found(rule, case, order)
        for _ in range(3):
            rng.shuffle(order)
            assert _found(rule, case, order) == as_given, case["comment"]


@every_rule
def test_cases_are_rich_and_well_formed(rule: Rule) -> None:
    cases = _read(rule.code)
    assert len(cases) >= 10
    for case in cases:
        assert set(case) - {"bounds"} == {"kind", "comment", "documents", "find"}
        assert case["kind"] in KINDS
        assert len(case["comment"].split()) >= 3, case["comment"]
        if case["kind"] != "known failure":
            assert bool(case["find"]) is (case["kind"] != "negative"), case["comment"]
    kinds = Counter(case["kind"] for case in cases)
    assert kinds["negative"] >= 4
    assert kinds["in the wild"] + kinds["synthetic"] >= 5


@every_rule
def test_documentation_example_is_found_exactly_and_the_clean_one_gives_nothing(rule: Rule) -> None:
    example, clean = rule.example(), rule.clean_example()
    assert example is not None
    assert clean is not None
    assert apply(rule, read_case(example)) == read_case(example).spans != frozenset()
    assert len(read_case(clean).documents) > 1
    assert apply(rule, read_case(clean)) == set()


def test_every_file_of_cases_has_a_rule() -> None:
    assert {file.stem for file in FOLDER.glob("CP*.json")} == {rule.code for rule in ACROSS}
    assert {file.stem for file in FOLDER.glob("*.json")} == set(BY_CODE)
