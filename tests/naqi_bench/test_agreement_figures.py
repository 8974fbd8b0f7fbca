"""Figures of agreement: α on published examples, and what perfect, chance and shifted labellings give."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pytest

from naqi_bench.agreement.answers import LABELS
from naqi_bench.agreement.figures import Compared, against_the_rest, alpha, coincide, compare, summarise

WORD = "كلمة"
TEXT = " ".join([WORD] * 40)
BODY, SHARE, TITLE = "body", "boilerplate.share", "optional.title"


def spans(*pieces: tuple[int, str] | tuple[int, str, str]) -> dict[str, Any]:
    """Spans of TEXT: each so many words long, with a label and, for boilerplate, evidence."""
    made, at = [], 0
    for words, label, *evidence in pieces:
        length = words * (len(WORD) + 1) - 1
        made.append({"start": at, "end": at + length, "label": label, "evidence": evidence[0] if evidence else None})
        at += length + 1
    assert at == len(TEXT) + 1
    return {"spans": made, "faults": []}


def one(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    return summarise([compare(TEXT, first, second)], {})


# Published examples: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections A, B and C.
@pytest.mark.parametrize(
    ("first", "second", "published"),
    [("0100000010", "1110010000", 0.095), ("aabbdcccedda", "babbbccceddd", 0.692)],
    ids=["A, binary", "B, nominal"],
)
def test_alpha_of_two_observers_is_the_published_one(first: str, second: str, published: float) -> None:
    values = sorted({*first, *second})
    pairs = [(values.index(left), values.index(right)) for left, right in zip(first, second, strict=True)]
    assert round(float(alpha(coincide(pairs, len(values)))), 3) == published


def test_alpha_of_the_published_coincidences_is_the_published_one() -> None:
    third = 1 / 3
    matrix = np.array(
        [
            [7, 4 * third, third, third, 0],
            [4 * third, 10, 4 * third, third, 0],
            [third, 4 * third, 8, third, 0],
            [third, third, third, 4, 0],
            [0, 0, 0, 0, 3],
        ]
    )
    assert round(float(alpha(matrix)), 3) == 0.743


def test_alpha_agrees_with_its_definition_by_pairs() -> None:
    """α = 1 - observed / expected disagreement, both counted pair by pair."""
    chance = random.Random(1)
    pairs = [(chance.randrange(4), chance.choice([0, 1, 2, 3, 3, 3])) for _ in range(200)]
    values = [value for pair in pairs for value in pair]
    observed = sum(left != right for left, right in pairs) / len(pairs)
    unlike = sum(left != right for place, left in enumerate(values) for right in values[:place])
    expected = unlike / math.comb(len(values), 2)
    assert float(alpha(coincide(pairs, 4))) == pytest.approx(1 - observed / expected)


def test_a_value_against_the_rest_is_what_relabelling_gives() -> None:
    chance = random.Random(2)
    pairs = [(chance.randrange(5), chance.randrange(5)) for _ in range(100)]
    each = alpha(against_the_rest(coincide(pairs, 5)))
    for value in range(5):
        relabelled = [(int(left == value), int(right == value)) for left, right in pairs]
        assert each[value] == pytest.approx(float(alpha(coincide(relabelled, 2))))


def test_where_nothing_can_vary_alpha_is_not_defined() -> None:
    assert np.isnan(alpha(coincide([(1, 1)] * 5, 3)))
    assert np.isnan(alpha(np.zeros((3, 3))))


# Labelled documents.
def test_perfect_agreement_is_one_everywhere() -> None:
    made = spans((5, TITLE), (25, BODY), (10, SHARE, "wording"))
    made["faults"] = [{"start": 30, "end": 31, "kind": "lost", "replacement": None}]
    result = one(made, made)
    for key in ("alpha", "alpha_families", "alpha_boilerplate", "f1", "f1_iou", "f1_boilerplate", "f1_iou_boilerplate", "f1_faults"):
        assert result[key] == [1, 1, 1], key
    assert all(row[key] == [1, 1, 1] for row in result["labels"].values() for key in ("alpha", "f1", "f1_iou"))
    assert (result["characters"], result["evidence_pairs"]) == (40 * len(WORD), 1)


def test_labels_by_chance_are_near_zero() -> None:
    chance = random.Random(3)

    def by_chance() -> dict[str, Any]:
        return spans(*((1, chance.choice([BODY, TITLE]) if number % 2 else SHARE, *(() if number % 2 else ("wording",))) for number in range(40)))

    def shuffled() -> dict[str, Any]:
        made = by_chance()
        labels = [(span["label"], span["evidence"]) for span in made["spans"]]
        chance.shuffle(labels)
        for span, (label, evidence) in zip(made["spans"], labels, strict=True):
            span |= {"label": label, "evidence": evidence}
        return made

    result = summarise([compare(TEXT, shuffled(), shuffled()) for _ in range(60)], {})
    assert abs(result["alpha"][0]) < 0.05
    assert result["alpha"][1] < 0 < result["alpha"][2]


def test_the_further_a_border_moves_the_lower_alpha_is() -> None:
    base = spans((30, BODY), (10, SHARE, "wording"))
    moved = [one(base, spans((30 - by, BODY), (10 + by, SHARE, "wording"))) for by in (0, 1, 3, 8, 15)]
    values = [result["alpha"][0] for result in moved]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values)
    # By 8 words a span of 10 shares 10 of 18, by 15 it shares 10 of 25.
    assert [result["labels"][SHARE]["f1"][0] for result in moved] == [1, 0, 0, 0, 0]
    assert [result["labels"][SHARE]["f1_iou"][0] for result in moved] == [1, 1, 1, 1, 0]


def test_half_of_the_union_is_enough_and_each_span_is_matched_once() -> None:
    halves = spans((10, SHARE, "wording"), (30, BODY))
    quarters = spans((5, SHARE, "wording"), (35, BODY))
    assert one(halves, quarters)["labels"][SHARE]["f1_iou"][0] == 1
    split = spans((5, SHARE, "wording"), (1, BODY), (4, SHARE, "wording"), (30, BODY))
    row = one(halves, split)["labels"][SHARE]
    assert (row["spans"], row["f1_iou"][0]) == ([1, 2], pytest.approx(2 / 3, abs=1e-4))


def test_a_class_is_confused_where_the_family_is_not() -> None:
    first = spans((20, BODY), (10, SHARE, "wording"), (10, "boilerplate.follow", "wording"))
    second = spans((20, BODY), (10, "boilerplate.follow", "wording"), (10, SHARE, "wording"))
    result = one(first, second)
    assert result["alpha_boilerplate"][0] == result["alpha_families"][0] == result["labels"][BODY]["alpha"][0] == 1
    assert result["labels"][SHARE]["alpha"][0] < 0
    assert result["f1"][0] == pytest.approx(1 / 3, abs=1e-4)


def test_merged_labels_are_measured_as_one() -> None:
    first = spans((20, BODY), (20, SHARE, "wording"))
    second = spans((20, BODY), (20, "boilerplate.follow", "wording"))
    result = summarise([compare(TEXT, first, second)], {SHARE: ["boilerplate.follow"]})
    assert result["labels"][SHARE]["alpha"][0] < 0
    assert result["merged"][SHARE][0] == 1


def test_evidence_is_compared_where_both_say_boilerplate_whatever_the_class() -> None:
    def made(label: str, *evidences: str) -> dict[str, Any]:
        pieces: list[tuple[int, str] | tuple[int, str, str]] = []
        for evidence in evidences:
            pieces += [(5, label, evidence), (5, BODY)]
        return spans(*pieces)

    first = made(SHARE, "wording", "position", "wording", "reading")
    second = made("boilerplate.follow", "wording", "position", "position", "reading")
    result = one(first, second)
    # Pairs: wording-wording, position-position, wording-position, reading-reading.
    expected = float(alpha(coincide([(0, 0), (1, 1), (0, 1), (3, 3)], 5)))
    assert (result["evidence_pairs"], result["alpha_evidence"][0]) == (4, pytest.approx(expected, abs=1e-4))
    nobody = one(spans((40, BODY)), first)
    assert (nobody["evidence_pairs"], nobody["alpha_evidence"]) == (0, None)


def test_white_space_counts_for_nothing() -> None:
    made = spans((20, BODY), (20, SHARE, "wording"))
    wide = TEXT.replace(f"{WORD} ", f"{WORD}\n\n\t ")
    border = 20 * (len(WORD) + 4)
    stretched = {"spans": [{**made["spans"][0], "end": border - 4}, {**made["spans"][1], "start": border, "end": len(wide)}], "faults": []}
    narrow, broad = compare(TEXT, made, made), compare(wide, stretched, stretched)
    assert np.array_equal(narrow.characters, broad.characters)


def test_a_character_without_a_label_is_refused() -> None:
    made = spans((20, BODY), (20, SHARE, "wording"))
    with pytest.raises(ValueError, match="has no label"):
        compare(TEXT, made, {"spans": made["spans"][:1], "faults": []})


def test_an_interval_holds_its_value_and_narrows_with_documents() -> None:
    good = compare(TEXT, spans((30, BODY), (10, SHARE, "wording")), spans((30, BODY), (10, SHARE, "wording")))
    bad = compare(TEXT, spans((30, BODY), (10, SHARE, "wording")), spans((20, BODY), (20, SHARE, "wording")))

    def interval(documents: list[Compared]) -> list[float]:
        cell: list[float] = summarise(documents, {})["alpha"]
        return cell

    few, many = interval([good, bad] * 3), interval([good, bad] * 40)
    assert few[0] == pytest.approx(many[0], abs=0.01)
    for value, low, high in (few, many):
        assert low < value < high
    assert many[2] - many[1] < (few[2] - few[1]) / 2
    assert interval([good, bad] * 3) == few


def test_labels_that_nobody_gave_have_no_row() -> None:
    made = spans((30, BODY), (10, SHARE, "wording"))
    assert list(one(made, made)["labels"]) == [label for label in LABELS if label in {BODY, SHARE}]
