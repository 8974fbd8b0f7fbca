"""`naqi rules` and `naqi rule`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from naqi.cli import main
from naqi.report.catalogue import catalogue, page
from naqi.rules.model import SECTIONS
from naqi.rules.registry import BY_CODE, RULES


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_rules_lists_each_rule_on_a_line_of_its_own() -> None:
    result = run("rules")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0].split() == ["code", "name", "severity", "label", "what", "it", "finds"]
    assert [line.split()[:4] for line in lines[1:]] == [[rule.code, rule.name, str(rule.severity), rule.label] for rule in RULES]
    assert all(rule.message in line for rule, line in zip(RULES, lines[1:], strict=True))


def test_rules_as_json_has_all_that_a_tool_needs() -> None:
    result = run("rules", "--format", "json")
    rules = {rule["code"]: rule for rule in json.loads(result.stdout)}
    assert result.exit_code == 0
    assert list(rules) == [rule.code for rule in RULES]
    assert rules["TX101"] == {
        "code": "TX101",
        "name": "doubled-stop",
        "label": "structure.doubled_stop",
        "severity": "warning",
        "default": True,
        "message": "doubled full stop or comma",
        "url": "checks/README.md#tx101-doubled-stop",
    }


def test_rules_as_markdown_is_the_catalogue() -> None:
    result = run("rules", "--format", "markdown")
    assert (result.exit_code, result.stdout) == (0, catalogue())
    assert all(page(rule).split("\n", 1)[1].splitlines()[1] in result.stdout for rule in RULES)


@pytest.mark.parametrize("selector", ["BP101", "bp101", "ad-marker", "AD-Marker"])
def test_rule_prints_the_page_of_a_code_or_name_in_any_case(selector: str) -> None:
    result = run("rule", selector)
    assert (result.exit_code, result.stdout, result.stderr) == (0, page(BY_CODE["BP101"]), "")


@pytest.mark.parametrize("code", list(BY_CODE))
def test_a_page_has_its_head_and_all_sections(code: str) -> None:
    rule = BY_CODE[code]
    lines = run("rule", code).stdout.splitlines()
    assert lines[0] == f"# {code} {rule.name}"
    assert lines[4] == f"Label `{rule.label}`, severity {rule.severity}, {'on' if rule.on_by_default else 'off'} by default."
    assert [line.removeprefix("## ") for line in lines if line.startswith("## ")] == list(SECTIONS)


@pytest.mark.parametrize(
    ("selector", "message"),
    [
        ("ad-markr", "unknown rule 'ad-markr': did you mean ad-marker?"),
        ("TX110", "unknown rule 'TX110': did you mean TX103?"),
        ("???", "unknown rule '???': `naqi rules` lists all"),
    ],
)
def test_an_unknown_rule_is_one_line_and_exit_2(selector: str, message: str) -> None:
    result = run("rule", selector)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: {message}\n")


@pytest.mark.parametrize("selector", ["BP1", "ALL"])
def test_the_beginning_of_codes_is_no_rule(selector: str) -> None:
    result = run("rule", selector)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"naqi: unknown rule '{selector}': ")
