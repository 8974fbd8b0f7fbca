"""Strategy for scrapes: an article with furniture around, inside and behind its lines, and a span for every character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from hypothesis import strategies as st

from naqi.taxonomy import EVIDENCE
from naqi.testing.articles import articles
from naqi.testing.furniture import Furniture, furniture
from naqi.testing.sample import Article

_GAPS: Final = ("\n\n", "\n", "\r\n", "\n \n")


@dataclass(frozen=True, slots=True)
class Span:
    """`[start, end)` in code points of the scrape. label: of the taxonomy. evidence: of boilerplate, else None."""

    start: int
    end: int
    label: str
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Scrape:
    """A dirty text and what is known of it.

    raw: the text. spans: in order, each a maximal run of one label; they cover all but the white space between them. article: what was scraped.
    """

    raw: str
    spans: tuple[Span, ...]
    article: Article

    @property
    def body(self) -> str:
        """What a cleaner must keep: the paragraphs, a blank line between."""
        return self.article.body

    @property
    def clean(self) -> str:
        """What a cleaner may keep at most: the article with its title, byline and dateline."""
        return self.article.text

    def of(self, *labels: str) -> list[str]:
        """The texts of the spans whose label is, or begins with, one of several: `of("boilerplate")`, `of("boilerplate.share", "body")`."""
        chosen = (span for span in self.spans if any(span.label == label or span.label.startswith(f"{label}.") for label in labels))
        return [self.raw[span.start : span.end] for span in chosen]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text with its label; inline: it stands in the line of the piece before it."""

    text: str
    label: str
    evidence: str | None = None
    inline: bool = False


@st.composite
def scrapes(
    draw: st.DrawFn,
    *,
    articles: st.SearchStrategy[Article] = articles(),  # noqa: B008  # a strategy is immutable
    furniture: st.SearchStrategy[Furniture] = furniture(),  # noqa: B008
    max_furniture: int = 6,
) -> Scrape:
    """An article with one to `max_furniture` pieces of furniture in it, each where its class stands.

    articles, furniture: what is put together. Lines are parted in one way throughout: by a blank line, a line feed, or a carriage return and line
    feed. Shrinks to a title and one short sentence with one phrase of a lexicon behind it.
    """
    article = draw(articles)
    pieces = _pieces(article)
    for item in draw(st.lists(furniture, min_size=1, max_size=max_furniture)):
        piece = _Piece(item.text, item.label, item.evidence, inline=item.side == "inline")
        pieces.insert(draw(_place(pieces, item)), piece)
    return _written(pieces, draw(st.sampled_from(_GAPS)), article)


def _pieces(article: Article) -> list[_Piece]:
    head = [_Piece(text, label) for text, label in ((article.title, "optional.title"), (article.byline, "optional.byline")) if text]
    if article.dateline:
        head.append(_Piece(article.dateline, "optional.dateline"))
    return head + [_Piece(text, "body", inline=number == 0 and article.dateline is not None) for number, text in enumerate(article.paragraphs)]


def _place(pieces: Sequence[_Piece], item: Furniture) -> st.SearchStrategy[int]:
    """Where a piece may be inserted so that it stands on its side of the body; never between a dateline and its paragraph."""
    body = [at for at, piece in enumerate(pieces) if piece.label == "body"]
    if item.side == "before":
        first = next(at for at, piece in enumerate(pieces) if piece.label in {"body", "optional.dateline"})
        return st.sampled_from([at for at in range(first, -1, -1) if not pieces[at].inline or at == 0])
    if item.name == "title_suffix":
        # Behind the title where there is one: there may be furniture before it.
        titles = [at for at, piece in enumerate(pieces) if piece.label == "optional.title"]
        return st.just(titles[0] + 1 if titles else body[-1] + 1)
    if item.side == "inline":
        return st.sampled_from([at + 1 for at in reversed(body)])
    if item.side == "inside":
        return st.sampled_from([at + 1 for at in body if at + 1 == len(pieces) or not pieces[at + 1].inline] or [len(pieces)])
    return st.sampled_from([at for at in range(len(pieces), body[-1], -1) if at == len(pieces) or not pieces[at].inline])


def _written(pieces: Sequence[_Piece], gap: str, article: Article) -> Scrape:
    text: list[str] = []
    spans: list[Span] = []
    length = 0
    for number, piece in enumerate(pieces):
        between = "" if number == 0 else " " if piece.inline else gap
        start = length + len(between)
        length = start + len(piece.text)
        text += [between, piece.text]
        before = spans[-1] if spans else None
        if before is not None and before.label == piece.label:
            # A span has the hardest evidence of what it is made of: only then is all of it known.
            evidence = max((one for one in (before.evidence, piece.evidence) if one), key=EVIDENCE.index, default=None)
            spans[-1] = Span(before.start, length, piece.label, evidence)
        else:
            spans.append(Span(start, length, piece.label, piece.evidence))
    assert all(left.end < right.start for left, right in pairwise(spans))
    return Scrape("".join(text), tuple(spans), article)
