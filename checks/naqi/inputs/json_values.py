"""JSON: an array of objects, or objects one after another, parsed as the file is read."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from naqi.inputs.json_lines import IgnoreColumn, json_columns, record_of, why_not_json
from naqi.inputs.model import ColumnError, Columns, Problem, ReadOptions, Record
from naqi.inputs.plain import foreign_file, undecodable

_CHUNK: Final = 1 << 20
_BETWEEN: Final = re.compile(r"[ \t\r\n,]*")


class BrokenError(ValueError):
    """The file stops being JSON; the message says where and how."""


class Values:
    """Values of a file in order, holding no more of it than the value at hand."""

    def __init__(self, file: BinaryIO, passed: Callable[[str], None] | None = None) -> None:
        """passed: called with each piece of the file's text as it is passed over; before a value is given out, with the value's own."""
        self._file = file
        self._passed = passed
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._json = json.JSONDecoder()
        self._text = ""
        self._read = 0
        self._line = 1
        self._column = 0
        self._undecodable: str | None = None

    def _more(self, size: int) -> bool:
        """Read on; False at the end of the file. What stands before a wrong byte is still given out."""
        if self._undecodable is not None:
            raise BrokenError(self._undecodable)
        data = self._file.read(size if self._read else max(size, len(codecs.BOM_UTF8)))
        ended = not data
        start = self._read - len(self._decoder.getstate()[0])
        if self._read == 0 and data.startswith(codecs.BOM_UTF8):
            data, start = data[len(codecs.BOM_UTF8) :], len(codecs.BOM_UTF8)
            self._read = start
        try:
            self._text += self._decoder.decode(data, final=ended)
        except UnicodeDecodeError as error:
            self._text += error.object[: error.start].decode()
            self._undecodable = undecodable(error, start)
            return True
        self._read += len(data)
        return not ended

    def _drop(self, count: int) -> None:
        if self._passed is not None:
            self._passed(self._text[:count])
        breaks = self._text.count("\n", 0, count)
        self._line += breaks
        self._column = count - self._text.rfind("\n", 0, count) - 1 if breaks else self._column + count
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
        """Yield (line, value). Raises BrokenError."""
        in_array = self._skip() and self._text[0] == "["
        if in_array:
            self._drop(1)
        while self._skip():
            if in_array and self._text[0] == "]":
                self._drop(1)
                if self._skip():
                    raise BrokenError(f"line {self._line}: text behind the array's end")
                return
            yield self._value()
        if in_array:
            raise BrokenError(f"line {self._line}: the array has no end: is the file cut off?")

    def _value(self) -> tuple[int, Any]:
        size = _CHUNK
        while True:
            try:
                value, end = self._json.raw_decode(self._text)
            except (ValueError, RecursionError) as error:
                # Perhaps only the rest of the value is missing; twice as much each time keeps a huge value linear.
                if not isinstance(error, json.JSONDecodeError) or not self._more(size):
                    raise BrokenError(self._place(error)) from error
                size *= 2
                continue
            line = self._line
            self._drop(end)
            return line, value

    def _place(self, error: ValueError | RecursionError) -> str:
        """Where and why the value at hand is not JSON."""
        if isinstance(error, json.JSONDecodeError):
            column = error.colno + (self._column if error.lineno == 1 else 0)
            return f"line {self._line + error.lineno - 1}: not JSON at column {column} ({error.msg})"
        return f"line {self._line}: not JSON{why_not_json(error)}"


def read_json(path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Read a `.json` file: an array of objects, or objects one after another."""
    name = str(path)
    columns: Columns | None = None
    ignores = IgnoreColumn(options.columns.ignore)
    with path.open("rb") as file:
        reason = foreign_file(file)
        if reason is not None:
            yield Problem(name, reason)
            return
        try:
            for row, (line, value) in enumerate(Values(file)):
                if not isinstance(value, dict):
                    yield Problem(name, f"holds {type(value).__name__}, not an object with a text column", line)
                    continue
                if columns is None:
                    columns = json_columns(value, options, path)
                ignores.see(value)
                yield from record_of(value, columns, name, row, line)
            if columns is not None:
                yield from ignores.missing(name)
        except (ColumnError, BrokenError) as error:
            yield Problem(name, str(error))
