"""Run a checker over records, in this process or in several, always in the order of the input."""

from __future__ import annotations

import multiprocessing
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field

from naqi.checker import Checker, Finding
from naqi.gate.baseline import Baseline, fingerprint
from naqi.gate.events import Located, Summary
from naqi.gate.ignores import Ignores, SourceIgnores
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


def _check(checker: Checker, text: str | None, rules: Collection[Rule]) -> list[Finding]:
    if len(rules) == len(checker.rules):
        return checker.check(text)
    return checker.resolve(text, checker.hits(text), rules) if rules else []


def _check_batch(texts: list[tuple[str | None, tuple[str, ...] | None]]) -> list[list[Finding]]:
    """Check texts, each with the rules of some codes, None for all."""
    assert _worker is not None
    return [_check(_worker, text, _worker.rules if codes is None else [BY_CODE[code] for code in codes]) for text, codes in texts]


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


def _check_alone(items: Iterable[Record | Problem], ignores: Ignores) -> Iterator[Checked]:
    checker = Checker(ignores.rules)
    for item in items:
        yield item if isinstance(item, Problem) else (item, _check(checker, item.text, ignores.of(item)[0]))


def _codes(record: Record, ignores: Ignores) -> tuple[str, ...] | None:
    rules, _ = ignores.of(record)
    return None if rules is ignores.rules else tuple(rule.code for rule in rules)


def _check_together(items: Iterable[Record | Problem], ignores: Ignores, jobs: int) -> Iterator[Checked]:
    codes = tuple(rule.code for rule in ignores.rules)
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
            texts = [(item.text, _codes(item, ignores)) for item in batch if isinstance(item, Record)]
            waiting.append((batch, pool.submit(_check_batch, texts)))
            yield from drain(jobs * _BATCHES_IN_FLIGHT_PER_JOB)
        yield from drain(0)


@dataclass(slots=True)
class Gate:
    """A run over records: iterate over `events`, then read `summary`.

    rules: what to check. jobs: processes; 1 is this one. baseline: findings to pass over. keep_fingerprints: collect those of all
    findings, for `write_baseline`. by_source: rules to ignore for some sources or files.

    Raises ValueError without a rule, and UnknownRuleError for a selector of `by_source` that names none.
    """

    rules: tuple[Rule, ...]
    jobs: int = 1
    baseline: Baseline | None = None
    keep_fingerprints: bool = False
    by_source: Sequence[SourceIgnores] = ()
    summary: Summary = field(default_factory=Summary)
    fingerprints: Counter[str] = field(default_factory=Counter)
    _ignores: Ignores = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.rules:
            raise ValueError("no rule selected: a gate that checks nothing cannot pass")
        self._ignores = Ignores(self.rules, self.by_source)

    def events(self, items: Iterable[Record | Problem]) -> Iterator[Located | Problem]:
        """Check records; yield findings and problems in the order of the input, whatever the number of jobs."""
        checked = _check_alone(items, self._ignores) if self.jobs == 1 else _check_together(items, self._ignores, self.jobs)
        for item in checked:
            if isinstance(item, Problem):
                self.summary.problems += 1
                yield item
            else:
                yield from self._count(*item)

    def _count(self, record: Record, findings: list[Finding]) -> Iterator[Located | Problem]:
        rules, problems = self._ignores.of(record)
        for problem in problems:
            self.summary.problems += 1
            yield Problem(record.path, problem, record.file_line)
        self.summary.documents += 1
        self.summary.exempt += not rules
        self.summary.characters += len(record.text or "") if rules else 0
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
