"""What a run prints when it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich.table import Table

from naqi_bench.runner.model import Exit
from naqi_bench.runner.run import Outcome

_SHOWN: Final = ("character_f1", "leak_rate", "body_loss", "perfect", "exact", "cer_after", "harm")


def table(outcomes: Sequence[Outcome]) -> Table:
    """Each tool and setting that has records: how its pages ended, and what it took."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("track", "tool", "setting"):
        made.add_column(column)
    for column in ("pages", *Exit, "seconds", "taken up"):
        made.add_column(str(column), justify="right")
    for outcome in outcomes:
        if not outcome.problem:
            choice = outcome.work.choice
            exits = [str(outcome.exits[exit_] or "") for exit_ in Exit]
            figures = (f"{outcome.exits.total():,}", *exits, f"{outcome.tool_wall:,.1f}", str(outcome.kept or ""))
            made.add_row(choice.tool.track, choice.tool.name, choice.setting.name, *figures)
    return made


def scores(scored: Sequence[tuple[str, str, str, Mapping[str, float | None]]]) -> Table:
    """Mean over sites of what matters most, by track, tool and setting."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("track", "tool", "setting"):
        made.add_column(column)
    for name in _SHOWN:
        made.add_column(name.replace("_", " "), justify="right")
    for track, tool, setting, macro in scored:
        figures = [macro.get(name) for name in _SHOWN]
        made.add_row(track, tool, setting, *("" if figure is None else f"{figure:.3f}" for figure in figures))
    return made


def own_cost(outcomes: Sequence[Outcome]) -> str:
    """What the runner took beside the tools: starting workers, passing pages and records. Over all works that ran, each by its own clock."""
    ran = [outcome for outcome in outcomes if outcome.tool_wall]
    tools = sum(outcome.tool_wall for outcome in ran)
    if not tools:
        return "no tool ran: all records were there"
    own = sum(outcome.wall for outcome in ran) - tools
    return f"the runner's own cost: {own:,.1f} s beside {tools:,.1f} s of the tools, {100 * own / tools:.1f} %"
