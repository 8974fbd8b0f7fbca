"""Which tools a run is of: from the registry, the controls, or named by whoever runs it as `module:function`."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naqi_bench.runner.functions import tool_from
from naqi_bench.tools.model import Setting, Standing, Tool
from naqi_bench.tools.registry import TOOLS
from naqi_bench.tracks.model import Track


class UnknownNameError(ValueError):
    """No tool or setting has this name. The message gives the nearest."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One tool in one setting. origin says where a worker finds it again: `registry`, `controls` or `object`."""

    origin: str
    tool: Tool
    setting: Setting

    def job(self, splits: Sequence[str], spool: str) -> dict[str, Any]:
        """What a worker needs to know."""
        return {"origin": self.origin, "tool": self.tool.name, "track": self.tool.track, "setting": self.setting.name, "splits": list(splits), "spool": spool}


def setting_of(job: Mapping[str, Any]) -> Setting:
    """The setting that a job names. Called in the worker."""
    track = Track(job["track"])
    if job["origin"] == "object":
        tools: tuple[Tool, ...] = (tool_from(job["tool"], track),)
    elif job["origin"] == "controls":
        # Only controls may see answers. And what reads the dataset would count in the memory of every tool.
        from naqi_bench.tools.controls import controls  # noqa: PLC0415
        from naqi_bench.tracks.gold import gold  # noqa: PLC0415

        tools = controls(track, gold(track, job["splits"]))
    else:
        tools = TOOLS
    (found,) = (setting for tool in tools if (tool.name, tool.track) == (job["tool"], track) for setting in tool.settings if setting.name == job["setting"])
    return found


def known(track: Track) -> list[tuple[str, Tool]]:
    """All tools of a track with their origin, controls first."""
    from naqi_bench.tools.controls import controls  # noqa: PLC0415  # not in a worker

    return [("controls", tool) for tool in controls(track, {})] + [("registry", tool) for tool in TOOLS if tool.track is track]


def choose(tracks: Sequence[Track], names: Sequence[str], setting: str | None) -> list[Choice]:
    """Tools by track, in the order of the registry; no names means all. Raises UnknownNameError, and FunctionError for a `module:function` that is none."""
    everything = [(origin, tool) for track in tracks for origin, tool in known(track)]
    chosen = [(origin, tool) for origin, tool in everything if not names or tool.name in names]
    for name in dict.fromkeys(names):
        if ":" in name:
            chosen += [("object", tool_from(name, track)) for track in tracks]
        elif all(tool.name != name for _, tool in everything):
            raise UnknownNameError(_unknown("tool", name, {tool.name for _, tool in everything}))
    settings = {each.name for _, tool in chosen for each in tool.settings}
    if setting is not None and setting not in settings:
        raise UnknownNameError(_unknown("setting", setting, settings))
    return [Choice(origin, tool, each) for origin, tool in chosen for each in tool.settings if setting in {None, each.name}]


def _unknown(what: str, name: str, allowed: set[str]) -> str:
    near = difflib.get_close_matches(name.lower(), sorted(allowed), 1, 0.5)
    return f"there is no {what} {name!r}" + (f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(sorted(allowed))}")


def splits_of(tool: Tool, asked: Sequence[str], *, with_test: bool) -> tuple[str, ...]:
    """The splits that a tool may be scored on, of those asked for (none means all). What learned from train has no right to it, and test is for releases."""
    allowed = ("validation", *(["test"] if with_test else [])) if tool.standing is Standing.NAQI else ("train", "validation", "test")
    return tuple(split for split in allowed if not asked or split in asked)
