"""MarkItDown, which takes bytes with what the server declared of them, and gives all of the page as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("markitdown"):
        from markitdown import MarkItDown, StreamInfo  # noqa: PLC0415
    converter = MarkItDown()

    def run(task: Task) -> str:
        served = StreamInfo(mimetype="text/html", extension=".html", charset=task.encoding or None)
        return str(converter.convert_stream(BytesIO(task.html), stream_info=served).markdown)

    return run


MARKITDOWN = Tool(
    name="markitdown",
    track=Track.EXTRACT,
    link="https://github.com/microsoft/markitdown",
    licence="MIT",
    version=installed("markitdown"),
    settings=(Setting("as-shipped", "MarkItDown().convert_stream(html).markdown, as in the README of https://github.com/microsoft/markitdown", _as_shipped),),
)
