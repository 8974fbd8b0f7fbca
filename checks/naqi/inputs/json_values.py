"""JSON: an array of objects, or objects one after another, parsed as the file is read."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from naqi.inputs.json_lines import json_kinds, record_of, why_not_json
from naqi.inputs.model import ColumnError, Columns, Problem, ReadOptions, Record, resolve_columns
from naqi.inputs.plain import foreign_file, undecodable

_CHUNK: Final = 1 << 20
_BETWEEN: Final = re.compile(r"[ \t\r\n,]*")


class _BrokenError(ValueError):
    """The file stops being JSON; the message says where and how."""


class _Values:
    """Values of a file in order, holding no more of it than the value at hand."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder()
        self._text = ""
        self._read = 0
        self._line = 1

    def _more(self, size: int) -> bool:
        data = self._file.read(size)
        try:
            self._text += self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise _BrokenError(undecodable(error, self._read)) from error
        self._read += len(data)
        return bool(data)

    def _drop(self, count: int) -> None:
        self._line += self._text.count("\n", 0, count)
        self._text = self._text[count:]

    def _skip(self) -> bool:
        """Go to the next value; False at the end of the file."""
        while True:
            self._drop(_BETWEEN.match(self._text).end())  # type: ignore[union-attr]  # it matches nothing at least
            if self._text:
                return True
            if not self._more(_CHUNK):
                return False

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        """Yield (line, value). Raises _BrokenError."""
        in_array = self._skip() and self._text[0] == "["
        if in_array:
            self._drop(1)
        while self._skip():
            if in_array and self._text[0] == "]":
                self._drop(1)
                if self._skip():
                    raise _BrokenError(f"line {self._line}: text behind the array's end")
                return
            yield self._value()
        if in_array:
            raise _BrokenError(f"line {self._line}: the array has no end: is the file cut off?")

    def _value(self) -> tuple[int, Any]:
        size = _CHUNK
        while True:
            try:
                value, end = self._json.raw_decode(self._text)
            except (ValueError, RecursionError) as error:
                # Perhaps only the rest of the value is missing; twice as much each time keeps a huge value linear.
                if not isinstance(error, json.JSONDecodeError) or not self._more(size):
                    raise _BrokenError(f"line {self._line}: not JSON{why_not_json(error)}") from error
                size *= 2
                continue
            line = self._line
            self._drop(end)
            return line, value


def read_json(path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Read a `.json` file: an array of objects, or objects one after another."""
    name = str(path)
    columns: Columns | None = None
    with path.open("rb") as file:
        reason = foreign_file(file)
        if reason is not None:
            yield Problem(name, reason)
            return
        try:
            for row, (line, value) in enumerate(_Values(file)):
                if not isinstance(value, dict):
                    yield Problem(name, f"holds {type(value).__name__}, not an object with a text column", line)
                    continue
                if columns is None:
                    columns = resolve_columns(options.columns, json_kinds(value, options), options.note, path)
                yield from record_of(value, columns, name, row, line)
        except (ColumnError, _BrokenError) as error:
            yield Problem(name, str(error))
