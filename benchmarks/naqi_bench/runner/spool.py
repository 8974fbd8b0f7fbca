"""Tasks in a file that a worker reads one at a time, so that a tool's memory is not that of all pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import overload

from naqi_bench.tracks.model import Task


class Spool(Sequence[Task]):
    """A sequence of tasks that are read from a file when asked for. No file is open in between: a tool may close what it likes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offsets: list[int] = json.loads(_index(path).read_text("utf-8"))

    def __len__(self) -> int:
        return len(self._offsets)

    @overload
    def __getitem__(self, index: int) -> Task: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Task]: ...
    def __getitem__(self, index: int | slice) -> Task | Sequence[Task]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        with self._path.open("rb") as file:
            file.seek(self._offsets[index])
            fields = json.loads(file.readline())
            return Task(html=file.read(fields.pop("bytes")), **fields)


def _index(path: Path) -> Path:
    return path.with_suffix(".index")


def write_spool(path: Path, tasks: Iterable[Task]) -> None:
    """Write tasks for `Spool(path)` to read: of each a line of JSON, then its page as it is; their offsets in a file beside it."""
    offsets = []
    with path.open("wb") as file:
        for task in tasks:
            offsets.append(file.tell())
            fields = {"id": task.id, "group": task.group, "text": task.text, "encoding": task.encoding, "url": task.url, "bytes": len(task.html)}
            # Escaped, so that a lone surrogate passes as it is.
            file.write(json.dumps(fields).encode("ascii") + b"\n" + task.html)
    _index(path).write_text(json.dumps(offsets), "utf-8")
