"""Strategies for clean articles, and for pages that show one."""

from __future__ import annotations

from functools import cache
from typing import Final

from hypothesis import strategies as st

from naqi.testing import sample
from naqi.testing.orthography import Habits, habits
from naqi.testing.sample import Article, Page
from naqi.testing.words import headlines, names, paragraphs

_CITIES: Final = ("عمّان", "القاهرة", "الرباط", "بغداد", "صنعاء", "تونس", "الخرطوم", "مسقط")
_MOST_PARAGRAPHS: Final = 6


_bylines: Final = st.none() | st.builds("{} {}".format, st.sampled_from(("كتب", "إعداد")), names())
_datelines: Final = st.none() | st.builds("{} {}".format, st.sampled_from(_CITIES), st.sampled_from(("–", "-", "(وكالة) –", "/")))


@cache
def _bodies(_generation: int) -> st.SearchStrategy[str | list[str] | Article]:
    taken = st.sampled_from(sorted(sample.articles(), key=lambda article: len(article.body)))
    return st.one_of(paragraphs(), st.lists(paragraphs(), min_size=2, max_size=_MOST_PARAGRAPHS, unique=True), taken)


@st.composite
def _as_written(draw: st.DrawFn) -> Article:
    """An article to draw from, whole or from its beginning to some paragraph; or paragraphs of any kind under a title of any kind."""
    title = draw(headlines())
    byline = draw(_bylines)
    dateline = draw(_datelines)
    body = draw(_bodies(sample.generation()))
    if isinstance(body, Article):
        # Not behind a colon, nor in the list that it announces: whatever is put there is announced too.
        ends = [end for end, text in enumerate(body.paragraphs, 1) if end == len(body.paragraphs) or text.rstrip().endswith((".", "!", "؟", "»", '"'))]
        end = draw(st.sampled_from(ends))
        return Article(body.title, body.byline, body.dateline, body.paragraphs[:end], body.captions)
    return Article(title, byline, dateline, (body,) if isinstance(body, str) else tuple(body))


def articles(*, habits: st.SearchStrategy[Habits] = habits()) -> st.SearchStrategy[Article]:  # noqa: B008  # a strategy is immutable
    """A clean article: one to draw from, cut at any paragraph, or composed of paragraphs of both kinds, all of it in one writer's habits.

    habits: of spelling; `st.just(Habits())` leaves articles as they are written. Shrinks to a title and one short sentence without any habit.
    """
    return st.builds(lambda article, habit: article.mapped(habit.write), _as_written(), habits)


def pages() -> st.SearchStrategy[Page]:
    """A page of the shipped sample: HTML of an invented publisher. Shrinks to the first one."""
    return st.deferred(lambda: st.sampled_from(sample.pages()))
