"""GNE, the General News Extractor, which takes text and weighs the punctuation marks of Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("gne"):
        from gne import GeneralNewsExtractor  # noqa: PLC0415
    extractor = GeneralNewsExtractor()
    return lambda task: str(extractor.extract(decoded(task.html, task.encoding))["content"])


GNE = Tool(
    name="gne",
    track=Track.EXTRACT,
    link="https://github.com/GeneralNewsExtractor/GeneralNewsExtractor",
    licence="MIT",
    version=installed("gne"),
    settings=(
        Setting(
            "as-shipped", "GeneralNewsExtractor().extract(html), as in the README of https://github.com/GeneralNewsExtractor/GeneralNewsExtractor", _as_shipped
        ),
    ),
)
