"""One worker under watch: started, asked, and killed when it takes too much."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from naqi_bench.runner.model import QUESTION_BYTES, Exit, Limits
from naqi_bench.runner.network import without_network
from naqi_bench.runner.tree import MARK, Tree, kill_group, new_mark, sweep

# How often memory is looked at: a process touches new memory at a few MiB a millisecond at most.
_POLL_SECONDS: Final = 0.025
_LENGTH: Final = 8


class StoppedError(Exception):
    """The run was told to stop."""


class LoadError(Exception):
    """The tool could not be readied. `missing` tells a tool that is not installed from one that fails."""

    def __init__(self, message: str, *, missing: bool = False) -> None:
        super().__init__(message)
        self.missing = missing


class KilledError(Exception):
    """The worker ended by SIGKILL, which the runner did not send: the operator did, or the system when memory ran out."""


class _EndedError(Exception):
    """The worker ended, or had to be."""

    def __init__(self, exit_: Exit, message: str, peak_mb: float = 0.0, cpu: Mapping[int, float] | None = None) -> None:
        super().__init__(message)
        self.exit, self.peak_mb, self.cpu = exit_, peak_mb, cpu or {}


def _environment(mark: str) -> dict[str, str]:
    """The same for all tools: nothing of hash order, time zone or locale shows in a result."""
    return os.environ | {MARK: mark, "PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}


def _since(before: Mapping[int, float], after: Mapping[int, float]) -> dict[int, float]:
    return {pid: max(0.0, seconds - before.get(pid, 0.0)) for pid, seconds in after.items()}


class Worker:
    """A worker process, from start to kill; use as a context. Raises LoadError, StoppedError when the run is told to stop, and OSError.

    job: what `worker.main` reads, by name; its own folder is made beside the spool. output: the file that its records go to.
    """

    def __init__(self, job: Mapping[str, Any], output: Path, limits: Limits, stop: threading.Event) -> None:
        self._mark, self._limits, self._stop = new_mark(output), limits, stop
        self._folder = Path(tempfile.mkdtemp(prefix="worker-", dir=Path(job["spool"]).parent))
        (self._folder / "job.json").write_text(json.dumps({**job, "runner": os.getpid()}), "utf-8")
        for name in ("question", "answer"):
            os.mkfifo(self._folder / name)
        # Both ends are held here, so that neither side ever waits for the other to open.
        self._question = os.open(self._folder / "question", os.O_RDWR)
        self._answer = os.open(self._folder / "answer", os.O_RDWR | os.O_NONBLOCK)
        prefix, self.network_reason = without_network()
        command = [*prefix, sys.executable, "-m", "naqi_bench.runner.worker", str(self._folder)]
        null = subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603  # this interpreter, with a module of ours
            command, stdin=null, stdout=null, stderr=null, env=_environment(self._mark), start_new_session=True
        )
        self._tree = Tree(self._process.pid)
        # Tasks given; since when the first of them runs; CPU seconds by process then.
        self._waiting, self._since = 0, 0.0
        self._cpu: dict[int, float] = {}
        # What came of answers that is not read yet.
        self._data = b""
        # Seconds of import and set-up, and the network interfaces seen; known when it is ready.
        self.import_seconds = 0.0
        self.interfaces: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.kill()
        for descriptor in (self._question, self._answer):
            os.close(descriptor)
        shutil.rmtree(self._folder, ignore_errors=True)

    def kill(self) -> None:
        """End the worker and all that it started; once it is done, nothing."""
        if self._process.returncode is None:
            kill_group(self._process.pid)
            self._process.wait()
            sweep(self._mark)

    def ready(self) -> None:
        """Wait until the tool is loaded. Raises LoadError and KilledError."""
        try:
            answer, _ = self._wait(self._limits.load_seconds)
        except _EndedError as error:
            raise LoadError(f"it does not load: {error}") from error
        if "import_seconds" not in answer:
            raise LoadError(answer.get("missing") or f"it does not load: {answer['failed']}", missing="missing" in answer)
        self.import_seconds, self.interfaces = float(answer["import_seconds"]), answer["interfaces"]
        self._tree.look()
        self._cpu = self._tree.cpu()

    def ask(self, index: int) -> None:
        """Give the tool a task. It may wait behind the one at work: then the tool need not wait for the runner."""
        if not self._waiting:
            self._since = time.perf_counter()
        self._waiting += 1
        os.write(self._question, b"%0*d" % (QUESTION_BYTES, index))

    def answer(self, index: int) -> dict[str, Any]:
        """What the tool makes of the task that was given first: the fields of a Record without its id, and `alive`: whether the worker can go on.

        Its time runs from when it was given, or the answer before it came. Raises KilledError.
        """
        before, start = self._cpu, self._since
        try:
            answer, peak = self._wait(self._limits.page_seconds)
        except _EndedError as error:
            used = sum(_since(before, error.cpu).values())
            wall = time.perf_counter() - start
            return {"exit": error.exit, "message": str(error), "wall": wall, "cpu": used, "peak_mb": error.peak_mb, "alive": False}
        if answer.pop("index") != index:
            return {"exit": Exit.CRASH, "message": "something other than the worker answered", "wall": time.perf_counter() - start, "alive": False}
        # Children that were waited for are in the worker's own figure; those that live on are added here.
        self._cpu, self._since = self._tree.cpu(), time.perf_counter()
        self._waiting -= 1
        used = sum(seconds for pid, seconds in _since(before, self._cpu).items() if pid != self._process.pid)
        peak = max(peak, answer["peak_mb"] + self._tree.children_mb())
        alive = answer["exit"] != Exit.CRASH
        if peak > self._limits.memory_mb:
            # Taken and given back between two looks.
            answer, alive = answer | {"exit": Exit.MEMORY, "text": "", "message": self._too_much(peak)}, False
        return answer | {"cpu": answer["cpu"] + used, "peak_mb": peak, "alive": alive}

    def _too_much(self, used: float) -> str:
        return f"{used:,.0f} MiB of the {self._limits.memory_mb:,.0f} MiB allowed"

    def _wait(self, seconds: float) -> tuple[dict[str, Any], float]:
        """The next answer, and the most memory seen, in MiB, until it came."""
        deadline, peak = time.monotonic() + seconds, 0.0
        next_look = time.monotonic() + _POLL_SECONDS
        while True:
            if (answer := self._take()) is not None:
                return answer, peak
            came = bool(select.select([self._answer], [], [], max(0.0, next_look - time.monotonic()))[0])
            # Asked only when nothing came, and before what it may have said last is read.
            ended = not came and self._tree.ended()
            with suppress(BlockingIOError):
                while True:
                    self._data += os.read(self._answer, 1 << 16)
            if (answer := self._take()) is not None:
                return answer, peak
            if ended:
                self._raise_ended(peak)
            now = time.monotonic()
            if now >= next_look:
                peak = max(peak, self._tree.look())
                next_look = now + _POLL_SECONDS
                if peak > self._limits.memory_mb:
                    raise self._kill_for(Exit.MEMORY, self._too_much(peak), peak)
            if now >= deadline:
                raise self._kill_for(Exit.TIMEOUT, f"no answer in {seconds:g} s", peak)
            if self._stop.is_set():
                raise StoppedError

    def _take(self) -> dict[str, Any] | None:
        """The first whole answer among what came."""
        if len(self._data) < _LENGTH or len(self._data) < (end := _LENGTH + int(self._data[:_LENGTH], 16)):
            return None
        answer: dict[str, Any] = json.loads(self._data[_LENGTH:end])
        self._data = self._data[end:]
        return answer

    def _kill_for(self, exit_: Exit, message: str, peak: float) -> _EndedError:
        cpu = self._tree.cpu()
        self.kill()
        return _EndedError(exit_, message, peak, cpu)

    def _raise_ended(self, peak: float) -> None:
        self.kill()
        code = self._process.returncode
        if code >= 0:
            raise _EndedError(Exit.CRASH, f"its process ended with exit code {code}", peak)
        if -code == signal.SIGKILL:
            raise KilledError("its process was ended by SIGKILL")
        raise _EndedError(Exit.CRASH, f"its process was ended by {signal.Signals(-code).name}", peak)
