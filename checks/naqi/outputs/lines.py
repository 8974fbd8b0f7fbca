"""Plain text, JSON lines, JSON and CSV, byte for byte as they are but for the texts that change."""

from __future__ import annotations

import codecs
import contextlib
import csv
import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

from naqi.inputs.csv_rows import decoded_lines, delimiter_of
from naqi.inputs.json_lines import json_columns, lone_surrogate, opened
from naqi.inputs.json_values import BrokenError, Values
from naqi.inputs.model import ColumnError, ReadOptions, resolve_columns
from naqi.outputs.model import BrokenFileError, Changes

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder()


def write_plain(path: Path, out: BinaryIO, _: ReadOptions, changes: Changes) -> None:
    """Write a text file. Its signature, if it has one, stays."""
    text = changes.at(None)
    data = path.read_bytes()
    if text is not None:
        data = (codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b"") + text.encode()
    out.write(data)


def _past(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing at least


def with_string(text: str, key: str, value: str) -> str:
    """A JSON object with the string at a key replaced, and every other character as it is.

    Args:
        text: a JSON object that has the key; of several values the last, which parsers take, is replaced.
        key: decoded.
        value: the new string, decoded. It is written in ASCII where the old one was.
    """
    span: tuple[int, int] | None = None
    at = _past(text, _past(text, 0) + 1)
    while text[at] != "}":
        name, at = _DECODER.raw_decode(text, at)
        start = _past(text, _past(text, at) + 1)
        _, end = _DECODER.raw_decode(text, start)
        span = (start, end) if name == key else span
        at = _past(text, end)
        at = _past(text, at + 1) if text[at] == "," else at
    if span is None:
        raise KeyError(key)
    ascii_only = text[slice(*span)].isascii() or lone_surrogate(value) is not None
    return text[: span[0]] + json.dumps(value, ensure_ascii=ascii_only) + text[span[1] :]


class _Objects:
    """Objects of a file, and the column that holds their text: settled on the first, as readers do."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path = path
        self._options = options
        self._column: str | None = None

    @property
    def settled(self) -> bool:
        return self._column is not None

    def see(self, value: Any) -> None:
        if self._column is None and isinstance(value, dict):
            self._column = json_columns(value, self._options, self._path).text

    def written(self, text: str, new: str | None) -> str:
        return text if new is None or self._column is None else with_string(text, self._column, new)


class _Unclosed(io.RawIOBase):
    """A stream that Arrow may close without closing the one below."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self._out.write(data)


@contextlib.contextmanager
def _compressing(out: BinaryIO, suffix: str) -> Iterator[Any]:
    if suffix == ".gz":
        # Without the time, the same input gives the same bytes.
        with gzip.GzipFile("", "wb", 6, out, mtime=0) as file:
            yield file
    elif suffix == ".zst":
        with pa.CompressedOutputStream(pa.PythonFile(_Unclosed(out), "w"), "zstd") as file:
            yield file
    else:
        yield out


def write_json_lines(path: Path, out: BinaryIO, options: ReadOptions, changes: Changes) -> None:
    """Write JSON lines, compressed as they are."""
    objects = _Objects(path, options)
    row = 0
    try:
        with opened(path) as lines, _compressing(out, path.suffix) as file:
            for number, raw in enumerate(lines):
                head = codecs.BOM_UTF8 if number == 0 and raw.startswith(codecs.BOM_UTF8) else b""
                line = raw.removeprefix(head)
                if line.strip():
                    new = changes.at(row)
                    row += 1
                    # What is not JSON is the reader's to report; it stays.
                    if not objects.settled:
                        with contextlib.suppress(ValueError, RecursionError):
                            objects.see(json.loads(line.decode()))
                    line = line if new is None else objects.written(line.decode(), new).encode()
                file.write(head + line)
    except (EOFError, zlib.error) as error:
        raise BrokenFileError(f"breaks off ({error})") from error


def write_json(path: Path, out: BinaryIO, options: ReadOptions, changes: Changes) -> None:
    """Write a `.json` file."""
    objects = _Objects(path, options)
    pieces: list[str] = []
    with path.open("rb") as file:
        if file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8:
            out.write(codecs.BOM_UTF8)
        file.seek(0)
        try:
            for row, (_, value) in enumerate(Values(file, pieces.append)):
                objects.see(value)
                *between, own = pieces
                out.write("".join((*between, objects.written(own, changes.at(row)))).encode())
                pieces.clear()
        except (BrokenError, ColumnError) as error:
            raise BrokenFileError(str(error)) from error
    out.write("".join(pieces).encode())


class _Kept:
    """Lines of a file for a parser, and again as they are, with those that it has taken since the last time."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._taken.append(line)
            yield line

    def take(self) -> str:
        taken = "".join(self._taken)
        self._taken.clear()
        return taken


def with_field(row: str, index: int, value: str, delimiter: str) -> str:
    """A row of CSV, its line break included, with one field replaced and every other character as it is. A field that was quoted stays so."""
    at = 0
    pattern = re.compile(rf'"(?:[^"]|"")*"|[^{re.escape(delimiter)}\r\n]*')
    for number in range(index + 1):
        match = pattern.match(row, at)
        assert match is not None
        if number == index:
            quoted = match[0].startswith('"') or any(mark in value for mark in (delimiter, '"', "\r", "\n"))
            written = '"' + value.replace('"', '""') + '"' if quoted else value
            return row[: match.start()] + written + row[match.end() :]
        at = match.end() + 1
    raise IndexError(index)


def write_csv(path: Path, out: BinaryIO, options: ReadOptions, changes: Changes) -> None:
    """Write a `.csv` file."""
    csv.field_size_limit(sys.maxsize)
    with path.open("rb") as file:
        delimiter = delimiter_of(file.readline().decode("utf-8", "replace"))
        file.seek(0)
        if file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8:
            out.write(codecs.BOM_UTF8)
        file.seek(0)
        kept = _Kept(decoded_lines(file))
        rows = csv.reader(iter(kept), delimiter=delimiter, strict=True)
        row = 0
        try:
            header = next(rows, [])
            column = resolve_columns(options, dict.fromkeys(header, True), path).text
            assert column is not None
            index = header.index(column)
            out.write(kept.take().encode("utf-8", "surrogateescape"))
            for fields in rows:
                new = changes.at(row) if fields else None
                row += bool(fields)
                raw = kept.take()
                out.write((raw if new is None else with_field(raw, index, new, delimiter)).encode("utf-8", "surrogateescape"))
        except (ColumnError, csv.Error) as error:
            raise BrokenFileError(str(error)) from error
        out.write(kept.take().encode("utf-8", "surrogateescape"))
