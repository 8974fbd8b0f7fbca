"""Columns of a database: names and texts stream to this process, a few rows at a time, whatever the dialect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from naqi.engines.rows import Scan, scan_rows

# Rows fetched at a time. Few, since a text may be of megabytes.
_ROWS: Final = 64


def selectable_rows(connection: Any, selectable: Any, columns: Sequence[str | None], index: Sequence[str] = ()) -> Iterator[tuple[tuple[Any, ...], list[Any]]]:
    """What names each row of an SQLAlchemy selectable, and its values of some columns (None: no column).

    All columns must exist: SQLite takes a quoted name that it does not know for a text. Rows come in the order in which the database
    gives them; without an index a row is named by its position. Raises whatever SQLAlchemy raises.
    """
    import sqlalchemy as sa  # noqa: PLC0415  # an extra

    source = selectable.subquery() if isinstance(selectable, sa.SelectBase) else selectable
    wanted = [*index, *(name for name in columns if name is not None)]
    query: Any = sa.select(*(sa.column(name) for name in dict.fromkeys(wanted))).select_from(source)
    result = connection.execute(query, execution_options={"stream_results": True, "yield_per": _ROWS})
    try:
        for position, row in enumerate(result):
            values = dict(zip(dict.fromkeys(wanted), row, strict=True))
            yield tuple(values[name] for name in index) or (position,), [None if name is None else values[name] for name in columns]
    finally:
        result.close()


def scan_selectable(
    connection: Any, selectable: Any, column: str, index: Sequence[str] = (), *, every: bool = False, about: Sequence[str | None] = (), jobs: int = 1
) -> Scan:
    """Scan a column of an SQLAlchemy selectable over an open connection, with rules as `rows_hits`.

    about: columns with the parts of `About`. jobs: processes, as `scan_rows` has them. Raises as `scan_rows` and `selectable_rows` do.
    """
    return scan_rows(selectable_rows(connection, selectable, [column, *about], index), every, jobs)
