"""Cells and tables of the accuracy page."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from scipy.stats import binomtest, t

from naqi.report.visible import visible

NOTHING: Final = "–"
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|&~])")


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = ["| " + " | ".join(cells) + " |" for cells in [header, ["---"] * len(header), *rows]]
    return "\n".join(lines) + "\n"


def share(pair: Sequence[int] | None) -> str:
    """[part, all] as a share, with both."""
    return f"{pair[0] / pair[1]:.3f} ({pair[0]:,}/{pair[1]:,})" if pair and pair[1] else NOTHING


def percent(pair: Sequence[int]) -> str:
    """[part, all] in percent."""
    return f"{100 * pair[0] / pair[1]:.3f} %" if pair[1] else NOTHING


def number(value: float | None) -> str:
    """A mean or share."""
    return NOTHING if value is None else f"{value:.3f}"


def exact_interval(pair: Sequence[int]) -> str:
    """[part, all] as a share with its exact 95 % interval (Clopper–Pearson). For independent trials only."""
    if not pair[1]:
        return NOTHING
    interval = binomtest(pair[0], pair[1]).proportion_ci(method="exact")
    return f"{share(pair)} [{float(interval.low):.2f}, {float(interval.high):.2f}]"


def site_mean(values: Sequence[float]) -> str:
    """The mean of sites' shares with its 95 % t-interval, cut to [0, 1]: one site, one vote."""
    if not values:
        return NOTHING
    mean = sum(values) / len(values)
    if len(values) == 1:
        return f"{mean:.3f}"
    deviation = math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
    half = float(t.ppf(0.975, len(values) - 1)) * deviation / math.sqrt(len(values))
    return f"{mean:.3f} [{max(0.0, mean - half):.2f}, {min(1.0, mean + half):.2f}]"


def escaped(text: str) -> str:
    """Corpus text for a table's cell: nothing in it is Markdown, and nothing is invisible."""
    return _SPECIAL.sub(r"\\\1", visible(text))
