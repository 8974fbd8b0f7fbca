"""Records of any input in a database of their own, so that what reads databases can read them, whatever their size.

The database is a SQLite file in a temporary folder: texts are on disk, a few at a time are in memory.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from naqi.corpus import Splits
from naqi.inputs.model import Problem, Record

TABLE: Final = "records"
INDEX: Final = ("path", "row", "document")
_ROWS: Final = 256


class StagingError(OSError):
    """The database cannot take the records. The message says why, in one line."""


class Staged:
    """Records in a database. Iterate over `problems` once: it fills the database and yields what could not be read.

    path: the SQLite file; its table `records` has the columns path, row, document, source, split and text. documents, characters: how many
    were put there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.documents = 0
        self.characters = 0

    def problems(self, items: Iterable[Record | Problem], splits: Splits) -> Iterator[Problem]:
        """Put records into the database; yield problems as they come. Raises StagingError."""
        connection = sqlite3.connect(self.path)
        try:
            # Nothing is kept: a crash leaves a folder that is thrown away.
            connection.executescript(
                f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                f"CREATE TABLE {TABLE} (path TEXT, row INTEGER, document TEXT, source TEXT, split TEXT, text TEXT)"
            )
            waiting: list[tuple[object, ...]] = []
            for item in items:
                if isinstance(item, Problem):
                    yield item
                    continue
                self.documents += 1
                self.characters += len(item.text or "")
                named = (item.path, item.row, item.document, item.source, splits.of(item.path), item.text)
                waiting.append(tuple(_storable(value) for value in named))
                if len(waiting) >= _ROWS:
                    self._write(connection, waiting)
                    waiting = []
            self._write(connection, waiting)
        except (sqlite3.Error, OverflowError) as error:
            raise StagingError(f"{self.path.parent}: records cannot be put there for checking ({error}): set TMPDIR to a place with room") from error
        finally:
            connection.close()

    @staticmethod
    def _write(connection: sqlite3.Connection, rows: list[tuple[object, ...]]) -> None:
        connection.executemany(f"INSERT INTO {TABLE} VALUES (?, ?, ?, ?, ?, ?)", rows)  # noqa: S608  # the name is ours
        connection.commit()


def _storable(value: object) -> object:
    """A string that SQLite takes: each lone surrogate as U+FFFD, as all rules see it; offsets stay."""
    if not isinstance(value, str):
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value


@contextmanager
def staged() -> Iterator[Staged]:
    """A place for records, gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="naqi-") as folder:
        yield Staged(Path(folder) / "records.sqlite")
