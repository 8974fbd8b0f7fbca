"""selectolax, a parser, which takes text; all of the page but scripts and styles."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("selectolax"):
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415

    def run(task: Task) -> str | None:
        tree = LexborHTMLParser(decoded(task.html, task.encoding))
        if tree.body is None:
            return None
        for node in tree.css("script, style"):
            node.decompose()
        return str(tree.body.text(separator="\n"))

    return run


SELECTOLAX = Tool(
    name="selectolax",
    track=Track.EXTRACT,
    link="https://github.com/rushter/selectolax",
    licence="MIT",
    version=installed("selectolax"),
    settings=(
        Setting(
            "as-shipped",
            "body.text(separator='\\n') without scripts and styles, as in https://rushter.com/blog/python-fast-html-parser/, which its README links to",
            _as_shipped,
        ),
    ),
)
