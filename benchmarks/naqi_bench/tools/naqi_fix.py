"""`naqi fix`."""

from __future__ import annotations

from collections.abc import Sequence

import naqi
from naqi_bench.tools.model import Run, Setting, Standing, Tool
from naqi_bench.tracks.model import Task, Track


def _load(_tasks: Sequence[Task]) -> Run:
    # Compiles the rules.
    naqi.clean("")
    return lambda task: naqi.clean(task.text)


def _on(track: Track) -> Tool:
    return Tool(
        name="naqi-fix",
        track=track,
        link="",
        licence="Apache-2.0",
        version=lambda: naqi.__version__,
        settings=(Setting("as-shipped", "naqi.clean(text): safe fixes of the rules that are on by default (docs/fixing.md)", _load),),
        standing=Standing.NAQI,
    )


NAQI_FIX_SCRUB = _on(Track.SCRUB)
NAQI_FIX_REPAIR = _on(Track.REPAIR)
