"""Scores of a finder of furniture on labelled and on clean texts.

A labelled span is found when a finding overlaps it; the class need not be the same. Optional spans count for nobody. Body is what no span
marks. White space counts for nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from scipy.stats import binomtest

from naqi.arabic.folding import fold_phrase
from naqi_bench.accuracy.real import Span, Text

Finder = Callable[[str], list[tuple[int, int]]]
Judged = set[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A labelled span, whether a finding overlaps it, and whether half of it lies in findings. cue: names its type."""

    source: str
    span: Span
    cue: str
    hit: bool
    removed: bool


def _covered(spans: Iterable[tuple[int, int]], length: int) -> bytearray:
    mask = bytearray(length)
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
    return mask


def _cues(items: list[tuple[Text, Span]]) -> list[str]:
    """Name the type of each span: the pair of words that it shares with most other spans of its source and class, else its text.

    One phrase that a site prints under every story is one type, whatever stands around it.
    """
    names = [""] * len(items)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (text, span) in enumerate(items):
        groups[text.source, span.label].append(number)
    for members in groups.values():
        words = {number: fold_phrase(items[number][0].text[items[number][1].start : items[number][1].end]).split() for number in members}
        pairs = {number: set(zip(words[number], words[number][1:], strict=False)) for number in members}
        left = set(members)
        while left:
            counts = Counter(pair for number in left for pair in pairs[number])
            best = min(counts, key=lambda pair: (-counts[pair], pair), default=None)
            if best is None or counts[best] < 2:
                for number in left:
                    names[number] = b" ".join(words[number]).hex()
                break
            same = {number for number in left if best in pairs[number]}
            for number in same:
                names[number] = b" ".join(best).hex()
            left -= same
    return names


def score_labelled(texts: list[Text], finder: Finder) -> dict[str, Any]:
    """Score a finder on labelled texts.

    Returns recall over spans (`micro`), over types (`macro`: mean over (source, class, cue)), by evidence, class and source as
    [found, all]; `removed`, the spans of which at least half lies in findings; and `body_touched`, the share of body characters inside findings.
    """
    items = [(text, span) for text in texts for span in text.spans or () if span.counts]
    cues = iter(_cues(items))
    found: list[Found] = []
    touched = body = 0
    for text in texts:
        mask = _covered(finder(text.text), len(text.text))
        marked = _covered(((span.start, span.end) for span in text.spans or ()), len(text.text))
        for at, character in enumerate(text.text):
            if not marked[at] and not character.isspace():
                body += 1
                touched += mask[at]
        for span in text.spans or ():
            if span.counts:
                inside = mask[span.start : span.end]
                found.append(Found(text.source, span, next(cues), any(inside), 2 * sum(inside) >= len(inside)))
    return {
        "spans": _share(found),
        "removed": [sum(item.removed for item in found), len(found)],
        "macro": _macro(found),
        "types": len({(item.source, item.span.label, item.cue) for item in found}),
        "by_evidence": _by(found, lambda item: item.span.evidence or "none"),
        "macro_by_evidence": {
            name: _macro([item for item in found if (item.span.evidence or "none") == name])
            for name in sorted({item.span.evidence or "none" for item in found})
        },
        "by_class": _by(found, lambda item: item.span.label.partition(".")[2]),
        "by_source": _by(found, lambda item: item.source),
        "body_touched": touched / body,
    }


def _share(found: list[Found]) -> list[int]:
    return [sum(item.hit for item in found), len(found)]


def _by(found: list[Found], key: Callable[[Found], str]) -> dict[str, list[int]]:
    groups: dict[str, list[Found]] = defaultdict(list)
    for item in found:
        groups[key(item)].append(item)
    return {name: _share(groups[name]) for name in sorted(groups)}


def _macro(found: list[Found]) -> float:
    groups: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
    for item in found:
        groups[item.source, item.span.label, item.cue].append(item.hit)
    return sum(sum(hits) / len(hits) for hits in groups.values()) / len(groups)


def rate(wrong: int, documents: int) -> dict[str, float]:
    """Documents per 1,000 with its exact 95 % upper bound (Clopper–Pearson, one-sided limits of the two-sided interval)."""
    bound = binomtest(wrong, documents).proportion_ci(method="exact").high
    return {"documents": documents, "wrong": wrong, "per_1000": 1000 * wrong / documents, "upper_bound_per_1000": 1000 * float(bound)}


def rates(wrong_by_source: Counter[str], documents_by_source: Counter[str], single_sentences: str) -> dict[str, Any]:
    """Rates by source, and over all but the source of single sentences, which tell little about documents."""
    sources = sorted(documents_by_source)
    whole = [source for source in sources if source != single_sentences]
    return {
        "all_documents": rate(sum(wrong_by_source[source] for source in whole), sum(documents_by_source[source] for source in whole)),
        "by_source": {source: rate(wrong_by_source[source], documents_by_source[source]) for source in sources},
    }
