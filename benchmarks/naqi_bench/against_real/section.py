"""The section of benchmarks/README.md on real pages and texts."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean
from typing import Any, Final

from naqi_bench.accuracy.markdown import NOTHING, table
from naqi_bench.against_real.comparison import OUTLETS_FOR_AIM, SEPARATED
from naqi_bench.tracks.model import Track

_HEAD: Final = """## Against the real

The same tools on real pages and texts that are no part of this repository (`NAQI_REAL_DATA`); `naqi-bench against-real` measures them. Of each tool that
setting is shown which is better on the dataset. An outlet has one vote, as a site has. naqi and these texts are not independent: the authors of its rules
have seen findings on them.

- **composed − real**: mean character F1 over sites of the dataset less that on the real; least and most over outlets. Above 0 the dataset is easier.
- **agreement**: of the pairs of tools whose means differ by {separated:.2f} or more on both sides, the share that stands in the same order on both.
- **τ**: Kendall's τ-b between the two rankings, with its 95 % interval over resampled outlets (percentile bootstrap).
- **ceiling**: τ between rankings by two halves of the real outlets, the mean over ways to halve them. A half has fewer outlets than the whole and ranks
  less surely, so this is no strict upper bound, but what real outlets say of each other.
"""
_NOTHING: Final = """## Against the real

Not measured on this version of the dataset: that needs real pages and texts, which are no part of this repository (`naqi-bench against-real`).
"""
_FEW: Final = """{outlets} outlets are too few to set an aim, which takes {needed}: one outlet more or less can turn the order of tools, and a percentile
interval over so few is too narrow. These figures can show that the dataset misleads, but not that it does not.
"""


def section(figures: Mapping[str, Any] | None) -> str:
    """The section, in Markdown. figures: of `naqi_bench.against_real.figures.read`."""
    if figures is None:
        return _NOTHING
    parts = [_HEAD.format(separated=SEPARATED)]
    for track in Track:
        if track.value in figures["tracks"]:
            parts += _track(track, figures["tracks"][track.value])
    return "\n".join(parts)


def _signed(value: float) -> str:
    # Adding zero makes a negative zero a zero.
    return f"{round(value, 3) + 0.0:+.3f}"


def _number(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.2f}"


def _track(track: Track, figures: Mapping[str, Any]) -> list[str]:
    outlets = figures["outlets"]
    what = "pages" if track is Track.EXTRACT else "texts"
    rows = []
    for name, tool in sorted(figures["tools"].items(), key=lambda item: (-item[1]["composed"], item[0])):
        differences = tool["differences"].values()
        rows.append(
            [
                name,
                tool["setting"],
                f"{tool['composed']:.3f}",
                f"{tool['real']:.3f}",
                f"{_signed(fmean(differences))} ({_signed(min(differences))} to {_signed(max(differences))})",
                *(_signed(tool["differences"][outlet]) for outlet in outlets),
            ]
        )
    agreement, tau, ceiling = figures["agreement"], figures["tau"], figures["ceiling"]
    interval = "" if tau["low"] is None else f" [{tau['low']:.2f}, {tau['high']:.2f}]"
    least = "" if ceiling["mean"] is None else f" ({ceiling['least']:.2f} to {ceiling['most']:.2f} over {ceiling['splits']} ways)"
    return [
        f"### {track.value}: {len(outlets)} outlets, {sum(outlets.values())} {what}, beside {len(figures['sites'])} sites\n",
        table(
            ["", "figure"],
            [
                ["agreement", f"{_number(agreement['share'])} ({agreement['agreed']} of {agreement['pairs']} pairs)"],
                ["τ", _number(tau["value"]) + interval],
                ["ceiling", _number(ceiling["mean"]) + least],
            ],
        ),
        *([_FEW.format(outlets=len(outlets), needed=OUTLETS_FOR_AIM)] if len(outlets) < OUTLETS_FOR_AIM else []),
        table(["tool", "setting", "composed", "real", "composed − real", *(f"{outlet} ({count})" for outlet, count in outlets.items())], rows),
    ]
