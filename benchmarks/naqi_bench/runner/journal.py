"""The file of records: a header, then one line a page, appended as they come.

A kill at any moment leaves whole lines and at most one torn one. What is taken up again is the longest beginning of the file that is what this run
would have written: its header, then records of its tasks in their order. The rest is cut off.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from naqi_bench.runner.model import Exit, Record

# A killed process loses nothing that was written; a machine without power loses what was not synced, which is then run again.
_SYNC_SECONDS: Final = 5.0

# Of the header: measured, so not what makes two runs the same.
_MEASURED: Final = ("network", "import_seconds")


class BusyError(Exception):
    """Another run writes this file."""


def _parse(line: bytes) -> Any:
    """The object of a whole line, None of a torn or broken one."""
    if not line.endswith(b"\n"):
        return None
    try:
        return json.loads(line)
    except ValueError:
        return None


def _is_record(entry: Any, identity: str) -> bool:
    fields: dict[str, type | tuple[type, ...]] = {
        "id": str,
        "exit": str,
        "text": str,
        "wall": (int, float),
        "cpu": (int, float),
        "peak_mb": (int, float),
        "own": (int, float),
        "message": str,
    }
    return (
        isinstance(entry, dict)
        and entry.keys() == fields.keys()
        and all(isinstance(entry[name], kind) for name, kind in fields.items())
        and entry["id"] == identity
        and entry["exit"] in set(Exit)
    )


def forget(path: Path) -> None:
    """Empty a file of records, unless another run writes it. It is not unlinked: that would end the lock of who has it open."""
    with suppress(FileNotFoundError, BlockingIOError), path.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.truncate(0)


class Journal:
    """Opens, or begins, the records of one run; use as a context. Raises BusyError, and OSError where the file cannot be written.

    identity: all of the header but what is measured. ids: of the tasks, in order. done: how many records the file holds; exits: of these. notice: why records
    that were there are not taken up, "" when all were.
    """

    def __init__(self, path: Path, identity: Mapping[str, Any], ids: Sequence[str]) -> None:
        self.path, self.done, self.notice = path, 0, ""
        self.exits: Counter[str] = Counter()
        self._identity, self._ids = dict(identity), ids
        self._header: dict[str, Any] | None = None
        self._synced = time.monotonic()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a+b", buffering=0)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._file.close()
            raise BusyError(f"{path}: another run is writing it") from error
        self._take_up()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.fsync(self._file)
        self._file.close()

    def _take_up(self) -> None:
        self._file.seek(0)
        # A reader of its own: the buffer must not move where this one stands.
        with self.path.open("rb") as lines:
            first = lines.readline()
            header = _parse(first)
            if not isinstance(header, dict):
                self.notice = "it has no whole header" if first else ""
                self._file.truncate(0)
                return
            differing = sorted(key for key in {*header, *self._identity} - {*_MEASURED} if header.get(key) != self._identity.get(key))
            if differing or any(key not in header for key in _MEASURED):
                self.notice = f"it was made with another {', '.join(differing) or 'header'}"
                self._file.truncate(0)
                return
            self._header, end = header, len(first)
            for line in lines:
                entry = _parse(line)
                if self.done == len(self._ids) or not _is_record(entry, self._ids[self.done]):
                    break
                self.done += 1
                self.exits[entry["exit"]] += 1
                end += len(line)
        self._file.truncate(end)

    def begin(self, network: str, import_seconds: float) -> int:
        """Write the header, unless it stands; return how many records do. Records made with another network are dropped."""
        if self._header is not None and self._header["network"] != network:
            self.notice, self.done, self._header = "it was made with another network", 0, None
            self.exits.clear()
            self._file.truncate(0)
        if self._header is None:
            self._header = self._identity | {"network": network, "import_seconds": round(import_seconds, 6)}
            self._write(self._header)
        return self.done

    def append(self, record: Record) -> None:
        """Add the record of the next task."""
        assert record.id == self._ids[self.done]
        self._write(record.as_json())
        self.done += 1
        self.exits[record.exit] += 1
        if time.monotonic() - self._synced > _SYNC_SECONDS:
            os.fsync(self._file)
            self._synced = time.monotonic()

    def _write(self, entry: Mapping[str, Any]) -> None:
        left = memoryview(json.dumps(entry, ensure_ascii=False).encode("utf-8") + b"\n")
        while left:
            left = left[self._file.write(left) :]
