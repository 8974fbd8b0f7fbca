"""The committed results, as rows that can be ranked."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from naqi_bench.scoring.aggregate import PRIMARY
from naqi_bench.scoring.results import SCHEMA
from naqi_bench.tools.model import Standing
from naqi_bench.tracks.model import Track

_NEEDED: Final = ("tool", "version", "track", "standing", "dataset", "settings")
_NEEDED_OF_SETTINGS: Final = ("exits", "micro", "seconds_per_page", "sites", "worst")


class ResultsError(ValueError):
    """A result file cannot be read. The message is one line that names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting of one tool on one track. file: its result file, from the folder of results. scores: of the setting, as `scoring.results` writes them."""

    tool: str
    version: str
    track: Track
    setting: str
    standing: Standing
    link: str
    licence: str
    machine: str
    file: str
    scores: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Tool and setting; a control has no settings to tell apart."""
        return self.tool if self.standing is Standing.CONTROL else f"{self.tool} ({self.setting})"

    @property
    def seconds(self) -> float | None:
        """Seconds a page, the median."""
        value = self.scores["seconds_per_page"]["median"]
        return None if value is None else float(value)

    @property
    def runner_share(self) -> tuple[float, float]:
        """Seconds that the runner took beside the tool, and those of the tool, its import among them; both 0 where a result does not say."""
        if self.scores.get("seconds") is None:
            return 0.0, 0.0
        return float(self.scores["runner_seconds"]), float(self.scores["seconds"]) + float(self.scores.get("import_seconds") or 0.0)

    def splits_of(self, site: str) -> frozenset[str]:
        """The splits that a site (kind of corruption) was met in."""
        return frozenset(str(self.scores["sites"][site]["split"]).split("+"))

    def values(self, metric: str, sites: Collection[str] | None = None) -> dict[str, float]:
        """A metric by site, of those sites that it could be measured on."""
        of = self.scores["sites"]
        return {site: float(of[site][metric]) for site in of if (sites is None or site in sites) and of[site][metric] is not None}

    def mean(self, metric: str, sites: Collection[str] | None = None) -> float | None:
        """The mean over sites."""
        values = self.values(metric, sites)
        return fmean(values.values()) if values else None

    def page_mean(self, metric: str, sites: Collection[str]) -> float | None:
        """The mean over the pages of some sites."""
        values = self.values(metric, sites)
        pages = {site: self.scores["sites"][site]["pages"] for site in values}
        return sum(value * pages[site] for site, value in values.items()) / sum(pages.values()) if values else None

    def leaks(self, part: str, sites: Collection[str] | None = None) -> dict[str, float]:
        """Leak rates by class or evidence (`part`: `classes` or `evidence`): the mean over the sites that have such furniture."""
        found = {}
        for name, counted in self.scores.get(part, {}).items():
            rates = [float(rate) for site, rate in counted["sites"].items() if sites is None or site in sites]
            if rates:
                found[name] = fmean(rates)
        return found


@dataclass(frozen=True, slots=True)
class Results:
    """entries: of the newest version of each tool that was scored on this dataset. others: files of another dataset, which is no ground to rank on."""

    dataset: Mapping[str, str]
    entries: tuple[Entry, ...]
    others: tuple[str, ...]

    def of(self, track: Track, *standings: Standing) -> list[Entry]:
        """Entries of a track, of some standings."""
        return [entry for entry in self.entries if entry.track is track and entry.standing in standings]


def read(folder: Path, dataset: Mapping[str, str]) -> Results:
    """Read `<tool>/<version>/<track>.json` in a folder. dataset: version and hash of the one at hand. Raises ResultsError."""
    files: dict[tuple[str, str], list[tuple[list[Any], Path, dict[str, Any]]]] = {}
    for path in sorted(folder.glob("*/*/*.json")):
        if path.stem in set(Track):
            content = _content(path)
            files.setdefault((content["tool"], path.stem), []).append((_order(str(content["version"])), path, content))
    entries: list[Entry] = []
    others = []
    for versions in files.values():
        newest = [version for version in versions if dict(version[2]["dataset"]) == dict(dataset)]
        others += [path.relative_to(folder).as_posix() for _, path, content in versions if dict(content["dataset"]) != dict(dataset)]
        if newest:
            _, path, content = max(newest, key=lambda version: version[0])
            entries += _entries(path.relative_to(folder).as_posix(), content)
    return Results(dict(dataset), tuple(entries), tuple(sorted(others)))


def _content(path: Path) -> dict[str, Any]:
    again = "delete it and run naqi-bench run"
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ResultsError(f"{path}: is no result file ({error}): {again}") from error
    missing = [name for name in _NEEDED if name not in content] if isinstance(content, dict) else list(_NEEDED)
    if not missing:
        missing = [f"{need} of {name}" for name, setting in content["settings"].items() for need in _NEEDED_OF_SETTINGS if need not in setting]
    if missing:
        raise ResultsError(f"{path}: is no result file, it lacks {', '.join(missing)}: {again}")
    if content.get("schema") != SCHEMA:
        raise ResultsError(f"{path}: has schema {content.get('schema')!r} where {SCHEMA} is read: {again}")
    if content["track"] != path.stem:
        raise ResultsError(f"{path}: is a result of track {content['track']!r}: name it {content['track']}.json")
    if content["standing"] not in set(Standing):
        raise ResultsError(f"{path}: standing is {content['standing']!r} where {', '.join(Standing)} are known: {again}")
    return dict(content)


def _order(version: str) -> list[Any]:
    """Versions in order, numbers as such; good enough for two versions of one tool."""
    return [(0, int(part), "") if part.isdigit() else (-1, 0, part) for part in re.findall(r"\d+|[a-z]+", version.lower())]


def _entries(file: str, content: Mapping[str, Any]) -> Iterable[Entry]:
    for name, scores in content["settings"].items():
        yield Entry(
            content["tool"],
            str(content["version"]),
            Track(content["track"]),
            name,
            Standing(content["standing"]),
            content.get("link", ""),
            content.get("licence", ""),
            _machine(content.get("machine", "")),
            file,
            scores,
        )


def _machine(machine: object) -> str:
    return ", ".join(f"{name} {value}" for name, value in machine.items()) if isinstance(machine, dict) else str(machine)


def better(entries: Sequence[Entry]) -> list[Entry]:
    """Of each tool the setting that is better on the track's primary metric, in the order given."""
    best: dict[str, Entry] = {}
    for entry in entries:
        kept = best.get(entry.tool)
        if kept is None or (entry.mean(PRIMARY[entry.track]) or 0.0) > (kept.mean(PRIMARY[kept.track]) or 0.0):
            best[entry.tool] = entry
    return [entry for entry in entries if best[entry.tool] is entry]
