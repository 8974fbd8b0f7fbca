"""Rows with hits: what a scan keeps of a text once the text is gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, partial
from operator import itemgetter
from typing import Any, Final, NamedTuple

from naqi.checker import Checker, Span, places
from naqi.gate.baseline import digest
from naqi.inputs.model import selectors
from naqi.processes import SENT_CHARACTERS, SENT_TEXTS, in_processes
from naqi.report.excerpt import excerpt, is_cut
from naqi.rules.model import Rule, Severity
from naqi.rules.registry import BY_CODE, RULES, UnknownRuleError, covered, select
from naqi.scan.batches import batches

# Scanned by this process before others are started, each of which takes a second or two to compile its rules.
SCANNED_ALONE: Final = 4_000_000

# What names a row, and its text with the parts of `About` behind it, if any.
Row = tuple[tuple[Any, ...], list[Any]]

_SURROGATES: Final = re.compile(f"[{chr(0xD800)}-{chr(0xDFFF)}]")


class About(NamedTuple):
    """What a row says of itself besides its text: rules that it is excused from, and what a baseline knows it by.

    ignored: selectors of rules, as the ignore column holds them. path, document: the file that it is from, and its id there.
    """

    ignored: Any = None
    path: Any = None
    document: Any = None


NOTHING_ABOUT: Final = About()


class RowHit(NamedTuple):
    """What one rule found in a text, swallowed or not, as plain values that can travel.

    rule: its code. start, end: span in code points of the text. line, column: 1-based, of `start`. before, text, after: the finding in
    its line, cut to size (see `naqi.report.excerpt`). digest: of the whole finding where `text` was cut, else empty.
    """

    rule: str
    start: int
    end: int
    line: int
    column: int
    before: str
    text: str
    after: str
    digest: str = ""

    @property
    def severity(self) -> Severity:
        """Severity of the rule."""
        return BY_CODE[self.rule].severity


@dataclass(frozen=True, slots=True)
class ScannedRow:
    """A row in which some rule found something.

    row: 0-based position in what was scanned. index: what names the row, one value for each index column. hits: of every rule. about: see
    `About`.
    """

    row: int
    index: tuple[Any, ...]
    hits: tuple[RowHit, ...]
    about: About = NOTHING_ABOUT

    def findings(self, rules: Collection[Rule]) -> list[RowHit]:
        """What a selection of rules reports in it, without those that it is excused from: the same as `naqi check --select`."""
        by_span = {(BY_CODE[hit.rule], hit.start, hit.end): hit for hit in self.hits}
        excused = excused_rules(self.about.ignored)
        kept = [rule for rule in rules if rule not in excused] if excused else rules
        return [by_span[hit] for hit in scanner().choose(tuple(by_span), kept)]


@dataclass(frozen=True)
class Scan:
    """A scanned column. rows: how many were read. found: those in which some rule found something, in order. ignores: rows by what they ignore."""

    rows: int
    found: tuple[ScannedRow, ...]
    ignores: Counter[str | tuple[str, ...]] = field(default_factory=Counter)

    @cached_property
    def _by_rule(self) -> dict[str, list[int]]:
        """Where in `found` each rule found something."""
        places: dict[str, list[int]] = {}
        for place, row in enumerate(self.found):
            for code in {hit.rule for hit in row.hits}:
                places.setdefault(code, []).append(place)
        return places

    def findings(self, rules: Collection[Rule]) -> Iterator[tuple[ScannedRow, list[RowHit]]]:
        """Rows in which a selection of rules reports something, in order, and what: the same as `naqi check --select`."""
        for place in sorted({place for rule in rules for place in self._by_rule.get(rule.code, ())}):
            yield self.found[place], self.found[place].findings(rules)


class UnscannableError(TypeError):
    """A value of the column is no text."""


@cache
def scanner(every: bool = False) -> Checker:
    """The checker that scans. every: with rules that are off by default too."""
    return Checker(RULES if every else select())


def ignored_key(value: Any) -> str | tuple[str, ...]:
    """A value of an ignore column as something to count by; a null ignores nothing."""
    if hasattr(value, "tolist"):  # an array of numpy
        value = value.tolist()
    if value is None or value != value:  # noqa: PLR0124  # so do NaN and NaT, pandas' nulls
        return ""
    return tuple(map(str, value)) if isinstance(value, list | tuple) else str(value)


@lru_cache(10_000)
def _excused(key: str | tuple[str, ...]) -> tuple[frozenset[Rule], tuple[str, ...]]:
    """The rules that selectors cover, and what is wrong with others, a line each: they ignore nothing."""
    rules: set[Rule] = set()
    problems = []
    for selector in selectors(key if isinstance(key, str) else list(key), ""):
        try:
            rules |= covered([selector])
        except UnknownRuleError as error:
            problems.append(f"the document's ignores: {error}")
    return frozenset(rules), tuple(problems)


def excused_rules(ignored: Any) -> frozenset[Rule]:
    """The rules that a value of an ignore column names."""
    return _excused(ignored_key(ignored))[0]


def not_checked(ignores: Counter[str | tuple[str, ...]], rules: Collection[Rule]) -> list[str]:
    """Why rows were not checked by a selection of rules: their ignores name no rule, or leave none in any row."""
    reasons = [f"{problem} ({count:,} rows)" for key, count in ignores.items() for problem in _excused(key)[1]]
    if ignores and all(not set(rules) - _excused(key)[0] for key in ignores):
        reasons.append("the ignores of all rows leave no rule: nothing was checked")
    return reasons


def rows_hits(texts: Sequence[str | None], every: bool = False) -> Iterator[tuple[RowHit, ...]]:
    """What each rule finds on its own in each of some texts; None is a null. every: rules that are off by default too, of which many find habits of style."""
    checker = scanner(every)
    for text, hits in zip(texts, checker.hits_of(texts), strict=True):
        # In order, in which lines are counted fastest.
        yield tuple(_row_hits(text or "", sorted(dict.fromkeys(hits), key=itemgetter(1)))) if hits else ()


def _row_hits(text: str, hits: Sequence[Span]) -> Iterator[RowHit]:
    # Any of them may be reported: a selection may leave out the rule that swallows it here.
    shown = writable(text)
    for (rule, start, end), (line, column) in zip(hits, places(text, [start for _, start, _ in hits]), strict=True):
        hashed = digest(text[start:end]) if is_cut(start, end) else ""
        yield RowHit(rule.code, start, end, line, column, *excerpt(shown, start, end), hashed)


def as_text(value: Any, row: int) -> str | None:
    """A value as text. Raises UnscannableError, for nothing but strings and None can be checked."""
    if value is None or isinstance(value, str):
        return value
    raise UnscannableError(f"row {row} holds {type(value).__name__}, not a string: naqi checks columns of text")


def writable(value: Any) -> Any:
    """A string that can be written anywhere: each lone surrogate as U+FFFD, as all rules see it; offsets stay. Other values as they are."""
    if not isinstance(value, str):
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", value)
    return value


def scan_rows(rows: Iterable[Row], every: bool = False, jobs: int = 1) -> Scan:
    """Scan pairs of what names a row, and its text with the parts of `About` behind it, if any; with rules as `rows_hits`.

    Holds a few texts at a time and keeps what was found. jobs: processes that scan; they are started once so much was read that it pays, see
    `naqi.processes`. Raises UnscannableError, and with several jobs WorkerError.
    """
    count = 0
    found: list[ScannedRow] = []
    ignores: Counter[str | tuple[str, ...]] = Counter()
    for batch, hits_of_batch in _scanned(iter(rows), every, jobs):
        for (index, (_, *about)), hits in zip(batch, hits_of_batch, strict=True):
            if about:
                ignores[ignored_key(about[0])] += 1
            if hits:
                found.append(ScannedRow(count, tuple(map(writable, index)), hits, About(*about)))
            count += 1
    return Scan(count, tuple(found), ignores)


def _scanned(rows: Iterator[Row], every: bool, jobs: int) -> Iterator[tuple[list[Row], Iterable[tuple[RowHit, ...]]]]:
    """Rows in batches, in order, with the hits of each."""
    read = 0

    def with_texts(batched: Iterable[list[Row]]) -> Iterator[tuple[list[Row], list[str | None]]]:
        nonlocal read
        for batch in batched:
            texts = [as_text(value, row) for row, (_, (value, *_)) in enumerate(batch, read)]
            read += len(batch)
            yield batch, texts

    characters = 0
    for batch, texts in with_texts(batches(rows, _length)):
        yield batch, rows_hits(texts, every)
        characters += sum(len(text or "") for text in texts)
        if jobs > 1 and characters >= SCANNED_ALONE:
            yield from in_processes(jobs, partial(_every_hit, every=every), with_texts(batches(rows, _length, SENT_TEXTS, SENT_CHARACTERS)))
            return


def _length(row: Row) -> int:
    return len(row[1][0]) if isinstance(row[1][0], str) else 0


def _every_hit(texts: Sequence[str | None], every: bool) -> list[tuple[RowHit, ...]]:
    """The hits of some texts, in a process that compiles its own rules."""
    return list(rows_hits(texts, every))
