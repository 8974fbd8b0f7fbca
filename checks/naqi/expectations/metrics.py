"""The metrics that naqi's expectations read: one scan of a column with every rule, one comparison of all rows.

Great Expectations computes a metric once per validation, however many expectations depend on it, as long as its name, domain and value
arguments are the same. So the scan takes no selection: it keeps what each rule found, and expectations choose. Only rules that are off by
default are left to a scan of their own, since many find habits of style, in every text.

A metric that raises is computed anew, up to three times, and then fails every expectation that reads it. So nothing is kept between calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, ClassVar, Final

from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.execution_engine.sparkdf_execution_engine import SparkDFExecutionEngine
from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider
from great_expectations.validator.metric_configuration import MetricConfiguration

from naqi.corpus import Bounds
from naqi.engines.compared import Comparison, TableRow, compare_rows
from naqi.engines.rows import About, Scan, scan_rows
from naqi.engines.spark import frame_rows, scan_frame
from naqi.engines.sql import scan_selectable, selectable_rows
from naqi.rules.registry import BY_CODE

SCAN_METRIC: Final = "column.naqi_scan"
COMPARISON_METRIC: Final = "table.naqi_comparison"

_COLUMNS: Final = "table.columns"
_PARTS: Final = ("source_column", "split_column", "id_column", "label_column")
_DOMAIN: Final = ("batch_id", "table", "column", "row_condition", "condition_parser")

_jobs = 1


def set_jobs(jobs: int) -> None:
    """Say how many processes scan a big column of a pandas frame or a database, from now on and for all suites; 1, the default, is this one.

    The findings and their order are the same. A number of processes belongs to a machine, not to a suite that is saved, so no expectation has it. A
    column is big once 4 million characters of it were scanned; processes are started behind that, and end with the validation. A script that sets more
    than one must run its validations under `if __name__ == "__main__":`, since each process imports the script. Spark scans on its cluster whatever is
    set.

    Raises ValueError for a number below 1.
    """
    global _jobs
    if jobs < 1:
        raise ValueError(f"{jobs} jobs scan nothing: give 1 or more")
    _jobs = jobs


class MissingColumnError(ValueError):
    """A column is not in the batch, or is there twice."""


def _require(names: Iterable[str | None], available: Sequence[Any]) -> None:
    """Columns must exist, once. SQLite would take a quoted name that it does not know for a text, and pass it."""
    for name in names:
        times = [str(column) for column in available].count(name) if name is not None else 1
        if times != 1:
            what = f"no column {name!r}" if not times else f"{times} columns are named {name!r}"
            raise MissingColumnError(f"{what}: there are {', '.join(map(str, available)) or 'none'}")


class _Provider(TableMetricProvider):
    """What both metrics share: they read columns of one batch, which must be there."""

    domain_keys: ClassVar[tuple[str, ...]] = _DOMAIN  # type: ignore[misc]  # as its base has it

    @classmethod
    def _get_evaluation_dependencies(
        cls,
        metric: MetricConfiguration,
        configuration: Any = None,
        execution_engine: ExecutionEngine[Any] | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> dict[str, MetricConfiguration]:
        dependencies: dict[str, MetricConfiguration] = super()._get_evaluation_dependencies(metric, configuration, execution_engine, runtime_configuration)
        batch = {"batch_id": metric.metric_domain_kwargs.get("batch_id")}
        dependencies[_COLUMNS] = MetricConfiguration(_COLUMNS, batch, {"include_nested": False})
        return dependencies


def _frame(engine: ExecutionEngine[Any], domain: dict[str, Any]) -> Any:
    return engine.get_compute_domain(domain, domain_type=MetricDomainTypes.COLUMN)[0]


def _pandas_rows(frame: Any, columns: Sequence[str | None], index: Sequence[str]) -> Iterator[tuple[tuple[Any, ...], list[Any]]]:
    """What names each row, and its values of some columns (None: no column), with nulls of every kind as None."""
    names = zip(*(frame[name].tolist() for name in index), strict=True) if index else ((label,) for label in frame.index.tolist())
    values = ([None] * len(frame) if name is None else frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in columns)
    for label, *row in zip(names, *values, strict=True):
        yield label, row


class ColumnNaqiScan(_Provider):
    """Registers the scan of a column. Nulls are scanned too: a null text is a finding. Its value is a `naqi.engines.rows.Scan`."""

    metric_name = SCAN_METRIC
    value_keys = ("index", "every", "about")

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, metrics: Any, runtime_configuration: Any) -> Scan:  # noqa: ARG002, N805  # GX's
        column, index = _asked(metric_domain_kwargs, metric_value_kwargs, metrics)
        frame = _frame(execution_engine, metric_domain_kwargs)
        return scan_rows(_pandas_rows(frame, [column, *_about(metric_value_kwargs, metrics)], index), metric_value_kwargs["every"], _jobs)

    @metric_value(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, metrics: Any, runtime_configuration: Any) -> Scan:  # noqa: ARG002, N805  # GX's
        column, index = _asked(metric_domain_kwargs, metric_value_kwargs, metrics)
        about = _about(metric_value_kwargs, metrics)
        with execution_engine.get_connection() as connection:
            selectable = _frame(execution_engine, metric_domain_kwargs)
            return scan_selectable(connection, selectable, column, index, every=metric_value_kwargs["every"], about=about, jobs=_jobs)

    @metric_value(engine=SparkDFExecutionEngine)
    def _spark(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, metrics: Any, runtime_configuration: Any) -> Scan:  # noqa: ARG002, N805  # GX's
        column, index = _asked(metric_domain_kwargs, metric_value_kwargs, metrics)
        about = _about(metric_value_kwargs, metrics)
        return scan_frame(_frame(execution_engine, metric_domain_kwargs), column, index, every=metric_value_kwargs["every"], about=about)


def _asked(domain: Any, values: Any, metrics: Any) -> tuple[str, tuple[str, ...]]:
    """The column and the index of a metric, both proved to be there."""
    column, index = domain["column"], tuple(values.get("index") or ())
    _require((column, *index), metrics[_COLUMNS])
    return column, index


def _about(values: Any, metrics: Any) -> tuple[str | None, ...]:
    """The columns with the parts of `About`; none where no expectation asks for any."""
    about = tuple(values.get("about") or ())
    _require(about, metrics[_COLUMNS])
    return about


class TableNaqiComparison(_Provider):
    """Registers the comparison of all rows. Its value is a `naqi.engines.compared.Comparison`."""

    metric_name = COMPARISON_METRIC
    value_keys = ("index", *_PARTS, "rules", "bounds", "about", "digests")

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, metrics: Any, runtime_configuration: Any) -> Comparison:  # noqa: ARG002, N805  # GX's
        column, index = _asked(metric_domain_kwargs, metric_value_kwargs, metrics)
        frame = _frame(execution_engine, metric_domain_kwargs)
        columns = [column, *_parts(metric_value_kwargs, metrics)]
        return _compared(metric_value_kwargs, lambda: _pandas_rows(frame, columns, index))

    @metric_value(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, metrics: Any, runtime_configuration: Any) -> Comparison:  # noqa: ARG002, N805  # GX's
        column, index = _asked(metric_domain_kwargs, metric_value_kwargs, metrics)
        selectable = _frame(execution_engine, metric_domain_kwargs)
        columns = [column, *_parts(metric_value_kwargs, metrics)]
        with execution_engine.get_connection() as connection:
            return _compared(metric_value_kwargs, lambda: selectable_rows(connection, selectable, columns, index))

    @metric_value(engine=SparkDFExecutionEngine)
    def _spark(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, metrics: Any, runtime_configuration: Any) -> Comparison:  # noqa: ARG002, N805  # GX's
        column, index = _asked(metric_domain_kwargs, metric_value_kwargs, metrics)
        frame = _frame(execution_engine, metric_domain_kwargs)
        columns = [column, *_parts(metric_value_kwargs, metrics)]
        return _compared(metric_value_kwargs, lambda: frame_rows(frame, columns, index))


def _parts(values: Any, metrics: Any) -> tuple[str | None, ...]:
    parts = tuple(values.get(name) for name in _PARTS)
    _require(parts, metrics[_COLUMNS])
    return *parts, *_about(values, metrics)


def _compared(values: Any, read: Callable[[], Iterable[tuple[tuple[Any, ...], list[Any]]]]) -> Comparison:
    def rows() -> Iterator[TableRow]:
        for index, (text, source, split, document, label, *about) in read():
            yield TableRow(index, text, source, split, document, label, About(*about))

    return compare_rows(rows, [BY_CODE[code] for code in values["rules"]], Bounds(**values["bounds"]), digests=bool(values.get("digests")))
