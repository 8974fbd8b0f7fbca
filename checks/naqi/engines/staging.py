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
from naqi.engines.compared import BLANK
from naqi.engines.rows import writable
from naqi.gate.ignores import Ignores
from naqi.inputs.model import Problem, Record
from naqi.rules.model import Rule
from naqi.rules.registry import BY_CODE

TABLE: Final = "records"
INDEX: Final = ("path", "row", "document")
_ROWS: Final = 256
_COLUMNS: Final = {name: "INTEGER" if name == "row" else "TEXT" for name in (*INDEX, "source", "split", "label", "ignored", "text")}
# Of two copies, the first in order of place stays, in whatever order files were named.
_VIEW: Final = f"CREATE VIEW {TABLE} AS SELECT * FROM read ORDER BY path, row"  # noqa: S608  # the name is ours
BLANK_RULE: Final = BY_CODE[BLANK]


class StagingError(OSError):
    """The database cannot take the records. The message says why, in one line."""


class Staged:
    """Records in a database. Iterate over `problems` once: it fills the database and yields what could not be read.

    path: the SQLite file; its table `records` has the columns path, row, document, source, split, label, ignored and text. documents,
    characters: how many were put there; characters without the exempt, whose ignores leave no rule. rules: those that some document is checked with.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.documents = 0
        self.exempt = 0
        self.characters = 0
        self.rules: frozenset[Rule] = frozenset()

    def problems(self, items: Iterable[Record | Problem], splits: Splits, ignores: Ignores) -> Iterator[Problem]:
        """Put records into the database, in order of path and row, each with the rules that it is excused from; yield problems as they come.

        A blank text is a finding of every expectation: where its rule is not selected, all documents are excused from it. Raises StagingError.
        """
        selected = (*ignores.rules, *(() if BLANK_RULE in ignores.rules else (BLANK_RULE,)))
        known: dict[tuple[Rule, ...], str] = {}
        connection = sqlite3.connect(self.path)
        try:
            # Nothing is kept: a crash leaves a folder that is thrown away.
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            connection.execute(f"CREATE TABLE read ({', '.join(f'{name} {kind}' for name, kind in _COLUMNS.items())})")
            connection.execute(_VIEW)
            waiting: list[tuple[object, ...]] = []
            for item in items:
                if isinstance(item, Problem):
                    yield item
                    continue
                rules, wrong = ignores.of(item)
                yield from (Problem(item.path, problem, item.file_line) for problem in wrong)
                if rules not in known:
                    known[rules] = ",".join(rule.code for rule in selected if rule not in rules)
                    self.rules |= frozenset(rules)
                self.documents += 1
                self.exempt += not rules
                self.characters += len(item.text or "") if rules else 0
                split = splits.of(item.path) if item.split is None else item.split
                named = (item.path, item.row, item.document, item.source, split, item.label, known[rules], item.text)
                waiting.append(tuple(map(writable, named)))
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
        connection.executemany(f"INSERT INTO read VALUES ({', '.join('?' * len(_COLUMNS))})", rows)  # noqa: S608  # question marks
        connection.commit()


@contextmanager
def staged() -> Iterator[Staged]:
    """A place for records, gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="naqi-") as folder:
        yield Staged(Path(folder) / "records.sqlite")
