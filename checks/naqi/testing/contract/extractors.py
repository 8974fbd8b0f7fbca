"""The properties of an extractor, on pages of the sample."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final, NamedTuple

from hypothesis import strategies as st

from naqi.testing import sample
from naqi.testing.contract.cleaners import lines, nfc, shown
from naqi.testing.contract.cost import growth
from naqi.testing.contract.model import BrokenError, Property, Subject, UnusableError
from naqi.testing.nasty import nasty_text
from naqi.testing.sample import Page

_TAG: Final = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_LEFT: Final = re.compile(r"</?(?:p|div|span|a|br|img|h[1-6]|script|style|ul|li|figure|article)\b[^<>\n]{0,200}>", re.IGNORECASE)
_BLOCKS: Final = ("<p>{}</p>", '<div class="box"><p>{}</p></div>', '<p><a href="/more">{}</a></p>', "<aside>{}</aside>")
_GROWN: Final = (
    "<p>أعلنت البلدية الجديدة عن الخطة التي أقرها المجلس.</p>\n",
    "<div><span>خبر</span></div>",
    '<li><a href="/a">خبر</a></li>',
    "<br>",
    "<p>",
    "&amp; ",
)
# Behind the last words of a paragraph, inline elements may end before it does.
_NEAR: Final = 80
_LAST_WORDS: Final = 20


class Served(NamedTuple):
    """A page as an extractor gets it: html, written in `encoding` where it takes bytes."""

    html: str
    encoding: str = "utf-8"


class Injected(NamedTuple):
    """A page, and the same with a block of furniture."""

    page: Served
    dirty: Served
    block: str


def served(page: Page) -> Served:
    """A page of the sample."""
    return Served(page.html.decode(page.encoding, "replace"), page.encoding)


def _pages(_: Subject) -> st.SearchStrategy[Page]:
    # The shortest first: what fails shrinks towards it.
    return st.deferred(lambda: st.sampled_from(sorted(sample.pages(), key=lambda page: len(page.html))))


def _every() -> list[Page]:
    return sorted(sample.pages(), key=lambda page: len(page.html))


@st.composite
def _broken_pages(draw: st.DrawFn, subject: Subject) -> Served:
    kind = draw(st.sampled_from(("text", "paragraph", "cut", "nested", "unclosed")))
    if kind == "text":
        return Served(draw(nasty_text(long=False)), "utf-8")
    if kind == "paragraph":
        return Served(f"<html><body><p>{draw(nasty_text(long=False))}</p></body></html>")
    if kind == "cut":
        page = served(draw(_pages(subject)))
        return Served(page.html[: draw(st.integers(0, len(page.html)))], page.encoding)
    tag = draw(st.sampled_from(("div", "b", "ul", "table", "span")))
    depth = draw(st.integers(0, 300))
    return Served(f"<body>{f'<{tag}>' * depth}خبر{f'</{tag}>' * depth if kind == 'nested' else ''}")


def _never_raises(subject: Subject, page: Served) -> None:
    try:
        subject(page)
    except UnusableError as error:
        raise BrokenError(str(error), page.html) from error


def _deterministic(subject: Subject, page: Page) -> None:
    first, again = subject(served(page)), subject(served(page))
    if first != again:
        raise BrokenError("the same page gave another text the next time", served(page).html, first, again)


def _flat(text: str) -> str:
    return " ".join(nfc(text).split())


def _keeps_paragraphs(subject: Subject, page: Page) -> None:
    got = subject(served(page))
    missing = [paragraph for paragraph in page.keep if _flat(paragraph) not in _flat(got)]
    if missing:
        raise BrokenError(f"{len(missing)} of the {len(page.keep)} paragraphs of the article at {page.url} are not in the text", missing[0], None, got)


def _keeps_order(subject: Subject, page: Page) -> None:
    got = _flat(subject(served(page)))
    kept = [paragraph for paragraph in dict.fromkeys(map(_flat, page.keep)) if got.count(paragraph) == 1]
    found = sorted(kept, key=got.index)
    if found != kept:
        raise BrokenError(f"paragraphs of the article at {page.url} changed places", page.url, "\n".join(kept), "\n".join(found))


def _never_invents(subject: Subject, page: Page) -> None:
    html = served(page).html
    got = shown(subject(served(page)))
    sources = [shown(unescape(text)) for text in (_TAG.sub("", html), _TAG.sub(" ", html), html)]
    # An answer that keeps markup is not inventing it: that is for `no-markup` to say.
    for word in dict.fromkeys(shown(_LEFT.sub(" ", got)).split()):
        # What has no letter and no digit is no word: bullets of lists and borders of tables say how the page was laid out.
        if any(map(str.isalnum, word)) and not any(word in source for source in sources):
            raise BrokenError(f"{word!r} stands nowhere on the page at {page.url}", word, None, got)


def _removes_forbidden(subject: Subject, page: Page) -> None:
    got = _flat(subject(served(page)))
    left = [text for text in page.forbidden if _flat(text) in got]
    if left:
        raise BrokenError(
            f"{len(left)} of the {len(page.forbidden)} furniture strings of the page at {page.url} are in the text", min(left, key=len), None, got
        )


def _no_markup(subject: Subject, page: Page) -> None:
    got = subject(served(page))
    tag = _LEFT.search(got)
    if tag is not None:
        raise BrokenError(f"a tag of the page at {page.url} is in the text: {tag[0]!r}", tag[0], None, got)


@st.composite
def _injected(draw: st.DrawFn, subject: Subject) -> Injected:
    page = draw(_pages(subject))
    html = served(page).html
    places = [end for paragraph in page.keep if (end := _end_of(html, paragraph)) is not None] or [html.lower().find("</body>")]
    at = draw(st.sampled_from(places))
    block = draw(st.sampled_from(_BLOCKS)).format(escape(draw(subject.furniture()).text))
    return Injected(Served(html, page.encoding), Served(html[:at] + block + html[at:], page.encoding), block)


def _end_of(html: str, paragraph: str) -> int | None:
    """Behind the element of a paragraph, if its last words stand once on the page."""
    words = escape(paragraph[-_LAST_WORDS:], quote=False)
    if html.count(words) != 1:
        return None
    at = html.index(words) + len(words)
    end = html.find("</p>", at, at + _NEAR)
    return None if end < 0 else end + len("</p>")


def _removes_injected(subject: Subject, injected: Injected) -> None:
    expected, got = subject(injected.page), subject(injected.dirty)
    if lines(nfc(expected)) != lines(nfc(got)):
        raise BrokenError("a block of furniture between two paragraphs was left, or changed what is kept", injected.block, lines(expected), lines(got))


def _unmoved_by_neighbours(subject: Subject, pages: tuple[Page, Page]) -> None:
    one, other = map(served, pages)
    subject(one)
    alone = subject(one)
    subject(other)
    beside = subject(one)
    if alone != beside:
        raise BrokenError(f"the page at {pages[1].url} before it changed the text of the page at {pages[0].url}", pages[0].url, alone, beside)


def _linear(subject: Subject, piece: str) -> None:
    def grown(length: int) -> Served:
        return Served(f"<html lang='ar'><head><title>خبر</title></head><body><article>{piece * (length // len(piece))}</article></body></html>")

    wrong = growth(subject, grown)
    if wrong is not None:
        raise BrokenError(wrong, f"{piece}\N{HORIZONTAL ELLIPSIS}")


EXTRACTOR_PROPERTIES: Final = (
    Property(
        "never-raises",
        "Any page gives a string, an empty one where there is no article.",
        "Broken, cut and empty pages are served too: give what can be read.",
        _never_raises,
        _broken_pages,
    ),
    Property("deterministic", "The same page gives the same text.", "Take out randomness, clocks, counters and the order of sets.", _deterministic, _pages),
    Property(
        "keeps-paragraphs",
        "Each paragraph of the article is in the text.",
        "See which element of the page holds it, and what was taken for furniture.",
        _keeps_paragraphs,
        _pages,
        _every,
    ),
    Property("keeps-order", "Paragraphs stand in the order of the page.", "Walk the page once; no sets, no sorting by score.", _keeps_order, _pages, _every),
    Property("never-invents", "Each word of the text stands on the page.", "Part what blocks part; add no labels of your own.", _never_invents, _pages, _every),
    Property(
        "removes-forbidden",
        "No furniture of the page is in the text.",
        "Such a string is the site's, not the story's: look at where it stands.",
        _removes_forbidden,
        _pages,
        _every,
    ),
    Property(
        "removes-injected",
        "A block of furniture between two paragraphs goes, and nothing with it.",
        "Judge each block inside of the article too.",
        _removes_injected,
        _injected,
    ),
    Property("no-markup", "No tag is in the text.", "Take text nodes, and leave scripts, styles and comments.", _no_markup, _pages, _every),
    Property(
        "neighbours",
        "Other pages do not change the text.",
        "Keep nothing between calls but what does not depend on their pages.",
        _unmoved_by_neighbours,
        lambda subject: st.tuples(_pages(subject), _pages(subject)),
    ),
    Property("linear-cost", "A page twice as long costs twice as much.", "Look for searches from the start for each element.", _linear, fixed=lambda: _GROWN),
)
