"""What a cleaner kept of body, optional text and furniture, in characters. White space never counts.

With the characters of the output that are aligned to body (`kept`), to furniture (`leaked`), or to nothing (`invented`), optional text being taken out
of both sides before:

    precision = kept / (kept + leaked + invented)      recall = kept / body      F1 = their harmonic mean

(van Rijsbergen 1979; over characters as in CleanEval's text-only scoring, Baroni et al. 2008, but on labels, so that furniture is told from invention).
Where there is no body, all three are 1 if no output is left, else 0; an output without body scores 0.

A furniture span leaks when half of its characters or more are kept. A fault (one wrong character in good text) counts neither way: its place is no
body, and neither the wrong character nor its mend, where one stands there, is invention.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from naqi_bench.metrics.alignment import Aligner, Alignment
from naqi_bench.metrics.words import normal_lengths, normalise

_NEUTRAL, _BODY, _OPTIONAL, _FURNITURE = range(4)


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch of the input: `[start, end)` in code points. evidence: of furniture, else "".

    item: spans with one number are one thing, printed more than once: it leaks when any of them does.
    """

    start: int
    end: int
    label: str
    evidence: str = ""
    item: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """A wrong character, `[start, end)` in code points, and what belongs there."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Characters that are not white space: of the input by label, of these those that were kept, and of the output those aligned to nothing."""

    body: int
    body_kept: int
    optional: int
    optional_kept: int
    furniture: int
    furniture_kept: int
    invented: int

    @property
    def precision(self) -> float:
        """Share of the output, after optional removal, that is body."""
        output = self.body_kept + self.furniture_kept + self.invented
        return float(output == 0) if self.body == 0 else self.body_kept / max(output, 1)

    @property
    def recall(self) -> float:
        """Share of the body that was kept."""
        return self.precision if self.body == 0 else self.body_kept / self.body

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def body_loss(self) -> float:
        """Share of the body that was lost; 0 where there is none."""
        return 1 - self.body_kept / self.body if self.body else 0.0

    @property
    def invention(self) -> float:
        """Share of the output that is nowhere in the input; 0 where there is no output."""
        output = self.body_kept + self.optional_kept + self.furniture_kept + self.invented
        return self.invented / output if output else 0.0

    @property
    def perfect(self) -> bool:
        """All body, no character of furniture, nothing invented."""
        return self.body_kept == self.body and self.furniture_kept == 0 and self.invented == 0


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of furniture, and whether it leaked."""

    label: str
    evidence: str
    leaked: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """One output beside its input. text: the output after optional removal, with kept faults mended."""

    counts: Counts
    items: tuple[Item, ...]
    text: str


class Labelled:
    """An input and what each of its characters is. Text in no span counts as furniture of no class, which no item stands for."""

    def __init__(self, text: str, spans: Sequence[Span], faults: Sequence[Fault] = ()) -> None:
        self.text, self.spans, self.faults = text, tuple(spans), tuple(faults)
        self.codes: npt.NDArray[np.uint8] = np.full(len(text), _FURNITURE, np.uint8)
        for span in spans:
            self.codes[span.start : span.end] = _code(span.label)
        for fault in faults:
            self.codes[fault.start : fault.end] = _NEUTRAL
        self.codes[_white(text)] = _NEUTRAL
        self._aligner = Aligner(text)

    @cached_property
    def normal(self) -> Labelled:
        """The same in normal form (`words.normalise`)."""
        starts = [0, *accumulate(normal_lengths(self.text))]
        spans = [Span(starts[span.start], starts[span.end], span.label, span.evidence, span.item) for span in self.spans]
        return Labelled(normalise(self.text), spans, [Fault(starts[fault.start], starts[fault.end], normalise(fault.replacement)) for fault in self.faults])

    def compare(self, output: str) -> Comparison:
        """What of the input an output kept, lost and added."""
        alignment = self._aligner.align(output)
        kept = alignment.place >= 0
        aligned = alignment.source >= 0
        aligned |= _white(output)
        mended = list(output)
        for fault in self.faults:
            aligned[_mend(fault, alignment, output)] = True
            if kept[fault.start]:
                mended[alignment.place[fault.start]] = fault.replacement
        sums = {code: (int((self.codes == code).sum()), int(kept[self.codes == code].sum())) for code in (_BODY, _OPTIONAL, _FURNITURE)}
        counts = Counts(*sums[_BODY], *sums[_OPTIONAL], *sums[_FURNITURE], int((~aligned).sum()))
        for place in alignment.place[(self.codes == _OPTIONAL) & kept]:
            mended[place] = " "
        return Comparison(counts, self._items(kept), "".join(mended))

    def _items(self, kept: npt.NDArray[np.bool_]) -> tuple[Item, ...]:
        leaked: dict[int, bool] = {}
        first: dict[int, Span] = {}
        for span in self.spans:
            if span.label.startswith("boilerplate."):
                counted = self.codes[span.start : span.end] == _FURNITURE
                half = 2 * int(kept[span.start : span.end][counted].sum()) >= int(counted.sum()) > 0
                leaked[span.item] = leaked.get(span.item, False) or half
                first.setdefault(span.item, span)
        return tuple(Item(first[item].label, first[item].evidence, leaked[item]) for item in first)


def _code(label: str) -> int:
    if label == "body":
        return _BODY
    return _OPTIONAL if label.startswith("optional.") else _FURNITURE


def _white(text: str) -> npt.NDArray[np.bool_]:
    return np.fromiter(map(str.isspace, text), np.bool_, len(text))


def _mend(fault: Fault, alignment: Alignment, output: str) -> slice:
    """Where the output holds the fault's replacement between its kept neighbours; an empty slice where it does not."""
    before = alignment.place[: fault.start]
    behind = alignment.place[fault.end :]
    known = before[before >= 0]
    start = int(known[-1]) + 1 if known.size else 0
    known = behind[behind >= 0]
    end = int(known[0]) if known.size else len(output)
    return slice(start, end) if output[start:end].strip() == fault.replacement else slice(0, 0)


def rate(items: Sequence[Item]) -> float | None:
    """Share of furniture items that leaked; None where there is none."""
    return sum(item.leaked for item in items) / len(items) if items else None


def metrics(labelled: Labelled, output: str) -> tuple[Mapping[str, float | None], Comparison]:
    """The character metrics of an output by name, raw and normalised. fidelity_gap: what respelling alone cost, `normalised − raw`."""
    comparison = labelled.compare(output)
    counts = comparison.counts
    normal = counts.f1 if counts.f1 == 1 else labelled.normal.compare(normalise(output)).counts.f1
    values = {
        "character_f1": counts.f1,
        "character_precision": counts.precision,
        "character_recall": counts.recall,
        "character_f1_normalised": normal,
        "fidelity_gap": normal - counts.f1,
        "leak_rate": rate(comparison.items),
        "body_loss": counts.body_loss,
        "optional_kept": counts.optional_kept / counts.optional if counts.optional else None,
        "invention": counts.invention,
        "perfect": float(counts.perfect),
    }
    return values, comparison
