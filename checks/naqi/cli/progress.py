"""A progress bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

T = TypeVar("T")


def counted(items: Iterable[T]) -> Iterator[T]:
    """Pass items through; on a terminal outside CI, show on standard error how many went by.

    Nothing is shown when findings go to the same terminal: they are progress enough, and would tear the bar.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty() or os.environ.get("CI"):
        yield from items
        return
    columns = (SpinnerColumn(), TextColumn("checked"), MofNCompleteColumn(), TextColumn("records"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, total=None)
