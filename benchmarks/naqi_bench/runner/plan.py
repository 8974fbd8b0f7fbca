"""What a run consists of: tools, the tasks that each may be scored on, and where its records go."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from naqi_bench.runner.choice import Choice, UnknownNameError, choose, splits_of
from naqi_bench.runner.run import Work
from naqi_bench.runner.spool import write_spool
from naqi_bench.tracks.model import Task, Track

# As `naqi_bench.tracks.tasks.tasks`: tasks of a track and splits.
Tasks = Callable[[Track, Sequence[str]], Sequence[Task]]


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked for. Empty means all; limit: pages of each site, 0 means all. with_test: naqi's own tools may see test."""

    tracks: tuple[Track, ...] = ()
    tools: tuple[str, ...] = ()
    setting: str | None = None
    splits: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    limit: int = 0
    with_test: bool = False

    @property
    def whole(self) -> bool:
        """Whether each tool meets, in each setting, all that it may be scored on, so that its result can stand beside others."""
        return not (self.splits or self.sites or self.limit or self.setting)


def plan(request: Request, tasks: Tasks, records: Path, spools: Path) -> tuple[list[Work], list[str]]:
    """The works of a run, and a line for each tool that there is nothing for.

    records: folder that records go to, `<track>/<tool>/<setting>.jsonl`. spools: folder that tasks are written to. Raises UnknownNameError and FunctionError.
    """
    works, left_out = [], []
    written: dict[tuple[Track, tuple[str, ...]], tuple[Path, list[str]]] = {}
    groups: dict[Track, Counter[str]] = {}
    choices = choose(request.tracks or tuple(Track), request.tools, request.setting)
    for choice in choices:
        tool = choice.tool
        splits = splits_of(tool, request.splits, with_test=request.with_test)
        if not splits:
            asked = " and ".join(request.splits)
            left_out.append(
                f"{tool.name} ({tool.track}) is not run on {asked}: it is of the dataset's authors, who run it on validation, and with --test on test"
            )
            continue
        key = tool.track, splits
        if key not in written:
            found = tasks(tool.track, splits)
            groups.setdefault(tool.track, Counter()).update(task.group for task in found)
            kept = _kept(found, request)
            spool = spools / f"{tool.track}-{'-'.join(splits)}.spool"
            write_spool(spool, kept)
            written[key] = spool, [task.id for task in kept]
        spool, ids = written[key]
        if ids:
            path = records / tool.track / file_name(tool.name) / f"{choice.setting.name}.jsonl"
            works.append(Work(choice, splits, spool, ids, path))
        else:
            left_out.append(f"{tool.name} ({tool.track}): no page of {', '.join(request.sites)} in {', '.join(splits)}")
    _check_sites(request.sites, groups)
    return works, left_out


def _kept(found: Sequence[Task], request: Request) -> list[Task]:
    """In the order of ids, which is that of the file of records."""
    kept, of_group = [], Counter[str]()
    for task in sorted(found, key=lambda task: task.id):
        if request.sites and task.group not in request.sites:
            continue
        of_group[task.group] += 1
        if not request.limit or of_group[task.group] <= request.limit:
            kept.append(task)
    return kept


def _check_sites(sites: Sequence[str], groups: dict[Track, Counter[str]]) -> None:
    known = sorted({group for counted in groups.values() for group in counted})
    for site in sites:
        if site not in known:
            near = difflib.get_close_matches(site.lower(), known, 1, 0.5)
            raise UnknownNameError(f"there is no site {site!r}" + (f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}"))


def file_name(tool: str) -> str:
    """The name of a tool as that of a folder."""
    return tool.replace(":", ".").replace("/", "_")


def describe(choice: Choice) -> str:
    """A tool and setting in one line."""
    return f"{choice.tool.track} {choice.tool.name} ({choice.setting.name})"
