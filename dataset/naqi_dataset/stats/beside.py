"""Real news to hold composed articles against: as many texts, each about as long."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

# Single sentences, not stories.
NO_STORIES: Final = frozenset({"ud_pud"})
# A real text stands for an article when its length differs by no more.
NEAREST: Final = 0.15


def outlets(by_source: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Real texts by outlet, without collections of single sentences and texts that occur twice, in an order drawn once."""
    found = {}
    for source in sorted(by_source):
        texts = list(dict.fromkeys(by_source[source]))
        Random(source).shuffle(texts)
        if source not in NO_STORIES:
            found[source] = texts
    return found


def matched(lengths: Sequence[int], by_source: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """(outlet, text) for each length in white-space words that some outlet's unused text comes within 15 % of; outlets take turns."""
    left = {source: sorted((len(text.split()), at, text) for at, text in enumerate(texts)) for source, texts in by_source.items()}
    sources = sorted(left)
    found: list[tuple[str, str]] = []
    for turn, length in enumerate(lengths):
        for source in (sources[(turn + step) % len(sources)] for step in range(len(sources))):
            text = _take_nearest(left[source], length)
            if text is not None:
                found.append((source, text))
                break
    return found


def _take_nearest(texts: list[tuple[int, int, str]], length: int) -> str | None:
    at = bisect_left(texts, (length,))
    near = [place for place in (at - 1, at) if 0 <= place < len(texts)]
    best = min(near, key=lambda place: abs(texts[place][0] - length), default=None)
    if best is None or abs(texts[best][0] - length) > NEAREST * length:
        return None
    return texts.pop(best)[2]
