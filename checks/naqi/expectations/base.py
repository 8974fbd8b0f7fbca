"""What naqi's expectations share: fields, the rules that they apply, and how they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from great_expectations.compatibility import pydantic
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.expectations.expectation import ColumnAggregateExpectation
from great_expectations.validator.metric_configuration import MetricConfiguration
from great_expectations.validator.validator import ValidationDependencies

from naqi.engines.compared import BLANK
from naqi.expectations.rendering import Rendered
from naqi.expectations.results import Outcome, ResultFormat
from naqi.rules.model import Rule
from naqi.rules.registry import UnknownRuleError, select

# What an expectation checks besides its selection: a text that is not there was not checked.
ALWAYS = (BLANK,)


class NaqiExpectation(Rendered, ColumnAggregateExpectation):
    """Fails on findings by count, never by share; on no row at all; and on a null or blank text, whatever the selection.

    rules: selectors of rules to apply, as `naqi check --select` takes them: codes, their beginnings, names.
    strict: fail on warnings too, as `naqi check --strict`.
    partial: let the batch be one of several of its asset. Without it such a batch fails: where no batch is named, Great Expectations checks
    the last one only, and says nothing.
    """

    rules: list[str] = pydantic.Field(default_factory=list)
    strict: bool = False
    partial: bool = False

    metric: ClassVar[str] = ""
    default_rules: ClassVar[tuple[str, ...]] = ()
    success_keys: ClassVar[tuple[str, ...]] = ("rules", "strict", "partial")
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
        values = {"index": list(wanted.index), **self.metric_values()}
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
    return tuple(rule for rule in select(selectors) if not rule.across)
