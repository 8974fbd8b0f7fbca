"""The temporary folder of a run, which the next run removes when this one is killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_PREFIX: Final = "naqi-bench-"
_LOCK: Final = "lock"


@contextmanager
def temporary() -> Iterator[Path]:
    """A folder that goes when the context ends. Those that killed runs of this user left are removed first."""
    _remove_stale()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        with (folder / f"new-{_LOCK}").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # Its name appears with the lock held: whoever finds it free finds the folder of a run that ended.
            (folder / f"new-{_LOCK}").rename(folder / _LOCK)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_stale() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        # Without a lock it is just being made, or is not of this program; of another user it cannot be opened, or is not to be removed.
        with suppress(OSError):
            if folder.lstat().st_uid == os.getuid() and not folder.is_symlink():
                with (folder / _LOCK).open("r+b") as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder, ignore_errors=True)
