"""Expectations on one column of text. All read the same scan, so any number of them costs one; rules that are off by default cost another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from naqi.engines.rows import RowHit, Scan, not_checked
from naqi.expectations.base import ALWAYS, NaqiExpectation, per_text
from naqi.expectations.metrics import SCAN_METRIC
from naqi.expectations.results import Outcome, Unexpected
from naqi.rules.model import Rule
from naqi.rules.registry import select


class _ColumnExpectation(NaqiExpectation):
    """Applies rules for single texts. Its default rules are those of its families that are on by default."""

    families: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def applicable(cls, selectors: Sequence[str]) -> tuple[Rule, ...]:
        rules = per_text(selectors) if selectors else tuple(rule for rule in per_text(()) if rule.family in cls.families)
        return tuple(rule for rule in rules if not cls.families or rule.family in cls.families)

    def metric_values(self) -> dict[str, Any]:
        """The same for all expectations whose rules are on by default."""
        return {"every": not all(rule.on_by_default for rule in self.chosen())}

    def outcome(self, value: Scan) -> Outcome:
        """Findings of the chosen rules, and of blank texts."""
        applied = select([rule.code for rule in self.chosen()], ALWAYS)
        accepted = self.accepted()
        found = ((row, accepted.left(row.about, hits)) for row, hits in value.findings(applied))
        unexpected = [Unexpected(row.index, [_shown(hit) for hit in hits]) for row, hits in found if hits]
        return Outcome(value.rows, unexpected, not_checked(value.ignores, self.chosen()), accepted.notes)


def _shown(hit: RowHit) -> dict[str, Any]:
    return {name: part for name, part in hit._asdict().items() if name != "digest"}


class ExpectColumnValuesToBeFreeOfBoilerplate(_ColumnExpectation):
    """Expect the texts of a column to hold no words of the site that they were scraped from.

    The same verdict, counts and rows as `naqi check` with the same rules and TX001. Fails on a column without rows, on a null or blank text, and on a
    single finding of error severity; there is no `mostly`.

    Args:
        column: name of a column of strings.
        rules: selectors of boilerplate rules, such as ["BP1", "photo-caption"]; by default all that are on by default.
        strict: fail on warnings too.
        row_condition: rows to check, as for any expectation; none left over fails.
    """

    metric: ClassVar[str] = SCAN_METRIC
    families: ClassVar[tuple[str, ...]] = ("BP", "SF")
    default_rules: ClassVar[tuple[str, ...]] = ("BP",)
    subject: ClassVar[str] = "must be free of boilerplate"


class ExpectColumnValuesToBeFreeOfEncodingFaults(_ColumnExpectation):
    """Expect the texts of a column to hold no mojibake, lost characters or other faults of encoding.

    The same verdict, counts and rows as `naqi check` with the same rules and TX001. Fails as ExpectColumnValuesToBeFreeOfBoilerplate does.

    Args:
        column: name of a column of strings.
        rules: selectors of encoding rules; by default all that are on by default.
        strict: fail on warnings too.
        row_condition: rows to check, as for any expectation; none left over fails.
    """

    metric: ClassVar[str] = SCAN_METRIC
    families: ClassVar[tuple[str, ...]] = ("EN",)
    default_rules: ClassVar[tuple[str, ...]] = ("EN",)
    subject: ClassVar[str] = "must be free of encoding faults"


class ExpectColumnValuesToBeWellStructuredText(_ColumnExpectation):
    """Expect the texts of a column to be there and to have the structure of prose: no blank text, no doubled stop.

    The same verdict, counts and rows as `naqi check` with the same rules. Fails as ExpectColumnValuesToBeFreeOfBoilerplate does.

    Args:
        column: name of a column of strings.
        rules: selectors of rules of text structure; by default all that are on by default.
        strict: fail on warnings too.
        row_condition: rows to check, as for any expectation; none left over fails.
    """

    metric: ClassVar[str] = SCAN_METRIC
    families: ClassVar[tuple[str, ...]] = ("TX",)
    default_rules: ClassVar[tuple[str, ...]] = ("TX",)
    subject: ClassVar[str] = "must be well-structured text"


class ExpectColumnValuesToPassNaqiRules(_ColumnExpectation):
    """Expect the texts of a column to pass a selection of naqi's rules, of any family that looks at single texts.

    The same verdict, counts and rows as `naqi check --select`, with TX001. Fails as ExpectColumnValuesToBeFreeOfBoilerplate does.

    Args:
        column: name of a column of strings.
        rules: selectors of rules: codes, their beginnings, names, or ALL. At least one.
        strict: fail on warnings too.
        row_condition: rows to check, as for any expectation; none left over fails.
    """

    metric: ClassVar[str] = SCAN_METRIC
    subject: ClassVar[str] = "must pass naqi's rules"
