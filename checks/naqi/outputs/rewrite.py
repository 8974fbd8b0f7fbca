"""From a file that is read to one that is written: the same format, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import BinaryIO, Final

from naqi.files import bytes_atomically
from naqi.inputs.discover import suffix_of
from naqi.inputs.model import ReadOptions
from naqi.outputs.lines import write_csv, write_json, write_json_lines, write_plain
from naqi.outputs.model import BrokenFileError, Changes, Writer
from naqi.outputs.tables import write_arrow, write_parquet

WRITERS: Final[dict[str, Writer]] = {
    ".txt": write_plain,
    ".jsonl": write_json_lines,
    ".jsonl.gz": write_json_lines,
    ".jsonl.zst": write_json_lines,
    ".json": write_json,
    ".csv": write_csv,
    ".parquet": write_parquet,
    ".arrow": write_arrow,
}


class _UnchangedError(Exception):
    """Nothing changes: what was begun is thrown away."""


def write_to(path: Path, out: BinaryIO, options: ReadOptions, changes: Changes) -> None:
    """Write a file with changes into a stream.

    Raises BrokenFileError for a file that is not readable to its end.
    """
    suffix = suffix_of(path)
    if suffix is None:
        raise BrokenFileError("has no known format")
    try:
        WRITERS[suffix](path, out, ReadOptions(options.columns), changes)
    except OSError as error:
        # Those of the system, such as a full disk, have a number; gzip and Arrow raise others over a file that is damaged.
        if error.errno is not None:
            raise
        raise BrokenFileError(f"not readable to its end ({str(error).splitlines()[0].rstrip('.')})") from error
    changes.finish()


def _write_changed(path: Path, out: BinaryIO, options: ReadOptions, changes: Changes) -> None:
    write_to(path, out, options, changes)
    if not changes.count:
        raise _UnchangedError


def rewrite(path: Path, target: Path, options: ReadOptions, changes: Changes) -> None:
    """Write a file with changes to another place, or to its own; without a change the bytes stay what they are.

    Raises BrokenFileError, and OSError where the target cannot be written; there it is what it was before.
    """
    try:
        with bytes_atomically(target) as out:
            _write_changed(path, out, options, changes)
    except _UnchangedError:
        if not (target.exists() and target.samefile(path)):
            with bytes_atomically(target) as out, path.open("rb") as file:
                shutil.copyfileobj(file, out)
