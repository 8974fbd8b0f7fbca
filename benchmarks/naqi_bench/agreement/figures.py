"""Figures of agreement between two labellings of the same documents.

Krippendorff's α for nominal data over code points that are no white space: each is a unit, its label the value. Spans: F1 by label, once with
exact borders and once where two spans of one label share at least half of their union (IoU). Each with a percentile interval of 95 % from
a bootstrap over documents: the characters of one document are not independent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from naqi.taxonomy import EVIDENCE
from naqi_bench.agreement.answers import LABELS

Floats = npt.NDArray[np.float64]
Spans = Sequence[dict[str, Any]]

_REPLICATES: Final = 2000
_SEED: Final = 5
_INDEX: Final = {label: number for number, label in enumerate(LABELS)}
_FAMILIES: Final = np.array([0 if label == "body" else 1 if label.startswith("optional.") else 2 for label in LABELS])


def alpha(coincidences: Floats) -> Floats:
    """Krippendorff's α for nominal data (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section C).

    Coincidences add up over documents, which makes a bootstrap of millions of units cheap. The library `krippendorff` takes no weighted units, and
    is under the GPL.

    coincidences: [..., values, values], symmetric: how often value c of one labelling meets value k of the other, each pair entered both
    ways round. Returns [...]; NaN where no value or only one occurs, for then nothing could have varied.
    """
    totals = coincidences.sum(-1)
    n = totals.sum(-1)
    observed = n - np.trace(coincidences, axis1=-2, axis2=-1)
    expected = n**2 - (totals**2).sum(-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan))


def against_the_rest(coincidences: Floats) -> Floats:
    """Coincidences of each value against all others: [..., values, values] to [..., values, 2, 2]."""
    same = np.diagonal(coincidences, axis1=-2, axis2=-1)
    totals = coincidences.sum(-1)
    other = totals - same
    rest = coincidences.sum((-1, -2))[..., None] - totals - other
    return np.stack([np.stack([same, other], -1), np.stack([other, rest], -1)], -2)


def _merged(coincidences: Floats, groups: npt.NDArray[np.int64], size: int) -> Floats:
    """Coincidences of groups of values; groups: the group of each value."""
    into = np.eye(size)[groups]
    return np.asarray(into.T @ coincidences @ into)


def coincide(pairs: Iterable[tuple[int, int]], values: int) -> Floats:
    """The coincidence matrix of units with two values each."""
    matrix = np.zeros((values, values))
    for first, second in pairs:
        matrix[first, second] += 1
        matrix[second, first] += 1
    return matrix


@dataclass(frozen=True, slots=True)
class Compared:
    """Two labellings of one document.

    characters: [labels, labels], coincidences of its code points. exact, overlapping: [labels], matched spans. first, second: [labels], spans of
    each. evidence: [values, values], coincidences of pairs of boilerplate spans. faults: matched, of the first, of the second.
    """

    characters: Floats
    exact: Floats
    overlapping: Floats
    first: Floats
    second: Floats
    evidence: Floats
    faults: Floats


def _paint(text: str, spans: Spans) -> npt.NDArray[np.int64]:
    labels = np.full(len(text), -1)
    for span in spans:
        labels[span["start"] : span["end"]] = _INDEX[span["label"]]
    return labels


def _overlaps(first: Spans, second: Spans, solid: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """Pairs of spans that share at least half of their union, each span in one pair at most, the closest first.

    solid: [code points + 1], how many code points in front of a place are no white space.
    """

    def size(start: int, end: int) -> int:
        return int(solid[end] - solid[start])

    found = []
    for left, one in enumerate(first):
        for right, two in enumerate(second):
            shared = size(max(one["start"], two["start"]), min(one["end"], two["end"])) if one["start"] < two["end"] and two["start"] < one["end"] else 0
            union = size(one["start"], one["end"]) + size(two["start"], two["end"]) - shared
            if shared and 2 * shared >= union:
                found.append((-shared / union, left, right))
    pairs: list[tuple[int, int]] = []
    for _, left, right in sorted(found):
        if all(left != one and right != two for one, two in pairs):
            pairs.append((left, right))
    return pairs


def _tally(labels: Iterable[str]) -> Floats:
    counts = np.zeros(len(LABELS))
    for label in labels:
        counts[_INDEX[label]] += 1
    return counts


def compare(text: str, first: dict[str, Any], second: dict[str, Any]) -> Compared:
    """Compare two labellings of a document, each with spans and faults.

    Raises ValueError where a code point that is no white space has no label.
    """
    solid = np.array([not character.isspace() for character in text], dtype=bool)
    one, two = _paint(text, first["spans"])[solid], _paint(text, second["spans"])[solid]
    if (one < 0).any() or (two < 0).any():
        raise ValueError("a code point that is no white space has no label")
    joint = np.bincount(one * len(LABELS) + two, minlength=len(LABELS) ** 2).reshape(len(LABELS), len(LABELS)).astype(float)
    before = np.concatenate([[0], np.cumsum(solid)])
    borders = [{(span["start"], span["end"], span["label"]) for span in side["spans"]} for side in (first, second)]
    near = []
    for label in sorted({span["label"] for span in first["spans"]}):
        one_label, two_label = ([span for span in side["spans"] if span["label"] == label] for side in (first, second))
        near += [label] * len(_overlaps(one_label, two_label, before))
    furniture = [[span for span in side["spans"] if span["label"].startswith("boilerplate.")] for side in (first, second)]
    known = [
        (EVIDENCE.index(furniture[0][left]["evidence"]), EVIDENCE.index(furniture[1][right]["evidence"]))
        for left, right in _overlaps(furniture[0], furniture[1], before)
    ]
    faults = [{(fault["start"], fault["end"], fault["kind"]) for fault in side["faults"]} for side in (first, second)]
    return Compared(
        joint + joint.T,
        _tally(label for _, _, label in borders[0] & borders[1]),
        _tally(near),
        _tally(span["label"] for span in first["spans"]),
        _tally(span["label"] for span in second["spans"]),
        coincide(known, len(EVIDENCE)),
        np.array([len(faults[0] & faults[1]), len(faults[0]), len(faults[1])], dtype=float),
    )


def _f1(matched: Floats, first: Floats, second: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(first + second > 0, 2 * matched / (first + second), np.nan))


def _cell(point: Any, replicates: Floats) -> list[float] | None:
    """Value and 95 % interval, or None where the value is not defined. Replicates without a value are left out."""
    if np.isnan(point):
        return None
    low, high = np.nanpercentile(replicates, [2.5, 97.5])
    return [round(float(value), 4) for value in (point, low, high)]


def summarise(documents: Sequence[Compared], merges: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Figures over documents.

    merges: labels by the name of what they are merged into, for which α is given too. Values are [value, lower, upper]; None where undefined.
    """
    weights = np.random.default_rng(_SEED).multinomial(len(documents), np.full(len(documents), 1 / len(documents)), _REPLICATES).astype(float)
    # The first row is the sample itself.
    weights = np.vstack([np.ones(len(documents)), weights])

    def total(name: str) -> Floats:
        each = np.stack([getattr(document, name) for document in documents])
        return np.asarray(np.tensordot(weights, each, axes=1))

    def cell(values: Floats) -> list[float] | None:
        return _cell(values[0], values[1:])

    characters, exact, near, first, second, faults = map(total, ("characters", "exact", "overlapping", "first", "second", "faults"))
    own = alpha(against_the_rest(characters))
    families = _merged(characters, _FAMILIES, 3)
    furniture = _FAMILIES == 2
    present = np.stack([(document.first + document.second) > 0 for document in documents]).sum(0)

    def merged(labels: Sequence[str]) -> list[float] | None:
        inside = np.array([int(label in labels) for label in LABELS])
        return cell(alpha(_merged(characters, inside, 2)))

    return {
        "documents": len(documents),
        "characters": int(characters[0].sum() / 2),
        "alpha": cell(alpha(characters)),
        "alpha_families": cell(alpha(families)),
        "alpha_boilerplate": cell(alpha(against_the_rest(families))[:, 2]),
        "alpha_evidence": cell(alpha(total("evidence"))),
        "evidence_pairs": int(total("evidence")[0].sum() / 2),
        "f1": cell(_f1(exact.sum(1), first.sum(1), second.sum(1))),
        "f1_iou": cell(_f1(near.sum(1), first.sum(1), second.sum(1))),
        "f1_boilerplate": cell(_f1(*(part[:, furniture].sum(1) for part in (exact, first, second)))),
        "f1_iou_boilerplate": cell(_f1(*(part[:, furniture].sum(1) for part in (near, first, second)))),
        "f1_faults": cell(_f1(faults[:, 0], faults[:, 1], faults[:, 2])),
        "labels": {
            label: {
                "documents": int(present[number]),
                "spans": [int(first[0, number]), int(second[0, number])],
                "alpha": cell(own[:, number]),
                "f1": cell(_f1(exact[:, number], first[:, number], second[:, number])),
                "f1_iou": cell(_f1(near[:, number], first[:, number], second[:, number])),
            }
            for number, label in enumerate(LABELS)
            if present[number]
        },
        "merged": {name: merged((name, *labels)) for name, labels in merges.items()},
    }
