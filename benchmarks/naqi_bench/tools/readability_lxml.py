"""readability-lxml, which takes bytes and gives HTML.

It guesses the encoding with cchardet where that is installed, as it is here with news-please; with chardet alone, one byte that is no UTF-8 makes it misread
the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tools.rendering import renderer
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("readability-lxml"):
        from readability import Document  # noqa: PLC0415
    text = renderer()
    return lambda task: text(Document(task.html).summary())


READABILITY_LXML = Tool(
    name="readability-lxml",
    track=Track.EXTRACT,
    link="https://github.com/buriy/python-readability",
    licence="Apache-2.0",
    version=installed("readability-lxml"),
    settings=(Setting("as-shipped", "Document(html).summary(), as in the README of https://github.com/buriy/python-readability", _as_shipped),),
)
