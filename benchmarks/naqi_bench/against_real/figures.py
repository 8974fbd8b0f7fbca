"""The file of figures, `benchmarks/results/against-real.json`: means of tools by outlet, beside those on the dataset. No text of anyone's stands in it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from naqi_bench.against_real.comparison import compare
from naqi_bench.runner.plan import file_name
from naqi_bench.scoring.aggregate import PRIMARY
from naqi_bench.scoring.figures import FiguresError, read_figures
from naqi_bench.scoring.qualities import Ground, Measured
from naqi_bench.tracks.model import Track

__all__ = ["FILE", "SCHEMA", "FiguresError", "by_outlet", "composed_sites", "read", "track_figures"]

SCHEMA: Final = 1
FILE: Final = "against-real.json"


def by_outlet(ground: Ground, measured: Measured) -> dict[str, float]:
    """Mean character F1 of each outlet."""
    values: dict[str, list[float]] = defaultdict(list)
    for task in ground.tasks:
        values[task.group].append(measured.pages[task.id].f1)
    return {outlet: fmean(of_one) for outlet, of_one in sorted(values.items())}


def composed_sites(results: Path, measured: Measured, dataset: Mapping[str, str]) -> dict[str, float] | None:
    """The primary metric of each site, from the tool's result file; None where it has none of this version and dataset. Raises FiguresError."""
    track = measured.choice.tool.track
    path = results / file_name(measured.choice.tool.name) / measured.version / f"{track}.json"
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text("utf-8"))
        if dict(content["dataset"]) != dict(dataset) or measured.choice.setting.name not in content["settings"]:
            return None
        sites = content["settings"][measured.choice.setting.name]["sites"]
        return {site: float(values[PRIMARY[track]]) for site, values in sites.items() if values[PRIMARY[track]] is not None}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FiguresError(f"{path}: is no result file ({error!r}): delete it and run naqi-bench run") from error


def track_figures(track: Track, ground: Ground, made: Sequence[Measured], results: Path, dataset: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Figures of a track, and a line for each tool that has no result to stand beside.

    Of each tool that setting counts which is better on the dataset. Composed means are over the sites that all tools were scored on, so that naqi's,
    which are kept from some, stand beside the others. Raises FiguresError where no tool has a result.
    """
    alone, found = [], []
    for one in made:
        sites = composed_sites(results, one, dataset)
        if sites:
            found.append((one, sites))
        else:
            alone.append(f"{one.choice.tool.name} ({track}, {one.choice.setting.name}): has no result of version {one.version} on this dataset to stand beside")
    shared = set.intersection(*(set(sites) for _, sites in found)) if found else set()
    if not shared:
        raise FiguresError(f"{results}: holds no results of {track} to stand beside the real: run naqi-bench run --track {track} first")
    best: dict[str, tuple[float, Measured]] = {}
    for one, sites in found:
        mean = fmean(sites[site] for site in sorted(shared))
        name = one.choice.tool.name
        if name not in best or mean > best[name][0]:
            best[name] = mean, one
    compared = compare({name: mean for name, (mean, _) in best.items()}, {name: by_outlet(ground, one) for name, (_, one) in best.items()})
    for name, (_, one) in best.items():
        compared["tools"][name] |= {"version": one.version, "setting": one.choice.setting.name, "standing": one.choice.tool.standing.value}
    counts: dict[str, int] = defaultdict(int)
    for task in ground.tasks:
        counts[task.group] += 1
    return {"outlets": dict(sorted(counts.items())), "sites": sorted(shared), "real": ground.sha256, **compared}, alone


def read(results: Path, dataset: Mapping[str, str]) -> dict[str, Any] | None:
    """The committed figures; None where there are none, or they are of another dataset. Raises FiguresError."""
    return read_figures(results / FILE, SCHEMA, dataset, "naqi-bench against-real")
