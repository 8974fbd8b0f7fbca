"""Run a checker over records, in this process or in several, always in the order of the input."""

from __future__ import annotations

import multiprocessing
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field

from naqi.checker import Checker, Finding
from naqi.gate.baseline import Baseline, fingerprint
from naqi.gate.events import Located, Summary
from naqi.inputs.model import Problem, Record
from naqi.rules.model import Rule, Severity
from naqi.rules.registry import BY_CODE

# Sent to a worker at a time: enough characters to outweigh the sending.
_BATCH_CHARACTERS = 400_000
_BATCHES_IN_FLIGHT_PER_JOB = 3

_worker: Checker | None = None

Checked = tuple[Record, list[Finding]] | Problem


class WorkerError(RuntimeError):
    """A worker process ended before its work did."""


def _start_worker(codes: tuple[str, ...]) -> None:
    # Compiled matchers cannot be pickled: codes travel, each worker compiles its own.
    global _worker
    _worker = Checker([BY_CODE[code] for code in codes])


def _check_batch(texts: list[str | None]) -> list[list[Finding]]:
    assert _worker is not None
    return [_worker.check(text) for text in texts]


def _batches(items: Iterable[Record | Problem]) -> Iterator[list[Record | Problem]]:
    batch: list[Record | Problem] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.text or "") if isinstance(item, Record) else 0
        if size >= _BATCH_CHARACTERS or len(batch) >= 1000:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _check_alone(items: Iterable[Record | Problem], rules: tuple[Rule, ...]) -> Iterator[Checked]:
    checker = Checker(rules)
    for item in items:
        yield item if isinstance(item, Problem) else (item, checker.check(item.text))


def _check_together(items: Iterable[Record | Problem], rules: tuple[Rule, ...], jobs: int) -> Iterator[Checked]:
    codes = tuple(rule.code for rule in rules)
    # "spawn": a forked child would inherit the locks of threads that pyarrow runs.
    context = multiprocessing.get_context("spawn")
    waiting: deque[tuple[list[Record | Problem], Future[list[list[Finding]]]]] = deque()

    def drain(until: int) -> Iterator[Checked]:
        while len(waiting) > until:
            batch, future = waiting.popleft()
            try:
                results = iter(future.result())
            except BrokenExecutor as error:
                raise WorkerError("a worker process ended early, perhaps for want of memory: use fewer --jobs") from error
            for item in batch:
                yield item if isinstance(item, Problem) else (item, next(results))

    with ProcessPoolExecutor(jobs, context, _start_worker, (codes,)) as pool:
        for batch in _batches(items):
            texts = [item.text for item in batch if isinstance(item, Record)]
            waiting.append((batch, pool.submit(_check_batch, texts)))
            yield from drain(jobs * _BATCHES_IN_FLIGHT_PER_JOB)
        yield from drain(0)


@dataclass(slots=True)
class Gate:
    """A run over records: iterate over `events`, then read `summary`.

    rules: what to check. jobs: processes; 1 is this one. baseline: findings to pass over. keep_fingerprints: collect those of all
    findings, for `write_baseline`.
    """

    rules: tuple[Rule, ...]
    jobs: int = 1
    baseline: Baseline | None = None
    keep_fingerprints: bool = False
    summary: Summary = field(default_factory=Summary)
    fingerprints: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        if not self.rules:
            raise ValueError("no rule selected: a gate that checks nothing cannot pass")

    def events(self, items: Iterable[Record | Problem]) -> Iterator[Located | Problem]:
        """Check records; yield findings and problems in the order of the input, whatever the number of jobs."""
        checked = _check_alone(items, self.rules) if self.jobs == 1 else _check_together(items, self.rules, self.jobs)
        for item in checked:
            if isinstance(item, Problem):
                self.summary.problems += 1
                yield item
            else:
                yield from self._count(*item)

    def _count(self, record: Record, findings: list[Finding]) -> Iterator[Located]:
        self.summary.documents += 1
        self.summary.characters += len(record.text or "")
        erroneous = False
        for finding in findings:
            located = Located(record, finding)
            if self.keep_fingerprints:
                self.fingerprints[fingerprint(located)] += 1
            if self.baseline is not None and self.baseline.accepts(located):
                self.summary.accepted += 1
                continue
            erroneous |= finding.severity is Severity.ERROR
            self.summary.rules[finding.rule] += 1
            self.summary.severities[finding.severity] += 1
            yield located
        self.summary.documents_with_errors += erroneous
