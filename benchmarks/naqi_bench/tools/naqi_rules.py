"""naqi's rules as a cleaner: what an error names is removed, to the character, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Sequence

import naqi
from naqi_bench.tools.model import Run, Setting, Standing, Tool
from naqi_bench.tracks.model import Task, Track


def _load(_tasks: Sequence[Task]) -> Run:
    checker = naqi.Checker()

    def run(task: Task) -> str:
        kept, at = [], 0
        for start, end in sorted((finding.start, finding.end) for finding in checker.check(task.text) if finding.severity is naqi.Severity.ERROR):
            kept.append(task.text[at:start])
            at = max(at, end)
        kept.append(task.text[at:])
        return "".join(kept)

    return run


NAQI_RULES = Tool(
    name="naqi-rules",
    track=Track.SCRUB,
    link="",
    licence="Apache-2.0",
    version=lambda: naqi.__version__,
    settings=(Setting("as-shipped", "the spans of findings of error severity, rules that are on by default (README.md)", _load),),
    standing=Standing.NAQI,
)
