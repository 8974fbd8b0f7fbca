"""What each class costs a tool, by dose and by place. `benchmarks/results/<tool>/<version>/cost-<track>.json`.

The cost of a pair of pages is the character F1 on the plain page less that on the page with furniture. A site's cost is the mean over its pairs, and the cost
the mean over sites, one site one vote, with its 95 % t-interval.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any, Final

from rich.table import Table

from naqi_bench.cost.design import DOSES, SPLITS, Design, Pair
from naqi_bench.scoring.qualities import Measured, Quality
from naqi_bench.statistics.intervals import t_interval
from naqi_bench.tracks.model import Track
from naqi_dataset.sites.doses import PLACES

SCHEMA: Final = 1
_DEAREST: Final = 4


def costs(pairs: Iterable[Pair], pages: Mapping[str, Quality]) -> dict[str, Any] | None:
    """cost, low, high; leak: share of furniture items that leak, loss: of body lost beyond the plain page's; how many sites and pairs. None without pairs.

    low, high are None for one site, leak where no furniture of the pages can be told from what one may keep.
    """
    cost, leak, loss = (defaultdict[str, list[float]](list) for _ in range(3))
    for pair in pairs:
        with_it, without = pages[pair.dosed], pages[pair.plain]
        cost[pair.site].append(without.f1 - with_it.f1)
        loss[pair.site].append(with_it.loss - without.loss)
        if with_it.leak is not None:
            leak[pair.site].append(with_it.leak)
    if not cost:
        return None
    values = [fmean(of_site) for of_site in cost.values()]
    interval = t_interval(values)
    return {
        "cost": fmean(values),
        "low": None if interval is None else interval[0],
        "high": None if interval is None else interval[1],
        "leak": fmean(map(fmean, leak.values())) if leak else None,
        "loss": fmean(map(fmean, loss.values())),
        "sites": len(values),
        "pairs": sum(map(len, cost.values())),
    }


def setting_figures(design: Design, pages: Mapping[str, Quality]) -> dict[str, Any]:
    """doses: by class and dose; places: by class and the place where the class came to stand; plain: mean over sites of F1 on the plain pages."""
    by_class: dict[str, list[Pair]] = defaultdict(list)
    for pair in design.pairs:
        by_class[pair.name].append(pair)
    plain: dict[str, dict[str, float]] = defaultdict(dict)
    for pair in design.pairs:
        plain[pair.site][pair.plain] = pages[pair.plain].f1
    return {
        "doses": {name: _by(pages, {str(dose): [pair for pair in pairs if pair.dose == dose] for dose in DOSES}) for name, pairs in by_class.items()},
        "places": {name: _by(pages, {place: [pair for pair in pairs if pair.place == place] for place in PLACES}) for name, pairs in by_class.items()},
        "plain": fmean(fmean(of_site.values()) for of_site in plain.values()),
    }


def _by(pages: Mapping[str, Quality], groups: Mapping[str, Sequence[Pair]]) -> dict[str, Any]:
    found = {key: costs(group, pages) for key, group in groups.items()}
    return {key: value for key, value in found.items() if value is not None}


def result(track: Track, made: Sequence[Measured], design: Design, dataset: Mapping[str, str]) -> dict[str, Any]:
    """The content of a tool's file. made: its settings, one or more."""
    tool = made[0].choice.tool
    return {
        "schema": SCHEMA,
        "tool": tool.name,
        "version": made[0].version,
        "track": track.value,
        "standing": tool.standing.value,
        "dataset": dict(dataset),
        "split": SPLITS[track],
        "pages": len(design.ground.tasks),
        "settings": {one.choice.setting.name: setting_figures(design, one.pages) for one in made},
    }


def table(results: Iterable[Mapping[str, Any]]) -> Table:
    """The dearest classes of each tool and setting, to print. results: as `result` gives them."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("track", "tool", "setting", "plain", "dearest classes at the highest dose (fall of character F1)"):
        made.add_column(column)
    for content in results:
        for setting, figures in content["settings"].items():
            last = {name: doses[max(doses, key=int)]["cost"] for name, doses in figures["doses"].items()}
            dearest = sorted(last, key=lambda name: (-last[name], name))[:_DEAREST]
            row = ", ".join(f"{name} {last[name]:.3f}" for name in dearest)
            made.add_row(content["track"], content["tool"], setting, f"{figures['plain']:.3f}", row)
    return made
