"""Tools over tasks of a measurement's own, which are no track of the dataset: run, and judged page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from naqi_bench.metrics.characters import rate
from naqi_bench.runner.choice import Choice
from naqi_bench.runner.folder import temporary
from naqi_bench.runner.model import Limits
from naqi_bench.runner.plan import describe, file_name
from naqi_bench.runner.progress import shown
from naqi_bench.runner.run import Work, run
from naqi_bench.runner.spool import write_spool
from naqi_bench.scoring.pages import by_page, labelled
from naqi_bench.scoring.records import read
from naqi_bench.tracks.gold import ExtractGold, ScrubGold
from naqi_bench.tracks.model import Task


@dataclass(frozen=True, slots=True)
class Quality:
    """What a tool reached on one page. f1: character F1. leak: share of furniture items that leaked, None where there is none. loss: share of body lost."""

    f1: float
    leak: float | None
    loss: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One tool in one setting, by id of task. version: of the tool as it ran."""

    choice: Choice
    version: str
    pages: Mapping[str, Quality]


@dataclass(frozen=True, slots=True)
class Ground:
    """Tasks and their right answers, by id. name: goes into the records' header, as the split."""

    name: str
    tasks: Sequence[Task]
    golds: Mapping[str, ExtractGold | ScrubGold]

    @property
    def sha256(self) -> str:
        """Of all that tools are given, in hex: records of other tasks with the same ids are not taken up."""
        digest = hashlib.sha256()
        for task in self.tasks:
            for part in (task.id, task.group, task.text, task.encoding, task.url):
                digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
            digest.update(hashlib.sha256(task.html).digest())
        return digest.hexdigest()


def measured(choices: Sequence[Choice], ground: Ground, records: Path, limits: Limits, jobs: int) -> tuple[list[Measured], list[str]]:
    """Run tools of one track over a ground, and judge what they make of it.

    records: folder that records go to, `<tool>/<setting>.jsonl`; a run that was interrupted is taken up. Returns what ran, and a line for each that did
    not. Controls read the answers of the dataset's own tasks, so they cannot be among the choices. Raises SubmissionError and OSError.
    """
    ids = [task.id for task in ground.tasks]
    with temporary() as folder:
        spool = folder / "tasks.spool"
        write_spool(spool, ground.tasks)
        works = [
            Work(choice, (ground.name,), spool, ids, (records / file_name(choice.tool.name) / f"{choice.setting.name}.jsonl").resolve()) for choice in choices
        ]
        with shown(works) as advance:
            outcomes = run(works, {"version": ground.name, "sha256": ground.sha256}, limits, jobs, advance)
    left_out = [f"{describe(outcome.work.choice)} was not run: {outcome.problem}" for outcome in outcomes if outcome.problem]
    ran = [outcome.work for outcome in outcomes if not outcome.problem]
    submissions = [read(work.path, work.choice.tool.track, set(ids)) for work in ran]
    texts = [{identity: str(record["text"]) for identity, record in submission.records.items()} for submission in submissions]
    judged = by_page(_qualities, ground.golds, texts, jobs)
    return [Measured(work.choice, str(submission.header["version"]), pages) for work, submission, pages in zip(ran, submissions, judged, strict=True)], left_out


def _qualities(_identity: str, gold: ExtractGold | ScrubGold, texts: Sequence[str]) -> list[Quality]:
    compared = map(labelled(gold).compare, texts)
    return [Quality(found.counts.f1, rate(found.items), found.counts.body_loss) for found in compared]
