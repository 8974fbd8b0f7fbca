"""Rows with hits: what a scan keeps of a text once the text is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from naqi.checker import Checker
from naqi.report.excerpt import excerpt
from naqi.rules.model import Rule, Severity
from naqi.rules.registry import BY_CODE, RULES, select


class RowHit(NamedTuple):
    """What one rule found in a text, swallowed or not, as plain values that can travel.

    rule: its code. start, end: span in code points of the text. line, column: 1-based, of `start`. before, text, after: the finding in
    its line, cut to size (see `naqi.report.excerpt`).
    """

    rule: str
    start: int
    end: int
    line: int
    column: int
    before: str
    text: str
    after: str

    @property
    def severity(self) -> Severity:
        """Severity of the rule."""
        return BY_CODE[self.rule].severity


@dataclass(frozen=True, slots=True)
class ScannedRow:
    """A row in which some rule found something.

    row: 0-based position in what was scanned. index: what names the row, one value for each index column. hits: of every rule.
    """

    row: int
    index: tuple[Any, ...]
    hits: tuple[RowHit, ...]

    def findings(self, rules: Collection[Rule]) -> list[RowHit]:
        """What a selection of rules reports in it: the same as `naqi check --select`."""
        by_span = {(BY_CODE[hit.rule], hit.start, hit.end): hit for hit in self.hits}
        return [by_span[hit] for hit in _checker().choose(tuple(by_span), rules)]


@dataclass(frozen=True)
class Scan:
    """A scanned column. rows: how many were read. found: those in which some rule found something, in order."""

    rows: int
    found: tuple[ScannedRow, ...]

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
def _checker(every: bool = False) -> Checker:
    return Checker(RULES if every else select())


def row_hits(text: str | None, every: bool = False) -> tuple[RowHit, ...]:
    """What each rule finds in a text on its own; None is a null. every: rules that are off by default too, of which many find habits of style."""
    checker = _checker(every)
    hits = checker.hits(text)
    if not hits:
        return ()
    whole = text or ""
    return tuple(
        RowHit(found.rule, found.start, found.end, found.line, found.column, *excerpt(whole, found.start, found.end))
        for found in checker.findings(text, tuple(dict.fromkeys(hits)))
    )


def as_text(value: Any, row: int) -> str | None:
    """A value as text. Raises UnscannableError, for nothing but strings and None can be checked."""
    if value is None or isinstance(value, str):
        return value
    raise UnscannableError(f"row {row} holds {type(value).__name__}, not a string: naqi checks columns of text")


def scan_rows(rows: Iterable[tuple[tuple[Any, ...], Any]], every: bool = False) -> Scan:
    """Scan (index, value) pairs, with rules as `row_hits`. Holds one text at a time and keeps what was found. Raises UnscannableError."""
    count = 0

    def found() -> Iterator[ScannedRow]:
        nonlocal count
        for index, value in rows:
            hits = row_hits(as_text(value, count), every)
            if hits:
                yield ScannedRow(count, index, hits)
            count += 1

    kept = tuple(found())
    return Scan(count, kept)
