"""A score as a short table for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from naqi.report.visible import visible
from naqi_bench.scoring.aggregate import PRIMARY
from naqi_bench.statistics.intervals import t_interval
from naqi_bench.tracks.model import Track

_COLUMNS: Final = {
    Track.EXTRACT: ("character_f1", "leak_rate", "body_loss", "token_f1", "shingle_f1", "perfect"),
    Track.SCRUB: ("character_f1", "leak_rate", "body_loss", "token_f1", "shingle_f1", "perfect"),
    Track.REPAIR: ("exact", "cer_before", "cer_after", "harm"),
}
_WIDTH: Final = 60


def table(track: Track, rows: Mapping[str, Mapping[str, Any]]) -> str:
    """The scores of settings by name, the submission first; then its leaks by class and its worst pages."""
    name, ours = next(iter(rows.items()))
    primary, columns = PRIMARY[track], _COLUMNS[track]
    of = "kinds" if track is Track.REPAIR else "sites"
    wide = max(map(len, rows))
    lines = [f"{'mean over ' + str(len(ours['sites'])) + ' ' + of:<{wide}}  {'  '.join(f'{column:>12}' for column in columns)}  95 % of {primary}"]
    for row, setting in rows.items():
        values = "  ".join(f"{_figure(setting['macro'][column]):>12}" for column in columns)
        bounds = t_interval([site[primary] for site in setting["sites"].values() if site[primary] is not None])
        lines.append(f"{row:<{wide}}  {values}  {'–' if bounds is None else f'{max(0.0, bounds[0]):.3f} to {min(1.0, bounds[1]):.3f}'}")
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
