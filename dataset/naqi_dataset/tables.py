"""The files of a built dataset, `data/<config>/<split>.parquet`: found and read. Needs no extra, since users of the wheel load through it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

_Read = TypeVar("_Read")

Files = dict[str, dict[str, Path]]
Tables = dict[str, dict[str, pa.Table]]

# The order in which splits are listed; `articles.SPLITS` needs an extra, and a test holds the two together.
SPLIT_ORDER: Final = ("train", "validation", "test")


class DatasetError(ValueError):
    """A folder is not a dataset, or a file of it cannot be read; the message names it and the fault in one line."""


def data_folder(folder: Path) -> Path:
    """The data folder of a dataset repository, or the folder itself if it is one.

    Raises DatasetError when neither holds a `<config>/<split>.parquet`.
    """
    for candidate in (folder / "data", folder):
        if any(candidate.glob("*/*.parquet")):
            return candidate
    raise DatasetError(f"{folder}: holds no data/<config>/<split>.parquet; give a dataset folder or its data folder")


def find_files(folder: Path) -> Files:
    """Paths by config (in order of name) and split of a dataset repository or data folder. Raises DatasetError."""
    files: Files = {}
    for path in sorted(data_folder(folder).glob("*/*.parquet"), key=lambda path: (path.parent.name, split_place(path.stem))):
        files.setdefault(path.parent.name, {})[path.stem] = path
    return files


def split_place(split: str) -> tuple[int, str]:
    """Where a split stands in a list: those of `SPLIT_ORDER` first, others behind them by name."""
    return SPLIT_ORDER.index(split) if split in SPLIT_ORDER else len(SPLIT_ORDER), split


def read_file(path: Path) -> pa.Table:
    """Read one parquet file, every value validated. Raises DatasetError."""
    return _guarded(path, lambda: _read(path))


def read_schema(path: Path) -> pa.Schema:
    """The schema of one parquet file, without metadata. Raises DatasetError."""
    return _guarded(path, lambda: pq.read_schema(path).remove_metadata())


def read_tables(folder: Path) -> Tables:
    """All tables by config and split of a dataset repository or data folder. Raises DatasetError."""
    return {config: {split: read_file(path) for split, path in splits.items()} for config, splits in find_files(folder).items()}


def _read(path: Path) -> pa.Table:
    # Not `read_table`: it takes `key=value` in the names of parent folders for columns.
    with pq.ParquetFile(path) as file:
        table = file.read()
    table.validate(full=True)
    return table


def _guarded(path: Path, read: Callable[[], _Read]) -> _Read:
    try:
        return read()
    except (OSError, pa.ArrowException) as error:
        raise DatasetError(f"{path}: cannot be read as parquet ({str(error).splitlines()[0]})") from error
