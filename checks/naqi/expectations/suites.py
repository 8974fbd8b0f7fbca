"""A ready suite, and the expectation that keeps a suite from passing empty where naqi's types are not imported.

Great Expectations drops expectations of types that it does not know when it loads a suite, and a suite of nothing passes. A guard is an
expectation of its own, which it never drops, with a parameter that only naqi can give: without `import naqi.expectations`, running the
suite raises an error that says so. A guard also expects at least one row.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Any, Final

import great_expectations as gx
from great_expectations.core.suite_parameters import SuiteParameterParser
from great_expectations.expectations.core.expect_table_row_count_to_be_between import ExpectTableRowCountToBeBetween

from naqi import __version__
from naqi.corpus import Bounds, unbounded
from naqi.expectations.base import NaqiExpectation
from naqi.expectations.columns import (
    ExpectColumnValuesToBeFreeOfBoilerplate,
    ExpectColumnValuesToBeFreeOfEncodingFaults,
    ExpectColumnValuesToBeWellStructuredText,
    ExpectColumnValuesToPassNaqiRules,
)
from naqi.expectations.tables import (
    ExpectTableToBeFreeOfDuplicates,
    ExpectTableToBeFreeOfRepeatedLines,
    ExpectTableToBeFreeOfSplitLeakage,
    ExpectTableToHaveLabelsWithinBounds,
    ExpectTableToHaveUniqueIds,
    ExpectTableToHaveWordsWithinBounds,
)
from naqi.rules.registry import select as select_rules

# Raised by one with each type or field that an older naqi would not know.
_FORMAT: Final = 2
# The name is what the error shows where nobody defined it.
_FUNCTION: Final = "import_naqi_expectations_first"

_COLUMN_TYPES: Final = {
    "BP": ExpectColumnValuesToBeFreeOfBoilerplate,
    "SF": ExpectColumnValuesToBeFreeOfBoilerplate,
    "EN": ExpectColumnValuesToBeFreeOfEncodingFaults,
    "TX": ExpectColumnValuesToBeWellStructuredText,
}
_TABLE_TYPES: Final[dict[str, type[NaqiExpectation]]] = {
    "CP101": ExpectTableToBeFreeOfRepeatedLines,
    "CP201": ExpectTableToBeFreeOfDuplicates,
    "CP202": ExpectTableToBeFreeOfDuplicates,
    "CP301": ExpectTableToBeFreeOfSplitLeakage,
    "CP302": ExpectTableToBeFreeOfSplitLeakage,
    "CP401": ExpectTableToHaveUniqueIds,
    "CP501": ExpectTableToHaveWordsWithinBounds,
    "CP502": ExpectTableToHaveLabelsWithinBounds,
}
# What a rule needs to be told, by the name of the argument.
_NEEDS: Final = {
    "CP301": ("split_column", "the column that names the split of a row"),
    "CP302": ("split_column", "the column that names the split of a row"),
    "CP401": ("id_column", "the column that names a row"),
    "CP502": ("label_column", "the column that names the label of a row"),
}


class OldVersionError(RuntimeError):
    """A suite was made by a newer naqi, whose expectations this one would drop."""


def _rows_at_least(suite_format: float) -> int:
    if suite_format > _FORMAT:
        raise OldVersionError(f"this suite is of format {suite_format:g}, and naqi {__version__} knows up to {_FORMAT}: upgrade naqi")
    return 1


def register_guard() -> None:
    """Let guards hold: give Great Expectations' suite parameters the function that they call.

    A suite that was loaded before has lost its other expectations already: its guard is told to fail when it is run.
    """
    for loaded in [thing for thing in gc.get_objects() if isinstance(thing, gx.ExpectationSuite)]:
        for expectation in loaded.expectations:
            if isinstance(expectation, ExpectTableRowCountToBeBetween) and _FUNCTION in str(expectation.min_value):
                expectation.min_value = {"$PARAMETER": f"{_FUNCTION}_and_load_the_suite_after_that(1)"}
    SuiteParameterParser.fn[_FUNCTION] = _rows_at_least


def guard() -> ExpectTableRowCountToBeBetween:
    """An expectation for suites of your own: with it, a suite loaded where `naqi.expectations` is not imported fails instead of passing empty."""
    return ExpectTableRowCountToBeBetween(
        min_value={"$PARAMETER": f"{_FUNCTION}({_FORMAT})"},
        meta={"naqi": {"version": __version__, "guard": "the suite needs `import naqi.expectations`"}},
    )


def suite(
    name: str = "naqi",
    *,
    column: str = "text",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    source_column: str | None = None,
    split_column: str | None = None,
    id_column: str | None = None,
    label_column: str | None = None,
    ignore_column: str | None = None,
    bounds: Bounds | None = None,
    baseline: str | None = None,
    path_column: str | None = None,
    document_column: str | None = None,
    near: bool = False,
    strict: bool = False,
    partial: bool = False,
    by_rule: bool = False,
) -> gx.ExpectationSuite:
    """Make a suite for a selection of rules.

    Args:
        name: of the suite.
        column: the column that holds the texts.
        select: selectors of rules as `naqi check --select` takes them; by default all rules for single texts that are on by default and,
            with `split_column`, those for leaks between splits.
        ignore: selectors of rules to leave out.
        source_column: column that names the publisher of a row, for repeated lines.
        split_column: column that names the split of a row, for leaks between splits.
        id_column: column that names a row, for ids that are there twice.
        label_column: column that names the label of a row, for shares of labels.
        ignore_column: column that names rules to leave out for its row.
        bounds: what the rules that compare rows hold a table to.
        baseline: file of findings to pass over, as `naqi check --write-baseline` writes it.
        path_column: column that names the file that a row was checked in, for a baseline.
        document_column: column that names a row there, for a baseline.
        near: let table expectations look for near duplicates too.
        strict: fail on warnings too.
        partial: let a batch be one of several of its asset.
        by_rule: one expectation for each rule instead of one for each family. A leak that two rules find is then counted by both.

    Returns:
        A suite with a guard first. Each expectation has its rule codes in `meta["rules"]` and, if it is one, `meta["rule"]`.

    Raises:
        UnknownRuleError: a selector names no rule.
        ValueError: no rule is selected, or one that needs what was not given.
    """
    unstated = unbounded(select_rules(select, (), ignore), bounds or Bounds())
    if unstated:
        raise ValueError(f"{unstated[0].code} {unstated[0].name} holds a table to bounds: state them in bounds, or leave it out with ignore")
    rules = select_rules(select, ("CP301",) if split_column is not None and not select else (), ignore)
    if not rules:
        raise ValueError("no rule is selected: ignore left nothing of select; a suite that checks nothing cannot pass")
    codes = {rule.code for rule in rules}
    bounds = Bounds() if bounds is None else bounds
    common: dict[str, Any] = {
        "column": column,
        "strict": strict,
        "partial": partial,
        "ignore_column": ignore_column,
        "baseline": baseline,
        "path_column": path_column,
        "document_column": document_column,
    }
    # The same for all that compare rows, so that they share one comparison.
    across: dict[str, Any] = {
        "source_column": source_column,
        "split_column": split_column,
        "id_column": id_column if "CP401" in codes else None,
        "label_column": label_column if "CP502" in codes else None,
        "near": near or bool(codes & {"CP202", "CP302"}),
        "repeated_line_documents": bounds.repeated_line_documents,
        "repeated_line_share": bounds.repeated_line_share,
        "near_duplicate_similarity": bounds.near_duplicate_similarity,
        "words": {name: list(range_) for name, range_ in bounds.words.items()} if "CP501" in codes else {},
        "labels": {name: list(range_) for name, range_ in bounds.labels.items()} if "CP502" in codes else {},
    }
    groups: dict[Any, list[str]] = {}
    for rule in rules:
        kind = _TABLE_TYPES.get(rule.code) if not rule.is_alone else _COLUMN_TYPES.get(rule.family, ExpectColumnValuesToPassNaqiRules)
        if kind is None:
            raise ValueError(f"{rule.code} {rule.name} has no expectation: leave it out with ignore, and run it with naqi check")
        argument, what = _NEEDS.get(rule.code, ("", ""))
        if argument and not across[argument]:
            raise ValueError(f"{rule.code} {rule.name} needs {argument}: {what}")
        groups.setdefault((kind, rule.code if by_rule else None), []).append(rule.code)
    expectations: list[Any] = [guard()]
    for (kind, _), own in groups.items():
        meta: dict[str, Any] = {"rules": own, "naqi": {"version": __version__}} | ({"rule": own[0]} if len(own) == 1 else {})
        expectation: NaqiExpectation = kind(rules=own, meta=meta, **common, **(across if own[0] in _TABLE_TYPES else {}))
        expectations.append(expectation)
    return gx.ExpectationSuite(name=name, expectations=expectations, meta={"naqi": {"version": __version__, "rules": [rule.code for rule in rules]}})
