"""Defuddle, of Obsidian's Web Clipper, on a document of linkedom. It gives HTML.

Its one option about language sets what it asks video sites for, which is nothing for Arabic pages.
"""

from __future__ import annotations

from naqi_bench.tools import node
from naqi_bench.tools.model import Setting, Tool
from naqi_bench.tracks.model import Track

_SCRIPT = "defuddle.mjs"


DEFUDDLE = Tool(
    name="defuddle",
    track=Track.EXTRACT,
    link="https://github.com/kepano/defuddle",
    licence="MIT",
    version=node.installed("defuddle"),
    settings=(
        Setting(
            "as-shipped", "Defuddle(document, url), as for Node in the README of https://github.com/kepano/defuddle, without Markdown", node.rendered(_SCRIPT)
        ),
    ),
    code=node.code(_SCRIPT),
)
