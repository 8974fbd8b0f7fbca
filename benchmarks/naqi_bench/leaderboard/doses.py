"""Dose–response: what each class of furniture costs a tool, by how often it stands on a page. From `results/<tool>/<version>/cost-<track>.json`.

A file is `{"tool", "version", "track", "dataset", "settings": {<setting>: {"doses": {<class>: {"<dose>": {"cost", "low", "high"}}}}}}`. cost: the mean, over
sites, of the primary metric on the plain page less that on the same page with the class at this dose; low, high: its 95 % interval, or null.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Final

from naqi.taxonomy import BOILERPLATE_CLASSES
from naqi_bench.accuracy.markdown import NOTHING, escaped, table
from naqi_bench.leaderboard.boards import Board
from naqi_bench.leaderboard.entries import ResultsError, better
from naqi_bench.leaderboard.plots import Plot, heading
from naqi_bench.leaderboard.svg import LINE, PALE, Drawing
from naqi_bench.leaderboard.words import CLASSES, METRICS
from naqi_bench.scoring.aggregate import PRIMARY
from naqi_bench.tracks.model import Track

# P. Tol's "bright" scheme: told apart with any sight of colour.
_SHADES: Final = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377")
_COLUMNS, _WIDE, _HIGH, _LEFT, _TOP = 4, 232.0, 148.0, 56.0, 92.0


@dataclass(frozen=True, slots=True)
class Point:
    """A dose (times that a class stands on the page) and its cost, with its interval if there is one."""

    dose: float
    cost: float
    low: float | None
    high: float | None


# By track, tool and setting, class.
Doses = dict[tuple[Track, str, str], dict[str, list[Point]]]


def read(folder: Path, dataset: Mapping[str, str]) -> Doses:
    """What tools' leaks cost on this dataset; files of another are left out. Raises ResultsError."""
    found: Doses = {}
    for path in sorted(folder.glob("*/*/cost-*.json")):
        try:
            content = json.loads(path.read_text("utf-8"))
            if dict(content["dataset"]) != dict(dataset):
                continue
            for setting, scores in content["settings"].items():
                found[Track(content["track"]), str(content["tool"]), setting] = {
                    name: [Point(float(dose), float(at["cost"]), at["low"], at["high"]) for dose, at in sorted(doses.items(), key=lambda item: float(item[0]))]
                    for name, doses in scores["doses"].items()
                }
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ResultsError(f"{path}: holds no costs of leaks ({error!r}): delete it and run naqi-bench cost") from error
    return found


def _curves(board: Board, doses: Doses) -> tuple[dict[str, dict[str, list[Point]]], list[str]]:
    """What leaks cost the best tools, by name and class; and the classes, in the order of the taxonomy."""
    best = [entry for entry in better([row.entry for row in board.ranked]) if (board.track, entry.tool, entry.setting) in doses][: len(_SHADES)]
    curves = {entry.name: doses[board.track, entry.tool, entry.setting] for entry in best}
    return curves, [name for name in BOILERPLATE_CLASSES if any(name in curve for curve in curves.values())]


def dose_table(board: Board, doses: Doses) -> str:
    """What each class costs the best tools at the highest dose, in Markdown, the dearest class first; empty where no cost is known."""
    curves, classes = _curves(board, doses)
    if not classes:
        return ""
    last = {name: [curve[name][-1] if curve.get(name) else None for curve in curves.values()] for name in classes}
    mean = {name: fmean(point.cost for point in points if point is not None) for name, points in last.items()}
    rows = [[name, *map(_cell, last[name])] for name in sorted(classes, key=lambda name: -mean[name])]
    dose = max(point.dose for points in last.values() for point in points if point is not None)
    return (
        f"### What a leak costs\n\nFall of {METRICS[PRIMARY[board.track]][0]} from a page without furniture to the same page with a class on it "
        f"{dose:g} times, mean over sites [95 %]; the dearest class first. The plot above has the lower doses.\n\n"
        f"{table(['class', *map(escaped, curves)], rows)}"
    )


def _cell(point: Point | None) -> str:
    if point is None:
        return NOTHING
    bounds = "" if point.low is None or point.high is None else f" [{point.low:.3f}, {point.high:.3f}]"
    return f"{point.cost:.3f}{bounds}"


def dose_response(board: Board, doses: Doses) -> Plot | None:
    """A small plot for each class, a line for each of the best tools; None where no cost is known."""
    curves, classes = _curves(board, doses)
    if not classes:
        return None
    metric = METRICS[PRIMARY[board.track]][0]
    title = f"{board.track.value}: what a leak costs, by class and dose"
    drawing = Drawing(title, f"A small plot for each class of furniture: how much {metric} falls as the class stands on a page more often.")
    heading(drawing, title, f"fall of {metric} beside the same page without furniture, by how often the class stands on it; bars: 95 %, cut at the edge")
    points = [point for curve in curves.values() for line in curve.values() for point in line]
    # The means say how far the axis goes: over few sites one interval may be wider than all of them together.
    most = 1.2 * max(0.01, *(point.cost for point in points))
    least = 1.2 * min(0.0, *(point.cost for point in points))
    last = max(point.dose for point in points)
    x = _LEFT
    for shade, name in zip(_SHADES, curves, strict=False):
        drawing.dot(x, 66, 4, fill=shade)
        drawing.text(x + 8, 70, name, size=11)
        x += 24 + 7 * len(name)
    for number, name in enumerate(classes):
        left, top = _LEFT + number % _COLUMNS * _WIDE, _TOP + number // _COLUMNS * _HIGH
        panel = _Panel(left, top + 22, _WIDE - 48, _HIGH - 56, least, most, last)
        drawing.arabic(left + _WIDE - 48, top + 12, CLASSES[name])
        drawing.text(left, top + 12, name, size=11, ink=PALE)
        panel.axes(drawing)
        for shade, curve in zip(_SHADES, curves.values(), strict=False):
            panel.curve(drawing, curve.get(name, []), shade)
    height = _TOP + -(-len(classes) // _COLUMNS) * _HIGH
    return Plot(f"dose-{board.track}.svg", board.track, title, drawing.render(max(_LEFT + _COLUMNS * _WIDE, x), height))


@dataclass(frozen=True, slots=True)
class _Panel:
    """A small plot: its place in pixels, and the range of its values. Doses begin at 0, where nothing is lost."""

    left: float
    top: float
    width: float
    height: float
    least: float
    most: float
    last: float

    def place(self, dose: float, cost: float) -> tuple[float, float]:
        return self.left + self.width * dose / self.last, self.top + self.height * (self.most - cost) / (self.most - self.least)

    def axes(self, drawing: Drawing) -> None:
        for cost in (0.0, self.most):
            _, y = self.place(0, cost)
            drawing.line(self.left, y, self.left + self.width, y, ink=LINE)
            drawing.text(self.left - 6, y + 4, f"{cost:.2f}", anchor="end", size=10, ink=PALE)
        for dose in (0.0, self.last):
            drawing.text(self.place(dose, 0)[0], self.top + self.height + 14, f"{dose:g}", anchor="middle", size=10, ink=PALE)

    def curve(self, drawing: Drawing, points: Sequence[Point], shade: str) -> None:
        if not points:
            return
        drawing.path([self.place(0, 0), *(self.place(point.dose, point.cost) for point in points)], ink=shade)
        for point in points:
            x, y = self.place(point.dose, point.cost)
            if point.low is not None and point.high is not None:
                low, high = (min(max(end, self.least), self.most) for end in (point.low, point.high))
                drawing.line(x, self.place(0, low)[1], x, self.place(0, high)[1], ink=shade)
            drawing.dot(x, y, 2.5, fill=shade, tip=f"{point.dose:g}: {point.cost:.4f}")
