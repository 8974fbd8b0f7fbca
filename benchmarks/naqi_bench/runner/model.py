"""What a run leaves behind: records, and the limits that they were made under."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

# Of the runner's files: raised when they change in a way that readers must know of.
SCHEMA: Final = 1

# Between runner and worker: the digits of a task's number.
QUESTION_BYTES: Final = 8


class Exit(StrEnum):
    """How a tool left a page. All but `ok` count as a miss."""

    OK = "ok"
    EMPTY = "empty"  # None, or white space only
    ERROR = "error"  # it raised, or returned something that is no text
    TIMEOUT = "timeout"  # killed at the wall limit
    MEMORY = "memory"  # killed at the memory limit, or out of memory by its own word
    CRASH = "crash"  # its process ended


@dataclass(frozen=True, slots=True)
class Limits:
    """What a tool may take.

    page_seconds: wall time of a page. load_seconds: wall time of import and set-up. memory_mb: resident memory, in MiB, of the worker and all that
    it started. warm_up: pages, the first of the run, that are run before and not counted.
    """

    page_seconds: float = 30.0
    load_seconds: float = 600.0
    memory_mb: float = 2048.0
    warm_up: int = 3

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Record:
    """What a tool made of one page.

    id: of the task. text: "" unless exit is ok; lone surrogates, which no file can hold, are U+FFFD. wall, cpu: seconds; cpu counts the processes that
    the tool started. peak_mb: most resident memory, in MiB, of worker and started processes together while the page ran. message: one line, of
    an exit that is neither ok nor empty. own: seconds that the runner took beside the tool since the record before.
    """

    id: str
    exit: Exit
    text: str = ""
    wall: float = 0.0
    cpu: float = 0.0
    peak_mb: float = 0.0
    message: str = ""
    own: float = 0.0

    def as_json(self) -> dict[str, Any]:
        figures = {"wall": round(self.wall, 6), "cpu": round(self.cpu, 6), "peak_mb": round(self.peak_mb, 1), "own": round(self.own, 6)}
        return {"id": self.id, "exit": self.exit.value, "text": self.text, **figures, "message": self.message}
