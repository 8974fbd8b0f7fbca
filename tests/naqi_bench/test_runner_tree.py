"""What is killed with a worker: what it started, wherever that moved to, and never anything else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from naqi_bench.runner import tree
from naqi_bench.runner.model import Limits
from naqi_bench.runner.run import Work, run
from naqi_bench.runner.supervise import Worker

# Says that it runs, then waits until its standard input ends.
WAITS = "import sys; print(flush=True); sys.stdin.read()"


@contextmanager
def waiting(mark: str | None) -> Iterator[subprocess.Popen[bytes]]:
    """A process with a mark, None for none."""
    environment = {name: value for name, value in os.environ.items() if name != tree.MARK} | ({} if mark is None else {tree.MARK: mark})
    process = subprocess.Popen([sys.executable, "-c", WAITS], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_marks_are_of_one_worker(tmp_path: Path) -> None:
    output = tmp_path / "records.jsonl"
    with waiting(tree.new_mark(output)) as other, waiting(str(output)) as named, waiting(None) as bystander, waiting(mark := tree.new_mark(output)) as own:
        tree.sweep(mark)
        assert own.wait(60) == -9
        assert [process.poll() for process in (other, named, bystander)] == [None] * 3


def test_an_output_is_the_whole_path_wherever_it_is_named_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "records.jsonl"
    # A path that ends as the other, after a space; and the same relative one in another folder.
    longer = Path(f"{tmp_path} {output}")
    monkeypatch.chdir(tmp_path)
    relative = tree.new_mark(Path("records.jsonl"))
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    elsewhere = tree.new_mark(Path("records.jsonl"))
    with waiting(tree.new_mark(longer)) as first, waiting(elsewhere) as second, waiting(None) as third, waiting(relative) as own:
        tree.sweep_output(output)
        assert own.wait(60) == -9
        assert [process.poll() for process in (first, second, third)] == [None] * 3


def test_a_run_under_a_marked_process_does_not_kill_those_above_it(tmp_path: Path) -> None:
    output = tmp_path / "records.jsonl"
    code = (
        "import os, subprocess, sys\n"
        "if len(sys.argv) > 2: sys.exit(subprocess.run([sys.executable, '-c', sys.argv[2], sys.argv[1]]).returncode)\n"
        "from pathlib import Path\nfrom naqi_bench.runner.tree import sweep_output\nsweep_output(Path(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(output), code], env=os.environ | {tree.MARK: tree.new_mark(output)}, check=False)
    assert done.returncode == 0


def test_a_number_is_not_killed_once_it_may_be_anothers(toys: Path, work_on: Callable[..., Work], monkeypatch: pytest.MonkeyPatch) -> None:
    """A group is killed before its leader is waited for, and once: after that, the system may give the number away."""
    killed = []
    kill_group = tree.kill_group

    def noting(leader: int) -> None:
        # Alive or a zombie: the number is still taken.
        killed.append((leader, psutil.pid_exists(leader)))
        kill_group(leader)

    started = []

    class Noted(Worker):
        def __init__(self, *given: object) -> None:
            super().__init__(*given)  # type: ignore[arg-type]
            started.append(self._process.pid)

    monkeypatch.setattr("naqi_bench.runner.supervise.kill_group", noting)
    monkeypatch.setattr("naqi_bench.runner.run.Worker", Noted)
    work = work_on("toy_tools:misbehave", ["fine", "exits-at-once", "kills-itself", "hangs", "allocates", "fine"])
    (outcome,) = run([work], {}, Limits(page_seconds=5, memory_mb=220, warm_up=0), 1, lambda _work, _more: None)
    assert outcome.exits == {"ok": 2, "crash": 2, "timeout": 1, "memory": 1}
    assert killed == [(leader, True) for leader in started]
