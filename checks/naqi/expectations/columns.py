"""Expectations on one column of text."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.expectations.expectation import ColumnAggregateExpectation

from naqi.checker import Finding
from naqi.expectations.scan_metric import SCAN_METRIC, ColumnScan, ScannedRow
from naqi.rules.model import Rule, Severity
from naqi.rules.registry import select

# Rows listed in a result of format BASIC or SUMMARY, as Great Expectations does.
_PARTIAL = 20


class _ColumnExpectation(ColumnAggregateExpectation):
    """Fails when a rule of its selection finds something of error severity in any row, by count and never by share.

    A column without rows fails: a gate that checked nothing cannot pass. A null or blank text is a finding, whatever the selection.
    """

    metric_dependencies: ClassVar[tuple[str, ...]] = (SCAN_METRIC,)
    success_keys: ClassVar[tuple[str, ...]] = ()
    selectors: ClassVar[tuple[str, ...]] = ()

    class Config:
        """Settings of the pydantic model."""

        arbitrary_types_allowed = True

    @classmethod
    def _rules(cls) -> tuple[Rule, ...]:
        return select(cls.selectors, ("TX001",))

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: ExecutionEngine[Any] | None = None,  # noqa: ARG002  # the signature is Great Expectations'
    ) -> dict[str, Any]:
        scan: ColumnScan = metrics[SCAN_METRIC]
        rules = self._rules()
        bad: list[tuple[ScannedRow, list[Finding]]] = []
        for row in scan.found:
            errors = [finding for finding in row.findings(rules) if finding.severity is Severity.ERROR]
            if errors:
                bad.append((row, errors))
        return {"success": scan.rows > 0 and not bad, "result": _result(scan, bad, self._format(runtime_configuration))}

    @staticmethod
    def _format(runtime_configuration: dict[str, Any] | None) -> str:
        wanted = (runtime_configuration or {}).get("result_format", "BASIC")
        return str(wanted.get("result_format", "BASIC") if isinstance(wanted, dict) else wanted)


def _result(scan: ColumnScan, bad: list[tuple[ScannedRow, list[Finding]]], result_format: str) -> dict[str, Any]:
    counts = Counter(finding.rule for _, findings in bad for finding in findings)
    unexpected = [_unexpected(row, findings) for row, findings in (bad if result_format == "COMPLETE" else bad[:_PARTIAL])]
    result: dict[str, Any] = {
        "observed_value": f"{len(bad)} of {scan.rows} rows with findings" if scan.rows else "no row: nothing was checked",
        "element_count": scan.rows,
        "unexpected_count": len(bad),
        "unexpected_percent": 100 * len(bad) / scan.rows if scan.rows else 0.0,
        "partial_unexpected_list": unexpected[:_PARTIAL],
        "details": {"findings": sum(counts.values()), "rules": dict(sorted(counts.items()))},
    }
    if result_format == "COMPLETE":
        result["unexpected_list"] = unexpected
        result["unexpected_index_list"] = [row.index for row, _ in bad]
    return result


def _unexpected(row: ScannedRow, findings: list[Finding]) -> dict[str, Any]:
    return {
        "index": row.index,
        "findings": [{"rule": finding.rule, "label": finding.label, "start": finding.start, "end": finding.end, "text": finding.text} for finding in findings],
    }


class ExpectColumnValuesToBeFreeOfBoilerplate(_ColumnExpectation):
    """Expect the texts of a column to hold no words of the site that they were scraped from.

    Applies naqi's boilerplate rules that are on by default: the same verdict as `naqi check --select BP`. Fails on a column without rows,
    on a null or blank text, and on a single finding of error severity; there is no `mostly`.

    Args:
        column: name of a column of strings.
    """

    selectors: ClassVar[tuple[str, ...]] = ("BP",)
