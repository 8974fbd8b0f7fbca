"""The exemplar of dirt: `naqi check` on it says exactly what is wrong with it, and nothing about what remains without the dirt."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from naqi.checker import Checker, Finding

# (line, text of the finding, or None for the whole line; rule; label; severity)
EXPECTED = [
    (1, None, "BP201", "boilerplate.category", "error"),
    (3, "بواسطة رويترز", "BP202", "boilerplate.title_suffix", "error"),
    (5, "[ad_1]", "BP101", "boilerplate.ad_marker", "error"),
    (9, ". .", "TX101", "structure.doubled_stop", "warning"),
    (23, None, "BP301", "boilerplate.caption", "error"),
    (31, "[ad_2]", "BP101", "boilerplate.ad_marker", "error"),
    (33, None, "BP501", "boilerplate.comment_form", "error"),
    (35, None, "BP501", "boilerplate.comment_form", "error"),
    (37, None, "BP601", "boilerplate.navigation", "error"),
]


def check(path: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """Exit code and report of `naqi check`."""
    command = (sys.executable, "-m", "naqi", "check", "--format", "json", *options, str(path))
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def expected_findings(text: str) -> list[dict[str, Any]]:
    """What must be reported, with spans looked up in the text itself."""
    lines = text.split("\n")
    found = []
    for number, part, rule, label, severity in EXPECTED:
        line = lines[number - 1]
        leak = line.strip() if part is None else part
        assert line.count(leak) == 1
        start = sum(len(earlier) + 1 for earlier in lines[: number - 1]) + line.index(leak)
        found.append(
            {
                "rule": rule,
                "label": label,
                "severity": severity,
                "line": number,
                "column": line.index(leak) + 1,
                "start": start,
                "end": start + len(leak),
                "text": leak,
            }
        )
    return found


def cleaned(text: str) -> str:
    """The exemplar as its journalist wrote it."""
    lines = text.split("\n")
    for number, part, *_ in EXPECTED:
        line = lines[number - 1]
        if part is None or line == part:
            lines[number - 1] = ""
        elif part == ". .":
            lines[number - 1] = line.replace(". .", ".")
        else:
            lines[number - 1] = line.removesuffix(part).rstrip()
    return "\n".join(lines)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="module")
def text(exemplar: Path) -> str:
    return exemplar.read_text("utf-8")


def test_every_leak_is_reported_with_label_line_and_span_and_nothing_else(exemplar: Path, text: str) -> None:
    code, report = check(exemplar)
    wanted = expected_findings(text)
    assert [{key: finding[key] for key in wanted[0]} for finding in report["findings"]] == wanted
    assert all(finding["path"] == str(exemplar) and finding["file_line"] == finding["line"] for finding in report["findings"])
    assert report["errors"] == []
    assert (report["summary"]["documents"], report["summary"]["errors"], report["summary"]["warnings"]) == (1, 8, 1)
    assert code == 1


@pytest.mark.parametrize("options", [(), ("--strict",)], ids=["lenient", "strict"])
def test_without_its_leaks_it_is_clean(tmp_path: Path, text: str, options: tuple[str, ...]) -> None:
    path = tmp_path / "clean.txt"
    path.write_text(cleaned(text), "utf-8")
    code, report = check(path, *options)
    assert report["findings"] == []
    assert report["errors"] == []
    assert code == 0


@pytest.mark.parametrize("kept", EXPECTED, ids=lambda row: f"{row[2]} in line {row[0]}")
def test_each_leak_alone_is_still_reported(checker: Checker, text: str, kept: tuple[int, str | None, str, str, str]) -> None:
    """None of the leaks is found only because others stand beside it."""
    number, part, rule, *_ = kept
    dirty, lines = text.split("\n"), cleaned(text).split("\n")
    lines[number - 1] = dirty[number - 1]
    findings = checker.check("\n".join(lines))
    assert [(finding.rule, finding.line, finding.text) for finding in findings] == [(rule, number, part or lines[number - 1].strip())]


def test_the_same_text_with_windows_line_ends_gives_the_same_leaks(checker: Checker, text: str) -> None:
    def places(findings: list[Finding]) -> list[tuple[str, int, int, str]]:
        return [(finding.rule, finding.line, finding.column, finding.text) for finding in findings]

    assert places(checker.check(text.replace("\n", "\r\n"))) == places(checker.check(text))
