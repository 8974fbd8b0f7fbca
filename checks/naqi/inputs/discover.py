"""From the paths a user gives to readers: formats by suffix, folders walked in order."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from naqi.inputs.card import declared_patterns, matching
from naqi.inputs.csv_rows import read_csv
from naqi.inputs.json_lines import parse_lines, read_json_lines
from naqi.inputs.json_values import read_json
from naqi.inputs.model import Problem, Reader, ReadOptions, Record
from naqi.inputs.plain import decode_document, read_plain
from naqi.inputs.tables import read_arrow, read_parquet

READERS: Final[dict[str, Reader]] = {
    ".txt": read_plain,
    ".jsonl": read_json_lines,
    ".jsonl.gz": read_json_lines,
    ".jsonl.zst": read_json_lines,
    ".json": read_json,
    ".csv": read_csv,
    ".parquet": read_parquet,
    ".arrow": read_arrow,
}

# What `datasets`, the Hub and `naqi init` write beside data. They are no corpus.
_METADATA: Final = frozenset(
    {"dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json", "croissant.json", "package.json", "naqi-baseline.json"}
)
_CACHES: Final = ("cache-", "tmp")


STDIN_FORMATS: Final = ("txt", "jsonl")


def suffix_of(path: Path) -> str | None:
    """The suffix of `READERS` that a file's name ends in; None where its format is unknown."""
    name = path.name.lower()
    return next((suffix for suffix in READERS if name.endswith(suffix)), None)


def _is_data(name: str) -> bool:
    if name in _METADATA or name.startswith(".") or (name.endswith(".arrow") and name.startswith(_CACHES)):
        return False
    return suffix_of(Path(name)) is not None


def _walk(folder: Path, above: frozenset[Path] = frozenset()) -> Iterator[Path | Problem]:
    """Data files below a folder in order of path, hidden ones left out. Links are followed, but never in a circle."""
    here = folder.resolve()
    if here in above:
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(str(folder), f"cannot be listed ({error.strerror})")
        return
    for entry in entries:
        if entry.is_dir():
            if not entry.name.startswith((".", "__")):
                yield from _walk(Path(entry), above | {here})
        elif _is_data(entry.name):
            yield Path(entry)


def _declared(folder: Path) -> Iterator[Path | Problem]:
    """The data files that a dataset card declares; nothing where there is no such card.

    A dataset repository may hold other files, such as sources and fixtures, which are not its data. Declared data that is not there, or of
    an unknown format, is a problem: a gate that passed over it would be green by accident.
    """
    for pattern in declared_patterns(folder):
        files = [path for path in matching(folder, pattern) if path.name not in _METADATA]
        if not files:
            yield Problem(str(folder), f"its card declares {pattern!r}, which names no file here: fetch the data, or mend the card")
        exact = not set("*?[") & set(pattern)
        yield from (path for path in files if exact or _is_data(path.name))


def _data_files(folder: Path) -> Iterator[Path | Problem]:
    files = _declared(folder)
    first = next(files, None)
    return _walk(folder) if first is None else itertools.chain([first], files)


def data_files(path: Path) -> Iterator[Path | Problem]:
    """The files that `read_path` would read."""
    if path.is_dir():
        yield from _data_files(path)
    else:
        yield path


def _formats() -> str:
    return ", ".join(READERS)


def _read_file(path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    suffix = suffix_of(path)
    if suffix is None:
        yield Problem(str(path), f"has no known format: give a file that ends in {_formats()}")
        return
    found = False
    try:
        if path.stat().st_size == 0:
            yield Problem(str(path), "is empty (0 bytes): nothing was checked")
            return
        for item in READERS[suffix](path, options):
            found = True
            yield item
    except OSError as error:
        yield Problem(str(path), f"cannot be read ({error.strerror or error})")
        return
    if not found:
        yield Problem(str(path), "holds no document: nothing was checked")


def read_path(path: Path, options: ReadOptions, done: set[Path] | None = None) -> Iterator[Record | Problem]:
    """Read a file, or every file of a known format in a folder, in order of name.

    done: files read already, which are passed over; those read now are added.
    """
    done = set() if done is None else done
    if path.is_dir():
        empty = True
        for file in _data_files(path):
            empty = False
            if isinstance(file, Problem):
                yield file
            elif file.resolve() not in done:
                done.add(file.resolve())
                yield from _read_file(file, options)
        if empty:
            yield Problem(str(path), f"is a folder without a readable file: it must hold files that end in {_formats()}")
    elif path.exists():
        if path.resolve() not in done:
            done.add(path.resolve())
            yield from _read_file(path, options)
    else:
        yield Problem(str(path), "no such file or folder")


def read_stdin(stream: BinaryIO, kind: str, options: ReadOptions) -> Iterator[Record | Problem]:
    """Read standard input as one of `STDIN_FORMATS`. Its path is "-"."""
    if kind == "txt":
        yield decode_document(stream.read(), "-")
        return
    found = False
    for item in parse_lines(stream, Path("-"), options):
        found = True
        yield item
    if not found:
        yield Problem("-", "is empty: nothing was checked")
