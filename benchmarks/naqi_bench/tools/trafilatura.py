"""trafilatura, which takes bytes and finds their encoding itself."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.model import Run, Setting, Tool, ToolMissingError, installed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    try:
        from trafilatura import extract  # noqa: PLC0415
    except ImportError as error:
        raise ToolMissingError("trafilatura is not installed: pip install 'naqi[tools]'") from error
    return lambda task: extract(task.html)


TRAFILATURA = Tool(
    name="trafilatura",
    track=Track.EXTRACT,
    link="https://github.com/adbar/trafilatura",
    licence="Apache-2.0",
    version=installed("trafilatura"),
    settings=(Setting("as-shipped", "extract(html), as in the README of https://github.com/adbar/trafilatura", _as_shipped),),
)
