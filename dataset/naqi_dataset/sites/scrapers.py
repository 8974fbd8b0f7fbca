"""Naive scrapers: each makes raw text of a marked page, the marks carried through.

They are the mistakes that fill corpora: all visible text, all paragraphs, the story's container with everything in it, an auto-blog that
republishes with shortcodes of its own, a feed that cuts and glues, a hand that copies and pastes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from naqi_dataset.articles import SourceError
from naqi_dataset.sites.marks import Piece, strip
from naqi_dataset.sites.render import Page

_HIDDEN: Final = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea"})
_INLINE: Final = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "em", "font", "i", "img", "input", "label", "mark", "q", "s", "small"),
        *("span", "strong", "sub", "sup", "time", "tt", "u", "var"),
    )
)
_SPACE: Final = re.compile(r"[ \t\r\f\n]+")
_NO_DISPLAY: Final = re.compile(r"display\s*:\s*none")
# How often a selector that a redesign has left behind finds the frame of a page and not the story.
_ASTRAY: Final = 0.08


@dataclass(frozen=True, slots=True)
class Scrape:
    """Raw text with marks."""

    scraper: str
    marked: str


def visible_lines(element: etree._Element) -> Iterator[str]:
    """Lines of an element as a browser shows them: a block begins and ends a line."""
    line: list[str] = []

    def flush() -> Iterator[str]:
        text = _SPACE.sub(" ", "".join(line)).strip()
        line.clear()
        if strip(text).strip():
            yield text

    def walk(node: etree._Element) -> Iterator[str]:
        if node.tag in _HIDDEN or node.get("hidden") is not None or _NO_DISPLAY.search(node.get("style") or ""):
            return
        inline = node.tag in _INLINE
        if not inline:
            yield from flush()
        line.append(node.text or "")
        for child in node:
            if child.tag == "br":
                yield from flush()
            else:
                yield from walk(child)
            line.append(child.tail or "")
        if not inline:
            yield from flush()

    yield from walk(element)
    yield from flush()


def _parsed(page: Page) -> etree._Element:
    return lxml_html.document_fromstring(page.marked, parser=lxml_html.HTMLParser(remove_comments=True, remove_pis=True))


def _select(node: etree._Element, path: str) -> list[etree._Element]:
    """Elements that an XPath selects."""
    found = node.xpath(path)
    return [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []  # noqa: SLF001  # its only name


def _container(page: Page) -> etree._Element:
    found = _select(_parsed(page), page.site.container)
    if not found:
        raise SourceError(f"{page.site.id}/site.toml: container {page.site.container!r} finds nothing on its page")
    return found[0]


def _visible(page: Page, _: random.Random) -> str:
    return "\n".join(visible_lines(_select(_parsed(page), "//body")[0]))


def _paragraphs(page: Page, _: random.Random) -> str:
    # As newspaper scrapers do: headings and paragraphs of the whole page, whatever they are for. Without paragraphs, table cells or divisions
    # that hold text themselves.
    root = _parsed(page)
    in_paragraphs = sum(len(line) for node in _select(root, "//p") for line in visible_lines(node))
    in_all = sum(map(len, visible_lines(_container(page))))
    path = "//h1 | //p" if 2 * in_paragraphs > in_all else "//h1 | //td[not(.//td) and not(.//div)] | //div[not(.//div) and not(.//td)]"
    return "\n\n".join(line for node in _select(root, path) for line in visible_lines(node))


def _selected(page: Page, rng: random.Random) -> list[str]:
    """Lines of what the scraper's selector finds: the story's container, or, now and then, all but that."""
    container = _container(page)
    story = list(visible_lines(container))
    parent = container.getparent()
    if parent is None or rng.random() >= _ASTRAY:
        return story
    root = container.getroottree().getroot()
    parent.remove(container)
    return list(visible_lines(_select(root, "//body")[0])) or story


def _contained(page: Page, rng: random.Random) -> str:
    return "\n".join(_selected(page, rng))


def _added(page: Page, text: str, label: str, evidence: str, origin: str) -> str:
    """A piece that the scraper's own site adds."""
    return page.marker.mark(text, Piece(label, origin, evidence, text))


def _autoblog(page: Page, rng: random.Random) -> str:
    lines = _selected(page, rng)
    number = rng.choice((1, 2, 3))
    category = _added(page, page.site.categories[page.article.fields["desk"]], "boilerplate.category", "position", "autoblog-category")
    if strip(lines[0]).strip().startswith(page.article.fields["title"][:20]):
        lines[0] = f"{lines[0]} {_added(page, f'بواسطة {page.site.name}', 'boilerplate.title_suffix', 'position', 'autoblog-suffix')}"
    opening = _added(page, f"[ad_{number}]", "boilerplate.ad_marker", "wording", "autoblog-ad")
    closing = _added(page, f"[ad_{number + 1}]", "boilerplate.ad_marker", "wording", "autoblog-ad")
    return "\n\n".join([category, lines[0], opening, *lines[1:], closing])


def _feed(page: Page, rng: random.Random) -> str:
    lines = _selected(page, rng)
    # Feeds glue: lines run into one another, with a space or without.
    glue = rng.choice((" ", "\n", "", "\n"))
    text = glue.join(lines)
    if rng.random() < 0.4:
        cut = int(len(text) * rng.uniform(0.45, 0.85))
        more = rng.choice(("...المزيد", "… المزيد", "[...]", "... اقرأ المزيد", "(...)"))
        text = text[:cut].rstrip() + _added(page, more, "boilerplate.truncation", "wording", "feed-more")
    return text


def _paste(page: Page, rng: random.Random) -> str:
    lines = list(visible_lines(_container(page)))
    # The hand begins too early or too late.
    if rng.random() < 0.35:
        lines = lines[rng.randrange(1, max(2, len(lines) // 3)) :]
    return ("\n\n" if rng.random() < 0.5 else "\n").join(lines)


_SCRAPERS: Final[dict[str, Callable[[Page, random.Random], str]]] = {
    "visible": _visible,
    "paragraphs": _paragraphs,
    "container": _contained,
    "autoblog": _autoblog,
    "feed": _feed,
    "paste": _paste,
}


def scrape(page: Page, scraper: str) -> Scrape:
    """Scrape a page. Raises SourceError when the site's container is not on it."""
    rng = random.Random(f"{page.site.id}/{page.article.id}/{scraper}")
    return Scrape(scraper, _SCRAPERS[scraper](page, rng))
