"""@extractus/article-extractor: Readability.js on a document of linkedom, and its own cleaning before and after. It gives HTML.

It returns nothing for a page without a title, without any address, or with less than 200 characters of text. Its documentation has nothing for Arabic.
"""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools import node
from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool
from naqi_bench.tools.rendering import renderer
from naqi_bench.tracks.model import Task, Track

_SCRIPT = "article-extractor.mjs"


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    text, page = renderer(), node.Page(_SCRIPT)
    return lambda task: text(page(decoded(task.html, task.encoding), task.url))


ARTICLE_EXTRACTOR = Tool(
    name="article-extractor",
    track=Track.EXTRACT,
    link="https://github.com/extractus/article-extractor",
    licence="MIT",
    version=node.installed("@extractus/article-extractor"),
    settings=(Setting("as-shipped", "extractFromHtml(html, url), as in the README of https://github.com/extractus/article-extractor", _as_shipped),),
    code=node.code(_SCRIPT),
)
