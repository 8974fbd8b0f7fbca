"""Results of validations, in the shape that Great Expectations' own results have.

BOOLEAN_ONLY holds nothing, which Great Expectations sees to; BASIC and SUMMARY list the first rows; COMPLETE lists all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from naqi.rules.model import Severity
from naqi.rules.registry import BY_CODE

_PARTIAL: Final = 20


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """What of a result is wanted. partial: rows to list where not all are. index: columns that name a row."""

    complete: bool = False
    partial: int = _PARTIAL
    index: tuple[str, ...] = ()

    @classmethod
    def read(cls, given: Any) -> ResultFormat:
        """Read a result format as Great Expectations passes it: a name, or a dictionary."""
        values = given if isinstance(given, dict) else {"result_format": given}
        kind = values.get("result_format", "BASIC")
        names = values.get("unexpected_index_column_names") or ()
        # One name is a string to many who write it; its letters are no columns.
        index = (names,) if isinstance(names, str) else tuple(names)
        return cls(str(getattr(kind, "value", kind)) == "COMPLETE", int(values.get("partial_unexpected_count", _PARTIAL)), index)


@dataclass(frozen=True, slots=True)
class Unexpected:
    """A row that a validation reports: what names it, and its findings as JSON objects that hold at least `rule`."""

    index: tuple[Any, ...]
    findings: Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a validation found.

    rows: how many were checked. unexpected: rows with findings, in order. reasons: why nothing, or not everything, was checked; any
    makes the validation fail. notes: further details of the result.
    """

    rows: int
    unexpected: Sequence[Unexpected]
    reasons: Sequence[str] = ()
    notes: dict[str, Any] = field(default_factory=dict)

    def success(self, *, strict: bool) -> bool:
        """Whether every row was checked and no finding counts: none of error severity, with strict none at all."""
        if self.reasons or not self.rows:
            return False
        return not any(_counts(finding, strict=strict) for row in self.unexpected for finding in row.findings)

    def as_result(self, wanted: ResultFormat, *, strict: bool) -> dict[str, Any]:
        """The result for Great Expectations. A row counts as unexpected when a finding in it does."""
        bad = [row for row in self.unexpected if any(_counts(finding, strict=strict) for finding in row.findings)]
        rules = Counter(finding["rule"] for row in self.unexpected for finding in row.findings)
        severities = Counter(str(BY_CODE[finding["rule"]].severity) for row in self.unexpected for finding in row.findings)
        listed = [self._row(row, wanted) for row in (bad if wanted.complete else bad[: wanted.partial])]
        result: dict[str, Any] = {
            "observed_value": self._observed(len(bad)),
            "element_count": self.rows,
            "unexpected_count": len(bad),
            "unexpected_percent": 100 * len(bad) / self.rows if self.rows else 0.0,
            "partial_unexpected_list": listed[: wanted.partial],
            "details": {
                "findings": rules.total(),
                "errors": severities[Severity.ERROR],
                "warnings": severities[Severity.WARNING],
                "rules": dict(sorted(rules.items())),
                "not_checked": list(self.reasons),
                **self.notes,
            },
        }
        if wanted.index:
            result["unexpected_index_column_names"] = list(wanted.index)
        if wanted.complete:
            result["unexpected_list"] = listed
            result["unexpected_index_list"] = [row["index"] for row in listed]
        return result

    def _observed(self, bad: int) -> str:
        if not self.rows:
            return "no row: nothing was checked"
        found = f"{bad:,} of {self.rows:,} rows with findings"
        return "; ".join((*self.reasons, found)) if self.reasons else found

    @staticmethod
    def _row(row: Unexpected, wanted: ResultFormat) -> dict[str, Any]:
        index = dict(zip(wanted.index, row.index, strict=True)) if wanted.index else row.index[0]
        return {"index": index, "findings": list(row.findings)}


def _counts(finding: dict[str, Any], *, strict: bool) -> bool:
    return strict or BY_CODE[finding["rule"]].severity is Severity.ERROR
