"""Floors: what naqi's tools and the leader must not fall below, pinned with the identity of the dataset."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from naqi_bench.leaderboard.boards import OUTSIDE, board
from naqi_bench.leaderboard.entries import Entry, Results, ResultsError
from naqi_bench.scoring.aggregate import PRIMARY
from naqi_bench.tools.model import Standing
from naqi_bench.tracks.model import Track

_CEILINGS: Final = {Track.EXTRACT: ("leak_rate", "body_loss"), Track.SCRUB: ("leak_rate", "body_loss"), Track.REPAIR: ("cer_after", "harm")}
_DIGITS: Final = 6
_PIN: Final = "compare the figures, then run naqi-bench leaderboard --pin-floors and say why in the commit"


def floors_of(results: Results) -> dict[str, Any]:
    """Floors, and ceilings of what should be small, that the results just hold.

    naqi's are of validation alone, so that they mean the same before and after a release scores test.
    """
    pinned: dict[str, Any] = {}
    for track in Track:
        ranking = board(results, track, OUTSIDE)
        held = [*([ranking.ranked[0].entry] if ranking else []), *results.of(track, Standing.NAQI)]
        if held:
            pinned[track.value] = {entry.name: _pinned(entry) for entry in held}
    return {"dataset": dict(results.dataset), "tracks": pinned}


def _sites(entry: Entry) -> Collection[str]:
    return [site for site in entry.scores["sites"] if entry.standing is not Standing.NAQI or entry.splits_of(site) != {"test"}]


def _pinned(entry: Entry) -> dict[str, Any]:
    sites = _sites(entry)
    means = {name: entry.mean(name, sites) for name in (PRIMARY[entry.track], *_CEILINGS[entry.track])}
    known = {name: round(value, _DIGITS) for name, value in means.items() if value is not None}
    at_least = {name: value for name, value in known.items() if name == PRIMARY[entry.track]}
    return {"at_least": at_least, "at_most": {name: value for name, value in known.items() if name not in at_least}}


def broken_floors(results: Results, floors: Mapping[str, Any]) -> list[str]:
    """What no longer holds, one line each; empty where all floors hold."""
    if dict(floors["dataset"]) != dict(results.dataset):
        return [f"the dataset is another than the floors were pinned on: run make bench, {_PIN}"]
    entries = {(entry.track.value, entry.name): entry for entry in results.entries}
    lines = []
    for track, tools in floors["tracks"].items():
        for name, pinned in tools.items():
            entry = entries.get((track, name))
            if entry is None:
                lines.append(f"{track}: {name} has floors and no result: run it, or {_PIN}")
                continue
            now = _pinned(entry)
            for kind, what, sign in (("at_least", "its floor", 1), ("at_most", "its ceiling", -1)):
                for metric, limit in pinned[kind].items():
                    value = now[kind].get(metric)
                    if value is None or sign * value < sign * limit:
                        lines.append(f"{track}: {metric} of {name} is {'gone' if value is None else f'{value:.6f}'}, {what} {limit:.6f}: mend it, or {_PIN}")
    return lines


def read(path: Path) -> dict[str, Any] | None:
    """The pinned floors; None where none are. Raises ResultsError."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise ResultsError(f"{path}: cannot be read ({error}): run naqi-bench leaderboard --pin-floors") from error
    if not isinstance(data, dict) or not {"dataset", "tracks"} <= data.keys():
        raise ResultsError(f"{path}: holds no floors: run naqi-bench leaderboard --pin-floors")
    return data


def render(floors: Mapping[str, Any]) -> str:
    """Floors as the text of their file."""
    return json.dumps(floors, indent=1, ensure_ascii=False) + "\n"
