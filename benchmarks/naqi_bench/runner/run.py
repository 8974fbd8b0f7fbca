"""Running tools over tasks: one worker for each tool and setting, its records in a file of its own."""

from __future__ import annotations

import hashlib
import os
import platform
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import naqi
from naqi_bench.runner.choice import Choice
from naqi_bench.runner.functions import source_of
from naqi_bench.runner.journal import BusyError, Journal
from naqi_bench.runner.model import SCHEMA, Exit, Limits, Record
from naqi_bench.runner.network import state
from naqi_bench.runner.supervise import KilledError, LoadError, StoppedError, Worker
from naqi_bench.runner.tree import sweep_output
from naqi_bench.tools import decoding, rendering
from naqi_bench.tools.model import Standing, ToolMissingError


@dataclass(frozen=True, slots=True)
class Work:
    """One tool in one setting over some tasks. spool: holds the tasks, whose ids these are, in order. path: of the records."""

    choice: Choice
    splits: tuple[str, ...]
    spool: Path
    ids: Sequence[str]
    path: Path


@dataclass(slots=True)
class Outcome:
    """How a work ended.

    problem: why there are no records, or not all; "" when there are. missing: that is because the tool is not installed. kept: records of an earlier
    run that were taken up. exits: of all records. wall: seconds from start to end. tool_wall: what of that was the tool's: import, warm-up, pages.
    """

    work: Work
    problem: str = ""
    missing: bool = False
    notice: str = ""
    kept: int = 0
    exits: Counter[str] = field(default_factory=Counter)
    wall: float = 0.0
    tool_wall: float = 0.0


def machine() -> dict[str, Any]:
    """What figures of time and memory are of."""
    model = platform.processor() or platform.machine()
    with suppress(OSError):
        names = [line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines() if line.startswith("model name")]
        model = names[0] if names else model
    return {"cpu": model, "cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}


def _code_hash(work: Work) -> str:
    """SHA-256, in hex, of the code whose version alone does not tell that it changed: naqi's own, a function's module, else the adapter of the tool.

    With what adapters and functions share.
    """
    tool = work.choice.tool
    places: list[Path | None]
    if work.choice.origin == "object":
        places = [source_of(tool.name)]
    elif tool.standing is Standing.NAQI:
        places = [Path(naqi.__file__).parent]
    else:
        load = work.choice.setting.load
        places = [Path(str(import_module((load.func if isinstance(load, partial) else load).__module__).__file__)), *tool.code]
    digest = hashlib.sha256()
    for place in (*places, Path(decoding.__file__), Path(rendering.__file__)):
        if place is None:
            return ""
        files = sorted(path for path in place.rglob("*") if path.suffix in {".py", ".txt"}) if place.is_dir() else [place]
        for path in files:
            digest.update(path.relative_to(place.parent).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def identity(work: Work, dataset: Mapping[str, str], limits: Limits) -> dict[str, Any]:
    """The header of a run's records but for what is measured. Raises ToolMissingError."""
    tool = work.choice.tool
    return {
        "schema": SCHEMA,
        "tool": tool.name,
        "version": tool.version(),
        "track": tool.track.value,
        "setting": work.choice.setting.name,
        "standing": tool.standing.value,
        "dataset": dict(dataset),
        "splits": list(work.splits),
        "tasks": {"count": len(work.ids), "sha256": hashlib.sha256("\n".join(work.ids).encode("utf-8", "surrogatepass")).hexdigest()},
        "machine": machine(),
        "limits": limits.as_json(),
        "naqi": naqi.__version__,
        "code": _code_hash(work),
    }


@dataclass(frozen=True, slots=True)
class _Conditions:
    """What all works of a run share."""

    dataset: Mapping[str, str]
    limits: Limits
    stop: threading.Event
    advance: Callable[[Work, int], None]


def run(works: Sequence[Work], dataset: Mapping[str, str], limits: Limits, jobs: int, advance: Callable[[Work, int], None]) -> list[Outcome]:
    """Do all works, `jobs` at a time; what one does never ends another. `advance` is told how many more records of a work there are.

    Returns outcomes in the order of works. KeyboardInterrupt ends all workers; what was recorded stays, and is taken up by the next run.
    """
    conditions = _Conditions(dataset, limits, threading.Event(), advance)
    with ThreadPoolExecutor(jobs) as pool:
        futures: list[Future[Outcome]] = [pool.submit(_one, work, conditions) for work in works]
        try:
            return [future.result() for future in futures]
        except BaseException:
            conditions.stop.set()
            for future in futures:
                future.cancel()
            raise


def _one(work: Work, conditions: _Conditions) -> Outcome:
    outcome, start = Outcome(work), time.perf_counter()
    try:
        with Journal(work.path, identity(work, conditions.dataset, conditions.limits), work.ids) as journal:
            # Whatever an earlier run that was killed left running.
            sweep_output(work.path)
            outcome.kept, outcome.notice = journal.done, journal.notice
            conditions.advance(work, journal.done)
            _finish(work, journal, outcome, conditions)
            outcome.exits = journal.exits
    except LoadError as error:
        outcome.problem, outcome.missing = str(error), error.missing
    except ToolMissingError as error:
        outcome.problem, outcome.missing = str(error), True
    except BusyError as error:
        outcome.problem = str(error)
    outcome.wall = time.perf_counter() - start
    return outcome


def _finish(work: Work, journal: Journal, outcome: Outcome, conditions: _Conditions) -> None:
    """Add the records that are still to come, with a new worker after each that ended. Raises LoadError."""
    job = work.choice.job(work.splits, str(work.spool))
    # Where a worker was killed from outside: "load", or a page. There it is tried once more; a second time counts as the tool's own doing.
    killed: set[tuple[bool, str]] = set()
    # When the last record was made, and what of the tool's time had gone then.
    at, gone = time.perf_counter(), 0.0

    def add(identity: str, **answer: Any) -> None:
        nonlocal at, gone
        now = time.perf_counter()
        journal.append(Record(identity, own=max(0.0, now - at - (outcome.tool_wall - gone)), **answer))
        at, gone = now, outcome.tool_wall
        conditions.advance(work, 1)

    # Pages that ended a worker while it warmed up. That they do so again is for the record, not for every start.
    cold: set[str] = set()
    while journal.done < len(work.ids):
        warming, place = True, "load"
        with Worker(job, work.path, conditions.limits, conditions.stop) as worker:
            try:
                worker.ready()
                outcome.tool_wall += worker.import_seconds
                before = journal.done
                conditions.advance(work, journal.begin(state(worker.interfaces, worker.network_reason), worker.import_seconds) - before)
                outcome.kept, outcome.notice = min(outcome.kept, journal.done), journal.notice
                alive = True
                for index, place in enumerate(work.ids[: conditions.limits.warm_up]):
                    if alive and place not in cold:
                        worker.ask(index)
                        answer = worker.answer(index)
                        outcome.tool_wall += answer["wall"]
                        if not (alive := answer["alive"]):
                            cold.add(place)
                warming = False
                for ahead in range(journal.done, min(journal.done + 2, len(work.ids)) if alive else 0):
                    worker.ask(ahead)
                while alive and journal.done < len(work.ids):
                    place = work.ids[journal.done]
                    answer = worker.answer(journal.done)
                    outcome.tool_wall += answer["wall"]
                    alive = answer.pop("alive")
                    if alive and journal.done + 2 < len(work.ids):
                        worker.ask(journal.done + 2)
                    add(place, **answer | {"exit": Exit(answer["exit"])})
            except KilledError as error:
                if (warming, place) not in killed:
                    killed.add((warming, place))
                elif place == "load":
                    raise LoadError(f"it does not load: {error}") from error
                elif warming:
                    cold.add(place)
                else:
                    add(place, exit=Exit.CRASH, message=str(error))
            except StoppedError:
                return
