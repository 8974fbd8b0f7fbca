"""@extractus/article-extractor: Readability.js on a document of linkedom, and its own cleaning before and after. It gives HTML.

It returns nothing for a page without a title, without any address, or with less than 200 characters of text. Its documentation has nothing for Arabic.
"""

from __future__ import annotations

from naqi_bench.tools import node
from naqi_bench.tools.model import Setting, Tool
from naqi_bench.tracks.model import Track

_SCRIPT = "article-extractor.mjs"


ARTICLE_EXTRACTOR = Tool(
    name="article-extractor",
    track=Track.EXTRACT,
    link="https://github.com/extractus/article-extractor",
    licence="MIT",
    version=node.installed("@extractus/article-extractor"),
    settings=(Setting("as-shipped", "extractFromHtml(html, url), as in the README of https://github.com/extractus/article-extractor", node.rendered(_SCRIPT)),),
    code=node.code(_SCRIPT),
)
