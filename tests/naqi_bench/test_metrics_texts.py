"""Word, shingle and repair metrics, on cases worked by hand."""

from __future__ import annotations

import unicodedata

import pytest

from naqi_bench.metrics import mending
from naqi_bench.metrics.bags import token_f1, token_f1_ordered
from naqi_bench.metrics.shingles import Shingles, shingle_f1, shingles


def test_word_f1_as_bag_and_in_order():
    gold, output = "وصل الوفد أمس مساء", "مساء وصل الوفد"
    assert token_f1(gold, output) == 2 * 3 / 7
    assert token_f1_ordered(gold, output) == 2 * 2 / 7
    assert token_f1("", "") == token_f1_ordered("", " ") == 1
    assert token_f1("وصل", "") == 0


@pytest.mark.parametrize(
    ("gold", "output", "expected"),
    [
        # Two shingles of five words; one is in both.
        ("واحد اثنان ثلاثة أربعة خمسة", "واحد اثنان ثلاثة أربعة", Shingles(1 / 2, 0, 1 / 2)),
        # Three words are one shingle.
        ("واحد اثنان ثلاثة", "واحد اثنان ثلاثة", Shingles(1, 0, 0)),
        ("واحد اثنان ثلاثة", "واحد اثنان", Shingles(0, 1 / 2, 1 / 2)),
        # One shingle in the gold; the output has it twice among its five others.
        ("أ ب ج د", "أ ب ج د أ ب ج د", Shingles(1 / 5, 4 / 5, 0)),
        ("", "واحد", Shingles(0, 1, 0)),
        ("", "", Shingles(0, 0, 0)),
    ],
)
def test_shingles_by_hand(gold, output, expected):
    assert shingles(gold, output) == expected


def test_f1_over_pages_is_of_mean_precision_and_mean_recall():
    # Precision 1 and recall 1/2; precision 1/5 and recall 1; the third has no output and so no precision, and recall 0.
    pages = [Shingles(1 / 2, 0, 1 / 2), Shingles(1 / 5, 4 / 5, 0), Shingles(0, 0, 1)]
    precision, recall = (1 + 1 / 5) / 2, (1 / 2 + 1 + 0) / 3
    assert shingle_f1(pages) == pytest.approx(2 * precision * recall / (precision + recall))


def test_repair_by_hand():
    values = mending.metrics("قال نعم", "قال ن?م", "قال نعم")
    assert values == {"exact": 1, "cer_before": 1 / 7, "cer_after": 0, "harm": None}
    assert mending.metrics("قال نعم", "قال نعم", "قال لا") == {"exact": 0, "cer_before": 0, "cer_after": 3 / 7, "harm": 1}


@pytest.mark.parametrize("broken", ["قال ن?م", "قال نيم", "قال نعمم", ""])
def test_only_of_what_nobody_broke_is_harm_told(broken):
    assert mending.metrics("قال نعم", broken, "قال لا")["harm"] is None


def test_repair_compares_up_to_nfc():
    clean = unicodedata.normalize("NFC", "أمس آخر")
    assert mending.metrics(clean, clean, unicodedata.normalize("NFD", clean))["harm"] == 0
