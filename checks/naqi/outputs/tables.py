"""Parquet and Arrow with their schema, metadata, row groups and compression; only values of the text column change."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from naqi.inputs.model import ColumnError, ReadOptions
from naqi.inputs.tables import settled_columns, sound
from naqi.outputs.model import BrokenFileError, Changes

_DICTIONARIES: Final = frozenset({"RLE_DICTIONARY", "PLAIN_DICTIONARY"})


@contextmanager
def _readable(kind: str) -> Iterator[None]:
    try:
        yield
    except (ColumnError, pa.ArrowException, struct.error, IndexError, UnicodeDecodeError) as error:
        raise BrokenFileError(f"not readable as {kind} ({str(error).splitlines()[0].rstrip('.')})") from error


def _with_texts(column: Any, texts: dict[int, str]) -> Any:
    """A chunked array of strings of any layout with those at some places replaced. Bytes of the others are not looked at."""
    kind = column.type
    plain = column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column
    storage = pa.large_string() if pa.types.is_string_view(plain.type) or pa.types.is_large_string(plain.type) else pa.string()
    # One array: a chunk of 2 GB of text cannot be had from a row group that was read whole.
    array = plain.cast(storage).combine_chunks()
    array = pa.concat_arrays(array.chunks) if isinstance(array, pa.ChunkedArray) else array
    mask = pa.array([at in texts for at in range(len(array))], pa.bool_())
    made = pc.replace_with_mask(array, mask, pa.array([texts[at] for at in sorted(texts)], storage))
    if pa.types.is_dictionary(kind):
        return made.cast(kind.value_type).dictionary_encode().cast(kind)
    return made.cast(kind)


def _changed(table: pa.Table, column: str, first: int, changes: Changes) -> pa.Table:
    """The rows of a table, of which the first has a number in its file, with their changes."""
    texts = {at: text for at in range(table.num_rows) if (text := changes.at(first + at)) is not None}
    if not texts:
        return table
    index = table.schema.get_field_index(column)
    return table.set_column(index, table.schema.field(index), _with_texts(table.column(index), texts))


def write_parquet(path: Path, out: BinaryIO, options: ReadOptions, changes: Changes) -> None:
    """Write a parquet file, a row group at a time."""
    with _readable("parquet"), pq.ParquetFile(path) as file:
        schema, groups = file.schema_arrow, file.metadata
        column = settled_columns(schema, options, path).text
        assert column is not None
        first = groups.row_group(0) if groups.num_row_groups else None
        chunks = [first.column(number) for number in range(first.num_columns)] if first is not None else []
        layout: dict[str, Any] = {
            "compression": {chunk.path_in_schema: "none" if chunk.compression == "UNCOMPRESSED" else chunk.compression.lower() for chunk in chunks},
            "use_dictionary": [chunk.path_in_schema for chunk in chunks if _DICTIONARIES & set(chunk.encodings)] or False,
            "version": groups.format_version,
        }
        with pq.ParquetWriter(out, schema, **layout) as writer:
            row = 0
            for number in range(groups.num_row_groups):
                table = file.read_row_group(number)
                writer.write_table(_changed(table, column, row, changes), row_group_size=max(1, table.num_rows))
                row += table.num_rows


def _field(table: bytes, at: int, number: int) -> int | None:
    """Where a field of a flatbuffer's table stands; None where it is left out. at: of the table."""
    fields = at - struct.unpack_from("<i", table, at)[0]
    entry = 4 + 2 * number
    offset = struct.unpack_from("<H", table, fields + entry)[0] if entry < struct.unpack_from("<H", table, fields)[0] else 0
    return at + offset if offset else None


def _pointed(table: bytes, at: int) -> int:
    return at + int(struct.unpack_from("<I", table, at)[0])


def body_codec(metadata: bytes) -> Literal["lz4", "zstd"] | None:
    """How the buffers of a record batch are compressed, which pyarrow reads but does not tell: "lz4", "zstd", or None.

    Args:
        metadata: of the batch's message: a flatbuffer. Its header is field 2; of a record batch, compression is field 3, and field 0 of that the codec.

    Source: Message.fbs of the Arrow columnar format.
    """
    header = _field(metadata, _pointed(metadata, 0), 2)
    compression = None if header is None else _field(metadata, _pointed(metadata, header), 3)
    if compression is None:
        return None
    codec = _field(metadata, _pointed(metadata, compression), 0)
    return "lz4" if codec is None or metadata[codec] == 0 else "zstd"


def _codec(source: Any, magic: int) -> Literal["lz4", "zstd"] | None:
    """The codec of the first record batch. magic: bytes before the first message."""
    source.seek(magic)
    for message in pa.ipc.MessageReader.open_stream(source):
        if message.type == "record batch":
            return body_codec(message.metadata.to_pybytes())
    return None


def write_arrow(path: Path, out: BinaryIO, options: ReadOptions, changes: Changes) -> None:
    """Write an Arrow file, a batch at a time: the stream format or the file format, as it is."""
    with _readable("Arrow"), pa.memory_map(str(path)) as source:
        is_file = source.read(6) == b"ARROW1"
        # The file format begins with its name, filled up to eight bytes; then both are a stream.
        codec = _codec(source, 8 if is_file else 0)
        source.seek(0)
        if is_file:
            file = pa.ipc.open_file(source)
            schema = file.schema
            batches: Iterable[pa.RecordBatch] = map(file.get_batch, range(file.num_record_batches))
        else:
            stream = pa.ipc.open_stream(source)
            schema, batches = stream.schema, stream
        column = settled_columns(schema, options, path).text
        assert column is not None
        layout = pa.ipc.IpcWriteOptions(compression=codec, unify_dictionaries=is_file)
        sink: Any = out
        with pa.ipc.new_file(sink, schema, options=layout) if is_file else pa.ipc.new_stream(sink, schema, options=layout) as writer:
            made = _changed_batches(batches, column, changes)
            if is_file and pa.types.is_dictionary(schema.field(column).type):
                # That format has one dictionary for all batches, so it must be known before the first.
                writer.write_table(pa.Table.from_batches(made, schema))
            else:
                for batch in made:
                    writer.write_batch(batch)


def _changed_batches(batches: Iterable[pa.RecordBatch], column: str, changes: Changes) -> Iterator[pa.RecordBatch]:
    row = 0
    for batch in batches:
        # What nobody read is written too: Arrow would follow broken offsets out of the file, into a broken copy or out of its memory.
        for other in batch.columns:
            sound(other)
        yield from _changed(pa.Table.from_batches([batch]), column, row, changes).combine_chunks().to_batches()
        row += batch.num_rows
