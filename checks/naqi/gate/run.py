"""Run a checker over records, in this process or in several, always in the order of the input.

Rules that compare documents need all of them before the first finding can be told. So a gate with such rules reads its input twice: once to
`learn` it, then for the events. That way findings come in one order, with their text, and no text is held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from naqi.checker import Finding, finding_at
from naqi.corpus import Bounds, Corpus, CorpusFinding, Splits
from naqi.gate.baseline import Baseline, fingerprint
from naqi.gate.events import Located, Summary
from naqi.gate.ignores import Ignores, SourceIgnores
from naqi.gate.sources import Applied
from naqi.inputs.model import Problem, Record
from naqi.processes import SENT_CHARACTERS, SENT_TEXTS, in_processes
from naqi.profile.checking import SourceChecker
from naqi.profile.model import Profile
from naqi.rules.model import Rule, Severity
from naqi.rules.registry import BY_CODE
from naqi.scan.batches import batches

_worker: SourceChecker | None = None

Checked = tuple[Record, list[Finding]] | Problem


def _start_worker(codes: tuple[str, ...], profile: Profile | None) -> None:
    # Compiled matchers cannot be pickled: codes travel, each worker compiles its own.
    global _worker
    _worker = SourceChecker([BY_CODE[code] for code in codes], profile)


def _check(checker: SourceChecker, texts: Sequence[tuple[str | None, str | None, Collection[Rule] | None]]) -> Iterator[list[Finding]]:
    """Check texts, each with its source and some of a checker's rules, None for all."""
    found = checker.hits_of([(text, source) for text, source, rules in texts if rules is None or rules])
    for text, _, rules in texts:
        yield checker.resolve(text, next(found), rules) if rules is None or rules else []


def _check_batch(texts: list[tuple[str | None, str | None, tuple[str, ...] | None]]) -> list[list[Finding]]:
    """Check texts, each with its source and the rules of some codes, None for all."""
    assert _worker is not None
    return list(_check(_worker, [(text, source, None if codes is None else [BY_CODE[code] for code in codes]) for text, source, codes in texts]))


def _length(item: Record | Problem) -> int:
    return len(item.text or "") if isinstance(item, Record) else 0


def _check_alone(items: Iterable[Record | Problem], ignores: Ignores, profile: Profile | None) -> Iterator[Checked]:
    checker = SourceChecker(ignores.rules, profile)
    for batch in batches(items, _length, soon=True):
        records = [item for item in batch if isinstance(item, Record)]
        rules = [ignores.of(record)[0] for record in records]
        found = _check(checker, [(record.text, record.source, None if each is ignores.rules else each) for record, each in zip(records, rules, strict=True)])
        for item in batch:
            yield item if isinstance(item, Problem) else (item, next(found))


def _codes(record: Record, ignores: Ignores) -> tuple[str, ...] | None:
    rules, _ = ignores.of(record)
    return None if rules is ignores.rules else tuple(rule.code for rule in rules)


def _unchecked(items: Iterable[Record | Problem]) -> Iterator[Checked]:
    """Pass records through where no rule looks at a single text."""
    for item in items:
        yield item if isinstance(item, Problem) else (item, [])


def _check_together(items: Iterable[Record | Problem], ignores: Ignores, jobs: int, profile: Profile | None) -> Iterator[Checked]:
    tasks = (
        (batch, [(item.text, item.source, _codes(item, ignores)) for item in batch if isinstance(item, Record)])
        for batch in batches(items, _length, SENT_TEXTS, SENT_CHARACTERS)
    )
    for batch, found in in_processes(jobs, _check_batch, tasks, _start_worker, (tuple(rule.code for rule in ignores.rules), profile)):
        results = iter(found)
        for item in batch:
            yield item if isinstance(item, Problem) else (item, next(results))


@dataclass(slots=True)
class Gate:
    """A run over records: iterate over `events`, then read `summary`.

    rules: what to check. jobs: processes; 1 is this one. baseline: findings to pass over. keep_fingerprints: collect those of all
    findings, for `write_baseline`. by_source: rules to ignore for some sources or files. bounds, splits: for rules that compare documents;
    with such rules, `learn` the input first. profile: the furniture of sources, for rules that apply one.

    Raises ValueError without a rule, UnknownRuleError for a selector of `by_source` that names none, and what `Corpus` raises.
    """

    rules: tuple[Rule, ...]
    jobs: int = 1
    baseline: Baseline | None = None
    keep_fingerprints: bool = False
    by_source: Sequence[SourceIgnores] = ()
    bounds: Bounds = field(default_factory=Bounds)
    splits: Splits = field(default_factory=Splits)
    profile: Profile | None = None
    summary: Summary = field(default_factory=Summary)
    fingerprints: Counter[str] = field(default_factory=Counter)
    _ignores: Ignores = field(init=False, repr=False)
    _applied: Applied = field(init=False, repr=False)
    _corpus: Corpus | None = field(default=None, init=False, repr=False)
    _learned: dict[tuple[str, int | None], list[CorpusFinding]] | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.rules:
            raise ValueError("no rule selected: a gate that checks nothing cannot pass")
        self._ignores = Ignores(self.rules, self.by_source)
        self._applied = Applied(self.rules, self.profile)
        if any(rule.across for rule in self.rules):
            self._corpus = Corpus(self.rules, self.bounds)

    @property
    def compares(self) -> bool:
        """Whether the input must be learned before it is checked."""
        return self._corpus is not None

    def learn(self, items: Iterable[Record | Problem]) -> None:
        """Read the whole input for the rules that compare documents. Problems are left to `events`, which meets them again."""
        assert self._corpus is not None
        for item in items:
            if isinstance(item, Record):
                split = self.splits.of(item.path) if item.split is None else item.split
                self._corpus.add(item.document, item.text, source=item.source, split=split, label=item.label, path=item.path, row=item.row)
        self._learned = {}
        for finding in self._corpus.findings():
            self._learned.setdefault((finding.entry.path, finding.entry.row), []).append(finding)

    def events(self, items: Iterable[Record | Problem]) -> Iterator[Located | Problem]:
        """Check records; yield findings and problems in the order of the input, whatever the number of jobs."""
        if self._corpus is not None and self._learned is None:
            raise RuntimeError("a gate with rules that compare documents must learn its input first")
        for item in self._checked(items):
            if isinstance(item, Problem):
                self.summary.problems += 1
                yield item
                continue
            record, findings = item
            self._applied.add(record)
            rules, _ = self._ignores.of(record)
            across = [finding for finding in (self._learned or {}).pop((record.path, record.row), []) if finding.rule in rules]
            if any(finding.entry.length != len(record.text or "") for finding in across):
                self.summary.problems += 1
                yield Problem(record.path, "changed while it was read: run again", record.file_line)
                across = []
            yield from self._count(record, _merged(record.text, findings, across))
        for path in sorted({path for path, _ in self._learned or ()}):
            self.summary.problems += 1
            yield Problem(path, "changed while it was read: run again")
        for problem in self._applied.problems():
            self.summary.problems += 1
            yield problem

    @property
    def notes(self) -> list[str]:
        """What to tell the user about the profile when the events are over."""
        return self._applied.notes()

    def _checked(self, items: Iterable[Record | Problem]) -> Iterator[Checked]:
        if all(rule.across for rule in self.rules):
            return _unchecked(items)
        return _check_alone(items, self._ignores, self.profile) if self.jobs == 1 else _check_together(items, self._ignores, self.jobs, self.profile)

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


def _merged(text: str | None, findings: list[Finding], across: list[CorpusFinding]) -> list[Finding]:
    """Findings in one document of all rules, in order of start, then of rule code."""
    if not across:
        return findings
    made = [finding_at(finding.rule, text, finding.start, finding.end, finding.message) for finding in across]
    return sorted([*findings, *made], key=lambda finding: (finding.start, finding.rule, finding.end))
