"""boilerpy3, the Python port of Boilerpipe, which takes text and counts words and links."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("boilerpy3"):
        from boilerpy3.extractors import ArticleExtractor  # noqa: PLC0415
    extractor = ArticleExtractor()
    return lambda task: str(extractor.get_content(decoded(task.html, task.encoding)))


BOILERPY3 = Tool(
    name="boilerpy3",
    track=Track.EXTRACT,
    link="https://github.com/jmriebold/BoilerPy3",
    licence="Apache-2.0",
    version=installed("boilerpy3"),
    settings=(Setting("as-shipped", "ArticleExtractor().get_content(html), as in the README of https://github.com/jmriebold/BoilerPy3", _as_shipped),),
)
