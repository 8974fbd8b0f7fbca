"""What naqi's expectations share: fields, the rules that they apply, and how they answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Final

from great_expectations.compatibility import pydantic
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.expectations.expectation import ColumnAggregateExpectation
from great_expectations.validator.metric_configuration import MetricConfiguration
from great_expectations.validator.validator import ValidationDependencies

from naqi.engines.compared import BLANK
from naqi.engines.rows import About
from naqi.expectations.rendering import Rendered
from naqi.expectations.results import Outcome, ResultFormat
from naqi.gate.baseline import Baseline, digest, key_of
from naqi.rules.model import Rule
from naqi.rules.registry import UnknownRuleError, select

# What an expectation checks besides its selection: a text that is not there was not checked.
ALWAYS = (BLANK,)
# Columns with what a row says of itself, as `naqi.engines.rows.About` has it.
_ABOUT: Final = ("ignore_column", "path_column", "document_column")


class NaqiExpectation(Rendered, ColumnAggregateExpectation):
    """Fails on findings by count, never by share; on no row at all; and on a null or blank text, whatever the selection.

    rules: selectors of rules to apply, as `naqi check --select` takes them: codes, their beginnings, names.
    strict: fail on warnings too, as `naqi check --strict`.
    partial: let the batch be one of several of its asset. Without it such a batch fails: where no batch is named, Great Expectations checks
    the last one only, and says nothing.
    ignore_column: names the rules that a row is excused from, as `naqi check --ignore-column`: a string with commas, or a list. Names that
    are no rule fail, and so does a batch of which no row is left.
    baseline: file of findings to pass over, as `naqi check --write-baseline` writes it; a finding is known by its rule and text, and what
    path_column and document_column say: the file that the row was checked in, and its id there.
    """

    rules: list[str] = pydantic.Field(default_factory=list)
    strict: bool = False
    partial: bool = False
    ignore_column: str | None = None
    baseline: str | None = None
    path_column: str | None = None
    document_column: str | None = None

    metric: ClassVar[str] = ""
    default_rules: ClassVar[tuple[str, ...]] = ()
    success_keys: ClassVar[tuple[str, ...]] = ("rules", "strict", "partial", *_ABOUT, "baseline")
    args_keys: ClassVar[tuple[str, ...]] = ("column", "rules")

    @classmethod
    def is_abstract(cls) -> bool:
        """Tell Great Expectations what not to register."""
        return not cls.metric

    @pydantic.validator("rules", pre=True, always=True)
    def _known_rules(cls, given: Any) -> list[str]:  # noqa: N805  # the decorator makes it a class method
        selectors = [given] if isinstance(given, str) else list(given or ())
        if not (selectors or cls.default_rules):
            raise ValueError("no rule is selected: give codes, their beginnings, names, or ALL; an expectation that checks nothing cannot pass")
        try:
            rules = cls.applicable(selectors)
        except UnknownRuleError as error:
            raise ValueError(str(error)) from error
        if not rules:
            raise ValueError(f"{', '.join(selectors)}: none of these rules is for {cls.expectation_type}")
        return selectors

    @classmethod
    def applicable(cls, selectors: Sequence[str]) -> tuple[Rule, ...]:
        """The rules of a selection that expectations of this type can apply. Raises UnknownRuleError."""
        raise NotImplementedError

    def chosen(self) -> tuple[Rule, ...]:
        """The rules that this expectation applies."""
        return self.applicable(self.rules)

    def outcome(self, value: Any) -> Outcome:
        """What a value of the metric means for this expectation."""
        raise NotImplementedError

    @property
    def about(self) -> list[str | None]:
        """The columns to read besides; none where no ignores and no baseline are to be heeded."""
        columns = [getattr(self, name) for name in _ABOUT] if self.baseline is not None else [self.ignore_column, None, None]
        return columns if any(columns) else []

    def accepted(self) -> Accepted:
        """The baseline, fresh. Raises BaselineError."""
        return Accepted(None if self.baseline is None else Baseline.read(Path(self.baseline)))

    def metric_values(self) -> dict[str, Any]:
        """Arguments of the metric besides the index."""
        return {}

    def get_validation_dependencies(
        self,
        execution_engine: ExecutionEngine[Any] | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> ValidationDependencies:
        """The metric to compute. Which columns name a row is part of the result format."""
        dependencies = super().get_validation_dependencies(execution_engine, runtime_configuration)
        wanted = ResultFormat.read(dependencies.result_format)
        domain = self._get_domain_kwargs()
        values = {"index": list(wanted.index), "about": self.about, **self.metric_values()}
        dependencies.set_metric_configuration(self.metric, MetricConfiguration(self.metric, domain, values))
        return dependencies

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: ExecutionEngine[Any] | None = None,
    ) -> dict[str, Any]:
        outcome = self.outcome(metrics[self.metric])
        if execution_engine is not None and not self.partial:
            outcome = replace(outcome, reasons=(*outcome.reasons, *_other_batches(execution_engine, self.batch_id)))
        wanted = ResultFormat.read((runtime_configuration or {}).get("result_format", "BASIC"))
        return {"success": outcome.success(strict=self.strict), "result": outcome.as_result(wanted, strict=self.strict)}


class Accepted:
    """Tells which findings a baseline accepts, in order, and counts them."""

    def __init__(self, baseline: Baseline | None) -> None:
        self._baseline = baseline
        self.count = 0

    def left(self, about: About, findings: Iterable[Any]) -> list[Any]:
        """The findings of a row that are not accepted. Each has a rule, a text and, where that was cut, a digest."""
        if self._baseline is None:
            return list(findings)
        path, document = (None if value is None else str(value) for value in about[1:])
        kept = []
        for finding in findings:
            if self._baseline.accepts_key(key_of(path or "", document, finding.rule, finding.digest or digest(finding.text))):
                self.count += 1
            else:
                kept.append(finding)
        return kept

    @property
    def notes(self) -> dict[str, Any]:
        """For the details of a result."""
        return {} if self._baseline is None else {"accepted_by_baseline": self.count}


def _other_batches(engine: ExecutionEngine[Any], batch_id: str | None) -> Iterator[str]:
    """Say so when the batch being checked is one of several of its asset."""
    batch: Any = engine.batch_manager.batch_cache.get(batch_id) if batch_id is not None else engine.batch_manager.active_batch
    request = getattr(batch, "batch_request", None)
    if batch is None or request is None or "dataframe" in request.options:
        return
    batches = batch.data_asset.get_batch_identifiers_list(batch.data_asset.build_batch_request(partitioner=request.partitioner))
    if len(batches) > 1:
        yield f"this batch is one of {len(batches)}: the others were not checked (name each in batch_parameters, and set partial=True)"


def per_text(selectors: Sequence[str]) -> tuple[Rule, ...]:
    """Rules of a selection that look at single texts."""
    return tuple(rule for rule in select(selectors) if rule.is_alone)
