"""Guess the columns of a corpus, and say why: for writing settings down, where a wrong guess would stay."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from naqi.inputs.discover import data_files, read_path
from naqi.inputs.model import ID_NAMES, SOURCE_NAMES, TEXT_NAMES, ColumnError, Columns, ReadOptions, Record

# Records looked at, and how many times longer than the next column's the texts of a column must be.
_SAMPLE: Final = 200
_LONGER: Final = 2.0
_ARABIC: Final = 0.5


@dataclass(frozen=True, slots=True)
class Guess:
    """One settled column: its role, its name (None: there is none), and why."""

    role: str
    name: str | None
    why: str


def columns_in_all(corpus: Path) -> dict[str, bool] | None:
    """Columns that all files of a corpus have, and whether each may hold text; None where no file has columns, as with .txt.

    What cannot be read is passed over: whoever reads on meets it again.
    """
    common: dict[str, bool] | None = None
    for file in data_files(corpus):
        seen: list[Mapping[str, bool]] = []
        # A text file has no columns, and there may be many.
        if isinstance(file, Path) and file.suffix.lower() != ".txt":
            next(read_path(file, ReadOptions(seen=seen.append)), None)
        for columns in seen:
            common = dict(columns) if common is None else {name: columns[name] and text for name, text in common.items() if name in columns}
    return common


def guess_columns(corpus: Path, wanted: Columns) -> tuple[Columns, list[Guess]]:
    """Settle the columns of a corpus.

    wanted: what the user named. Raises ColumnError where no column or several could be the text.
    """
    available = columns_in_all(corpus)
    if available is None:
        return wanted, []
    text = _text(corpus, wanted, available)
    assert text.name is not None
    columns = replace(wanted, text=text.name)
    identity = _identity(corpus, columns, available)
    source = _by_name("source", wanted.source, available, SOURCE_NAMES)
    return replace(columns, id=identity.name, source=source.name), [text, identity, source]


def _named(role: str, name: str, available: Mapping[str, bool]) -> Guess:
    if name not in available:
        raise ColumnError(f"no column {name!r} in all files: there are {', '.join(available) or 'none'}")
    return Guess(role, name, "you named it")


def _text(corpus: Path, wanted: Columns, available: Mapping[str, bool]) -> Guess:
    if wanted.text is not None:
        return _named("text", wanted.text, available)
    textual = [name for name, is_text in available.items() if is_text]
    if not textual:
        raise ColumnError(f"no column of text in all files: name one with --column, of {', '.join(available) or 'none'}")
    if len(textual) == 1:
        return Guess("text", textual[0], "the only column of text")
    known = [name for name in textual if name.lower() in TEXT_NAMES]
    if len(known) == 1:
        return Guess("text", known[0], "the only column with a name under which corpora keep texts")
    candidates = known or textual
    lengths = {name: _length(corpus, name) for name in candidates}
    first, second, *_ = sorted(candidates, key=lambda name: -lengths[name])
    if lengths[first] == 0 or lengths[first] < _LONGER * lengths[second]:
        raise ColumnError(f"several columns could be the text ({', '.join(candidates)}): name one with --column")
    why = f"of {', '.join(candidates)} it has the longest Arabic texts: median {lengths[first]:,.0f} characters, {second} {lengths[second]:,.0f}"
    return Guess("text", first, why)


def _sample(corpus: Path, columns: Columns) -> Iterator[Record]:
    """The first records of a corpus, whatever is wrong with others."""
    yield from islice((item for item in read_path(corpus, ReadOptions(columns)) if isinstance(item, Record) and item.row is not None), _SAMPLE)


def _length(corpus: Path, column: str) -> float:
    """Median length of a column's texts; 0 where most of their letters are not Arabic."""
    texts = [record.text or "" for record in _sample(corpus, Columns(column))]
    letters = [character for text in texts for character in text if character.isalpha()]
    arabic = sum("\N{ARABIC LETTER HAMZA}" <= character <= "\N{ARABIC LETTER YEH BARREE}" for character in letters)
    return float(statistics.median(map(len, texts))) if texts and arabic > _ARABIC * len(letters) else 0.0


def _by_name(role: str, wanted: str | None, available: Mapping[str, bool], names: tuple[str, ...]) -> Guess:
    if wanted is not None:
        return _named(role, wanted, available)
    fitting = [name for name in available if name.lower() in names]
    if len(fitting) == 1:
        return Guess(role, fitting[0], "the only column with such a name")
    why = f"{', '.join(fitting)} could be it: name one with --{role}-column" if fitting else "no column has such a name"
    return Guess(role, None, why)


def _identity(corpus: Path, columns: Columns, available: Mapping[str, bool]) -> Guess:
    """A column that names documents must do so: values that are missing or stand twice name none."""
    if columns.id is not None:
        return _named("id", columns.id, available)
    fitting = sorted((name for name in available if name.lower() in ID_NAMES), key=lambda name: ID_NAMES.index(name.lower()))
    for name in fitting:
        values = [(record.path, record.document) for record in _sample(corpus, Columns(columns.text, name))]
        if values and all(document is not None for _, document in values) and len(set(values)) == len(values):
            return Guess("id", name, f"it has such a name, and its first {len(values):,} values differ")
    return Guess("id", None, f"{', '.join(fitting)} repeats or lacks values" if fitting else "no column has such a name")
