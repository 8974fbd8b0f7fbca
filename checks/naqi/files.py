"""Writing files whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO


@contextmanager
def atomically(path: Path) -> Iterator[TextIO]:
    """Open a UTF-8 file so that a reader sees the old file or the new one, never half of it.

    The file appears when the block ends; when it raises, nothing changes. Raises OSError where the folder cannot be written.
    """
    with _replacing(path) as handle, os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def bytes_atomically(path: Path) -> Iterator[BinaryIO]:
    """Open a file of bytes as `atomically` opens one of text. A link stays a link to the file that is replaced; a file keeps its permissions."""
    with _replacing(path.resolve()) as handle, os.fdopen(handle, "wb") as file:
        yield file


@contextmanager
def _replacing(path: Path) -> Iterator[int]:
    """A descriptor of what becomes the file at a path when the block ends without raising. Whoever opens it closes it."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():
        # A pipe or a device takes what it gets; there is no old file to keep.
        yield os.open(path, os.O_WRONLY)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        yield handle
        if path.exists():
            Path(name).chmod(stat.S_IMODE(path.stat().st_mode))
        else:
            # mkstemp makes files private; this one is as readable as any other new file.
            umask = os.umask(0)
            os.umask(umask)
            Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise


def write_atomically(path: Path, text: str) -> None:
    """Write UTF-8 text whole or not at all. Raises OSError where the folder cannot be written."""
    with atomically(path) as file:
        file.write(text)
