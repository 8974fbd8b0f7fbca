"""Measures of variety, against figures worked out by hand on small Arabic texts."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from naqi_dataset.stats import metrics
from naqi_dataset.stats.words import Word, mask, words

FOX = words("خرج الثعلب من الغابة ثم عاد إلى الغابة")
WOLF = words("خرج الذئب من الغابة ثم عاد إلى الجبل")


def test_types_are_counted_in_the_first_words_of_any_order() -> None:
    # 8 words each, one repeated in the first; together 16 words of 9 types.
    assert metrics.types_in([FOX], 100) == 7
    assert metrics.types_in([FOX, WOLF], 16) == 9
    # The first eight words are all of one text: 7 types of the one or 8 of the other.
    assert 7 < metrics.types_in([FOX, WOLF], 8) < 8
    assert metrics.types_in([[None, *words("7 8 بيت")]], 10) == 1


def test_grams_do_not_reach_across_a_name() -> None:
    masked = mask(words("قال سعد إن البئر جفت"), ["سعد"])
    assert list(metrics.grams(masked, 2)) == [tuple(words("إن البئر")), tuple(words("البئر جفت"))]
    assert list(metrics.grams(masked, 4)) == []


def test_shared_grams_and_the_most_reused() -> None:
    # 4-grams: five each. Shared: "من الغابة ثم عاد", "الغابة ثم عاد إلى".
    assert metrics.shared_share([FOX, WOLF], 4) == pytest.approx(2 / 8)
    assert metrics.most_reused([FOX, WOLF], 4, 1) == [("الغابه ثم عاد الي", 2)]
    assert metrics.most_reused([FOX], 4, 5) == []
    assert metrics.shared_share([], 4) == 0


def test_a_gram_counts_once_a_text() -> None:
    text = words("يا ليل يا ليل يا ليل")
    assert metrics.spread([text, text], 2)[tuple(words("يا ليل"))] == 2


def test_entropy_of_first_words() -> None:
    assert metrics.entropy(["قال"] * 8, 8) == 0
    assert metrics.entropy(["قال", "أعلن", "في", "على"], 4) == pytest.approx(2)
    assert metrics.entropy(["قال", "قال", "أعلن", "في"], 4) == pytest.approx(1.5)
    # Of more values than asked for, so many are drawn.
    assert metrics.entropy(list(range(100)), 16) == pytest.approx(4)


def test_repetition_compresses() -> None:
    varied = [[bytes([65 + (7 * at + at * at // 3) % 26, 65 + at % 26]) for at in range(200)]]
    assert metrics.compression_ratio([FOX] * 50) > 10
    assert metrics.compression_ratio(varied) < metrics.compression_ratio([varied[0][:50]] * 4)


def test_jaccard_of_shingles() -> None:
    # Runs of three: six each, shared "من الغابة ثم", "الغابة ثم عاد", "ثم عاد إلى": 3 of 9.
    assert metrics.most_alike([FOX, WOLF], 3) == pytest.approx(3 / 9)
    assert metrics.most_alike([FOX, words("نص آخر لا يشبهه في شيء")], 3) == 0
    assert metrics.most_alike([FOX], 3) == 0


def _brute(sets: Sequence[frozenset[bytes]], least: float) -> set[tuple[int, int, float]]:
    found = set()
    for number, own in enumerate(sets):
        for other in range(number):
            jaccard = len(own & sets[other]) / len(own | sets[other])
            if jaccard >= least:
                found.add((number, other, jaccard))
    return found


@pytest.mark.parametrize("least", [0.05, 0.15, 0.5, 1.0])
def test_the_join_finds_what_comparing_all_pairs_finds(least: float) -> None:
    sets = [frozenset(str((start * step) % 17).encode() for step in range(1, 2 + start % 9)) for start in range(40)]
    assert set(metrics.alike(sets, least)) == _brute(sets, least)


def test_words_that_stand_out() -> None:
    """قال is in 60 of 60 and 20 of 60: log odds 4.796 + 0.681, standard error sqrt(1/60.5 + 1/0.5 + 1/20.5 + 1/40.5) = 1.446, so 3.8 of them."""
    ours = [words("قال بيت")] * 57 + [words("قال بيت نادر 7")] * 3
    theirs = [words("قال بيت")] * 20 + [words("بيت صمت")] * 40
    assert metrics.stand_out(ours, theirs, 10) == [("قال", 60, 20)]
    assert metrics.stand_out(theirs, ours, 10) == [("صمت", 40, 0)]
    assert metrics.stand_out(ours, ours, 10) == []


def test_lengths() -> None:
    assert metrics.length_figures(list(range(1, 12))) == {"mean": 6, "p10": 2, "p50": 6, "p90": 10}
    assert metrics.length_figures([5]) == {"mean": 5, "p10": 5, "p50": 5, "p90": 5}
    assert metrics.length_figures([]) == {}


def test_masked_words_are_in_no_measure() -> None:
    text: list[Word] = [None, *words("بيت"), None]
    assert metrics.compression_ratio([text]) == metrics.compression_ratio([words("بيت")])
    assert math.isclose(metrics.types_in([text], 10), 1)
