"""The scan of a Spark frame: one pass over the cluster, of which only rows with hits come back.

Nothing but the text and what names its row goes to the workers, and each worker compiles its own rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

import pyarrow as pa

from naqi.engines.rows import About, RowHit, Scan, ScannedRow, UnscannableError, as_text, ignored_key, rows_hits

_HIT: Final = pa.struct(
    [
        ("rule", pa.string()),
        *((name, pa.int32()) for name in ("start", "end", "line", "column")),
        *((name, pa.string()) for name in ("before", "text", "after", "digest")),
    ]
)
_FOUND: Final = (
    "partition int",
    "row bigint",
    "hits array<struct<rule string, start int, end int, line int, column int, before string, text string, after string, digest string>>",
)


def _partition(batches: Iterable[pa.RecordBatch], every: bool) -> Iterator[pa.RecordBatch]:
    """Rows with hits of one partition, then a row without any that says how many there were."""
    from pyspark import TaskContext  # noqa: PLC0415  # runs on the workers

    context = TaskContext.get()
    assert context is not None
    partition, row = context.partitionId(), 0

    def batch(rows: Sequence[int], index: list[Any], hits: list[Any]) -> pa.RecordBatch:
        columns = [pa.array([partition] * len(rows), pa.int32()), pa.array(rows, pa.int64()), pa.array(hits, pa.list_(_HIT)), *index]
        names = ["partition", "row", "hits", *(f"index_{number}" for number in range(len(index)))]
        return pa.RecordBatch.from_arrays(columns, names)

    types: list[pa.DataType] = []
    for read in batches:
        types = [column.type for column in read.columns[1:]]
        found, rows, hits = [], [], []
        texts = [as_text(value.as_py(), row + position) for position, value in enumerate(read.column(0))]
        for position, kept in enumerate(rows_hits(texts, every)):
            if kept:
                found.append(position)
                rows.append(row)
                hits.append([hit._asdict() for hit in kept])
            row += 1
        if found:
            yield batch(rows, [column.take(pa.array(found)) for column in read.columns[1:]], hits)
    if row:
        yield batch([row], [pa.array([None], kind) for kind in types], [None])


def scan_frame(frame: Any, column: str, index: Sequence[str] = (), every: bool = False, about: Sequence[str | None] = ()) -> Scan:
    """Scan a column of a `pyspark.sql.DataFrame`, with rules as `rows_hits`. index: columns that name a row. about: columns with the parts of `About`.

    Rows are counted partition by partition, in the order in which the frame would be collected. Raises UnscannableError for a column
    that holds no strings, and whatever Spark raises.
    """
    from pyspark.sql import functions as F  # noqa: PLC0415, N812  # pyspark is an extra; F is what its users write
    from pyspark.sql.types import StringType, VarcharType  # noqa: PLC0415

    beside = [*index, *(name for name in about if name is not None)]
    picked = frame.select(F.col(_quoted(column)).alias("text"), *(F.col(_quoted(name)).alias(f"index_{number}") for number, name in enumerate(beside)))
    text, *names = list(picked.schema)
    if not isinstance(text.dataType, StringType | VarcharType):
        raise UnscannableError(f"column {column!r} is of type {text.dataType.simpleString()}, not string: naqi checks columns of text")
    schema = ", ".join((*_FOUND, *(f"{field.name} {field.dataType.simpleString()}" for field in names)))
    collected = picked.mapInArrow(partial(_partition, every=every), schema).collect()
    sizes = {item.partition: item.row for item in collected if item.hits is None}
    offsets, total = {}, 0
    for partition in sorted(sizes):
        offsets[partition] = total
        total += sizes[partition]
    found = []
    for item in collected:
        if item.hits is not None:
            row, values = offsets[item.partition] + item.row, iter(item[3 + len(index) :])
            parts = About(*(None if name is None else next(values) for name in about))
            found.append(ScannedRow(row, tuple(item[3 : 3 + len(index)]) or (row,), tuple(RowHit(*hit) for hit in item.hits), parts))
    ignores: Counter[str | tuple[str, ...]] = Counter()
    if about and about[0] is not None:
        # A second pass, over this column alone, and only its different values come back.
        for value, count in frame.groupBy(F.col(_quoted(about[0])).alias("ignored")).count().collect():
            ignores[ignored_key(value)] += count
    elif about and total:
        ignores[ignored_key(None)] = total
    return Scan(total, tuple(sorted(found, key=lambda row: row.row)), ignores)


def frame_rows(frame: Any, columns: Sequence[str | None], index: Sequence[str] = ()) -> Iterator[tuple[tuple[Any, ...], list[Any]]]:
    """What names each row of a `pyspark.sql.DataFrame`, and its values of some columns (None: no column), a partition at a time."""
    from pyspark.sql import functions as F  # noqa: PLC0415, N812  # pyspark is an extra; F is what its users write

    wanted = list(dict.fromkeys([*index, *(name for name in columns if name is not None)]))
    picked = frame.select(*(F.col(_quoted(name)).alias(f"column_{number}") for number, name in enumerate(wanted)))
    for position, row in enumerate(picked.toLocalIterator()):
        values = dict(zip(wanted, row, strict=True))
        yield tuple(values[name] for name in index) or (position,), [None if name is None else values[name] for name in columns]


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
