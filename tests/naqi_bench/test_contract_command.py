"""`naqi-bench contract`: verdicts of tools in workers, the same each time; what hangs, crashes or is not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi_bench import cli
from naqi_bench.contract import trials
from naqi_bench.contract.trial import verdict
from naqi_bench.runner.choice import choose
from naqi_bench.runner.model import Limits
from naqi_bench.tracks.model import Track


def bench(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, ["contract", *map(str, arguments)])


def _asked(tool: str, name: str, track: Track = Track.REPAIR) -> dict[str, Any]:
    return dict(json.loads(verdict(json.dumps({"tool": tool, "track": track, "setting": "as-shipped", "property": name}))))


def test_a_property_that_is_broken_comes_with_its_example_each_time_the_same() -> None:
    first = _asked("unicode-nfkc", "never-invents")
    assert first == _asked("unicode-nfkc", "never-invents")
    assert (first["state"], bool(first["given"]), "stands nowhere in the input" in first["note"]) == ("broken", True, True)
    assert _asked("unicode-nfc", "never-invents") == {"state": "kept"}


def test_the_command_writes_verdicts_and_the_page_and_keeps_those_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A property is enough to see a worker's verdict arrive.
    whole = trials.properties
    monkeypatch.setattr(trials, "properties", lambda track: [prop for prop in whole(track) if prop.name in {"idempotent", "removes-injected"}])
    for name in ("unicode-nfc", "unicode-nfkc"):
        done = bench("--tool", name, "--output", tmp_path)
        assert done.exit_code == 0, done.output
        assert f"repair {name} (as-shipped): keeps 1 of 1\n" in done.output
    content = json.loads((tmp_path / "benchmarks" / "results" / "contract.json").read_text("utf-8"))
    assert [row["tool"] for row in content["tools"]] == ["unicode-nfc", "unicode-nfkc"]
    assert content["tools"][0]["properties"] == {
        "idempotent": {"state": "kept"},
        "removes-injected": {"state": "not run", "reason": "it mends encoding, and is not there to take furniture out"},
    }
    assert "| unicode-nfkc " in (tmp_path / "benchmarks" / "CONTRACT.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("record", "name", "found"),
    [
        ({"exit": "timeout", "message": "m", "text": ""}, "idempotent", {"state": "not run", "reason": "no verdict in 9 s"}),
        ({"exit": "memory", "message": "too much", "text": ""}, "idempotent", {"state": "not run", "reason": "too much"}),
        ({"exit": "crash", "message": "gone", "text": ""}, "never-raises", {"state": "broken", "note": "an input ended its process: gone", "given": ""}),
        ({"exit": "error", "message": "ValueError: x", "text": ""}, "never-raises", {"state": "not run", "reason": "ValueError: x"}),
    ],
)
def test_what_gives_no_verdict_says_why(record: dict[str, Any], name: str, found: dict[str, Any]) -> None:
    assert trials._verdict(name, record, Limits(page_seconds=9)) == found


def test_a_property_that_takes_too_long_is_not_run_and_a_tool_without_any_verdict_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = trials.properties
    monkeypatch.setattr(trials, "properties", lambda track: [prop for prop in whole(track) if prop.name == "never-raises"])
    (choice,) = choose([Track.REPAIR], ["unicode-nfkc"], None)
    assert trials.trials([choice], 1, Limits(page_seconds=0.01, warm_up=0)) == ([], [], ["repair unicode-nfkc (as-shipped) was not run: no verdict in 0.01 s"])


def test_names_that_are_not_there_are_one_line(tmp_path: Path) -> None:
    done = bench("--tool", "trafilature", "--output", tmp_path)
    assert (done.exit_code, "there is no tool 'trafilature'; did you mean 'trafilatura'?" in done.output) == (2, True)
    assert "everything: no tool of the list" in bench("--tool", "everything", "--output", tmp_path).output
    (tmp_path / "benchmarks" / "results").mkdir(parents=True)
    (tmp_path / "benchmarks" / "results" / "contract.json").write_text("[]", "utf-8")
    done = bench("--tool", "unicode-nfc", "--output", tmp_path)
    assert (done.exit_code, "holds no verdicts" in done.output) == (2, True)
