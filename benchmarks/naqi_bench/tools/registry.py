"""All tools: one explicit literal. What is not listed here is not run."""

from __future__ import annotations

from typing import Final

from naqi_bench.tools.article_extractor import ARTICLE_EXTRACTOR
from naqi_bench.tools.defuddle import DEFUDDLE
from naqi_bench.tools.model import Tool
from naqi_bench.tools.readability_js import READABILITY_JS

TOOLS: Final[tuple[Tool, ...]] = (
    ARTICLE_EXTRACTOR,
    DEFUDDLE,
    READABILITY_JS,
)
