"""Scores of pages to those of sites, classes and a whole setting, in the shape of the result file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median, quantiles
from typing import Any, Final

from naqi_bench.metrics.characters import Item
from naqi_bench.metrics.shingles import shingle_f1
from naqi_bench.scoring.pages import REPAIR_METRICS, TEXT_METRICS, PageScore, mean
from naqi_bench.scoring.records import EXITS
from naqi_bench.tracks.gold import Gold, RepairGold, ScrubGold
from naqi_bench.tracks.model import Track
from naqi_bench.tracks.tasks import CONTRASTS

_WORST: Final = 5
_MOST_TEXT: Final = 2000
# What pages are ranked by, for the worst: high is good, but for harm and error rates.
PRIMARY: Final = {Track.EXTRACT: "character_f1", Track.SCRUB: "character_f1", Track.REPAIR: "exact"}


def setting_scores(track: Track, golds: Mapping[str, Gold], pages: Sequence[PageScore]) -> dict[str, Any]:
    """What one setting of one tool scores.

    macro: mean over sites (kinds for repair) of the site's mean over its pages. micro: mean over pages. A metric that no page can be measured on is
    None. `shingle_f1` of a site, and of all pages in micro, is that of the published benchmark: of mean precision and mean recall. Contrasts have a
    place of their own and count for no site.
    """
    names = REPAIR_METRICS if track is Track.REPAIR else TEXT_METRICS
    counted = [page for page in pages if page.group != CONTRASTS]
    groups = _grouped(counted, lambda page: page.group)
    means = {name: _means(of_site, names) for name, of_site in groups.items()}
    sites = {name: {"split": _splits(of_site), "pages": len(of_site), **means[name]} for name, of_site in groups.items()}
    found: dict[str, Any] = {
        "macro": {name: mean([site[name] for site in means.values()]) for name in names},
        "micro": _means(counted, names),
        "sites": sites,
        "worst": _worst(counted, PRIMARY[track]),
    }
    if track is Track.REPAIR:
        repairable = _grouped(counted, lambda page: _repairable(golds[page.id]))
        return {**found, "repairable": {name: {"pages": len(of_one), **_means(of_one, names)} for name, of_one in repairable.items()}}
    return {
        **found,
        "classes": _leaks(groups, lambda item: item.label.removeprefix("boilerplate.")),
        "evidence": _leaks(groups, lambda item: item.evidence),
        "contrasts": _contrasts(golds, [page for page in pages if page.group == CONTRASTS]),
    }


def costs(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """How records ended and what they took. Seconds and memory are None where records do not say.

    seconds: of all pages, the tool's; runner_seconds: what the runner took beside, from starting the tool to writing what it gave.
    """
    found = list(records)
    exits = Counter(record["exit"] for record in found)
    walls = sorted(float(record["wall"]) for record in found if "wall" in record)
    return {
        "exits": {name: exits[name] for name in EXITS if exits[name]},
        "seconds_per_page": {"median": median(walls) if walls else None, "p95": _p95(walls)},
        "seconds": sum(walls) if walls else None,
        "runner_seconds": sum(float(record.get("own", 0.0)) for record in found) if walls else None,
        "cpu_seconds": sum(float(record["cpu"]) for record in found if "cpu" in record) if walls else None,
        "peak_mb": max((float(record["peak_mb"]) for record in found if "peak_mb" in record), default=None),
    }


def _p95(walls: list[float]) -> float | None:
    if len(walls) < 2:
        return walls[0] if walls else None
    return quantiles(walls, n=20, method="inclusive")[-1]


def _grouped(pages: Iterable[PageScore], key: Callable[[PageScore], str]) -> dict[str, list[PageScore]]:
    groups: dict[str, list[PageScore]] = defaultdict(list)
    for page in pages:
        groups[key(page)].append(page)
    return dict(sorted(groups.items()))


def _splits(pages: Iterable[PageScore]) -> str:
    """The split of a site; kinds of corruption stand in several."""
    return "+".join(sorted({page.split for page in pages}))


def _means(pages: Sequence[PageScore], names: Sequence[str]) -> dict[str, float | None]:
    means = {name: mean([page.metrics[name] for page in pages]) for name in names}
    if "shingle_f1" in means and pages:
        means["shingle_f1"] = shingle_f1([page.shingles for page in pages if page.shingles is not None])
    return means


def _leaks(groups: Mapping[str, Sequence[PageScore]], key: Callable[[Item], str]) -> dict[str, Any]:
    """Furniture and what leaked of it, by class or evidence: in all, and the rate of each site that has any."""
    items: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for site, pages in groups.items():
        for page in pages:
            for item in page.items:
                items[key(item)][site].append(item.leaked)
    found = {}
    for name, sites in sorted(items.items()):
        spans, leaked = sum(map(len, sites.values())), sum(map(sum, sites.values()))
        rates = {site: sum(leaks) / len(leaks) for site, leaks in sorted(sites.items())}
        found[name] = {"spans": spans, "leaked": leaked, "rate": leaked / spans, "sites": rates}
    return found


def _contrasts(golds: Mapping[str, Gold], pages: Iterable[PageScore]) -> dict[str, Any]:
    """Pairs of which both documents were cleaned right. A pair of which a document has no record counts for nothing."""
    verdicts: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for page in pages:
        gold = golds[page.id]
        assert isinstance(gold, ScrubGold)
        verdicts[gold.class_, gold.pair].append(bool(page.right))
    classes: dict[str, list[bool]] = defaultdict(list)
    for (name, _), both in sorted(verdicts.items()):
        if len(both) == 2:
            classes[name].append(all(both))
    every = [right for of_class in classes.values() for right in of_class]
    if not every:
        return {}
    by_class = {name: {"pairs": len(rights), "right": sum(rights), "accuracy": sum(rights) / len(rights)} for name, rights in classes.items()}
    return {"pairs": len(every), "right": sum(every), "accuracy": sum(every) / len(every), "classes": by_class}


def _repairable(gold: Gold) -> str:
    assert isinstance(gold, RepairGold)
    return gold.repairable or "nothing broken"


def _worst(pages: Iterable[PageScore], name: str) -> list[dict[str, Any]]:
    """The pages with the lowest scores; of equals, those of sites not shown yet, then by id."""
    left = sorted(pages, key=lambda page: (page.metrics[name] or 0.0, page.id))
    worst: list[PageScore] = []
    while left and len(worst) < _WORST:
        seen = {page.group for page in worst}
        ties = [page for page in left if page.metrics[name] == left[0].metrics[name]]
        worst.append(next((page for page in ties if page.group not in seen), ties[0]))
        left.remove(worst[-1])
    return [{"id": page.id, "site": page.group, "score": page.metrics[name], "text": page.text[:_MOST_TEXT]} for page in worst]
