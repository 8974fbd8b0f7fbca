"""breadability, which takes text and gives HTML."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tools.rendering import renderer
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("breadability"):
        from breadability.readable import Article  # noqa: PLC0415
    text = renderer()
    return lambda task: text(Article(decoded(task.html, task.encoding), url=task.url or None).readable)


BREADABILITY = Tool(
    name="breadability",
    track=Track.EXTRACT,
    link="https://github.com/bookieio/breadability",
    licence="BSD-2-Clause",
    version=installed("breadability"),
    settings=(Setting("as-shipped", "Article(html, url).readable, as in the README of https://github.com/bookieio/breadability", _as_shipped),),
)
