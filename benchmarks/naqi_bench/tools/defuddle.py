"""Defuddle, of Obsidian's Web Clipper, on a document of linkedom. It gives HTML.

Its one option about language sets what it asks video sites for, which is nothing for Arabic pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools import node
from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool
from naqi_bench.tools.rendering import renderer
from naqi_bench.tracks.model import Task, Track

_SCRIPT = "defuddle.mjs"


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    text, page = renderer(), node.Page(_SCRIPT)
    return lambda task: text(page(decoded(task.html, task.encoding), task.url))


DEFUDDLE = Tool(
    name="defuddle",
    track=Track.EXTRACT,
    link="https://github.com/kepano/defuddle",
    licence="MIT",
    version=node.installed("defuddle"),
    settings=(
        Setting("as-shipped", "Defuddle(document, url), as for Node in the README of https://github.com/kepano/defuddle, without Markdown", _as_shipped),
    ),
    code=node.code(_SCRIPT),
)
