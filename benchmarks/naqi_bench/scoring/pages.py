"""Scores of one page."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from naqi_bench.metrics import bags, characters, mending, pairs
from naqi_bench.metrics.characters import Fault, Item, Labelled, Span
from naqi_bench.metrics.shingles import Shingles, shingle_f1, shingles
from naqi_bench.tracks.gold import ExtractGold, Gold, RepairGold, ScrubGold
from naqi_bench.tracks.tasks import CONTRASTS

_Verdict = TypeVar("_Verdict")

TEXT_METRICS: Final = (
    *("character_f1", "character_precision", "character_recall", "character_f1_normalised", "fidelity_gap", "token_f1", "token_f1_ordered", "shingle_f1"),
    *("leak_rate", "body_loss", "optional_kept", "invention", "perfect"),
)
REPAIR_METRICS: Final = ("exact", "cer_before", "cer_after", "harm")


@dataclass(frozen=True, slots=True)
class PageScore:
    """metrics: by name; None where a page has nothing to measure it on. items: furniture, and whether it leaked. right: of a contrast, else None."""

    id: str
    group: str
    split: str
    metrics: Mapping[str, float | None]
    items: tuple[Item, ...] = ()
    shingles: Shingles | None = None
    right: bool | None = None
    text: str = ""


def labelled(gold: ExtractGold | ScrubGold) -> Labelled:
    """What outputs for this task are aligned to. Costs what aligning does: see `by_page`."""
    if isinstance(gold, ExtractGold):
        from naqi_bench.tracks import stream  # noqa: PLC0415  # lxml is of an extra that scrub need not have

        return stream.labelled(gold)
    spans = [Span(span["start"], span["end"], span["label"], span["evidence"] or "", number) for number, span in enumerate(gold.spans)]
    return Labelled(gold.raw, spans, [Fault(fault["start"], fault["end"], fault["replacement"]) for fault in gold.faults])


def by_page(
    judge: Callable[[str, Any, Sequence[str]], Sequence[_Verdict]], golds: Mapping[str, Gold], outputs: Sequence[Mapping[str, str]], jobs: int = 1
) -> list[dict[str, _Verdict]]:
    """What a function says of outputs, in their order and by id. outputs: texts by id, of tools over the same tasks. jobs: processes to judge in.

    judge: a function of a module. It gets an id, its answer and texts, and returns as many verdicts. It is called once for each task, with each text once, so
    that what texts are aligned to is made once and need not be kept.
    """
    ids = sorted({identity for output in outputs for identity in output})
    texts = [list(dict.fromkeys(output[identity] for output in outputs if identity in output)) for identity in ids]
    answers = [golds[identity] for identity in ids]
    if jobs == 1:
        judged = list(map(judge, ids, answers, texts))
    else:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
            judged = list(pool.map(judge, ids, answers, texts, chunksize=8))
    verdicts = {identity: dict(zip(of_page, made, strict=True)) for identity, of_page, made in zip(ids, texts, judged, strict=True)}
    return [{identity: verdicts[identity][text] for identity, text in output.items()} for output in outputs]


def scores(golds: Mapping[str, Gold], records: Sequence[Mapping[str, Mapping[str, Any]]], jobs: int = 1) -> list[list[PageScore]]:
    """The scores of the pages of each tool that has records, in order of id. jobs: as for `by_page`."""
    texts = [{identity: str(record["text"]) for identity, record in sorted(of_tool.items())} for of_tool in records]
    # A text comes back from another process as a copy; that at hand is kept.
    return [[replace(score, text=texts[number][score.id]) for score in of_tool.values()] for number, of_tool in enumerate(by_page(_scores, golds, texts, jobs))]


def _scores(identity: str, gold: Gold, texts: Sequence[str]) -> list[PageScore]:
    if isinstance(gold, RepairGold):
        return [PageScore(identity, gold.group, gold.split, mending.metrics(gold.clean, gold.corrupted, text)) for text in texts]
    against = labelled(gold)
    return [_text_score(identity, gold, against, text) for text in texts]


def _text_score(identity: str, gold: ExtractGold | ScrubGold, against: Labelled, text: str) -> PageScore:
    values, comparison = characters.metrics(against, text)
    body = gold.body if isinstance(gold, ScrubGold) else "\n\n".join(gold.keep)
    counted = shingles(body, comparison.text)
    metrics = {
        **values,
        "token_f1": bags.token_f1(body, comparison.text),
        "token_f1_ordered": bags.token_f1_ordered(body, comparison.text),
        "shingle_f1": shingle_f1([counted]),
    }
    right = pairs.right(comparison) if gold.group == CONTRASTS else None
    return PageScore(identity, gold.group, gold.split, metrics, comparison.items, counted, right)


def mean(values: Sequence[float | None]) -> float | None:
    """Mean of those that are there; None where none is."""
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else None
