"""What a worker and the processes it started use, and how they are ended."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

import psutil

# Set in the environment of a worker to its output file; what it starts inherits it, also when it leaves the process group.
MARK = "NAQI_BENCH_OUTPUT"
_MB = 1024 * 1024


class Tree:
    """The processes under a worker.

    Listing all processes takes a millisecond or so, which would show beside fast tools: `look` does it, and is called while the tool works. What it found is
    remembered for `cpu` and `children_mb`.
    """

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._children: list[psutil.Process] = []

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


def sweep(mark: str) -> None:
    """Kill every process that a worker with this mark left behind, wherever it moved to."""
    for process in psutil.process_iter():
        if process.pid != os.getpid():
            with suppress(psutil.Error, OSError):
                if process.environ().get(MARK) == mark:
                    process.kill()


def kill_group(leader: int) -> None:
    """Kill a process group at once."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
