"""CSV: a header, then one record a row; quoted fields may hold line breaks."""

from __future__ import annotations

import codecs
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from naqi.inputs.model import ColumnError, Problem, ReadOptions, Record, refuse_twins, resolve_columns, selectors
from naqi.inputs.plain import foreign_file

_DELIMITERS: Final = (",", ";", "\t")


def decoded_lines(file: BinaryIO) -> Iterator[str]:
    """Lines of a file without its signature; bytes that are not UTF-8 are surrogates (PEP 383)."""
    # A byte that is not UTF-8 becomes a surrogate, so that the rows around it can still be read; `_fault` finds it again.
    first = True
    for raw in file:
        yield raw.removeprefix(codecs.BOM_UTF8 if first else b"").decode("utf-8", "surrogateescape")
        first = False


def _fault(value: str) -> str | None:
    """Say what is wrong with a field that holds bytes which are not UTF-8."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        byte = ord(value[error.start]) & 0xFF
        return f"not UTF-8: byte 0x{byte:02X} at character {error.start}; convert the file first, for windows-1256 with: iconv -f WINDOWS-1256 -t UTF-8"
    return None


def delimiter_of(header: str) -> str:
    """The delimiter that a header uses most."""
    return max(_DELIMITERS, key=lambda delimiter: (header.count(delimiter), -_DELIMITERS.index(delimiter)))


def read_csv(path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Read a `.csv` file row by row. The delimiter (comma, semicolon or tab) is the one that its header uses most."""
    name = str(path)
    csv.field_size_limit(sys.maxsize)
    with path.open("rb") as file:
        reason = foreign_file(file)
        if reason is not None:
            yield Problem(name, reason)
            return
        delimiter = delimiter_of(file.readline().decode("utf-8", "replace"))
        file.seek(0)
        rows = csv.reader(decoded_lines(file), delimiter=delimiter, strict=True)
        try:
            header = next(rows, [])
            columns = resolve_columns(options, dict.fromkeys(header, True), path)
            refuse_twins(columns, header)
        except ColumnError as error:
            yield Problem(name, str(error), 1)
            return
        except csv.Error as error:
            yield Problem(name, f"is no CSV ({error})", 1)
            return
        wanted = [None if column is None else header.index(column) for column in columns.all]
        yield from _records(rows, name, len(header), wanted)


def _records(rows: Iterator[list[str]], name: str, width: int, wanted: list[int | None]) -> Iterator[Record | Problem]:
    number = 0
    line = rows.line_num + 1  # type: ignore[attr-defined]  # csv.reader has it
    while True:
        try:
            fields = next(rows, None)
        except csv.Error as error:
            yield Problem(name, f"is no CSV from here on ({error}): is a quotation mark left open?", line)
            return
        if fields is None:
            return
        start, line = line, rows.line_num + 1  # type: ignore[attr-defined]
        if not fields:
            continue
        row, number = number, number + 1
        if len(fields) != width:
            yield Problem(name, f"row has {len(fields)} fields, the header {width}: quote fields that hold the delimiter", start)
            continue
        values = [None if index is None else fields[index] for index in wanted]
        faults = [_fault(value or "") for value in values]
        yield from (Problem(name, fault, start) for fault in faults if fault is not None)
        if faults[0] is None:
            text, ignored, *others = (None if fault else value for value, fault in zip(values, faults, strict=True))
            document, source, split_name, label = (value or None for value in others)
            yield Record(name, row, start, document, text, source, selectors(ignored, ""), split_name, label)
