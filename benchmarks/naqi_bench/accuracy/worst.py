"""The worst cases on scrapes: the false alarms that touch the most body, then the leaks that are missed most often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from naqi.arabic.folding import fold_phrase
from naqi_bench.accuracy.real import Text
from naqi_bench.accuracy.score import Found, Weighed

_CASES: Final = 10
_FALSE_ALARMS: Final = 5
_LONGEST: Final = 60

# What a rule that reads one text can know. The rest needs the source's other documents, the meaning, or the page.
_KNOWABLE: Final = frozenset({"wording", "position"})


def worst(texts: Sequence[Text], weighed: Sequence[Sequence[Weighed]], found: Sequence[Found]) -> list[dict[str, Any]]:
    """Ten cases: up to five false alarms by body characters, the rest missed leaks by documents x characters.

    A case is what one rule finds, or one type of span (site, class, cue), over all documents.
    """
    alarms: dict[tuple[str, str, bytes], list[dict[str, Any]]] = defaultdict(list)
    misses: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    results = iter(found)
    for text, items in zip(texts, weighed, strict=True):
        for item in items:
            if item.body:
                finding = item.finding
                key = (text.source, finding.rule, fold_phrase(finding.text))
                alarms[key].append({"document": text.id, "characters": item.body, "text": finding.text})
        for span in text.spans or ():
            if span.counts:
                result = next(results)
                if not result.hit and span.evidence in _KNOWABLE:
                    piece = text.text[span.start : span.end]
                    misses[text.source, span.label, result.cue].append(
                        {"document": text.id, "characters": len(piece), "text": piece, "evidence": span.evidence}
                    )
    cases = _ranked(alarms, "false alarm")[:_FALSE_ALARMS]
    return [*cases, *_ranked(misses, "missed")[: _CASES - len(cases)]]


def _ranked(groups: dict[Any, list[dict[str, Any]]], kind: str) -> list[dict[str, Any]]:
    cases = [
        {
            "case": kind,
            "site": site,
            "what": what,
            "evidence": members[0].get("evidence"),
            "documents": len({member["document"] for member in members}),
            "characters": sum(member["characters"] for member in members),
            "text": _cut(members[0]["text"]),
        }
        for (site, what, _), members in groups.items()
    ]
    # Characters over all documents are documents x characters.
    return sorted(cases, key=lambda case: (-case["characters"], case["site"], case["what"], case["text"]))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}"
