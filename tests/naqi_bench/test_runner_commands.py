"""`naqi-bench run` and `naqi-bench tools`, on a few pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from naqi_bench import cli
from naqi_bench.runner import choice as choices
from naqi_bench.tools.model import Setting, Tool, installed
from naqi_bench.tracks.model import Track

ABSENT = Tool(
    "absent", Track.SCRUB, "https://absent.example", "MIT", installed("no-such-distribution"), (Setting("as-shipped", "its README", lambda _: lambda _: ""),)
)
SLICE = ["--split", "validation", "--limit", "1"]


def bench(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def test_a_function_of_the_current_folder_runs_and_is_taken_up(toys: Path, tmp_path: Path) -> None:
    command = ["run", "--track", "scrub", "--tool", "toy_tools:slow", *SLICE, "--output", tmp_path / "out"]
    first = bench(*command)
    assert first.exit_code == 0, first.output
    path = tmp_path / "out" / "scrub" / "toy_tools.slow" / "as-shipped.jsonl"
    header, *records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert (header["tool"], header["version"], header["splits"], header["standing"]) == ("toy_tools:slow", "unversioned", ["validation"], "outside")
    assert header["dataset"].keys() == {"version", "sha256"}
    assert header["tasks"]["count"] == len(records)
    assert [record["id"] for record in records] == sorted(record["id"] for record in records)
    assert f"records: {tmp_path / 'out'}" in first.output
    assert "the runner's own cost: " in first.output
    result = json.loads((tmp_path / "out" / "results" / "toy_tools.slow" / "unversioned" / "scrub.json").read_text("utf-8"))
    assert result["settings"]["as-shipped"]["exits"] == {"ok": len(records)}
    assert 0 <= result["settings"]["as-shipped"]["macro"]["character_f1"] < 1
    before = path.read_bytes()
    again = bench(*command)
    assert again.exit_code == 0
    assert "no tool ran: all records were there" in again.output
    assert path.read_bytes() == before
    fresh = bench(*command, "--fresh")
    assert "the runner's own cost: " in fresh.output
    other = bench(*command, "--page-seconds", "9")
    assert f"{path}: it was made with another limits; begun anew" in other.output


def test_what_is_missing_or_fails_is_said_and_the_rest_goes_on(toys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "TOOLS", (ABSENT,))
    command = ["run", "--track", "scrub", "--tool", "absent", "--tool", "nothing", *SLICE, "--output", tmp_path]
    done = bench(*command)
    assert done.exit_code == 0
    assert "scrub absent (as-shipped) was not run: no-such-distribution is not installed: pip install 'naqi[tools]'" in done.output
    assert "nothing" in done.output
    failed = bench(*command, "--tool", "toy_broken:clean")
    assert failed.exit_code == 2
    assert "scrub toy_broken:clean (as-shipped) was not run: it does not load: ImportError: two lines" in failed.output
    alone = bench("run", "--track", "scrub", "--tool", "absent", *SLICE, "--output", tmp_path)
    assert alone.exit_code == 2
    assert alone.output.splitlines()[-1].endswith("no tool ran")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--tool", "nothin"], "there is no tool 'nothin'; did you mean 'nothing'?"),
        (["--setting", "as-shiped"], "there is no setting 'as-shiped'; did you mean 'as-shipped'?"),
        (["--sites", "no-such-site-at-all", "--track", "scrub", "--tool", "nothing"], "there is no site 'no-such-site-at-all'"),
        (["--tool", "toy_tools:slow"], "say what toy_tools:slow does: --track extract, scrub or repair"),
        (["--tool", "no_such_module:f", "--track", "scrub"], "no_such_module:f: there is no module 'no_such_module'"),
        (["--track", "scrubb"], "'scrubb' is not one of"),
    ],
)
def test_unknown_names_exit_2_with_one_line(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = bench("run", *arguments, "--split", "validation", "--output", tmp_path)
    assert done.exit_code == 2
    assert said in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_tools_are_listed_with_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "TOOLS", (ABSENT,))
    done = bench("tools", "--track", "scrub", "--format", "json")
    rows = {row["tool"]: row for row in json.loads(done.output)}
    assert rows["absent"] == {
        "track": "scrub",
        "tool": "absent",
        "version": "",
        "standing": "outside",
        "licence": "MIT",
        "link": "https://absent.example",
        "settings": {"as-shipped": "its README"},
        "missing": "no-such-distribution is not installed: pip install 'naqi[tools]'",
    }
    assert rows["oracle"]["missing"] == ""
    table = bench("tools")
    assert table.exit_code == 0
    assert "absent (scrub): no-such-distribution is not installed: pip install 'naqi[tools]'" in table.output
    assert "https://absent.example" in table.output


def test_results_of_a_slice_are_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naqi_bench.runner.commands.checkout", lambda: tmp_path)
    assert bench("run", "--track", "repair", "--tool", "nothing", *SLICE).exit_code == 0
    assert (tmp_path / "build" / "bench" / "part" / "repair" / "nothing" / "as-shipped.jsonl").is_file()
    assert len(list((tmp_path / "build" / "bench" / "part" / "results" / "nothing").glob("*/repair.json"))) == 1
    assert not (tmp_path / "benchmarks").exists()
