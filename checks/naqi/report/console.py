"""A console for corpus text: no markup, no highlighting, no wrapping, and a reader that leaves is an error like any other."""

from __future__ import annotations

import sys
from typing import TextIO

from rich.console import Console


class PlainConsole(Console):
    """Prints what it is given. rich itself would answer a closed pipe with exit code 1."""

    def __init__(self, stream: TextIO | None = None, width: int | None = None) -> None:
        super().__init__(file=stream or sys.stdout, width=width, highlight=False, soft_wrap=width is None, markup=False, emoji=False)

    def on_broken_pipe(self) -> None:
        """Let the BrokenPipeError being handled go on to the command."""
        raise  # noqa: PLE0704  # rich calls this inside its except block
