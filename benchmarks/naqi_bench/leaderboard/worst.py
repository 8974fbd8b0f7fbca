"""Each tool's worst pages beside the gold: which characters leaked, were lost, or stand nowhere in the input."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz.distance import Levenshtein

from naqi_bench.leaderboard.entries import Entry
from naqi_bench.metrics.alignment import Aligner
from naqi_bench.metrics.characters import Labelled
from naqi_bench.scoring.pages import labelled
from naqi_bench.tracks.gold import ExtractGold, Gold, RepairGold, ScrubGold

LEAKED, INVENTED, OPTIONAL, LOST = "leaked", "invented", "optional", "lost"
# Code points of the right answer that are shown; result files keep 2,000 of an output.
_MOST: Final = 2400
_CUT: Final = 2000

# [start, end) in code points, and what stands there.
Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A page that went badly. output, gold: texts; marks, lost: what is wrong in them. is_cut: the output goes on."""

    id: str
    score: float
    output: str
    gold: str
    marks: tuple[Mark, ...]
    lost: tuple[Mark, ...]
    is_cut: bool


class Cases:
    """Compares outputs with the gold of some splits. Pages of others are not shown."""

    def __init__(self, golds: Mapping[str, Gold]) -> None:
        self._golds = golds
        self._prepared: dict[str, tuple[Labelled, Aligner]] = {}

    def of(self, entry: Entry) -> list[Case]:
        """The worst pages of an entry, those that may be shown."""
        return [self._case(page) for page in entry.scores["worst"] if page["id"] in self._golds]

    def _case(self, page: Mapping[str, Any]) -> Case:
        identity, output = str(page["id"]), str(page["text"])
        gold = self._golds[identity]
        is_cut = len(output) >= _CUT
        if isinstance(gold, RepairGold):
            output, right = (unicodedata.normalize("NFC", text) for text in (output, gold.clean))
            marks, lost = _mended(right, output, is_cut=is_cut)
        else:
            right, marks, lost = self._compared(identity, gold, output, is_cut=is_cut)
        kept = tuple((start, min(end, _MOST), kind) for start, end, kind in lost if start < _MOST)
        short = right if len(right) <= _MOST else right[:_MOST] + "…"
        return Case(identity, float(page["score"] or 0.0), output, short, tuple(marks), kept, is_cut)

    def _compared(self, identity: str, gold: ExtractGold | ScrubGold, output: str, *, is_cut: bool) -> tuple[str, list[Mark], list[Mark]]:
        if identity not in self._prepared:
            made = labelled(gold)
            self._prepared[identity] = made, Aligner(made.text)
        against, aligner = self._prepared[identity]
        alignment = aligner.align(output)
        kinds = _kinds(against)
        marks = _runs(output, (kinds[source] if source >= 0 else INVENTED for source in alignment.source.tolist()))
        right, places = _body(against)
        kept = [place >= 0 for place in alignment.place.tolist()]
        # What a cut output would have shown behind its last character is not lost.
        end = max((place for place, is_kept in enumerate(kept) if is_kept), default=-1) if is_cut else len(kept)
        lost = _runs(right, (LOST if 0 <= place <= end and not kept[place] else "" for place in places))
        return right, marks, lost


def _kinds(against: Labelled) -> list[str]:
    """What each character of the input is, if it stands in an output."""
    kinds = [LEAKED] * len(against.text)
    for span in against.spans:
        kind = "" if span.label == "body" else OPTIONAL if span.label.startswith("optional.") else LEAKED
        kinds[span.start : span.end] = [kind] * (span.end - span.start)
    for fault in against.faults:
        kinds[fault.start : fault.end] = [""] * (fault.end - fault.start)
    return kinds


def _body(against: Labelled) -> tuple[str, list[int]]:
    """The body, and the place of each of its characters in the input, -1 for a separator."""
    characters: list[str] = []
    places: list[int] = []
    before = 0
    for span in against.spans:
        if span.label == "body":
            if places:
                characters.append("\n" if "\n" in against.text[before : span.start] else " ")
                places.append(-1)
            characters += against.text[span.start : span.end]
            places += range(span.start, span.end)
            before = span.end
    faulty = {place for fault in against.faults for place in range(fault.start, fault.end)}
    return "".join(characters), [-1 if place in faulty else place for place in places]


def _mended(right: str, output: str, *, is_cut: bool) -> tuple[list[Mark], list[Mark]]:
    marks: list[Mark] = []
    lost: list[Mark] = []
    for change in Levenshtein.opcodes(right, output):
        if change.tag == "equal" or (is_cut and change.dest_start == change.dest_end == len(output)):
            continue
        if change.dest_start < change.dest_end:
            marks.append((change.dest_start, change.dest_end, INVENTED))
        if change.src_start < change.src_end:
            lost.append((change.src_start, change.src_end, LOST))
    return marks, lost


def _runs(text: str, kinds: Iterable[str]) -> list[Mark]:
    """Stretches of one kind that is not "". White space belongs to what stands on both sides of it."""
    runs: list[Mark] = []
    open_ = False
    for place, (character, kind) in enumerate(zip(text, kinds, strict=True)):
        if character.isspace():
            continue
        if open_ and runs[-1][2] == kind:
            runs[-1] = (runs[-1][0], place + 1, kind)
        elif kind:
            runs.append((place, place + 1, kind))
        open_ = bool(kind)
    return runs


def as_data(cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Cases for the page, without their gold, which many share; marks without names of fields."""
    return [
        {
            "id": case.id,
            "score": round(case.score, 3),
            "output": case.output,
            "marks": [list(mark) for mark in case.marks],
            "lost": [[start, end] for start, end, _ in case.lost],
            "cut": case.is_cut,
        }
        for case in cases
    ]
