"""Cases of the rules that apply a profile, in `tests/cases/SF*.json`.

A case has entries as in a profile's file (what it leaves out is as there), a document (`source` where it is not of theirs), and `find`: the texts reported.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from naqi.profile import Profile, SourceChecker
from naqi.profile.example import read_example
from naqi.profile.file import dump, parse
from naqi.profile.furniture import RULE_OF, find
from naqi.rules.model import Rule
from naqi.rules.registry import BY_CODE, RULES

FOLDER = Path(__file__).parents[2] / "cases"
KINDS = ("in the wild", "synthetic", "negative", "known failure")
LEARNED = [rule for rule in RULES if rule.learned]
SOURCE = "manara.example"

every_rule = pytest.mark.parametrize("rule", LEARNED, ids=lambda rule: rule.code)


@cache
def _read(code: str) -> list[dict[str, Any]]:
    loaded = json.loads((FOLDER / f"{code}.json").read_text("utf-8"))
    assert loaded["rule"] == code
    cases = loaded["cases"]
    assert isinstance(cases, list)
    return cases


def _cases() -> list[Any]:
    params = []
    for rule in LEARNED:
        for number, case in enumerate(_read(rule.code), 1):
            marks = [pytest.mark.xfail(reason=case["comment"])] if case["kind"] == "known failure" else []
            params.append(pytest.param(rule, case, id=f"{rule.code} case {number}, {case['kind']}", marks=marks))
    return params


def _profile(entries: list[dict[str, Any]]) -> Profile:
    # JSON strings, numbers, lists and booleans are TOML's, but for Arabic escapes.
    tables = "".join("[[source.entry]]\n" + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in entry.items()) for entry in entries)
    return parse(f'schema = 1\n[[source]]\nname = "{SOURCE}"\n{tables}', "case")


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_rule_reports_exactly_what_the_case_says(rule: Rule, case: dict[str, Any]) -> None:
    checker = SourceChecker([rule], _profile(case["entries"]))
    findings = checker.check(case["text"], case.get("source", SOURCE))
    assert [(finding.rule, finding.text) for finding in findings] == [(rule.code, text) for text in case["find"]], case["comment"]
    assert all(case["text"][finding.start : finding.end] == finding.text for finding in findings)


@every_rule
def test_cases_are_rich_and_well_formed(rule: Rule) -> None:
    cases = _read(rule.code)
    for case in cases:
        assert set(case) - {"source"} == {"kind", "comment", "entries", "text", "find"}
        assert case["kind"] in KINDS
        assert len(case["comment"].split()) >= 3, case["comment"]
        if case["kind"] != "known failure":
            assert bool(case["find"]) is (case["kind"] != "negative"), case["comment"]
        profile = _profile(case["entries"])
        assert parse(dump(profile), "again") == profile
    kinds = Counter(case["kind"] for case in cases)
    assert kinds["negative"] >= 4
    assert kinds["in the wild"] + kinds["synthetic"] >= 5


@every_rule
def test_documentation_example_is_found_exactly_and_the_clean_one_gives_nothing(rule: Rule) -> None:
    example, clean = rule.example(), rule.clean_example()
    assert example is not None
    assert clean is not None
    case = read_example(example)
    assert find(case.source, case.text, rule) == case.spans != frozenset()
    case = read_example(clean)
    assert any(RULE_OF[entry.kind] is rule and entry.accept for entry in case.source.entries)
    assert find(case.source, case.text, rule) == set()


def test_every_rule_that_applies_a_profile_has_a_kind_of_entry() -> None:
    assert set(RULE_OF.values()) == set(LEARNED) == {rule for code, rule in BY_CODE.items() if code.startswith("SF")}
