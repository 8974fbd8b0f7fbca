"""Verdicts of the contract: files, the page made of them, and what is asked of whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from naqi.testing.contract import CLEANER_PROPERTIES, EXTRACTOR_PROPERTIES, BrokenError
from naqi_bench.contract.figures import FILE, VerdictsError, merged, read, render, write
from naqi_bench.contract.page import page
from naqi_bench.contract.trial import function_of, properties, shortened
from naqi_bench.contract.trials import unfit
from naqi_bench.tools.model import Setting, ToolCrashedError
from naqi_bench.tools.registry import TOOLS
from naqi_bench.tracks.model import Track

ROOT = Path(__file__).parents[2]
KEPT: dict[str, Any] = {"state": "kept"}


def _row(tool: str, setting: str = "as-shipped", track: str = "scrub", **verdicts: dict[str, Any]) -> dict[str, Any]:
    names = [prop.name for prop in properties(Track(track))]
    found = {name: verdicts.get(name.replace("-", "_"), KEPT) for name in names}
    return {"tool": tool, "version": "1", "track": track, "setting": setting, "standing": "outside", "naqi": "0", "examples": 9, "properties": found}


def test_the_committed_page_is_made_of_the_committed_verdicts() -> None:
    rows = read(ROOT / "benchmarks" / "results" / FILE)
    assert (ROOT / "benchmarks" / "CONTRACT.md").read_text("utf-8") == page(rows), "run naqi-bench contract"


def test_every_tool_in_every_setting_has_a_verdict_on_every_property() -> None:
    rows = read(ROOT / "benchmarks" / "results" / FILE)
    assert [(row["track"], row["tool"], row["setting"]) for row in rows] == [
        (tool.track.value, tool.name, setting.name) for tool in TOOLS for setting in tool.settings
    ]
    for row in rows:
        assert [*row["properties"]] == [prop.name for prop in properties(Track(row["track"]))], row["tool"]
        for verdict in row["properties"].values():
            assert {"kept": {"state"}, "broken": {"state", "note", "given"}, "not run": {"state", "reason"}}[verdict["state"]] <= verdict.keys()


def test_a_property_that_cannot_be_asked_has_a_reason() -> None:
    asked = {(tool.track.value, tool.name): [prop.name for prop in properties(tool.track) if not unfit(tool, prop)] for tool in TOOLS}
    assert asked["scrub", "ccnet-lines"] == []
    assert asked["scrub", "naqi-fix"] == [prop.name for prop in CLEANER_PROPERTIES]
    assert {prop.name for prop in CLEANER_PROPERTIES} - {*asked["repair", "ftfy"]} == {"removes-injected", "removes-what-the-gate-finds"}
    assert {prop.name for prop in EXTRACTOR_PROPERTIES} - {*asked["extract", "defuddle"]} == {"linear-cost"}
    assert asked["extract", "trafilatura"] == [prop.name for prop in EXTRACTOR_PROPERTIES]


def test_new_verdicts_take_the_place_of_earlier_ones_in_the_order_of_the_registry() -> None:
    earlier = [_row("naqi-rules"), _row("ftfy", track="repair"), _row("a-tool-of-old"), _row("datatrove-c4")]
    new = _row("naqi-rules", idempotent={"state": "broken", "note": "it grew", "given": "x"})
    assert merged(earlier, [new]) == [earlier[3], new, earlier[1]]


def test_characters_that_do_not_show_are_escaped_and_come_back(tmp_path: Path) -> None:
    text = "\ud800 a\N{RIGHT-TO-LEFT OVERRIDE}b\x00\N{ZERO WIDTH SPACE}\n\U000e0041 \N{ARABIC LETTER ALEF}"
    rows = [_row("naqi-fix", never_raises={"state": "broken", "note": "n", "given": text})]
    written = render(rows)
    assert all(character.isprintable() or character == "\n" for character in written)
    assert "\N{ARABIC LETTER ALEF}" in written
    write(tmp_path / "results" / FILE, rows)
    assert read(tmp_path / "results" / FILE) == rows


def test_files_that_hold_no_verdicts_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / FILE
    assert read(path) == []
    for content, problem in (
        ("{", "holds no verdicts"),
        ('{"schema": 7, "tools": []}', "has schema 7 where 1 is read"),
        ('{"schema": 1, "tools": [{}]}', "lacks"),
    ):
        path.write_text(content, "utf-8")
        with pytest.raises(VerdictsError, match=problem) as caught:
            read(path)
        assert "\n" not in str(caught.value)


def test_the_page_shows_the_example_once_with_what_does_not_print() -> None:
    broken = {"state": "broken", "note": "furniture was left", "given": "خبر\n```\n\N{RIGHT-TO-LEFT MARK}[ad_1]", "expected": "خبر", "got": "خبر\n[ad_1]"}
    reason = {"state": "not run", "reason": "no verdict in 9 s"}
    shown = page([_row("c4", removes_injected=broken), _row("c4", "arabic", removes_injected=broken), _row("x|y", removes_injected=reason)])
    assert shown.count("furniture was left.") == 1
    assert "<summary>c4 1 (as-shipped), c4 1 (arabic)</summary>\n\n````text\nfurniture was left.\n" in shown
    assert "  | <U+200F>[ad_1]\n" in shown
    assert "  +[ad_1]\n````\n" in shown
    assert "| c4 1 (arabic) | 10 of 11 |" in shown
    assert "- not run of x\\|y (as-shipped): `removes-injected`. Reason: no verdict in 9 s.\n" in shown
    assert "| tools and settings that keep it |  | 3 of 3 |" in shown


def test_a_long_answer_is_cut_to_the_first_difference() -> None:
    long = "ا" * 5000
    found = shortened(BrokenError("n", long, f"{long}ب{long}", f"{long}ت{long}"))
    assert found["given"] == long
    assert ("ب" in found["expected"], "ت" in found["got"]) == (True, True)
    assert max(len(found["expected"]), len(found["got"])) < 1000
    assert len(shortened(BrokenError("n", "x", None, long))["got"]) < 1000


def test_what_ends_more_than_an_input_is_held_to_that_input() -> None:
    loads = []

    def load(_tasks: object) -> Any:
        loads.append(1)

        def run(task: Any) -> str | None:
            if "exit" in task.text:
                raise SystemExit(3)
            if "crash" in task.text:
                raise ToolCrashedError("node ended")
            return None

        return run

    function = function_of(Setting("as-shipped", "", load))
    assert function("text") == ""
    with pytest.raises(RuntimeError, match="SystemExit: 3"):
        function("exit")
    with pytest.raises(ToolCrashedError):
        function("crash")
    assert (function("text"), len(loads)) == ("", 2)


def test_the_file_says_which_naqi_it_was() -> None:
    content = json.loads((ROOT / "benchmarks" / "results" / FILE).read_text("utf-8"))
    assert {row["naqi"] for row in content["tools"]} == {row["version"] for row in content["tools"] if row["tool"] == "naqi-fix"}
