"""Readability.js, of Firefox's Reader View, on a document of linkedom.

It takes a document, and names no library to make one with but jsdom as an example; linkedom is what the other extractors in JavaScript use. Its
documentation has nothing for Arabic.
"""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools import node
from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool
from naqi_bench.tracks.model import Task, Track

_SCRIPT = "readability-js.mjs"


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    page = node.Page(_SCRIPT)
    return lambda task: page(decoded(task.html, task.encoding), task.url)


READABILITY_JS = Tool(
    name="readability-js",
    track=Track.EXTRACT,
    link="https://github.com/mozilla/readability",
    licence="Apache-2.0",
    version=node.installed("@mozilla/readability"),
    settings=(
        Setting(
            "as-shipped",
            "new Readability(document).parse().textContent, as in the README of https://github.com/mozilla/readability; the document is linkedom's",
            _as_shipped,
        ),
    ),
    code=node.code(_SCRIPT),
)
