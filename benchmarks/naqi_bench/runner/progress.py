"""How far a run is, on a terminal; nothing elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from naqi_bench.runner.run import Work


@contextmanager
def shown(works: Sequence[Work]) -> Iterator[Callable[[Work, int], None]]:
    """Gives the `advance` of `run`: on a terminal outside CI, a bar for all pages and one for each tool at work, on standard error."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield lambda _work, _more: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        total = progress.add_task("pages", total=sum(len(work.ids) for work in works))
        bars: dict[int, TaskID] = {}

        def advance(work: Work, more: int) -> None:
            if id(work) not in bars:
                tool = work.choice.tool
                bars[id(work)] = progress.add_task(f"{tool.track} {tool.name} {work.choice.setting.name}", total=len(work.ids))
            progress.advance(total, more)
            progress.advance(bars[id(work)], more)
            if progress.tasks[bars[id(work)]].finished:
                progress.update(bars[id(work)], visible=False)

        yield advance
