"""`naqi-bench leaderboard`: what is committed is what the results say, floors hold, and a fall ends with 1."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner

from naqi_bench import cli
from naqi_bench.against_real import figures
from naqi_bench.against_real.section import section
from naqi_bench.leaderboard import commands, doses, floors
from naqi_bench.leaderboard.boards import boards
from naqi_bench.leaderboard.entries import read
from naqi_bench.leaderboard.generate import PLOTS, absent, generated
from naqi_bench.scoring.controls import controls
from naqi_bench.scoring.results import result, setting_result, write
from naqi_bench.tools.model import Setting, Tool
from naqi_bench.tracks import tasks
from naqi_bench.tracks.gold import gold
from naqi_bench.tracks.model import Track
from naqi_bench.tracks.tasks import dataset_identity
from naqi_bench.with_fix import figures as fixed
from naqi_bench.with_fix.section import section as fixed_section

STALE = "stale: run naqi-bench leaderboard, after make bench if the dataset or a tool changed"


@pytest.fixture(scope="module")
def identity():
    return dataset_identity()


@pytest.fixture(scope="module")
def committed(root, identity):
    return read(root / "benchmarks" / "results", identity)


def test_all_that_is_committed_is_what_the_results_say(root, committed):
    results = root / "benchmarks" / "results"
    sections = [fixed_section(fixed.read(results, committed.dataset)), section(figures.read(results, committed.dataset))]
    files = generated(committed, (root / "README.md").read_text("utf-8"), doses.read(results, committed.dataset), sections)
    for name, content in files.items():
        assert (root / name).read_text("utf-8") == content, f"{name}: {STALE}"
    assert {path.relative_to(root) for path in (root / PLOTS).glob("*.svg")} == {name for name in files if name.parent == PLOTS}, STALE


def test_committed_results_are_of_this_dataset(committed):
    assert committed.others == (), STALE


def test_committed_results_hold_their_floors(root, committed):
    """Falling below one is a change to be argued for, not to be made in passing."""
    pinned = floors.read(root / "benchmarks" / "results" / "floors.json")
    assert (pinned is None) == (committed.entries == ()), "naqi-bench leaderboard --pin-floors"
    assert pinned is None or floors.broken_floors(committed, pinned) == []


def test_the_committed_page_can_be_carried_around(root):
    assert (root / "benchmarks" / "leaderboard" / "index.html").stat().st_size <= 3_000_000


# The command, on controls over a slice of validation.
@pytest.fixture(scope="module")
def scored_slice(tmp_path_factory, identity):
    folder = tmp_path_factory.mktemp("slice")
    golds = dict(list(gold(Track.SCRUB, ["validation"]).items())[:6])
    for name, submission in controls(golds).items():
        header = {"tool": name, "version": "1", "standing": "outside" if name == "everything" else "control"}
        scores = setting_result(Track.SCRUB, golds, submission, ["validation"])
        write(folder / name / "1" / "scrub.json", result(Track.SCRUB, {"as-shipped": scores}, header, identity))
    return folder


@pytest.fixture
def slice_(scored_slice, identity, tmp_path, monkeypatch):
    """A folder of results that the shipped dataset has the gold of."""
    monkeypatch.setattr(tasks, "dataset_identity", lambda: identity)  # hashing takes seconds
    return shutil.copytree(scored_slice, tmp_path / "results")


def run(*arguments):
    return CliRunner().invoke(cli.main, ["leaderboard", *map(str, arguments)], catch_exceptions=False)


def test_it_writes_everything_below_a_folder_and_takes_old_plots_away(slice_, tmp_path, root):
    before = (root / "README.md").read_text("utf-8")
    old = tmp_path / "out" / PLOTS / "old.svg"
    old.parent.mkdir(parents=True)
    old.write_text("", "utf-8")
    done = run("--results", slice_, "--output", tmp_path / "out", "--pin-floors")
    assert done.exit_code == 0
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert written == [
        "README.md",
        "benchmarks/README.md",
        "benchmarks/leaderboard/index.html",
        *(f"benchmarks/plots/{name}-scrub.svg" for name in ("intervals", "leaks", "speed")),
        "benchmarks/results/floors.json",
    ]
    assert done.stdout.count("wrote ") == 7
    assert (root / "README.md").read_text("utf-8") == before
    page = (tmp_path / "out" / "benchmarks" / "leaderboard" / "index.html").read_text("utf-8")
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    assert len(data["entries"]["scrub/everything/as-shipped"]["cases"]) == 5


def test_a_fall_below_a_floor_ends_with_1_and_is_named(slice_, tmp_path, monkeypatch):
    checkout = tmp_path / "checkout"
    (checkout / "benchmarks").mkdir(parents=True)
    slice_.rename(checkout / "benchmarks" / "results")
    monkeypatch.setattr(commands, "checkout", lambda: checkout)
    (checkout / "README.md").write_text("<!-- leaderboard: generated by `naqi-bench leaderboard`, do not edit -->\n<!-- /leaderboard -->\n", "utf-8")
    assert run("--pin-floors").exit_code == 0
    assert run().exit_code == 0
    path = checkout / "benchmarks" / "results" / "floors.json"
    pinned = json.loads(path.read_text("utf-8"))
    pinned["tracks"]["scrub"]["everything (as-shipped)"]["at_least"]["character_f1"] += 0.01
    path.write_text(json.dumps(pinned), "utf-8")
    done = run()
    assert done.exit_code == 1
    assert "scrub: character_f1 of everything (as-shipped) is " in done.stderr
    assert run("--pin-floors").exit_code == 0
    assert floors.broken_floors(read(checkout / "benchmarks" / "results", tasks.dataset_identity()), floors.read(path)) == []


def test_a_broken_result_file_ends_with_2_and_one_line(slice_, tmp_path):
    (slice_ / "nothing" / "1" / "extract.json").write_text("[]", "utf-8")
    done = run("--results", slice_, "--output", tmp_path / "out")
    assert done.exit_code == 2
    assert "extract.json: is no result file, it lacks tool" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_tools_without_a_result_are_named_with_the_reason(three):
    tools = [Tool(name, Track.SCRUB, "", "", lambda: "1", (Setting("as-shipped", "", lambda _: lambda __: ""),)) for name in ("no-share", "new")]
    assert absent(three.read(), tools, {"gone": "its site is down"}) == {
        "gone": "its site is down",
        "new (scrub)": "has no result on this version of the dataset yet",
    }


def test_a_tool_that_met_a_part_only_is_named_and_ranks_nowhere(three):
    three.golds["scrub"] = {name: answer for name, answer in three.golds["scrub"].items() if not name.startswith("test-0")}
    three.add("in-part", lambda text: text)
    results = three.read()
    ranking = boards(results)[Track.SCRUB, "outside"]
    assert [row.entry.tool for row in ranking.ranked] == ["long-lines", "no-share"]
    assert len(ranking.sites) == 14
    assert absent(results, [], {}) == {"in-part (as-shipped) (scrub)": "was scored on 26 texts, which is not all: run it whole"}
