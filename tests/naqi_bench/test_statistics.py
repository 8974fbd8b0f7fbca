"""Statistics over sites: intervals, the exact test and its correction, against scipy, published values and simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from naqi_bench.statistics.comparison import SITES_FOR_P, compare, holm, sign_flip
from naqi_bench.statistics.intervals import t_interval, wild_interval

SCORES = st.floats(0, 1, allow_nan=False)


def test_t_interval_worked_by_hand() -> None:
    # Mean 3, standard deviation sqrt(2.5), five sites: 3 ± 2.776445 · sqrt(2.5 / 5).
    low, high = t_interval([1, 2, 3, 4, 5]) or (0, 0)
    assert low == pytest.approx(3 - 2.776445 * math.sqrt(0.5), abs=1e-5)
    assert high == pytest.approx(3 + 2.776445 * math.sqrt(0.5), abs=1e-5)


@pytest.mark.parametrize("interval", [t_interval, wild_interval])
def test_an_interval_needs_two_sites_and_spread(interval) -> None:
    assert interval([]) is None
    assert interval([0.5]) is None
    assert interval([0.5, 0.5, 0.5]) == (0.5, 0.5)


@given(st.lists(SCORES, min_size=6, max_size=14, unique=True))
def test_the_wild_interval_holds_the_mean_and_moves_with_the_values(values) -> None:
    if max(values) - min(values) < 1e-3:
        return
    low, high = wild_interval(values) or (0, 0)
    assert low <= np.mean(values) <= high
    shifted = wild_interval([value + 1 for value in values]) or (0, 0)
    assert shifted == pytest.approx((low + 1, high + 1), abs=1e-6)


@pytest.mark.parametrize("sites", [7, 14])
def test_the_wild_interval_covers_what_it_promises(sites) -> None:
    # Skewed site values, as scores near 1 are; a percentile bootstrap covers about .83 of the time at 7 sites.
    random = np.random.default_rng(5)
    inside = 0
    for _ in range(60):
        low, high = wild_interval(list(1 - random.beta(1.2, 6, sites))) or (0, 0)
        inside += low <= 1 - 1.2 / 7.2 <= high
    assert inside >= 51  # 60 trials of .95 fall below this once in 1,000


@given(st.lists(st.integers(-8, 8).map(lambda n: n / 8), min_size=1, max_size=9))
def test_sign_flip_is_scipys_exact_permutation_test(differences) -> None:
    if len(differences) < 2:
        assert sign_flip(differences) == 1.0
        return
    theirs = stats.permutation_test(
        (differences, [0.0] * len(differences)),
        lambda x, y, axis: np.mean(x - y, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=math.inf,
    ).pvalue
    assert sign_flip(differences) == pytest.approx(theirs)


def test_sign_flip_cannot_go_below_two_in_all_signs() -> None:
    assert sign_flip([0.1] * 7) == pytest.approx(2 / 2**7)
    assert sign_flip([0.1] * 24) == pytest.approx(2 / 2**24)
    with pytest.raises(ValueError, match="at least one site"):
        sign_flip([])


def test_holm_worked_by_hand() -> None:
    # Smallest first: 4 · .01, 3 · .013, 2 · .03, 1 · .04, never falling.
    assert holm([0.04, 0.01, 0.03, 0.013]) == pytest.approx([0.06, 0.04, 0.06, 0.04])
    assert holm([]) == []


def test_compare_ranks_by_site_means_and_tests_on_shared_sites() -> None:
    sites = [f"s{number}" for number in range(12)]
    scores = {
        "good": dict.fromkeys(sites, 0.9),
        "worse": {site: 0.8 - number / 1000 for number, site in enumerate(sites)},
        "new": dict.fromkeys(sites[:4], 0.5),
        "unscored": {},
    }
    leader, second, third = compare(scores)
    assert (leader.tool, leader.p, leader.adjusted, leader.difference) == ("good", None, None, 0.0)
    assert second.tool == "worse"
    assert second.p == pytest.approx(2 / 2**12)
    assert second.adjusted == second.p  # the only one that is tested
    assert (third.sites, third.shared, third.p) == (4, 4, None)
    assert third.shared < SITES_FOR_P


def test_nothing_to_compare() -> None:
    assert compare({}) == []
    assert compare({"a": {}}) == []
