"""A page as a stream of its text nodes, with what each character is: what outputs of extractors are aligned to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from naqi_bench.metrics.characters import Labelled, Span
from naqi_bench.metrics.words import tokens
from naqi_bench.tracks.gold import ExtractGold

# Code, not text. What a tool prints of it is invention.
_CODE: Final = frozenset({"script", "style"})


def text_nodes(page: bytes, encoding: str | None) -> list[str]:
    """All text nodes of the page's body, shown or hidden, in order, that hold more than white space. Without scripts and styles.

    encoding: None lets the page tell. The head's title is left out: it repeats the headline with the site's name, and an output that has the headline
    once would have it from either.
    """
    parser = lxml_html.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True)
    root = lxml_html.document_fromstring(page, parser=parser)
    body = root.find("body")
    nodes = (" ".join(node.split()) for node in _nodes(root if body is None else body))
    return [node for node in nodes if node]


def _nodes(root: etree._Element) -> Iterator[str]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and element.tag not in _CODE:
            yield element.text or ""
        elif event == "end" and element is not root:
            yield element.tail or ""


def labelled(gold: ExtractGold) -> Labelled:
    """The stream, a line for each text node, with the labels that the strings of the answer give it.

    Body paragraphs take their places first, in order: as a whole where they stand so, else in pieces around what interrupts them. Then optional and
    forbidden strings, the longest first, each wherever it stands as whole words that are not taken: furniture is printed more than once. White space and
    the edges of nodes within a string do not matter. The rest of the stream is furniture of no class: its words also stand in what one may keep, so no
    string forbids them.
    """
    stream = _Stream("\n".join(text_nodes(gold.html, gold.encoding)))
    for paragraph in gold.keep:
        stream.take_body("".join(paragraph.split()))
    strings = [("".join(item["text"].split()), item["label"], item.get("evidence") or "") for item in (*gold.optional, *gold.forbidden)]
    for number, (string, label, evidence) in sorted(enumerate(strings, 1), key=lambda entry: -len(entry[1][0])):
        stream.take(string, label, evidence, number)
    return Labelled(stream.text, sorted(stream.spans, key=lambda span: span.start))


class _Stream:
    """The text of a page without white space, the places where words begin and end in it, and what is taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []
        self._places = [place for place, character in enumerate(text) if not character.isspace()]
        self._squeezed = "".join(text.split())
        index = {place: at for at, place in enumerate(self._places)}
        self._edges = {edge for start, end in tokens(text) for edge in (index[start], index[end - 1] + 1)}
        self._taken = bytearray(len(self._squeezed))
        self._body_end = 0

    def take_body(self, paragraph: str) -> None:
        """Take a paragraph behind those before it. In pieces, each as long as it gets, where it does not stand as a whole."""
        pieces = [paragraph]
        if self._squeezed.find(paragraph, self._body_end) < 0:
            pieces = [paragraph[start:end] for start, end in self._pieces(paragraph)]
        for piece in pieces:
            at = self._squeezed.find(piece, self._body_end)
            if at >= 0:
                self._take(at, at + len(piece), "body", "", 0)
                self._body_end = at + len(piece)

    def _pieces(self, paragraph: str) -> Iterator[tuple[int, int]]:
        at, done = self._body_end, 0
        while done < len(paragraph):
            size = self._longest(paragraph[done:], at)
            if size:
                yield done, done + size
                at = self._squeezed.find(paragraph[done : done + size], at) + size
            done += max(size, 1)

    def _longest(self, rest: str, at: int) -> int:
        """Length of the longest beginning that stands behind a place: found by halving, for a shorter beginning stands where a longer one does."""
        least, most = 0, len(rest)
        while least < most:
            middle = (least + most + 1) // 2
            if self._squeezed.find(rest[:middle], at) >= 0:
                least = middle
            else:
                most = middle - 1
        return least

    def take(self, string: str, label: str, evidence: str, item: int) -> None:
        """Take a string wherever it stands as whole words."""
        at = self._squeezed.find(string) if string else -1
        while at >= 0:
            end = at + len(string)
            if at in self._edges and end in self._edges and not any(self._taken[at:end]):
                self._take(at, end, label, evidence, item)
            at = self._squeezed.find(string, at + 1)

    def _take(self, at: int, end: int, label: str, evidence: str, item: int) -> None:
        self._taken[at:end] = b"\1" * (end - at)
        self.spans.append(Span(self._places[at], self._places[end - 1] + 1, label, evidence, item))
