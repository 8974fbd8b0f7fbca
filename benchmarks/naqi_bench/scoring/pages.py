"""Scores of one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from naqi_bench.metrics import bags, characters, mending, pairs
from naqi_bench.metrics.characters import Fault, Item, Labelled, Span
from naqi_bench.metrics.shingles import Shingles, shingle_f1, shingles
from naqi_bench.tracks.gold import ExtractGold, Gold, RepairGold, ScrubGold
from naqi_bench.tracks.tasks import CONTRASTS

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
    text: str
    items: tuple[Item, ...] = ()
    shingles: Shingles | None = None
    right: bool | None = None


def labelled(gold: ExtractGold | ScrubGold) -> Labelled:
    """What outputs for this task are aligned to. Costs what aligning does: keep it for all outputs of one task."""
    if isinstance(gold, ExtractGold):
        from naqi_bench.tracks import stream  # noqa: PLC0415  # lxml is of an extra that scrub need not have

        return stream.labelled(gold)
    spans = [Span(span["start"], span["end"], span["label"], span["evidence"] or "", number) for number, span in enumerate(gold.spans)]
    return Labelled(gold.raw, spans, [Fault(fault["start"], fault["end"], fault["replacement"]) for fault in gold.faults])


def scores(golds: Mapping[str, Gold], records: Mapping[str, Mapping[str, Any]], prepared: dict[str, Labelled] | None = None) -> Iterator[PageScore]:
    """The score of each page that has a record, in order of id. prepared: filled and used, where more outputs for the same tasks follow."""
    kept = {} if prepared is None else prepared
    for identity in sorted(records):
        gold, text = golds[identity], str(records[identity]["text"])
        if isinstance(gold, RepairGold):
            yield PageScore(identity, gold.group, gold.split, mending.metrics(gold.clean, gold.corrupted, text), text)
            continue
        against = kept.get(identity) or labelled(gold)
        if prepared is not None:
            prepared[identity] = against
        yield _text_score(identity, gold, against, text)


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
    return PageScore(identity, gold.group, gold.split, metrics, text, comparison.items, counted, right)


def mean(values: Sequence[float | None]) -> float | None:
    """Mean of those that are there; None where none is."""
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else None
