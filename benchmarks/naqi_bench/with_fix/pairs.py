"""What an extractor gave for a page, alone and fixed: both scored against the same answer."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from naqi_bench.metrics.characters import Labelled, rate
from naqi_bench.runner.plan import file_name
from naqi_bench.scoring.pages import labelled
from naqi_bench.scoring.records import Submission, SubmissionError, read
from naqi_bench.statistics.intervals import t_interval, wild_interval
from naqi_bench.tools.registry import EXTRACTORS
from naqi_bench.tracks.gold import ExtractGold
from naqi_bench.tracks.model import Track

METRICS: Final = ("character_f1", "leak_rate", "body_loss")


@dataclass(frozen=True, slots=True)
class Recorded:
    """One extractor in one setting, as it ran. texts: by id of page, "" where it gave none."""

    tool: str
    version: str
    setting: str
    texts: Mapping[str, str]


def recorded(folder: Path, ids: Callable[[Sequence[str]], Collection[str]], dataset: Mapping[str, str]) -> tuple[list[Recorded], list[str]]:
    """The records of all extractors of the registry, `<tool>/<setting>.jsonl` in a folder, and a line for each whose records are not there or of no use.

    ids: the pages of some splits. dataset: version and hash of what they must have been run on.
    """
    found, left_out = [], []
    for tool in EXTRACTORS:
        for setting in tool.settings:
            path = folder / file_name(tool.name) / f"{setting.name}.jsonl"
            try:
                submission = _submission(path, ids, dataset)
            except (SubmissionError, OSError) as error:
                why = "there are no records" if isinstance(error, FileNotFoundError) else str(error)
                left_out.append(f"{tool.name} ({setting.name}): {why}")
                continue
            texts = {identity: str(record["text"]) for identity, record in submission.records.items()}
            found.append(Recorded(tool.name, str(submission.header["version"]), setting.name, texts))
    return found, left_out


def _submission(path: Path, ids: Callable[[Sequence[str]], Collection[str]], dataset: Mapping[str, str]) -> Submission:
    with path.open(encoding="utf-8") as lines:
        try:
            header = json.loads(next(lines, ""))
            splits, same = list(header["splits"]), dict(header["dataset"]) == dict(dataset)
        except (ValueError, KeyError, TypeError) as error:
            raise SubmissionError(f"{path}: has no header of a run; run naqi-bench run --track extract") from error
    if not same:
        raise SubmissionError(f"{path}: is of another version of the dataset; run naqi-bench run --track extract")
    return read(path, Track.EXTRACT, ids(splits))


def measure(made: Sequence[Recorded], golds: Mapping[str, ExtractGold], fix: Callable[[str], str], advance: Callable[[], None]) -> list[dict[str, Any]]:
    """Of each extractor, alone and with `fix` behind it: means of METRICS by site (outlet) and over sites, and the difference over sites with its intervals.

    golds: the pages that count. advance: called for each page. A metric that a site's pages cannot be measured on is None, and the site has no vote on it.
    """
    alone: list[list[tuple[str, dict[str, float | None]]]] = [[] for _ in made]
    fixed: list[list[tuple[str, dict[str, float | None]]]] = [[] for _ in made]
    # By page: what texts are aligned to is made once, and need not be kept.
    for identity, gold in sorted(golds.items()):
        against = labelled(gold)
        known: dict[str, dict[str, float | None]] = {}
        for number, one in enumerate(made):
            text = one.texts[identity]
            alone[number].append((gold.group, _judged(against, text, known)))
            fixed[number].append((gold.group, _judged(against, fix(text), known)))
        advance()
    splits = {gold.group: gold.split for gold in golds.values()}
    return [_pair(one, before, after, splits) for one, before, after in zip(made, alone, fixed, strict=True)]


def _judged(against: Labelled, text: str, known: dict[str, dict[str, float | None]]) -> dict[str, float | None]:
    if text not in known:
        found = against.compare(text)
        known[text] = {"character_f1": found.counts.f1, "leak_rate": rate(found.items), "body_loss": found.counts.body_loss}
    return known[text]


def _pair(
    one: Recorded, before: Iterable[tuple[str, dict[str, float | None]]], after: Iterable[tuple[str, dict[str, float | None]]], splits: Mapping[str, str]
) -> dict[str, Any]:
    alone, fixed = _by_site(before), _by_site(after)
    sites = {site: {"split": splits[site], "alone": values, "fixed": fixed[site]} for site, values in alone.items()}
    return {
        "tool": one.tool,
        "version": one.version,
        "setting": one.setting,
        "sites": sites,
        "alone": {name: _mean(values[name] for values in alone.values()) for name in METRICS},
        "fixed": {name: _mean(values[name] for values in fixed.values()) for name in METRICS},
        "difference": {name: difference([(alone[site][name], fixed[site][name]) for site in alone]) for name in METRICS},
    }


def difference(pairs: Sequence[tuple[float | None, float | None]]) -> dict[str, Any]:
    """Fixed less alone over sites: the mean, its t and wild 95 % intervals (None below two sites), and how many sites it is above and below nothing at."""
    found = [fixed - alone for alone, fixed in pairs if alone is not None and fixed is not None]
    t, wild = (t_interval(found), wild_interval(found)) if found else (None, None)
    return {
        "mean": fmean(found) if found else None,
        "t": None if t is None else list(t),
        "wild": None if wild is None else [bound if abs(bound) != float("inf") else None for bound in wild],
        "above": sum(value > 0 for value in found),
        "below": sum(value < 0 for value in found),
        "sites": len(found),
    }


def _by_site(pages: Iterable[tuple[str, dict[str, float | None]]]) -> dict[str, dict[str, float | None]]:
    groups: dict[str, list[dict[str, float | None]]] = defaultdict(list)
    for site, values in pages:
        groups[site].append(values)
    return {site: {name: _mean(page[name] for page in of_site) for name in METRICS} for site, of_site in sorted(groups.items())}


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
