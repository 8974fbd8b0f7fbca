"""What a writer is given: the file as it is, and the new texts of some of its documents, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from naqi.inputs.model import ReadOptions


class BrokenFileError(ValueError):
    """A file cannot be written anew, because it is not readable to its end; the message says why."""


class Changes:
    """New texts by row, taken from an iterator no further than asked: neither the file nor its texts are held.

    Args:
        changes: (row, text) of documents whose text changes, in order of rows; row is None where the file is the document.
    """

    def __init__(self, changes: Iterator[tuple[int | None, str]]) -> None:
        self._changes = changes
        self._next: tuple[int | None, str] | None = None
        self._ended = False
        self._taken = True
        self.count = 0

    def at(self, row: int | None) -> str | None:
        """The new text of a row; None where it stays as it is. Rows must be asked for in order.

        Raises BrokenFileError where a change was for a row that nobody asked for: the file is not the one that it was made for.
        """
        while not self._ended and (self._next is None or (row is not None and (self._next[0] or 0) < row)):
            self._advance()
        if self._next is None or self._next[0] != row:
            return None
        self._taken = True
        self.count += 1
        return self._next[1]

    def start(self) -> None:
        """Go to the first change, or to the end."""
        if self._next is None and not self._ended:
            self._advance()

    def _advance(self) -> None:
        if not self._taken:
            raise BrokenFileError("changed while it was read: run again")
        self._next = next(self._changes, None)
        self._ended = self._taken = self._next is None

    def finish(self, *, skip: bool = False) -> None:
        """Take what is left, so that whoever makes the changes comes to an end. Raises BrokenFileError as `at` does, unless changes may be skipped."""
        while not self._ended:
            self._taken = self._taken or skip
            self._advance()


# From a file, a stream, how the file is read, and changes: the file with these changes into the stream. Raises BrokenFileError.
Writer = Callable[[Path, BinaryIO, ReadOptions, Changes], None]
