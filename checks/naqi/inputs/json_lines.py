"""JSON lines: a line is a record, an object with a text column."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from naqi.inputs.model import ColumnError, Columns, Problem, ReadOptions, Record, resolve_columns
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
    yield Record(path, row, file_line, _string(value, columns.id), text, _string(value, columns.source))


def _string(value: dict[str, Any], column: str | None) -> str | None:
    found = None if column is None else value.get(column)
    return None if found is None else str(found)


def could_be_text(value: Any) -> bool:
    """Tell whether a JSON value may stand in a text column."""
    return value is None or isinstance(value, str)


def parse_lines(lines: Iterable[bytes], path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Read records from lines of bytes. Blank lines are passed over; a bad line is a problem and the next is read."""
    name = str(path)
    columns: Columns | None = None
    offset = row = 0
    for number, raw in enumerate(lines, 1):
        line = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        start, offset = offset + len(raw) - len(line), offset + len(raw)
        if not line.strip():
            continue
        position, row = row, row + 1
        try:
            value = json.loads(line.decode())
        except UnicodeDecodeError as error:
            yield Problem(name, undecodable(error, start), number)
            continue
        except (json.JSONDecodeError, RecursionError) as error:
            where = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
            what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
            yield Problem(name, f"not JSON{where} ({what}): each line must be one object", number)
            continue
        if not isinstance(value, dict):
            yield Problem(name, f"holds {type(value).__name__}, not an object with a text column", number)
            continue
        if columns is None:
            try:
                kinds = {key: could_be_text(item) for key, item in value.items()}
                columns = resolve_columns(options.columns, kinds, options.note, path)
            except ColumnError as error:
                yield Problem(name, str(error), number)
                return
        yield from record_of(value, columns, name, position, number)


def read_json_lines(path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Read a `.jsonl` file line by line."""
    with path.open("rb") as file:
        reason = foreign(file.read(8192))
        if reason is not None:
            yield Problem(str(path), reason)
            return
        file.seek(0)
        yield from parse_lines(file, path, options)
