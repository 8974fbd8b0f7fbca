"""The contract on many tools: a worker for each tool and setting, a task for each property."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import naqi
from naqi.testing.contract import Property
from naqi_bench.contract.trial import EXAMPLES, NAME, properties
from naqi_bench.runner.choice import Choice
from naqi_bench.runner.folder import temporary
from naqi_bench.runner.functions import tool_from
from naqi_bench.runner.model import Exit, Limits
from naqi_bench.runner.plan import describe
from naqi_bench.runner.progress import shown
from naqi_bench.runner.run import Work, run
from naqi_bench.runner.spool import write_spool
from naqi_bench.scoring.records import read
from naqi_bench.tools.model import Tool, ToolMissingError
from naqi_bench.tracks.model import Task, Track

# What no page of a run has to wait for: a property is many pages, and nothing of it is timed.
LIMITS: Final = Limits(page_seconds=240.0, load_seconds=120.0, memory_mb=3072.0, warm_up=0)
_FURNITURE: Final = frozenset({"removes-injected", "removes-what-the-gate-finds"})


@dataclass(frozen=True, slots=True)
class Trial:
    """A tool in a setting and, by name of property, `{"state": "kept"}`, `{"state": "broken", "note", "given", …}` or `{"state": "not run", "reason"}`."""

    choice: Choice
    version: str
    verdicts: Mapping[str, Mapping[str, Any]]

    def as_json(self) -> dict[str, Any]:
        tool = self.choice.tool
        known = {"tool": tool.name, "version": self.version, "track": tool.track.value, "setting": self.choice.setting.name, "standing": tool.standing.value}
        return {**known, "naqi": naqi.__version__, "examples": EXAMPLES[tool.track], "properties": {name: dict(found) for name, found in self.verdicts.items()}}


def unfit(tool: Tool, prop: Property) -> str:
    """Why a property cannot be asked of a tool; "" where it can."""
    if tool.learns:
        return f"{tool.name} is not a text → text function: it learns from a site's other documents"
    if tool.track is Track.REPAIR and prop.name in _FURNITURE:
        return "it mends encoding, and is not there to take furniture out"
    if prop.name == "linear-cost" and any(path.suffix == ".mjs" for path in tool.code):
        return "it works in a process of another language, whose cost is not seen"
    return ""


def trials(choices: Sequence[Choice], jobs: int, limits: Limits = LIMITS) -> tuple[list[Trial], list[str], list[str]]:
    """Test tools, each in a process of its own, without a network where that works.

    limits: of memory, and of the wall time of a property. Returns what was tested, a line for each tool that is not installed, and one for each that could
    not be readied. Raises OSError.
    """
    made: list[Trial] = []
    missing, failed = [], []
    works: list[tuple[Choice, str, Work]] = []
    with temporary() as folder:
        for number, choice in enumerate(choices):
            try:
                version = choice.tool.version()
            except ToolMissingError as error:
                missing.append(f"{describe(choice)} was not run: {error}")
                continue
            asked = [prop.name for prop in properties(choice.tool.track) if not unfit(choice.tool, prop)]
            if asked:
                works.append((choice, version, _work(choice, asked, folder, number)))
            else:
                made.append(Trial(choice, version, _in_order(choice, {})))
        with shown([work for *_, work in works]) as advance:
            outcomes = run([work for *_, work in works], {"version": "contract", "sha256": ""}, limits, jobs, advance)
        for (choice, version, work), outcome in zip(works, outcomes, strict=True):
            if outcome.problem:
                failed.append(f"{describe(choice)} was not run: {outcome.problem}")
                continue
            found = {name: _verdict(name, record, limits) for name, record in read(work.path, Track.SCRUB, work.ids).records.items()}
            if all(verdict["state"] == "not run" for verdict in found.values()):
                failed.append(f"{describe(choice)} was not run: {next(iter(found.values()))['reason']}")
            else:
                made.append(Trial(choice, version, _in_order(choice, found)))
    return made, missing, failed


def _work(choice: Choice, asked: Sequence[str], folder: Path, number: int) -> Work:
    tool = choice.tool
    known = {"tool": tool.name, "track": tool.track.value, "setting": choice.setting.name}
    spool = folder / f"{number}.spool"
    write_spool(spool, [Task(name, "contract", text=json.dumps({**known, "property": name})) for name in asked])
    # A function of text to text, whatever the track of the tool that it tests.
    function = tool_from(NAME, Track.SCRUB)
    return Work(Choice("object", function, function.settings[0]), ("contract",), spool, asked, folder / f"{number}.jsonl")


def _in_order(choice: Choice, found: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    tool = choice.tool
    return {prop.name: found.get(prop.name) or {"state": "not run", "reason": unfit(tool, prop)} for prop in properties(tool.track)}


def _verdict(name: str, record: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    leave = Exit(record["exit"])
    if leave is Exit.OK:
        return dict(json.loads(record["text"]))
    if leave is Exit.TIMEOUT:
        return {"state": "not run", "reason": f"no verdict in {limits.page_seconds:g} s"}
    if leave in {Exit.CRASH, Exit.MEMORY} and name == "never-raises":
        return {"state": "broken", "note": f"an input ended its process: {record['message']}", "given": ""}
    return {"state": "not run", "reason": str(record["message"]) or f"it ended as {leave}"}
