"""What a reader yields: records, and problems that did not stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Record:
    """One document of an input.

    path: as given or found. row: 0-based position in the file, None where the file is the document. file_line: 1-based line of
    the file at which the record begins, None in formats without lines. document: its id, None without one. text: None is a null.
    source, split, label: values of those columns, None without one. ignored: selectors of rules that the ignore column names.
    """

    path: str
    row: int | None
    file_line: int | None
    document: str | None
    text: str | None
    source: str | None = None
    ignored: tuple[str, ...] = ()
    split: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be checked: one line that says what was given and what to do."""

    path: str
    message: str
    file_line: int | None = None

    def __str__(self) -> str:
        place = self.path if self.file_line is None else f"{self.path}:{self.file_line}"
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns to read; None means: guess when only one fits. ignore, split and label are never guessed."""

    text: str | None = None
    id: str | None = None
    source: str | None = None
    ignore: str | None = None
    split: str | None = None
    label: str | None = None

    @property
    def all(self) -> tuple[str | None, ...]:
        """Text, ignore, id, source, split and label, in this order."""
        return self.text, self.ignore, self.id, self.source, self.split, self.label

    @property
    def read(self) -> list[str]:
        """The names of all that are read, each once."""
        return list(dict.fromkeys(name for name in self.all if name is not None))


Note = Callable[[str], None]


def _ignore(_: str) -> None:
    """Say nothing."""


def _ignore_columns(_: Mapping[str, bool]) -> None:
    """Look at no columns."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read. note: called with a line to tell the user, such as a guessed column. seen: called with the columns of each file."""

    columns: Columns = field(default_factory=Columns)
    note: Note = _ignore
    seen: Callable[[Mapping[str, bool]], None] = _ignore_columns


Reader = Callable[[Path, ReadOptions], Iterator[Record | Problem]]

# Names under which corpora keep the text of a document.
TEXT_NAMES: Final = (
    "text", "content", "body", "article", "article_text", "article_body", "articlebody", "raw", "raw_content", "raw_text", "document", "story",
    "maintext", "main_text", "page_content", "plain_text", "full_text", "fulltext", "cleaned_text", "description", "النص", "نص", "المحتوى",
)  # fmt: skip
ID_NAMES: Final = ("id", "_id", "doc_id", "document_id", "article_id", "uuid", "guid", "url")
SOURCE_NAMES: Final = ("source", "publisher", "site", "outlet", "domain", "newspaper")


class ColumnError(ValueError):
    """A column is missing or cannot be guessed; the message names those that exist."""


def _named(wanted: str, available: Mapping[str, bool]) -> str:
    if wanted not in available:
        raise ColumnError(f"no column {wanted!r}: there are {_listed(available)}")
    return wanted


def _listed(names: Mapping[str, bool]) -> str:
    return ", ".join(names) if names else "none"


def resolve_columns(options: ReadOptions, available: Mapping[str, bool], path: Path) -> Columns:
    """Settle which columns to read.

    Args:
        options: what the user named, and who is told of each guess.
        available: the columns that exist, in order; the value says whether a column may hold text.
        path: the file, for notes.

    Raises ColumnError.
    """
    wanted = options.columns
    options.seen(available)
    guessed: list[tuple[str, str]] = []

    def optional(name: str | None, names: tuple[str, ...], role: str) -> str | None:
        if name is not None:
            return _named(name, available)
        fitting = [column for column in available if column.lower() in names]
        if len(fitting) != 1:
            return None
        guessed.append((fitting[0], role))
        return fitting[0]

    if wanted.text is not None:
        text = _named(wanted.text, available)
        if not available[text]:
            raise ColumnError(f"column {text!r} holds no text: choose another with --column, of {_listed(available)}")
    else:
        text = _guess_text(available)
        guessed.append((text, "text"))
    columns = Columns(text, optional(wanted.id, ID_NAMES, "id"), optional(wanted.source, SOURCE_NAMES, "source"))
    for role in ("ignore", "split", "label"):
        name = getattr(wanted, role)
        if name is not None:
            columns = replace(columns, **{role: _named(name, available)})
    if guessed:
        options.note(f"{path}: reading " + ", ".join(f"column {column!r} as {role}" for column, role in guessed))
    return columns


def _guess_text(available: Mapping[str, bool]) -> str:
    textual = [name for name, is_text in available.items() if is_text]
    fitting = [name for name in textual if name.lower() in TEXT_NAMES] or textual
    if len(fitting) == 1:
        return fitting[0]
    problem = f"several columns could be the text ({', '.join(fitting)})" if fitting else "no column holds text"
    raise ColumnError(f"{problem}: name one with --column, of {_listed(available)}")


def refuse_twins(columns: Columns, names: Sequence[str]) -> None:
    """Raise ColumnError when two columns have the name of one that is to be read."""
    for name in columns.read:
        if names.count(name) > 1:
            raise ColumnError(f"{names.count(name)} columns are named {name!r}: rename all but one")


def selectors(value: object, column: str) -> tuple[str, ...]:
    """The selectors of rules that an ignore column's value holds: a string, separated by commas, or a list of strings. None and "" hold none.

    Raises ColumnError for another value.
    """
    parts = [] if value is None else value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise ColumnError(f"column {column!r} is {type(value).__name__}, neither a string nor a list of strings: it must name rules to ignore")
    return tuple(stripped for part in parts if (stripped := part.strip()))
