"""A run that is killed at any moment, or loses its worker, and is started again ends in the file of one that was not, but for timings."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from naqi_bench.runner.journal import BusyError, Journal, forget
from naqi_bench.runner.model import Exit, Limits, Record
from naqi_bench.runner.run import Work, identity, run
from naqi_bench.runner.supervise import Worker
from naqi_bench.runner.tree import marked

Make = Callable[..., Work]

TEXTS = [f"{n} سطر" for n in range(40)]
DATASET = {"version": "1.0.0", "sha256": "0"}
# No limit is the point here: a busy machine must not reach one.
LIMITS = Limits(page_seconds=300)

# A runner in a process of its own, which the test can kill.
RUNNER = """
import sys
from pathlib import Path
from naqi_bench.runner.choice import Choice
from naqi_bench.runner.functions import tool_from
from naqi_bench.runner.model import Limits
from naqi_bench.runner.run import Work, run
from naqi_bench.tracks.model import Track
tool = tool_from("toy_tools:slow", Track.SCRUB)
ids = sys.argv[3:]
work = Work(Choice("object", tool, tool.settings[0]), ("validation",), Path(sys.argv[1]), ids, Path(sys.argv[2]))
(outcome,) = run([work], {"version": "1.0.0", "sha256": "0"}, Limits(page_seconds=300), 1, lambda _work, _more: None)
assert not outcome.problem, outcome.problem
"""


def go(work: Work, limits: Limits = LIMITS) -> Any:
    (outcome,) = run([work], DATASET, limits, 1, lambda _work, _more: None)
    return outcome


def but_for_timings(path: Path) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [{key: value for key, value in line.items() if key not in {"wall", "cpu", "peak_mb", "own", "import_seconds"}} for line in lines]


def workers_of(path: Path) -> list[psutil.Process]:
    return marked(lambda mark: mark.endswith(f" {path}"))


def records_in(path: Path) -> int:
    """How many whole records a file has."""
    return max(0, path.read_bytes().count(b"\n") - 1) if path.exists() else 0


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_runner_is_taken_up_again(toys: Path, work_on: Make, seed: int) -> None:
    whole, torn = work_on("toy_tools:slow", TEXTS, output="whole.jsonl"), work_on("toy_tools:slow", TEXTS, output="torn.jsonl")
    go(whole)
    chance = random.Random(seed)
    command = [sys.executable, "-c", RUNNER, str(torn.spool), str(torn.path), *torn.ids]
    # Once by time, from the first import on; then by progress, which a busy machine makes as well.
    runner = subprocess.Popen(command)
    time.sleep(chance.uniform(0.05, 2.0))
    runner.kill()
    assert runner.wait() in {0, -signal.SIGKILL}
    for _ in range(3):
        enough = min(records_in(torn.path) + chance.randint(1, 12), len(TEXTS))
        runner = subprocess.Popen(command)
        while records_in(torn.path) < enough and runner.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.02))
        runner.kill()
        assert runner.wait() in {0, -signal.SIGKILL}
        assert records_in(torn.path) >= enough
    subprocess.run(command, check=True)
    assert but_for_timings(torn.path) == but_for_timings(whole.path)
    assert workers_of(torn.path) == []


@pytest.mark.parametrize("seed", range(2))
def test_a_killed_worker_is_started_again_and_the_page_tried_once_more(toys: Path, work_on: Make, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    whole, torn = work_on("toy_tools:slow", TEXTS, output="whole.jsonl"), work_on("toy_tools:slow", TEXTS, output="torn.jsonl")
    go(whole)
    chance = random.Random(seed)
    # Before which answer each worker is killed: while it loads, while it warms up (the first three), then after some pages more. Answers may wait in the pipe,
    # so a kill may come to bear two pages later; no page is killed twice, which would count as the tool's own doing.
    deaths = [0, 2, *(LIMITS.warm_up + chance.randint(4, 9) for _ in range(3))]
    killed = []

    class Mortal(Worker):
        """A worker that is killed from outside once, when it has come so far."""

        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            self.answers, self.death = 0, deaths.pop(0) if deaths else None

        def maybe_kill(self) -> None:
            if self.answers == self.death:
                time.sleep(chance.uniform(0, 0.02))
                found = workers_of(torn.path)
                for worker in found:
                    worker.kill()
                killed.append(len(found))
            self.answers += 1

        def ready(self) -> None:
            self.maybe_kill()
            super().ready()

        def answer(self, index: int) -> dict[str, Any]:
            self.maybe_kill()
            return super().answer(index)

    monkeypatch.setattr("naqi_bench.runner.run.Worker", Mortal)
    go(torn)
    assert killed == [1] * 5
    assert but_for_timings(torn.path) == but_for_timings(whole.path)


def test_a_tool_that_kills_itself_crashes_though(toys: Path, work_on: Make) -> None:
    work = work_on("toy_tools:misbehave", ["fine", "kills-itself", "fine"])
    go(work)
    assert [(record["exit"], record["message"]) for record in but_for_timings(work.path)[1:]] == [
        ("ok", ""),
        ("crash", "its process was ended by SIGKILL"),
        ("ok", ""),
    ]


def test_an_interrupt_ends_workers_and_keeps_records(toys: Path, work_on: Make) -> None:
    works = [work_on("toy_tools:slow", TEXTS, output=f"{name}.jsonl") for name in "abc"]
    written = 0

    def interrupt(_work: Work, more: int) -> None:
        nonlocal written
        written += more
        if written - more < 50 <= written:  # once
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        run(works, DATASET, LIMITS, 1, interrupt)
    for work in works:
        assert workers_of(work.path) == []
    outcomes = run(works, DATASET, LIMITS, 3, lambda _work, _more: None)
    assert [outcome.exits for outcome in outcomes] == [{"ok": 40}] * 3
    assert 50 <= sum(outcome.kept for outcome in outcomes) < 120


def test_a_finished_run_starts_no_worker(toys: Path, work_on: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    work = work_on("toy_tools:slow", TEXTS[:3])
    go(work)
    before = work.path.read_bytes()
    monkeypatch.setattr("naqi_bench.runner.run.Worker", None)
    outcome = go(work)
    assert (outcome.kept, outcome.exits, outcome.problem) == (3, {"ok": 3}, "")
    assert work.path.read_bytes() == before


@pytest.mark.parametrize("changed", ["version", "setting", "dataset", "splits", "limits", "code", "schema", "network"])
def test_records_made_otherwise_are_not_taken_up(toys: Path, work_on: Make, changed: str) -> None:
    work = work_on("toy_tools:slow", TEXTS[:3])
    go(work)
    header, *rest = work.path.read_text("utf-8").splitlines(keepends=True)
    work.path.write_text(json.dumps(json.loads(header) | {changed: "other"}) + "\n" + "".join(rest[:2]), "utf-8")
    outcome = go(work)
    assert (outcome.kept, outcome.notice, outcome.exits) == (0, f"it was made with another {changed}", {"ok": 3})
    assert json.loads(work.path.read_text("utf-8").splitlines()[0])[changed] != "other"


def test_two_runs_do_not_write_one_file(toys: Path, work_on: Make) -> None:
    work = work_on("toy_tools:slow", TEXTS[:3])
    with Journal(work.path, identity(work, DATASET, LIMITS), work.ids):
        outcome = go(work)
        assert outcome.problem == f"{work.path}: another run is writing it"
        with pytest.raises(BusyError):
            Journal(work.path, {}, [])
        # Nor is it taken away under the one that writes it.
        forget(work.path)
        assert go(work).problem == f"{work.path}: another run is writing it"
    assert go(work).problem == ""
    forget(work.path)
    assert work.path.read_bytes() == b""
    assert (again := go(work)).kept == 0
    assert again.notice == ""


def test_a_journal_asks_for_records_in_order(tmp_path: Path) -> None:
    with Journal(tmp_path / "records.jsonl", {}, ["a", "b"]) as journal:
        journal.begin("off", 0.0)
        with pytest.raises(AssertionError):
            journal.append(Record("b", Exit.EMPTY))
