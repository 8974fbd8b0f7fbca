"""Parquet: rows of a table, read one row group at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from naqi.inputs.model import ColumnError, Problem, ReadOptions, Record, resolve_columns

# Rows held at a time: enough to amortise a call, little enough for long documents.
_BATCH_ROWS = 512


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind) or pa.types.is_null(kind))


def column_kinds(schema: pa.Schema) -> dict[str, bool]:
    """Columns of a table in order, and whether each may hold text."""
    return {field.name: _is_text(field.type.value_type if pa.types.is_dictionary(field.type) else field.type) for field in schema}


def batch_records(batches: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Make records of record batches; rows are numbered over all of them.

    Raises ColumnError.
    """
    columns = resolve_columns(options.columns, column_kinds(schema), options.note, path)
    assert columns.text is not None
    name = str(path)
    row = 0
    for batch in batches:
        wanted = [columns.text, columns.id, columns.source]
        texts, ids, sources = ([None] * len(batch) if column is None else batch.column(column).to_pylist() for column in wanted)
        for text, identity, source in zip(texts, ids, sources, strict=True):
            yield Record(name, row, None, None if identity is None else str(identity), text, None if source is None else str(source))
            row += 1


def read_parquet(path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Read a parquet file row group by row group."""
    name = str(path)
    done = 0
    try:
        with pq.ParquetFile(path) as file:
            schema = file.schema_arrow
            wanted = resolve_columns(options.columns, column_kinds(schema), lambda _: None, path)
            names = [column for column in (wanted.text, wanted.id, wanted.source) if column is not None]
            batches = file.iter_batches(_BATCH_ROWS, columns=names)
            for item in batch_records(batches, schema, path, options):
                done += 1
                yield item
    except ColumnError as error:
        yield Problem(name, str(error))
    except (pa.ArrowException, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        yield Problem(name, f"not readable as parquet after row {done} ({reason}): write it anew or check the download")
