"""Do composed pages rank tools as real ones do? Figures over outlets, each of which has one vote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import comb
from statistics import fmean
from typing import Any, Final

import numpy as np
from scipy import stats

# Two tools are told apart where their means differ by this on both sides.
SEPARATED: Final = 0.02
# Below this many outlets no aim is set.
OUTLETS_FOR_AIM: Final = 12
_DRAWS: Final = 2_000
_MOST_SPLITS: Final = 1_000
_SEED: Final = 20_261
_FEWEST_TOOLS: Final = 3

# By tool, then by outlet.
Scores = Mapping[str, Mapping[str, float]]


def tau(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Kendall's τ-b of two rankings; None for fewer than three tools, or where one side ties all of them."""
    if len(left) < _FEWEST_TOOLS or len(set(left)) < 2 or len(set(right)) < 2:
        return None
    return float(stats.kendalltau(left, right).statistic)


def agreement(composed: Mapping[str, float], real: Mapping[str, float]) -> dict[str, Any]:
    """Pairs of tools whose means differ by SEPARATED or more on both sides, and how many of them stand in the same order. share: None without pairs."""
    pairs = agreed = 0
    for one, other in combinations(sorted(composed), 2):
        ours, theirs = composed[one] - composed[other], real[one] - real[other]
        # A hair less, so that .02 in binary is .02.
        if min(abs(ours), abs(theirs)) >= SEPARATED - 1e-9:
            pairs += 1
            agreed += (ours > 0) == (theirs > 0)
    return {"pairs": pairs, "agreed": agreed, "share": agreed / pairs if pairs else None}


def bootstrap(composed: Mapping[str, float], real: Scores) -> tuple[float, float] | None:
    """The 95 % percentile interval of τ over resampled outlets; composed means stay as they are. None where τ is None in most draws. Seeded."""
    tools = sorted(composed)
    outlets = sorted(next(iter(real.values()), {}))
    if len(outlets) < 2:
        return None
    table = np.array([[real[tool][outlet] for outlet in outlets] for tool in tools])
    random = np.random.default_rng(_SEED)
    found = []
    for _ in range(_DRAWS):
        means = table[:, random.integers(0, len(outlets), len(outlets))].mean(axis=1)
        drawn = tau([composed[tool] for tool in tools], means.tolist())
        if drawn is not None:
            found.append(drawn)
    if len(found) <= _DRAWS // 2:
        return None
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


def halves(outlets: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Outlets split in two halves (of an odd number one is larger by one), each split once; a seeded sample where there are more than 1,000."""
    names, half = sorted(outlets), len(outlets) // 2
    if half == 0:
        return
    count = comb(len(names), half)
    if count > 2 * _MOST_SPLITS:
        random = np.random.default_rng(_SEED)
        for _ in range(_MOST_SPLITS):
            order = [names[place] for place in random.permutation(len(names))]
            yield sorted(order[:half]), sorted(order[half:])
        return
    for one in combinations(names, half):
        # With two halves of one size, each split would come twice: keep that which has the first outlet in front.
        if 2 * half != len(names) or names[0] in one:
            yield list(one), [name for name in names if name not in one]


def ceiling(real: Scores) -> dict[str, Any]:
    """τ between the rankings by two halves of the outlets: mean, least and most over splits; how many splits. None without any."""
    tools = sorted(real)
    outlets = sorted(next(iter(real.values()), {}))
    found = []
    for one, other in halves(outlets):
        between = tau(*([fmean(real[tool][outlet] for outlet in half) for tool in tools] for half in (one, other)))
        if between is not None:
            found.append(between)
    return {"splits": len(found), "mean": fmean(found) if found else None, "least": min(found, default=None), "most": max(found, default=None)}


def compare(composed: Mapping[str, float], real: Scores) -> dict[str, Any]:
    """All figures of a track. composed: mean over sites by tool. real: by tool and outlet, all tools on the same outlets."""
    means = {tool: fmean(real[tool].values()) for tool in composed}
    interval = bootstrap(composed, real)
    tools = sorted(composed)
    return {
        "tools": {
            tool: {
                "composed": composed[tool],
                "real": means[tool],
                "outlets": dict(sorted(real[tool].items())),
                "differences": {outlet: composed[tool] - value for outlet, value in sorted(real[tool].items())},
            }
            for tool in tools
        },
        "agreement": agreement(composed, means),
        "tau": {
            "value": tau([composed[tool] for tool in tools], [means[tool] for tool in tools]),
            "low": None if interval is None else interval[0],
            "high": None if interval is None else interval[1],
        },
        "ceiling": ceiling({tool: real[tool] for tool in tools}),
    }
