"""Which split a file holds: as the user says, or as its name says."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

# Words in names of files and folders that tell a split, as the Hugging Face Hub reads them.
_WORDS: Final = {
    "train": "train", "training": "train",
    "validation": "validation", "valid": "validation", "val": "validation", "dev": "validation",
    "test": "test", "testing": "test", "eval": "test", "evaluation": "test",
}  # fmt: skip
_PARTS: Final = re.compile(r"[^a-z]+")


class SplitsError(ValueError):
    """A split is not given as NAME=GLOB."""


class Splits:
    """Names of splits by path.

    Args:
        given: NAME=GLOB each; a path belongs to the first whose glob matches it or its file name. Where none is given, the name of the file
            tells, else that of its folder (`train-00000-of-00004.parquet`, `test/a.txt`).

    Raises SplitsError.
    """

    def __init__(self, given: Iterable[str] = ()) -> None:
        self._globs: list[tuple[str, str]] = []
        for one in given:
            name, equals, glob = one.partition("=")
            if not (name and equals and glob):
                raise SplitsError(f"split {one!r}: give NAME=GLOB, such as train=corpus/train*.jsonl")
            self._globs.append((name, glob))

    def of(self, path: str) -> str | None:
        """The split of a path, None when nothing tells."""
        pure = PurePath(path)
        if self._globs:
            return next((name for name, glob in self._globs if fnmatch.fnmatchcase(path, glob) or fnmatch.fnmatchcase(pure.name, glob)), None)
        for part in (pure.name, pure.parent.name):
            for word in _PARTS.split(part.lower()):
                if word in _WORDS:
                    return _WORDS[word]
        return None


def rank(split: str) -> tuple[bool, str]:
    """Order of splits: train first, where a text may stay when another split has it too."""
    return split != "train", split
