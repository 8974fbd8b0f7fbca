"""All tools: one explicit literal. What is not listed here is not run."""

from __future__ import annotations

from typing import Final

from naqi_bench.tools.model import Tool

TOOLS: Final[tuple[Tool, ...]] = ()
