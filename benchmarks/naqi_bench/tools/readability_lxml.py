"""readability-lxml, which takes bytes and gives HTML; html-text turns that into text."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.model import Run, Setting, Tool, ToolMissingError, installed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    try:
        import html_text  # noqa: PLC0415
        from readability import Document  # noqa: PLC0415
    except ImportError as error:
        raise ToolMissingError("readability-lxml is not installed: pip install 'naqi[tools]'") from error
    return lambda task: str(html_text.extract_text(Document(task.html).summary()))


READABILITY_LXML = Tool(
    name="readability-lxml",
    track=Track.EXTRACT,
    link="https://github.com/buriy/python-readability",
    licence="Apache-2.0",
    version=installed("readability-lxml"),
    settings=(Setting("as-shipped", "Document(html).summary(), as in the README of https://github.com/buriy/python-readability", _as_shipped),),
)
