"""Intervals for a mean over sites.

Pages of one site are not independent, so the site is the unit: each site gives one value, the mean over its pages, and a tool's figure is
the mean of these. A percentile bootstrap over so few sites is too narrow, so there are two others, to be shown beside each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy import stats

Interval = tuple[float, float]

CONFIDENCE: Final = 0.95
_DRAWS: Final = 3_999
_SEED: Final = 20_261

# Six-point weights of M. D. Webb, "Reworking wild bootstrap based inference for clustered errors" (Queen's Economics Department, working
# paper 1315, 2013): with few clusters, ±1 gives too few different draws.
_WEBB: Final = np.sqrt(np.array([0.5, 1.0, 1.5]))
_FEW: Final = 12


def t_interval(values: Sequence[float]) -> Interval | None:
    """Student's interval for the mean of site values, not cut to [0, 1]; None for fewer than two sites."""
    if len(values) < 2:
        return None
    if max(values) == min(values):
        return values[0], values[0]
    found = stats.ttest_1samp(values, 0.0).confidence_interval(CONFIDENCE)
    return float(found.low), float(found.high)


def wild_interval(values: Sequence[float]) -> Interval | None:
    """The interval of a restricted wild cluster bootstrap-t with the site as cluster; None for fewer than two sites.

    It holds every mean that the bootstrap test does not reject: A. C. Cameron, J. B. Gelbach and D. L. Miller, "Bootstrap-based improvements for
    inference with clustered errors", Review of Economics and Statistics 90 (2008), 414-427. Weights are Webb's below 12 sites, else ±1.
    The draws are seeded: the same values give the same interval.
    """
    if len(values) < 2:
        return None
    data = np.asarray(values, dtype=float)
    mean, spread = float(data.mean()), float(data.std(ddof=1))
    if spread == 0:
        return mean, mean
    weights = _weights(len(data))
    return _edge(data, weights, mean, -spread), _edge(data, weights, mean, spread)


def _weights(sites: int) -> np.ndarray:
    """Draws × sites."""
    random = np.random.default_rng(_SEED)
    signs = random.choice((-1.0, 1.0), size=(_DRAWS, sites))
    return signs * random.choice(_WEBB, size=signs.shape) if sites < _FEW else signs


def _p(data: np.ndarray, weights: np.ndarray, null: float) -> float:
    """The share of draws, the data themselves among them, whose t is at least as far out as that of the data, were the mean `null`."""
    drawn = weights * (data - null)
    root = np.sqrt(len(data))
    spread = drawn.std(axis=1, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(drawn.mean(axis=1)) * root / spread
    # A draw without spread has all values alike: infinitely far out, or at nothing.
    t = np.where(spread > 0, t, np.where(drawn.mean(axis=1) == 0, 0.0, np.inf))
    observed = abs(data.mean() - null) * root / data.std(ddof=1)
    return float((1 + np.count_nonzero(t >= observed * (1 - 1e-12))) / (1 + len(t)))


def _edge(data: np.ndarray, weights: np.ndarray, mean: float, step: float) -> float:
    """Where, going from the mean in the direction of `step`, the test begins to reject."""
    inside, outside = mean, mean + step
    while _p(data, weights, outside) >= 1 - CONFIDENCE:
        inside, step = outside, step * 2
        outside = mean + step
        if abs(step) > 1e6 * data.std(ddof=1):  # with two or three sites nothing is ever rejected
            return float(np.copysign(np.inf, step))
    for _ in range(24):
        middle = (inside + outside) / 2
        if _p(data, weights, middle) >= 1 - CONFIDENCE:
            inside = middle
        else:
            outside = middle
    return (inside + outside) / 2
