"""The process that a tool runs in: `python -m naqi_bench.runner.worker FOLDER`.

It is started fresh, not forked, and holds no file open while the tool runs: questions and answers go through two named pipes in FOLDER that are
opened for each. So a tool may print, close any descriptor, change its folder, install signal handlers, start threads or children, or raise SystemExit.
A question is the number of a task, as eight digits; several may wait. An answer is eight hexadecimal digits of its length, then JSON. The tool is
readied before the first question, and the first answer says how that went.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from naqi_bench.runner.model import QUESTION_BYTES, Exit
from naqi_bench.runner.spool import Spool
from naqi_bench.tools.model import Run, ToolCrashedError, ToolMissingError
from naqi_bench.tracks.model import Task

_LONGEST_MESSAGE: Final = 300
_PR_SET_PDEATHSIG: Final = 1
_PEAK: Final = re.compile(rb"VmHWM:\s*(\d+)")


def _die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when the runner ends, also by SIGKILL. Linux; elsewhere the next run clears up."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # It ended before this was asked for.
        os._exit(1)


def _one_line(error: BaseException) -> str:
    try:
        said = " ".join(str(error).split())
    except Exception:  # noqa: BLE001  # an exception of a tool may fail to say what it is
        said = ""
    return f"{type(error).__name__}: {said}"[:_LONGEST_MESSAGE].rstrip(": ")


def _encodable(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which UTF-8 cannot hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _cpu() -> float:
    """CPU seconds of this process with all its threads, and of the children that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _forget_peak() -> None:
    """Let the kernel's peak of resident memory begin anew. Linux; elsewhere only the polls of the runner count."""
    with suppress(OSError), open("/proc/self/clear_refs", "wb", buffering=0) as file:  # noqa: PTH123
        file.write(b"5")


def _peak_mb() -> float:
    with suppress(OSError), open("/proc/self/status", "rb", buffering=0) as file:  # noqa: PTH123  # between two pages each tenth of a millisecond shows
        found = _PEAK.search(file.read(4096))
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


def _outcome(run: Run, task: Task) -> dict[str, Any]:
    _forget_peak()
    cpu, start = _cpu(), time.perf_counter()
    answer: dict[str, Any]
    try:
        text: object = run(task)
    except MemoryError as error:
        answer = {"exit": Exit.MEMORY, "message": _one_line(error)}
    except ToolCrashedError as error:
        answer = {"exit": Exit.CRASH, "message": str(error)}
    except BaseException as error:  # noqa: BLE001  # SystemExit too: it is this page's, not the run's
        answer = {"exit": Exit.ERROR, "message": _one_line(error)}
    else:
        wall = time.perf_counter() - start
        cpu = _cpu() - cpu
        if text is not None and not isinstance(text, str):
            answer = {"exit": Exit.ERROR, "message": f"returned {type(text).__name__}, not str"}
        elif text is None or not str.strip(text):
            answer = {"exit": Exit.EMPTY}
        else:
            # A subclass of str may do anything; its characters are what counts.
            answer = {"exit": Exit.OK, "text": _encodable(str.__str__(text))}
        return answer | {"wall": wall, "cpu": cpu, "peak_mb": _peak_mb()}
    return answer | {"wall": time.perf_counter() - start, "cpu": _cpu() - cpu, "peak_mb": _peak_mb(), "message": _encodable(answer["message"])}


def _interfaces() -> list[str]:
    """Network interfaces that lead out of this machine, or could."""
    with suppress(OSError):
        return [name for _, name in socket.if_nameindex() if name != "lo"]
    return []


def _send(pipe: Path, answer: dict[str, Any]) -> None:
    data = json.dumps(answer).encode("ascii")
    left = memoryview(b"%08x" % len(data) + data)
    descriptor = os.open(pipe, os.O_WRONLY)
    try:
        while left:
            left = left[os.write(descriptor, left) :]
    finally:
        os.close(descriptor)


def _receive(pipe: Path) -> int:
    descriptor = os.open(pipe, os.O_RDONLY)
    try:
        # One write of this size is whole or not there; the next question may be behind it.
        return int(os.read(descriptor, QUESTION_BYTES))
    finally:
        os.close(descriptor)


def _ready(load: Callable[[Spool], Run], tasks: Spool) -> tuple[Run | None, dict[str, Any]]:
    start = time.perf_counter()
    try:
        run = load(tasks)
    except ToolMissingError as error:
        return None, {"missing": _encodable(str(error))}
    except BaseException as error:  # noqa: BLE001  # whatever it is, it is the tool's, and said
        return None, {"failed": _encodable(_one_line(error))}
    return run, {"import_seconds": time.perf_counter() - start, "interfaces": _interfaces()}


def main(folder: Path) -> None:
    """Serve one tool until killed."""
    job = json.loads((folder / "job.json").read_text("utf-8"))
    _die_with_parent(job["runner"])
    from naqi_bench.runner.choice import setting_of  # noqa: PLC0415  # the tools' modules, after what they may not break

    tasks = Spool(Path(job["spool"]))
    question, answer = folder / "question", folder / "answer"
    home, process = Path.cwd(), os.getpid()
    run, ready = _ready(lambda given: setting_of(job).load(given), tasks)
    if os.getpid() != process:
        os._exit(0)
    _send(answer, ready)
    while run is not None:
        index = _receive(question)
        outcome = _outcome(run, tasks[index])
        if os.getpid() != process:
            # A child that the tool forked and let return: it is not the one that was asked.
            os._exit(0)
        _send(answer, {"index": index, **outcome})
        os.chdir(home)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
