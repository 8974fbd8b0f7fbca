"""Scores of a finder of furniture on labelled and on clean texts.

A labelled span is found when a finding overlaps it; the class need not be the same. Optional spans count for nobody. Body is what no span
marks. White space counts for nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from scipy.stats import binomtest

from naqi import Finding
from naqi.arabic.folding import fold_phrase
from naqi_bench.accuracy.real import Span, Text

Finder = Callable[[str], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a labelled span.

    cue: names its type. hit: a finding overlaps it. removed: at least half of it lies in findings. exact: one finding has its borders. iou: the
    characters that the span and the findings on it share, by those that either has (Jaccard index); 0 where it is not found.
    """

    source: str
    span: Span
    cue: str
    hit: bool
    removed: bool
    exact: bool
    iou: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding on a scrape: its characters that are no white space, by what they stand in. `own`: in spans of the rule's own label."""

    finding: Finding
    boilerplate: int
    optional: int
    body: int
    own: int


def covered(spans: Iterable[tuple[int, int]], length: int) -> bytearray:
    """A mask of a text of that length: 1 inside spans."""
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


def match_spans(texts: Sequence[Text], findings: Sequence[Sequence[tuple[int, int]]]) -> list[Found]:
    """What became of each labelled span that counts, in order of text and place. findings: spans in code points, by text."""
    items = [(text, span) for text in texts for span in text.spans or () if span.counts]
    cues = iter(_cues(items))
    found = []
    for text, spans in zip(texts, findings, strict=True):
        mask = covered(spans, len(text.text))
        for span in text.spans or ():
            if not span.counts:
                continue
            inside = mask[span.start : span.end]
            over = [(start, end) for start, end in spans if start < span.end and end > span.start]
            exact = any(_trimmed(text.text, *one) == _trimmed(text.text, span.start, span.end) for one in over)
            half = 2 * sum(inside) >= len(inside)
            found.append(Found(text.source, span, next(cues), any(inside), half, exact, _iou(text.text, span, over)))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its borders."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _iou(text: str, span: Span, over: Sequence[tuple[int, int]]) -> float:
    if not over:
        return 0.0
    low, high = min(span.start, *(start for start, _ in over)), max(span.end, *(end for _, end in over))
    ours = covered(((start - low, end - low) for start, end in over), high - low)
    theirs = covered([(span.start - low, span.end - low)], high - low)
    both = either = 0
    for at, character in enumerate(text[low:high]):
        if not character.isspace():
            both += ours[at] & theirs[at]
            either += ours[at] | theirs[at]
    return both / either if either else 0.0


def touched(texts: Sequence[Text], findings: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """Body characters inside findings, and all body characters."""
    inside = body = 0
    for text, spans in zip(texts, findings, strict=True):
        mask = covered(spans, len(text.text))
        marked = covered(((span.start, span.end) for span in text.spans or ()), len(text.text))
        for at, character in enumerate(text.text):
            if not marked[at] and not character.isspace():
                body += 1
                inside += mask[at]
    return inside, body


def score_labelled(texts: Sequence[Text], finder: Finder) -> dict[str, Any]:
    """Score a finder on labelled texts.

    Returns recall over spans (`micro`), over types (`macro`: mean over (source, class, cue)), by evidence, class and source as
    [found, all]; `removed`, the spans of which at least half lies in findings; `exact` and `iou`, borders of the spans found; and
    `body_touched`, the share of body characters inside findings.
    """
    findings = [finder(text.text) for text in texts]
    found = match_spans(texts, findings)
    inside, body = touched(texts, findings)
    return {
        "spans": share(found),
        "removed": [sum(item.removed for item in found), len(found)],
        **borders(found),
        "macro": macro(found),
        "types": len({(item.source, item.span.label, item.cue) for item in found}),
        "by_evidence": _shares(found, evidence_of),
        "macro_by_evidence": {name: macro(items) for name, items in by(found, evidence_of).items()},
        "by_class": _shares(found, class_of),
        "by_source": _shares(found, lambda item: item.source),
        "body_touched": inside / body,
    }


def evidence_of(item: Found) -> str:
    """The evidence of a span; "none" where nobody told."""
    return item.span.evidence or "none"


def class_of(item: Found) -> str:
    """The class of a span's label."""
    return item.span.label.partition(".")[2]


def borders(found: Sequence[Found]) -> dict[str, Any]:
    """Of the spans found: [those that one finding covers with exact borders, all], and the mean IoU (None where none is found)."""
    hits = [item for item in found if item.hit]
    mean = sum(item.iou for item in hits) / len(hits) if hits else None
    return {"exact": [sum(item.exact for item in hits), len(hits)], "iou": mean}


def share(found: Sequence[Found]) -> list[int]:
    """[found, all]."""
    return [sum(item.hit for item in found), len(found)]


def by(found: Iterable[Found], key: Callable[[Found], str]) -> dict[str, list[Found]]:
    """Spans in groups, in order of the groups' names."""
    groups: dict[str, list[Found]] = defaultdict(list)
    for item in found:
        groups[key(item)].append(item)
    return {name: groups[name] for name in sorted(groups)}


def _shares(found: Iterable[Found], key: Callable[[Found], str]) -> dict[str, list[int]]:
    return {name: share(items) for name, items in by(found, key).items()}


def macro(found: Iterable[Found]) -> float:
    """The mean over types of the share of their spans found. A phrase that a site repeats counts once."""
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
