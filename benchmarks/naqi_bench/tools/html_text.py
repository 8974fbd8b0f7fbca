"""html-text, which takes text and gives all of the page but scripts and styles."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("html-text"):
        import html_text  # noqa: PLC0415
    return lambda task: str(html_text.extract_text(decoded(task.html, task.encoding)))


HTML_TEXT = Tool(
    name="html-text",
    track=Track.EXTRACT,
    link="https://github.com/zytedata/html-text",
    licence="MIT",
    version=installed("html-text"),
    settings=(Setting("as-shipped", "extract_text(html), as in the README of https://github.com/zytedata/html-text", _as_shipped),),
)
