"""From the paths a user gives to readers: formats by suffix, folders walked in order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from naqi.inputs.json_lines import parse_lines, read_json_lines
from naqi.inputs.model import Problem, Reader, ReadOptions, Record
from naqi.inputs.plain import decode_document, read_plain
from naqi.inputs.tables import read_parquet

READERS: Final[dict[str, Reader]] = {
    ".txt": read_plain,
    ".jsonl": read_json_lines,
    ".parquet": read_parquet,
}

STDIN_FORMATS: Final = ("txt", "jsonl")


def _suffix(path: Path) -> str | None:
    name = path.name.lower()
    return next((suffix for suffix in READERS if name.endswith(suffix)), None)


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(files):
            if not name.startswith(".") and _suffix(Path(name)) is not None:
                yield Path(root, name)


def _formats() -> str:
    return ", ".join(READERS)


def _read_file(path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    suffix = _suffix(path)
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


def read_path(path: Path, options: ReadOptions) -> Iterator[Record | Problem]:
    """Read a file, or every file of a known format in a folder, in order of name."""
    if path.is_dir():
        empty = True
        for file in _walk(path):
            empty = False
            yield from _read_file(file, options)
        if empty:
            yield Problem(str(path), f"is a folder without a readable file: it must hold files that end in {_formats()}")
    elif path.exists():
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
