"""The main job: exit 0 only when the clean set passes and the dirty scrape gives exactly what is known to be in it."""

from __future__ import annotations

import io
import json
from importlib import resources

import pytest
from click.testing import CliRunner

from naqi.rules.registry import select
from naqi_dataset import cli, demo


def test_the_demo_passes_and_says_what_it_did() -> None:
    out = io.StringIO()
    assert demo.run(out) == 0
    text = out.getvalue()
    assert "ok: the gate passed 240 clean articles" in text
    assert "exactly the 9 findings" in text
    assert "make run IN=path" in text


def test_the_command_has_the_demos_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    assert CliRunner().invoke(cli.main, ["demo"]).exit_code == 0
    monkeypatch.setattr(demo, "expected", list)
    assert CliRunner().invoke(cli.main, ["demo"]).exit_code == 1


def test_a_gate_that_lost_a_rule_fails_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "select", lambda: select(ignored=["BP301"]))
    out = io.StringIO()
    assert demo.run(out) == 1
    assert "FAILED" in out.getvalue()


def test_expected_spans_slice_to_their_text() -> None:
    scrape = resources.files("naqi_dataset.demo").joinpath("wire-scrape.txt").read_text("utf-8")
    findings = demo.expected()
    assert len(findings) == 9
    for finding in findings:
        assert scrape[finding["start"] : finding["end"]] == finding["text"]
        assert scrape.split("\n")[finding["line"] - 1].find(finding["text"]) >= 0
    assert json.dumps(findings) == json.dumps(sorted(findings, key=lambda finding: finding["start"]))


def test_a_missing_extra_is_one_line_and_exit_2(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "yaml", None)
    for name in ("naqi_dataset.articles", "naqi_dataset.build", "naqi_dataset.card"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    done = CliRunner().invoke(cli.main, ["build"])
    assert done.exit_code == 2
    assert done.stderr == "naqi: this needs yaml: pip install 'naqi[dataset]'\n"
