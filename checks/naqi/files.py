"""Writing files whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def atomically(path: Path) -> Iterator[TextIO]:
    """Open a UTF-8 file so that a reader sees the old file or the new one, never half of it.

    The file appears when the block ends; when it raises, nothing changes. Raises OSError where the folder cannot be written.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():
        # A pipe or a device takes what it gets; there is no old file to keep.
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
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
