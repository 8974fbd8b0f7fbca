"""What a worker and the processes it started use, and how they are ended."""

from __future__ import annotations

import os
import signal
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

# Set in the environment of a worker to a mark that no other has; what it starts inherits it, also when it leaves the process group.
MARK = "NAQI_BENCH_WORKER"
_MB = 1024 * 1024


class Tree:
    """The processes under a worker.

    Listing all processes takes a millisecond or so, which would show beside fast tools: `look` does it, and is called while the tool works. What it found is
    remembered for `cpu` and `children_mb`.
    """

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._children: list[psutil.Process] = []

    def ended(self) -> bool:
        """Whether the worker ended. It is not reaped: as long as nobody waits for it, its number, which is also that of its group, is no other's."""
        try:
            return self._root.status() == psutil.STATUS_ZOMBIE
        except psutil.Error:
            return True

    def look(self) -> float:
        """Find all processes of the tree; return their resident memory in MiB, 0 when the worker is gone."""
        try:
            self._children = self._root.children(recursive=True)
            return float(self._root.memory_info().rss) / _MB + self.children_mb()
        except psutil.Error:
            return 0.0

    def children_mb(self) -> float:
        """Resident memory, in MiB, of the processes last seen under the worker."""
        total = 0.0
        for child in self._children:
            with suppress(psutil.Error):
                total += child.memory_info().rss / _MB
        return total

    def cpu(self) -> dict[int, float]:
        """CPU seconds, by process, of the worker and those last seen under it that still run: what each itself used."""
        used = {}
        for process in (self._root, *self._children):
            with suppress(psutil.Error):
                times = process.cpu_times()
                used[process.pid] = times.user + times.system
        return used


def new_mark(output: Path) -> str:
    """A mark for one worker of a run that writes this file."""
    return f"{uuid.uuid4().hex} {output.absolute()}"


def marked(wanted: Callable[[str], bool]) -> list[psutil.Process]:
    """The processes with a wanted mark, never this one or one that it was started under."""
    spared = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    found = []
    # Not psutil.process_iter: it remembers processes, and would take one with the number of an earlier one for that.
    for pid in psutil.pids():
        with suppress(psutil.Error, OSError):
            process = psutil.Process(pid)
            if pid not in spared and wanted(process.environ().get(MARK, "")):
                found.append(process)
    return found


def sweep(mark: str) -> None:
    """Kill every process that the worker with this mark left behind, wherever it moved to."""
    _kill(lambda found: found == mark)


def sweep_output(output: Path) -> None:
    """Kill every process that workers of earlier runs to this file left behind. Only for who holds its lock: then none of these runs is alive."""
    _kill(lambda found: found.partition(" ")[2] == str(output.absolute()))


def _kill(wanted: Callable[[str], bool]) -> None:
    # What is found may be starting another at this moment; what cannot be killed is not tried for ever.
    for _ in range(5):
        if not (found := marked(wanted)):
            return
        for process in found:
            with suppress(psutil.Error, OSError):
                process.kill()
        # They are not waited for: who started them has a right to know how they ended.
        time.sleep(0.002)


def kill_group(leader: int) -> None:
    """Kill a process group at once. Only of a leader that is not reaped: later its number may be another's."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
