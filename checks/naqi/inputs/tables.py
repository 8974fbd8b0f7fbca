"""Parquet and Arrow: rows of a table, read a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from naqi.inputs.model import ColumnError, Columns, Problem, ReadOptions, Record, refuse_twins, resolve_columns, selectors
from naqi.inputs.plain import undecodable

# Rows held at a time: enough to amortise a call, little enough for long documents.
_BATCH_ROWS = 512


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind) or pa.types.is_null(kind))


def column_kinds(schema: pa.Schema) -> dict[str, bool]:
    """Columns of a table in order, and whether each may hold text."""
    return {field.name: _is_text(field.type.value_type if pa.types.is_dictionary(field.type) else field.type) for field in schema}


def settled_columns(schema: pa.Schema, options: ReadOptions, path: Path) -> Columns:
    """Settle the columns of a table. Raises ColumnError, also for a name that two columns have."""
    columns = resolve_columns(options, column_kinds(schema), path)
    refuse_twins(columns, schema.names)
    if columns.ignore is not None:
        kind = schema.field(columns.ignore).type
        lists = pa.types.is_list(kind) or pa.types.is_large_list(kind)
        if not (column_kinds(schema)[columns.ignore] or (lists and _is_text(kind.value_type))):
            raise ColumnError(f"column {columns.ignore!r} is {kind}, neither strings nor lists of strings: it must name rules to ignore")
    return columns


# Strings of each layout as the bytes that they are.
_BYTES: Final = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary(), pa.string_view(): pa.binary_view()}


def sound(column: Any) -> Any:
    """The column, its offsets proved to lie inside the file: Arrow itself trusts them, and reads whatever they point to.

    Raises ArrowInvalid. Bytes are looked at later, one by one.
    """
    column.validate()
    if pa.types.is_dictionary(column.type):
        sound(column.dictionary)
        pa.DictionaryArray.from_arrays(column.indices, pa.nulls(len(column.dictionary))).validate(full=True)
        return column.dictionary_decode()
    as_bytes = _BYTES.get(column.type)
    (column if as_bytes is None else column.view(as_bytes)).validate(full=True)
    return column


def _strings(column: Any, row: int, path: str) -> Iterator[str | Problem | None]:
    """Values of a column as strings; where bytes are not UTF-8 (Arrow does not check), a problem in their place."""
    try:
        yield from (None if value is None else str(value) for value in column.to_pylist())
    except UnicodeDecodeError:
        for at, value in enumerate(column.cast(pa.large_binary()).to_pylist()):
            try:
                yield None if value is None else value.decode()
            except UnicodeDecodeError as error:
                yield Problem(path, f"row {row + at}: {undecodable(error)}")


def _selectors(column: Any, name: str) -> Iterator[tuple[str, ...]]:
    """Selectors of rules to ignore of a column of strings or lists of strings."""
    for value in column.to_pylist():
        # A null in a list names no rule.
        yield selectors([item for item in value if item is not None] if isinstance(value, list) else value, name)


def batch_records(batches: Iterable[pa.RecordBatch], columns: Columns, path: Path) -> Iterator[Record | Problem]:
    """Make records of record batches; rows are numbered over all of them."""
    assert columns.text is not None
    name = str(path)
    row = 0
    for batch in batches:
        wanted = (columns.text, columns.id, columns.source, columns.split, columns.label)
        strings = [repeat(None) if column is None else _strings(sound(batch.column(column)), row, name) for column in wanted]
        ignored = repeat(()) if columns.ignore is None else _selectors(sound(batch.column(columns.ignore)), columns.ignore)
        for ignores, *values in zip(ignored, *strings, strict=False):
            yield from (value for value in values if isinstance(value, Problem))
            if not isinstance(values[0], Problem):
                text, document, source, split, label = (None if isinstance(value, Problem) else value for value in values)
                yield Record(name, row, None, document, text, source, ignores, split, label)
            row += 1


def _guarded(items: Iterator[Record | Problem], name: str, kind: str) -> Iterator[Record | Problem]:
    """Pass records through; what breaks off becomes a problem, and what came before it stays."""
    done = 0
    try:
        for item in items:
            done += 1
            yield item
    except ColumnError as error:
        yield Problem(name, str(error))
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        yield Problem(name, f"not readable as {kind} after {done} rows ({reason}): write it anew, or check the download")


def read_parquet(path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Read a parquet file, a few hundred rows at a time."""

    def records() -> Iterator[Record | Problem]:
        with pq.ParquetFile(path) as file:
            columns = settled_columns(file.schema_arrow, options, path)
            # Row group by row group: one call over all of them keeps what it has read, and reaches into broken ones too early.
            batches = (batch for group in range(file.num_row_groups) for batch in file.iter_batches(_BATCH_ROWS, row_groups=[group], columns=columns.read))
            yield from batch_records(batches, columns, path)

    return _guarded(records(), str(path), "parquet")


def read_arrow(path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Read an Arrow file: the stream format, which `datasets` saves, or the file format."""

    def records() -> Iterator[Record | Problem]:
        with pa.memory_map(str(path)) as source:
            magic = source.read(6)
            source.seek(0)
            if magic == b"ARROW1":
                file = pa.ipc.open_file(source)
                schema = file.schema
                batches: Iterable[pa.RecordBatch] = map(file.get_batch, range(file.num_record_batches))
            else:
                stream = pa.ipc.open_stream(source)
                schema, batches = stream.schema, stream
            columns = settled_columns(schema, options, path)
            yield from batch_records(batches, columns, path)

    return _guarded(records(), str(path), "Arrow")
