"""All that is made from the results, by path: what the command writes, and what a test compares with the checkout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from naqi_bench.leaderboard import section
from naqi_bench.leaderboard.boards import OUTSIDE, WITH_NAQI, boards, partial
from naqi_bench.leaderboard.doses import Doses, dose_response, dose_table
from naqi_bench.leaderboard.entries import Results
from naqi_bench.leaderboard.page import page
from naqi_bench.leaderboard.plots import plots
from naqi_bench.leaderboard.readme import readme
from naqi_bench.leaderboard.worst import Cases
from naqi_bench.tools.model import Tool
from naqi_bench.tools.registry import TOOLS, UNAVAILABLE
from naqi_bench.tracks.gold import gold
from naqi_bench.tracks.model import Track

PLOTS = Path("benchmarks") / "plots"
# Those who write rules look at the page, and may not look at test.
_SHOWN = ("train", "validation")


def generated(results: Results, front: str, costs: Doses | None = None, sections: Sequence[str] = ()) -> dict[Path, str]:
    """Contents by path from the checkout. front: README.md as it is. costs: of leaks. sections: of other measurements, for benchmarks/README.md.

    Raises ResultsError.
    """
    made = boards(results)
    drawn = plots(made)
    by_dose = [dose_response(made[track, scope], costs or {}) for track in Track for scope in (WITH_NAQI, OUTSIDE) if (track, scope) in made]
    # With naqi where it has a result.
    drawn += {plot.name: plot for plot in reversed(by_dose) if plot is not None}.values()
    tables = {track: dose_table(made[track, scope], costs or {}) for track in Track for scope in (OUTSIDE, WITH_NAQI) if (track, scope) in made}
    cases = {track: Cases(gold(track, _SHOWN)) for track in {entry.track for entry in results.entries}}
    return {
        Path("README.md"): section.replaced(front, section.short(made)),
        Path("benchmarks") / "README.md": readme(results, made, drawn, absent(results, TOOLS, UNAVAILABLE), sections=sections, costs=tables),
        Path("benchmarks") / "leaderboard" / "index.html": page(results, made, cases),
        **{PLOTS / plot.name: plot.svg for plot in drawn},
    }


def absent(results: Results, tools: Sequence[Tool], unavailable: Mapping[str, str]) -> dict[str, str]:
    """Why a tool has no place in a ranking, by its name and track. unavailable: what cannot be had at all, and why."""
    there = {(entry.track, entry.tool) for entry in results.entries}
    waiting = [tool for tool in tools if (tool.track, tool.name) not in there]
    return dict(unavailable) | partial(results) | {f"{tool.name} ({tool.track})": "has no result on this version of the dataset yet" for tool in waiting}
