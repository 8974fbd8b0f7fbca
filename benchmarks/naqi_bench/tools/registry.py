"""All tools: one explicit literal. What is not listed here is not run."""

from __future__ import annotations

from typing import Final

from naqi_bench.tools.article_extractor import ARTICLE_EXTRACTOR
from naqi_bench.tools.defuddle import DEFUDDLE
from naqi_bench.tools.justext import JUSTEXT
from naqi_bench.tools.model import Tool
from naqi_bench.tools.readability_js import READABILITY_JS
from naqi_bench.tools.readability_lxml import READABILITY_LXML
from naqi_bench.tools.trafilatura import TRAFILATURA

TOOLS: Final[tuple[Tool, ...]] = (
    ARTICLE_EXTRACTOR,
    DEFUDDLE,
    JUSTEXT,
    READABILITY_JS,
    READABILITY_LXML,
    TRAFILATURA,
)
