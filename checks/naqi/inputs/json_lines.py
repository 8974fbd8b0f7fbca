"""JSON lines: a line is a record, an object with a text column."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from naqi.inputs.model import ColumnError, Columns, Problem, ReadOptions, Record, resolve_columns, selectors
from naqi.inputs.plain import foreign, undecodable


def lone_surrogate(text: str) -> int | None:
    """Offset of the first lone surrogate of a text, or None. JSON can spell one; no encoding can hold it."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None


def record_of(value: dict[str, Any], columns: Columns, path: str, row: int, file_line: int | None) -> Iterator[Record | Problem]:
    """Make a record of an object; a problem with it comes first, the record follows where there is a text to check."""
    assert columns.text is not None
    if columns.text not in value:
        yield Problem(path, f"no column {columns.text!r}: there are {', '.join(value) or 'none'}", file_line)
        return
    text = value[columns.text]
    if text is not None and not isinstance(text, str):
        kind = type(text).__name__
        yield Problem(path, f"column {columns.text!r} is {kind}, not a string: name another with --column", file_line)
        return
    if text is not None and (at := lone_surrogate(text)) is not None:
        problem = f"column {columns.text!r} holds a lone surrogate U+{ord(text[at]):04X} at character {at}: no encoding can hold it"
        yield Problem(path, problem, file_line)
    ignored: tuple[str, ...] = ()
    if columns.ignore is not None:
        try:
            ignored = selectors(value.get(columns.ignore), columns.ignore)
        except ColumnError as error:
            yield Problem(path, str(error), file_line)
    document, source, split, label = (_string(value, column) for column in (columns.id, columns.source, columns.split, columns.label))
    yield Record(path, row, file_line, document, text, source, ignored, split, label)


def _string(value: dict[str, Any], column: str | None) -> str | None:
    found = None if column is None else value.get(column)
    return None if found is None else str(found)


def why_not_json(error: ValueError | RecursionError) -> str:
    """Where and why a text is not JSON, as the end of a sentence."""
    if isinstance(error, json.JSONDecodeError):
        return f" at column {error.colno} ({error.msg})"
    # Besides malformed text, Python refuses endless nesting and endless numbers.
    return " (nested too deep)" if isinstance(error, RecursionError) else " (a number with too many digits)"


def could_be_text(value: Any) -> bool:
    """Tell whether a JSON value may stand in a text column."""
    return value is None or isinstance(value, str)


def json_kinds(value: dict[str, Any], options: ReadOptions) -> dict[str, bool]:
    """Columns of the first object and whether each may hold text. A named column may: a later object can tell."""
    return {key: could_be_text(item) or key == options.columns.text for key, item in value.items()}


def json_columns(value: dict[str, Any], options: ReadOptions, path: Path) -> Columns:
    """Settle the columns on the first object. Few objects may have ignores, so that one need not. Raises ColumnError."""
    asked = replace(options, columns=replace(options.columns, ignore=None))
    return replace(resolve_columns(asked, json_kinds(value, options), path), ignore=options.columns.ignore)


class IgnoreColumn:
    """Whether an ignore column stands in any object: one that stands in none is a slip of the pen."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self._seen = name is None

    def see(self, value: dict[str, Any]) -> None:
        """Look at an object."""
        self._seen = self._seen or self._name in value

    def missing(self, path: str) -> Iterator[Problem]:
        """The problem of a column that no object had."""
        if not self._seen:
            yield Problem(path, f"no record has column {self._name!r}: name another with --ignore-column")


def parse_lines(lines: Iterable[bytes], path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Read records from lines of bytes. Blank lines are passed over; a bad line is a problem and the next is read."""
    name = str(path)
    columns: Columns | None = None
    ignores = IgnoreColumn(options.columns.ignore)
    offset = row = 0
    for number, raw in enumerate(lines, 1):
        line = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        start, offset = offset + len(raw) - len(line), offset + len(raw)
        reason = foreign(line) if number == 1 else None
        if reason is not None:
            yield Problem(name, reason)
            return
        if not line.strip():
            continue
        position, row = row, row + 1
        try:
            value = json.loads(line.decode())
        except UnicodeDecodeError as error:
            yield Problem(name, undecodable(error, start), number)
            continue
        except (ValueError, RecursionError) as error:
            yield Problem(name, f"not JSON{why_not_json(error)}: each line must be one object", number)
            continue
        if not isinstance(value, dict):
            yield Problem(name, f"holds {type(value).__name__}, not an object with a text column", number)
            continue
        if columns is None:
            try:
                columns = json_columns(value, options, path)
            except ColumnError as error:
                yield Problem(name, str(error), number)
                return
        ignores.see(value)
        yield from record_of(value, columns, name, position, number)
    if columns is not None:
        yield from ignores.missing(name)


class _Raw(io.RawIOBase):
    """An Arrow stream as the raw stream that Python's buffering wants."""

    def __init__(self, stream: pa.NativeFile) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def opened(path: Path) -> BinaryIO:
    """The file, decompressed as its name says."""
    if path.suffix == ".gz":
        return gzip.open(path)  # type: ignore[return-value]  # typed narrower than it is
    if path.suffix == ".zst":
        return io.BufferedReader(_Raw(pa.input_stream(str(path), compression="zstd")))
    return path.open("rb")


def read_json_lines(path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Read a `.jsonl`, `.jsonl.gz` or `.jsonl.zst` file line by line."""
    with opened(path) as file:
        done = 0
        try:
            for item in parse_lines(file, path, options):
                done += 1
                yield item
        except (EOFError, OSError, zlib.error) as error:
            reason = str(error).splitlines()[0].rstrip(".")
            yield Problem(str(path), f"breaks off after {done} records ({reason}): is the file cut off? Compress or download it anew")
