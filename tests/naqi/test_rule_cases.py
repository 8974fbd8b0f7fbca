"""Cases of each rule, in `tests/cases/<CODE>.json`: texts, and what the rule must report in them.

A case of kind "known failure" says what ought to be reported and is not: it must go on failing, or change its kind. For TX001, `find` [""] means that
the document is reported, whatever white space it holds.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from naqi.checker import Checker
from naqi.rules.model import Rule
from naqi.rules.registry import BY_CODE, RULES
from naqi.scan.cues import Cue, Hit
from naqi.scan.document import Document
from naqi.scan.matcher import Matcher

FOLDER = Path(__file__).parent.parent / "cases"
# Cases of rules that compare documents, or apply a profile, have their own form: test_corpus_cases.py, profile/test_profile_cases.py.
FILES = [file for file in sorted(FOLDER.glob("*.json")) if not file.stem.startswith(("CP", "SF"))]
KINDS = ("in the wild", "synthetic", "negative", "known failure")

every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@cache
def _read(file: Path) -> dict[str, Any]:
    loaded = json.loads(file.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@cache
def _checker(code: str) -> Checker:
    return Checker([BY_CODE[code]])


def _cases() -> list[Any]:
    params = []
    for file in FILES:
        for number, case in enumerate(_read(file)["cases"], 1):
            marks = [pytest.mark.xfail(reason=case["comment"])] if case["kind"] == "known failure" else []
            name = f"{file.stem} case {number}, {case['kind']}"
            params.append(pytest.param(file.stem, case, id=name, marks=marks))
    return params


@pytest.mark.parametrize(("code", "case"), _cases())
def test_rule_reports_exactly_what_the_case_says(code: str, case: dict[str, Any]) -> None:
    findings = _checker(code).check(case["text"])
    texts = [finding.text for finding in findings]
    if code == "TX001":
        assert all(text == case["text"] for text in texts)
        texts = [""] * len(texts)
    assert texts == case["find"], case["comment"]


# Ways of laying out the same lines that a reader would not notice.
LAYOUTS = {
    "indented by a space": lambda text: text.replace("\n", "\n "),
    "indented by a tab and a no-break space": lambda text: text.replace("\n", "\n\t\N{NO-BREAK SPACE}"),
    "with a mark of direction before each line": lambda text: "\N{RIGHT-TO-LEFT MARK}" + text.replace("\n", "\n \N{RIGHT-TO-LEFT MARK}"),
    "with spaces behind each line": lambda text: text.replace("\n", "  \n") + " ",
    "with blank lines between": lambda text: text.replace("\n", "\n\n \n"),
    "with Windows line ends": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "with blank lines around": lambda text: f"\n \n{text}\n\n",
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
}


def _layouts() -> list[Any]:
    """Every rule with every layout, but TX001, whose documents have no lines, and decomposing where it makes or unmakes what the rule looks for."""
    pairs = product(sorted(file.stem for file in FILES), LAYOUTS)
    return [
        pytest.param(code, LAYOUTS[name], id=f"{code} {name}")
        for code, name in pairs
        if code != "TX001" and not (name == "decomposed" and code.startswith(("EN2", "EN403", "EN501")))
    ]


@pytest.mark.parametrize(("code", "layout"), _layouts())
def test_layout_of_lines_changes_nothing(code: str, layout: Callable[[str], str]) -> None:
    changed = []
    for case in _read(FOLDER / f"{code}.json")["cases"]:
        if case["kind"] == "known failure" or any("\n" in find for find in case["find"]):
            continue
        found = [unicodedata.normalize("NFC", finding.text) for finding in _checker(code).check(layout(case["text"]))]
        if found != [unicodedata.normalize("NFC", find) for find in case["find"]]:
            changed.append((case["comment"], found))
    assert changed == []


@every_file
def test_file_is_named_after_its_rule(file: Path) -> None:
    assert set(_read(file)) == {"rule", "cases"}
    assert _read(file)["rule"] == file.stem
    assert file.stem in BY_CODE


@every_file
def test_cases_have_a_kind_a_comment_a_text_and_finds(file: Path) -> None:
    for case in _read(file)["cases"]:
        assert set(case) == {"kind", "comment", "text", "find"}
        assert case["kind"] in KINDS
        assert len(case["comment"].split()) >= 3, case["comment"]
        if case["kind"] != "known failure":
            assert bool(case["find"]) is (case["kind"] != "negative"), case["comment"]


@every_file
def test_finds_stand_in_their_text_in_order(file: Path) -> None:
    for case in _read(file)["cases"]:
        at = 0
        for find in case["find"]:
            at = case["text"].index(find, at) + len(find)


@every_file
def test_no_text_stands_twice(file: Path) -> None:
    count = Counter(case["text"] for case in _read(file)["cases"])
    assert [text for text, times in count.items() if times > 1] == []


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.is_alone])
def test_every_rule_has_something_to_find_and_something_to_leave_alone(code: str) -> None:
    kinds = {case["kind"] for case in _read(FOLDER / f"{code}.json")["cases"]}
    assert kinds & {"in the wild", "synthetic"}
    assert "negative" in kinds


@pytest.mark.parametrize("rule", [rule for rule in RULES if any(cue.where for cue in rule.cues)], ids=lambda rule: rule.code)
def test_a_condition_that_looks_at_other_lines_says_so(rule: Rule) -> None:
    """What does not say so has the same answer where nothing stands but the line."""
    matcher = Matcher([cue for cue in rule.cues if not cue.raw] or [Cue(phrases=("x",))])
    cues = [cue for cue in rule.cues if not cue.raw]
    wrong = set()
    for case in _read(FOLDER / f"{rule.code}.json")["cases"]:
        document = Document(case["text"])
        for number, hit in matcher.hits(document, rejects=True):
            if not hit.line.start <= hit.start < hit.end <= hit.line.end:
                continue
            alone = Document(case["text"][slice(*document.code_points(hit.line.start, hit.line.end))])
            assert alone.data == hit.line.text
            there = Hit(alone, hit.start - hit.line.start, hit.end - hit.line.start)
            asked = [condition for condition in cues[number].where if not condition.beyond_line]
            wrong |= {condition.name for condition in asked if condition.holds(hit) != condition.holds(there)}
    assert wrong == set()
