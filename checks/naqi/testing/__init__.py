"""Hypothesis strategies for testing rules and cleaners of Arabic news text. Needs the extra: `pip install 'naqi[testing]'`.

>>> from hypothesis import given
>>> from naqi import check
>>> from naqi.testing import scrapes, spellings
>>> @given(scrapes())
... def test_spans_cover_what_is_not_white_space(scrape):
...     covered = {at for span in scrape.spans for at in range(span.start, span.end)}
...     assert all(at in covered for at, character in enumerate(scrape.raw) if not character.isspace())
>>> test_spans_cover_what_is_not_white_space()

All draw their prose from a sample of the dataset, or from a corpus of your own: `pytest --naqi-corpus PATH`, or `use_corpus`.
"""

from __future__ import annotations

try:
    import hypothesis as _hypothesis  # noqa: F401  # only to say what is missing
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(f"naqi.testing needs {error.name}: pip install 'naqi[testing]'", name=error.name) from error

from naqi.testing.articles import articles, pages
from naqi.testing.contract import CleanerContract, ContractError, ExtractorContract
from naqi.testing.corruptions import Corruption, corruptions
from naqi.testing.furniture import Furniture, furniture
from naqi.testing.nasty import long_lines, nasty_text
from naqi.testing.orthography import Habits, habits, spellings
from naqi.testing.sample import Article, CorpusError, Page, use_corpus, use_sample
from naqi.testing.scrapes import Scrape, Span, scrapes
from naqi.testing.words import arabic_words, headlines, paragraphs, sentences

__all__ = [
    "Article",
    "CleanerContract",
    "ContractError",
    "CorpusError",
    "Corruption",
    "ExtractorContract",
    "Furniture",
    "Habits",
    "Page",
    "Scrape",
    "Span",
    "arabic_words",
    "articles",
    "corruptions",
    "furniture",
    "habits",
    "headlines",
    "long_lines",
    "nasty_text",
    "pages",
    "paragraphs",
    "scrapes",
    "sentences",
    "spellings",
    "use_corpus",
    "use_sample",
]
