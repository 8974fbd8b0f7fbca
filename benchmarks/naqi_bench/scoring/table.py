"""A score as a short table for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from statistics import fmean, stdev
from typing import Any, Final

from scipy.stats import t as student

from naqi.report.visible import visible
from naqi_bench.scoring.aggregate import PRIMARY
from naqi_bench.tracks.model import Track

_COLUMNS: Final = {
    Track.EXTRACT: ("character_f1", "leak_rate", "body_loss", "token_f1", "shingle_f1", "perfect"),
    Track.SCRUB: ("character_f1", "leak_rate", "body_loss", "token_f1", "shingle_f1", "perfect"),
    Track.REPAIR: ("exact", "cer_before", "cer_after", "harm"),
}
_WIDTH: Final = 60


def interval(values: list[float], level: float = 0.95) -> tuple[float, float] | None:
    """The t-interval of a mean over sites, cut to 0 and 1; None for fewer than two sites.

    Source: Student (1908); with `n` site means, `mean ± t(n − 1) · s / √n`.
    """
    if len(values) < 2:
        return None
    half = float(student.ppf((1 + level) / 2, len(values) - 1)) * stdev(values) / sqrt(len(values))
    return max(0.0, fmean(values) - half), min(1.0, fmean(values) + half)


def table(track: Track, rows: Mapping[str, Mapping[str, Any]]) -> str:
    """The scores of settings by name, the submission first; then its leaks by class and its worst pages."""
    name, ours = next(iter(rows.items()))
    primary, columns = PRIMARY[track], _COLUMNS[track]
    of = "kinds" if track is Track.REPAIR else "sites"
    wide = max(map(len, rows))
    lines = [f"{'mean over ' + str(len(ours['sites'])) + ' ' + of:<{wide}}  {'  '.join(f'{column:>12}' for column in columns)}  95 % of {primary}"]
    for row, setting in rows.items():
        values = "  ".join(f"{_figure(setting['macro'][column]):>12}" for column in columns)
        bounds = interval([site[primary] for site in setting["sites"].values() if site[primary] is not None])
        lines.append(f"{row:<{wide}}  {values}  {'–' if bounds is None else f'{bounds[0]:.3f} to {bounds[1]:.3f}'}")
    if ours.get("contrasts"):
        lines.append(f"contrasts: {ours['contrasts']['right']} of {ours['contrasts']['pairs']} pairs right")
    if ours.get("classes"):
        lines += ["", "leaks by class"]
        order = sorted(ours["classes"].items(), key=lambda entry: (-entry[1]["leaked"], entry[0]))
        lines += [f"  {label:<20} {found['leaked']:>6} of {found['spans']:<6} {found['rate']:.3f}" for label, found in order]
    lines += ["", f"worst pages of {name}"]
    for page in ours["worst"]:
        text = visible(" ".join(page["text"].split()))[:_WIDTH]
        lines.append(f"  {_figure(page['score'])}  {page['id']}  {text or '(no text)'}")
    return "\n".join(lines)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
