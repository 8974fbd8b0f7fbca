"""The plots of the leaderboard, drawn from rankings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from naqi.taxonomy import BOILERPLATE_CLASSES
from naqi_bench.leaderboard.boards import OUTSIDE, WITH_NAQI, Board, Row
from naqi_bench.leaderboard.entries import better
from naqi_bench.leaderboard.svg import INK, LINE, PALE, Drawing, room, spread
from naqi_bench.leaderboard.words import CLASSES, METRICS
from naqi_bench.scoring.aggregate import PRIMARY
from naqi_bench.tools.model import Standing
from naqi_bench.tracks.model import Track

_SHADES: Final = {Standing.OUTSIDE: "#0550ae", Standing.NAQI: "#bc4c00", Standing.CONTROL: "#818b98"}
# From no leak to all: each cell's colour lies between two of these.
_SCALE: Final = ((255, 255, 255), (253, 205, 172), (222, 94, 60), (120, 16, 30))
_TOP: Final = 64


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing of a track. name: of its file in the folder of plots. title: what it shows, for those who cannot see it."""

    name: str
    track: Track
    title: str
    svg: str


def plots(made: Mapping[tuple[Track, str], Board]) -> list[Plot]:
    """All plots that there are rankings for: speed and intervals of outside tools on all sites; leaks with naqi, if it has a result."""
    found = []
    for track in Track:
        board = made.get((track, OUTSIDE))
        if board is None:
            continue
        found += [_speed(board), _intervals(board)]
        if track is not Track.REPAIR:
            found.append(_leaks(made.get((track, WITH_NAQI), board)))
    return found


def heading(drawing: Drawing, title: str, below: str) -> None:
    """The title of a drawing, and a line on what it shows."""
    drawing.text(16, 26, title, size=15, weight="600")
    drawing.text(16, 45, below, ink=PALE)


def _speed(board: Board) -> Plot:
    """The primary metric over seconds a page, on a logarithmic scale."""
    metric = METRICS[PRIMARY[board.track]][0]
    title = f"{board.track.value}: {metric} against time"
    drawing = Drawing(title, "Each point is a tool in one setting; further left is faster, higher is better.")
    heading(drawing, title, f"{len(board.ranked)} outside tools and settings; median seconds a page, logarithmic; up and left is better")
    shown = [row for row in board.ranked if row.entry.seconds]
    seconds = [math.log10(row.entry.seconds or 1) for row in shown]
    low, high = (math.floor(min(seconds, default=-3)), math.ceil(max(seconds, default=0) + 1e-9))
    high = max(high, low + 1)
    left, right, bottom = 64.0, 620.0, _TOP + 380.0

    def place(row: Row) -> tuple[float, float]:
        x = left + (math.log10(row.entry.seconds or 1) - low) / (high - low) * (right - left)
        return x, bottom - _mean(row) * (bottom - _TOP)

    for tenth in range(0, 11, 2):
        y = bottom - tenth / 10 * (bottom - _TOP)
        drawing.line(left, y, right, y)
        drawing.text(left - 8, y + 4, f"{tenth / 10:.1f}", anchor="end", ink=PALE)
    for power in range(low, high + 1):
        x = left + (power - low) / (high - low) * (right - left)
        drawing.line(x, _TOP, x, bottom)
        drawing.text(x, bottom + 18, f"{10.0**power:g} s", anchor="middle", ink=PALE)
    names = [row.entry.name for row in shown]
    heights = spread([place(row)[1] for row in shown], 15, _TOP, max(bottom, _TOP + 15.0 * len(shown)))
    for row, height in zip(shown, heights, strict=True):
        x, y = place(row)
        drawing.line(x + 5, y, right + 18, height, ink=LINE)
        drawing.text(right + 22, height + 4, row.entry.name, size=11)
    for row in shown:
        x, y = place(row)
        shade = _SHADES[row.entry.standing]
        # Filled: set for Arabic.
        drawing.dot(x, y, 4.5, fill="#ffffff" if row.entry.setting == "as-shipped" else shade, ink=shade, tip=f"{row.entry.name}: {_mean(row):.3f}")
    drawing.text(16, bottom + 42, "hollow: as shipped; filled: another documented setting", size=11, ink=PALE)
    return Plot(f"speed-{board.track}.svg", board.track, title, drawing.render(right + 40 + room(names, 11), max(bottom + 56, max(heights, default=0) + 20)))


def _intervals(board: Board) -> Plot:
    """Means with both intervals, and the value of each site."""
    metric = METRICS[PRIMARY[board.track]][0]
    of, plural = ("kind of corruption", "kinds of corruption") if board.track is Track.REPAIR else ("site", "sites")
    title = f"{board.track.value}: {metric}, with intervals"
    drawing = Drawing(title, f"A line for each tool and setting: its mean, two 95 % intervals, and a dot for each {of}.")
    heading(drawing, title, f"mean over {len(board.sites)} {plural}; thick: t, thin: wild cluster bootstrap, both 95 %; faint dots: each {of}")
    rows = (*board.ranked, *board.controls)
    left = 24 + room([row.entry.name for row in rows])
    right, step = left + 560.0, 24.0
    bottom = _TOP + 10 + step * len(rows)

    def x_of(value: float) -> float:
        return left + min(1.0, max(0.0, value)) * (right - left)

    for tenth in range(0, 11, 2):
        x = x_of(tenth / 10)
        drawing.line(x, _TOP, x, bottom)
        drawing.text(x, bottom + 18, f"{tenth / 10:.1f}", anchor="middle", ink=PALE)
    for number, row in enumerate(rows):
        y = _TOP + 10 + step * number + step / 2
        shade = _SHADES[row.entry.standing]
        drawing.text(left - 12, y + 4, row.entry.name, anchor="end", ink=INK if row.rank else PALE)
        if row.against is not None:
            for interval, offset, width in ((row.against.t, -4, 3.0), (row.against.wild, 4, 1.2)):
                if interval is not None:
                    drawing.line(x_of(interval[0]), y + offset, x_of(interval[1]), y + offset, ink=shade, width=width)
        for value in row.entry.values(PRIMARY[board.track], board.sites).values():
            drawing.dot(x_of(value), y, 2.5, fill=shade, opacity=0.3)
        drawing.dot(x_of(_mean(row, board)), y, 4, fill=shade, ink="#ffffff")
        drawing.text(right + 12, y + 4, f"{_mean(row, board):.3f}", ink=PALE, size=11)
    return Plot(f"intervals-{board.track}.svg", board.track, title, drawing.render(right + 64, bottom + 32))


def _leaks(board: Board) -> Plot:
    """Leak rates by class, a column for each tool in its better setting."""
    title = f"{board.track.value}: what leaks, by class and tool"
    drawing = Drawing(title, "Rows are classes of furniture, columns tools in their better setting; the darker a cell, the more of it leaks.")
    heading(
        drawing, title, f"percent of furniture left in the output, mean over {len(board.sites)} sites; each tool in its better setting; – where there is none"
    )
    kept = set(map(id, better([row.entry for row in board.ranked])))
    rows = [row for row in board.ranked if id(row.entry) in kept]
    rows += [row for row in board.controls if row.entry.tool.startswith("ceiling-") or row.entry.tool == "everything"]
    leaks = [row.entry.leaks("classes", board.sites) for row in rows]
    classes = [name for name in BOILERPLATE_CLASSES if any(name in leak for leak in leaks)]
    left, wide, high = 290.0, 34.0, 22.0
    top = _TOP + 6 + room([row.entry.tool for row in rows]) * 0.75
    for column, row in enumerate(rows):
        x = left + wide * column + wide / 2
        drawing.text(x + 4, top - 8, row.entry.tool, turn=-50, ink=INK if row.rank else PALE)
    for number, name in enumerate(classes):
        y = top + high * number
        drawing.text(16, y + 15, name, ink=PALE, size=11)
        drawing.arabic(left - 12, y + 16, CLASSES[name])
        for column, (row, leak) in enumerate(zip(rows, leaks, strict=True)):
            x = left + wide * column
            if name in leak:
                drawing.box(x, y, wide - 1, high - 1, fill=_shade(leak[name]), tip=f"{row.entry.name}, {name}: {leak[name]:.3f}")
            percent = f"{100 * leak[name]:.0f}" if name in leak else "–"
            drawing.text(x + wide / 2, y + 15, percent, anchor="middle", size=11, ink="#ffffff" if leak.get(name, 0) > 0.55 else INK)
    width = left + wide * len(rows) + 24 + room([rows[-1].entry.tool]) * 0.6
    return Plot(f"leaks-{board.track}.svg", board.track, title, drawing.render(max(width, 720), top + high * len(classes) + 16))


def _shade(rate: float) -> str:
    at = min(1.0, max(0.0, rate)) * (len(_SCALE) - 1)
    index = min(int(at), len(_SCALE) - 2)
    return "#" + "".join(f"{round(a + (b - a) * (at - index)):02x}" for a, b in zip(_SCALE[index], _SCALE[index + 1], strict=True))


def _mean(row: Row, board: Board | None = None) -> float:
    if row.against is not None:
        return row.against.mean
    return row.entry.mean(PRIMARY[row.entry.track], None if board is None else board.sites) or 0.0
