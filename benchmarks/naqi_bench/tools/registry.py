"""All tools: one explicit literal. What is not listed here is not run."""

from __future__ import annotations

from typing import Final

from naqi_bench.tools.article_extractor import ARTICLE_EXTRACTOR
from naqi_bench.tools.boilerpy3 import BOILERPY3
from naqi_bench.tools.breadability import BREADABILITY
from naqi_bench.tools.c4 import C4
from naqi_bench.tools.camel_tools import CAMEL_TOOLS
from naqi_bench.tools.ccnet_lines import CCNET_LINES
from naqi_bench.tools.clean_text import CLEAN_TEXT_REPAIR, CLEAN_TEXT_SCRUB
from naqi_bench.tools.defuddle import DEFUDDLE
from naqi_bench.tools.fineweb import FINEWEB_FILTERS
from naqi_bench.tools.ftfy import FTFY
from naqi_bench.tools.gne import GNE
from naqi_bench.tools.goose3 import GOOSE3
from naqi_bench.tools.gopher import GOPHER
from naqi_bench.tools.html_text import HTML_TEXT
from naqi_bench.tools.inscriptis import INSCRIPTIS
from naqi_bench.tools.justext import JUSTEXT
from naqi_bench.tools.justext_lines import JUSTEXT_LINES
from naqi_bench.tools.kreuzberg import KREUZBERG
from naqi_bench.tools.markitdown import MARKITDOWN
from naqi_bench.tools.model import Tool
from naqi_bench.tools.naqi_fix import NAQI_FIX_REPAIR, NAQI_FIX_SCRUB
from naqi_bench.tools.naqi_profile import NAQI_PROFILE
from naqi_bench.tools.naqi_rules import NAQI_RULES
from naqi_bench.tools.news_please import NEWS_PLEASE
from naqi_bench.tools.newspaper4k import NEWSPAPER4K
from naqi_bench.tools.pyarabic import PYARABIC
from naqi_bench.tools.readability_js import READABILITY_JS
from naqi_bench.tools.readability_lxml import READABILITY_LXML
from naqi_bench.tools.resiliparse import RESILIPARSE
from naqi_bench.tools.selectolax import SELECTOLAX
from naqi_bench.tools.trafilatura import TRAFILATURA
from naqi_bench.tools.unicode_forms import NFC, NFKC

EXTRACTORS: Final = (
    ARTICLE_EXTRACTOR,
    BOILERPY3,
    BREADABILITY,
    DEFUDDLE,
    GNE,
    GOOSE3,
    HTML_TEXT,
    INSCRIPTIS,
    JUSTEXT,
    KREUZBERG,
    MARKITDOWN,
    NEWS_PLEASE,
    NEWSPAPER4K,
    READABILITY_JS,
    READABILITY_LXML,
    RESILIPARSE,
    SELECTOLAX,
    TRAFILATURA,
)
SCRUBBERS: Final = (C4, CCNET_LINES, CLEAN_TEXT_SCRUB, FINEWEB_FILTERS, GOPHER, JUSTEXT_LINES, NAQI_FIX_SCRUB, NAQI_PROFILE, NAQI_RULES)
REPAIRERS: Final = (CAMEL_TOOLS, CLEAN_TEXT_REPAIR, FTFY, NAQI_FIX_REPAIR, NFC, NFKC, PYARABIC)
TOOLS: Final[tuple[Tool, ...]] = (*EXTRACTORS, *SCRUBBERS, *REPAIRERS)

# Tools that were to be ranked and cannot be, and why.
UNAVAILABLE: Final[dict[str, str]] = {}
