"""The speed benchmark: its figures are complete, and it measures what it says. No figure is compared with a clock."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from naqi import Checker, __version__
from naqi.rules.registry import select
from naqi_bench import cli, speed, texts


def test_every_scanner_is_measured_on_both_kinds_and_sizes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NAQI_REAL_DATA", raising=False)
    output = tmp_path / "speed.json"
    command = ["speed", "--rounds", "1", "--megabytes", "0.05", "--phrases", "20", "--phrases", "60", "--rows", "30", "--output", str(output)]
    done = CliRunner().invoke(cli.main, command)
    assert done.exit_code == 0, done.output
    figures = json.loads(output.read_text("utf-8"))
    assert list(figures["phrases"]) == ["20", "60"]
    for kinds in figures["phrases"].values():
        for kind in ("clean", "dirty"):
            assert set(kinds[kind]) == {"fold + match", "gate", "RE2 set", "Python re"}
            assert kinds[kind]["fold + match"]["times_floor"] == 1
    assert figures["hit"]["clean"] == 0
    assert 0.2 < figures["hit"]["dirty"] < 0.5
    assert "gate, dirty: 60 phrases cost" in done.output
    gx = figures["great_expectations"]
    assert (gx["rows"], gx["expectations"]["naqi, by family"]) == (30, 4)
    assert gx["expectations"]["naqi, by rule"] > 35
    phrases = len(speed.all_phrases(select()))
    same = ["naqi, 200 phrases", "200 regexes"]
    several = f"naqi, by family, {gx['jobs']} jobs"
    assert gx["jobs"] > 1
    assert list(gx["times_floor"]) == ["not null", "fold + match", "gate", "naqi, by family", several, "naqi, by rule", *same, f"{phrases} regexes"]
    assert list(gx["passed_per_thousand_rows"]) == list(gx["times_floor"])
    assert several in done.output
    assert len({gx["rows_of"][name] for name in same}) == 1
    assert gx["least_times_floor"] > 1
    assert gx["regexes_times_naqi"] == gx["seconds_per_thousand_rows"]["200 regexes"] / gx["seconds_per_thousand_rows"]["naqi, 200 phrases"]
    assert gx["times_floor"]["not null"] == gx["times_naqi"]["naqi, by family"] == 1
    assert f"{phrases} regexes" in done.output
    assert figures["growth"].keys() == {"clean", "dirty"}
    assert figures["default_rules"]["phrases"] == len(speed.all_phrases(select()))
    assert figures["default_rules"]["clean"].keys() == {"fold + match", "gate"}
    assert "default rules, clean: all " in done.output


def test_the_committed_figures_are_of_the_default_rules_on_real_texts() -> None:
    file = texts.checkout() / "benchmarks" / "results" / "naqi" / __version__ / "speed.json"
    figures = json.loads(file.read_text("utf-8"))
    assert figures["origin"] == "real texts"
    assert list(figures["phrases"]) == ["200", "1000", "3000"]
    printed = speed.table(figures)
    for kind in ("clean", "dirty"):
        assert f"default rules, {kind}: all {figures['default_rules']['phrases']:,} phrases" in printed


def test_tolerant_patterns_accept_what_folding_unites() -> None:
    pattern = re.compile(speed.tolerant("اقرأ أيضا"))
    for spelling in ("إقرأ ايضا", "اقرأ  أيضاً"[:-1], "اقـرأ أيضا"):
        assert pattern.search(spelling), spelling
    assert not pattern.search("اقرا كذلك")


def test_restricting_phrases_keeps_patterns_and_detectors() -> None:
    rules = select()
    restricted = {rule.code: rule for rule in speed.restricted_rules(rules, set())}
    kept = {rule.code: sum(not cue.phrases for cue in rule.cues) for rule in rules}
    assert {code: len(rule.cues) for code, rule in restricted.items()} == kept
    assert restricted["TX001"].detect is not None


def test_restricted_rules_look_for_no_phrase_that_was_left_out() -> None:
    checker = Checker(speed.restricted_rules(select(), set()))
    assert {phrase for _, cue in checker._owners for phrase in cue.phrases} == set()


def test_fill_takes_no_more_than_needed() -> None:
    assert texts.fill(["اب", "ج"], 5) == ["اب", "ج"]
    assert texts.fill(["اب"], 9) == ["اب"] * 3


def test_a_wrong_folder_of_real_data_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NAQI_REAL_DATA", str(tmp_path))
    with pytest.raises(FileNotFoundError, match=r"holds no clean\.jsonl"):
        texts.real_data()
