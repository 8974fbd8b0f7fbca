"""The metric that all of naqi's column expectations read: one scan of a column, with every rule.

Great Expectations computes a metric once per validation, however many expectations depend on it, as long as its name, domain and value
arguments are the same. So the scan takes no selection: it keeps what each rule found, and expectations choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from naqi.checker import Checker, Finding, Hits
from naqi.rules.model import Rule
from naqi.rules.registry import RULES

SCAN_METRIC = "column.naqi_scan"


@dataclass(frozen=True, slots=True)
class ScannedRow:
    """A row in which some rule found something. index: its label in the batch."""

    index: Any
    text: str | None
    hits: Hits

    def findings(self, rules: tuple[Rule, ...]) -> list[Finding]:
        """What a selection of rules reports in it: the same as `naqi check --select`."""
        return _checker().resolve(self.text, self.hits, rules)


@dataclass(frozen=True, slots=True)
class ColumnScan:
    """A scanned column. rows: how many were read. found: those in which some rule found something, in order."""

    rows: int
    found: tuple[ScannedRow, ...]


@cache
def _checker() -> Checker:
    return Checker(RULES)


class UnscannableError(TypeError):
    """A value of the column is no text."""


def _text(value: Any, index: Any) -> str | None:
    # NaN is how pandas spells null among objects: the one value that differs from itself.
    if value is None or value != value:  # noqa: PLR0124
        return None
    if not isinstance(value, str):
        raise UnscannableError(f"row {index!r} holds {type(value).__name__}, not a string: naqi checks columns of text")
    return value


def scan(values: Iterable[tuple[Any, Any]]) -> ColumnScan:
    """Scan (index, value) pairs. Raises UnscannableError."""
    checker = _checker()
    rows = 0

    def found() -> Iterator[ScannedRow]:
        nonlocal rows
        for index, value in values:
            rows += 1
            text = _text(value, index)
            hits = checker.hits(text)
            if hits:
                yield ScannedRow(index, text, hits)

    kept = tuple(found())
    return ColumnScan(rows, kept)


class ColumnNaqiScan(TableMetricProvider):
    """Registers the metric. Nulls are scanned too: a null text is a finding."""

    metric_name = SCAN_METRIC
    domain_keys: ClassVar[tuple[str, ...]] = ("batch_id", "table", "column", "row_condition", "condition_parser")  # type: ignore[misc]  # as its base has it
    value_keys = ()

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,  # noqa: N805  # the decorator makes it a class method
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],  # noqa: ARG002  # the signature is Great Expectations'
        metrics: dict[str, Any],  # noqa: ARG002
        runtime_configuration: dict[str, Any],  # noqa: ARG002
    ) -> ColumnScan:
        frame, _, accessor = execution_engine.get_compute_domain(metric_domain_kwargs, domain_type=MetricDomainTypes.COLUMN)
        column = frame[accessor["column"]]
        return scan(zip(column.index.tolist(), column.tolist(), strict=True))
