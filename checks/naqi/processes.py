"""Work shared among processes, its results in the order of the work."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from typing import Any, Final, TypeVar

# Sent to a process at a time: enough characters to outweigh the sending.
SENT_CHARACTERS: Final = 400_000
SENT_TEXTS: Final = 1000
_IN_FLIGHT_PER_JOB: Final = 3

_Kept = TypeVar("_Kept")
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


class WorkerError(RuntimeError):
    """A worker process ended before its work did, or could not be started."""


def in_processes(
    jobs: int,
    work: Callable[[_Task], _Result],
    tasks: Iterable[tuple[_Kept, _Task]],
    start: Callable[..., None] | None = None,
    arguments: tuple[Any, ...] = (),
) -> Iterator[tuple[_Kept, _Result]]:
    """Yield what is kept of each task and the result of its work, in order; read a few tasks ahead, so that memory stays bounded.

    work, start: functions of a module, since they travel by name, as do tasks and results by pickle. start: called with `arguments` once in each process.
    An interrupt, an exception of `work` and the end of the iteration all end the processes, after what each has at hand.

    Raises WorkerError, and what `work` raises.
    """
    if multiprocessing.current_process().daemon:
        raise WorkerError("this process is a daemonic worker, which may start no others: use one job here")
    waiting: deque[tuple[_Kept, Future[_Result]]] = deque()

    def drain(until: int) -> Iterator[tuple[_Kept, _Result]]:
        while len(waiting) > until:
            kept, future = waiting.popleft()
            yield kept, future.result()

    # "spawn": a forked child would inherit the locks of threads that pyarrow runs.
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, (start, arguments))
    try:
        for kept, task in tasks:
            waiting.append((kept, pool.submit(work, task)))
            yield from drain(jobs * _IN_FLIGHT_PER_JOB)
        yield from drain(0)
    except BrokenExecutor as error:
        raise WorkerError(
            "a worker process ended early, perhaps for want of memory, or since the script that runs does not begin its work under "
            "`if __name__ == '__main__':`: use fewer jobs"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(start: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    # A terminal interrupts all processes at once: the first ends the others, which have nothing to say of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if start is not None:
        start(*arguments)
