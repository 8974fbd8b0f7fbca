"""inscriptis, which takes text and renders all of the page."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("inscriptis"):
        from inscriptis import get_text  # noqa: PLC0415
    return lambda task: str(get_text(decoded(task.html, task.encoding)))


INSCRIPTIS = Tool(
    name="inscriptis",
    track=Track.EXTRACT,
    link="https://github.com/weblyzard/inscriptis",
    licence="Apache-2.0",
    version=installed("inscriptis"),
    settings=(Setting("as-shipped", "get_text(html), as in the README of https://github.com/weblyzard/inscriptis", _as_shipped),),
)
