"""Work in several processes: results in order, errors that arrive, and an end that comes."""

from __future__ import annotations

import math
import multiprocessing
import operator
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from naqi.processes import WorkerError, in_processes

# Nothing here takes a minute: a process that is waited for so long hangs.
_HANGS = 120


def test_results_come_in_the_order_of_the_tasks_each_with_what_was_kept() -> None:
    assert list(in_processes(2, operator.neg, (("kept", number) for number in range(50)))) == [("kept", -number) for number in range(50)]


def test_tasks_are_read_a_few_ahead_of_their_results() -> None:
    read: list[int] = []

    def tasks() -> Iterator[tuple[int, int]]:
        for number in range(200):
            read.append(number)
            yield number, number

    results = in_processes(2, operator.neg, tasks())
    assert next(results) == (0, 0)
    assert len(read) < 10
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_what_work_raises_reaches_the_caller_and_ends_the_processes() -> None:
    with pytest.raises(ValueError, match="math domain error"):
        list(in_processes(2, math.sqrt, ((number, number) for number in (4, 1, -1, 9))))
    assert not multiprocessing.active_children()


def test_what_the_tasks_raise_reaches_the_caller_and_ends_the_processes() -> None:
    def tasks() -> Iterator[tuple[int, int]]:
        yield 0, 4
        raise LookupError("no more rows")

    with pytest.raises(LookupError, match="no more rows"):
        list(in_processes(2, math.sqrt, tasks()))
    assert not multiprocessing.active_children()


def test_a_process_that_dies_is_said() -> None:
    with pytest.raises(WorkerError, match=r"^a worker process ended early.*use fewer jobs$"):
        list(in_processes(2, os._exit, [(0, 3)]))
    assert not multiprocessing.active_children()


def test_a_daemonic_process_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)  # type: ignore[attr-defined]
    with pytest.raises(WorkerError, match="use one job here"):
        list(in_processes(2, operator.neg, [(0, 1)]))


_ENDLESS = """
import itertools, operator
from naqi.processes import in_processes
for number, _ in in_processes(2, operator.neg, ((number, number) for number in itertools.count())):
    if number == 20:
        print("works", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are of POSIX")
def test_an_interrupt_ends_all_processes() -> None:
    """As a terminal does it: the whole group is interrupted at once."""
    with subprocess.Popen([sys.executable, "-c", _ENDLESS], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "works\n"
        os.killpg(run.pid, signal.SIGINT)
        # Ends when no process holds the pipe any more.
        run.communicate(timeout=_HANGS)
    assert run.returncode == -signal.SIGINT


_FEW = """
import operator
from naqi.processes import WorkerError, in_processes
try:
    print(list(in_processes(2, operator.neg, [("a", 1), ("b", 2)])))
except WorkerError as error:
    print(error)
"""


def test_an_interpreter_without_a_script_needs_no_guard() -> None:
    """As in a notebook, where nothing can be imported anew."""
    done = subprocess.run([sys.executable, "-c", _FEW], capture_output=True, text=True, timeout=_HANGS, check=True)
    assert done.stdout == "[('a', -1), ('b', -2)]\n"


def test_a_script_without_a_guard_is_told_so_and_does_not_hang(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(_FEW, "utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=_HANGS, check=True)
    assert "if __name__ ==" in done.stdout
