"""What naqi costs in Great Expectations, beside what users have without it, in the same run.

*not null* is the floor: one `ExpectColumnValuesToNotBeNull`, for a Checkpoint reads, fingerprints and reports a frame whatever it checks.
*naqi, by family* and *naqi, by rule* are whole suites of all rules that are on by default, one expectation for each family or rule.
*regex list* is `ExpectColumnValuesToNotMatchRegexList` with some of naqi's phrases, or all, as tolerant patterns: no condition, no place, no
span. It gets a share of the rows, since it takes minutes, or hours, for all of them.
"""

from __future__ import annotations

import random
import statistics
import time
from typing import Any, Final

import great_expectations as gx
import pandas as pd
from great_expectations.expectations.core.expect_column_values_to_not_be_null import ExpectColumnValuesToNotBeNull
from great_expectations.expectations.core.expect_column_values_to_not_match_regex_list import ExpectColumnValuesToNotMatchRegexList

import naqi.expectations
from naqi.rules.registry import select
from naqi_bench.speed import SEED, Figures, all_phrases, tolerant
from naqi_bench.texts import clean_and_dirty

# Rows for a regex list with some phrases, and with all.
_SLOW_ROWS: Final = (1000, 5)


def _frame(rows: int) -> tuple[str, pd.DataFrame]:
    """Clean and dirty texts in turn, as many as asked for."""
    origin, clean, dirty = clean_and_dirty()
    texts = [text for pair in zip(clean, dirty, strict=False) for text in pair]
    return origin, pd.DataFrame({"text": [texts[number % len(texts)] for number in range(rows)]})


def _cpu_seconds(context: Any, batch: Any, suite: gx.ExpectationSuite, frame: pd.DataFrame, rounds: int) -> float:
    added = context.suites.add(suite)
    definition = context.validation_definitions.add(gx.ValidationDefinition(name=suite.name, data=batch, suite=added))
    checkpoint = context.checkpoints.add(gx.Checkpoint(name=suite.name, validation_definitions=[definition]))
    checkpoint.run(batch_parameters={"dataframe": frame.head(2)})  # warm-up: rules are compiled
    times = []
    for _ in range(rounds):
        start = time.process_time()
        checkpoint.run(batch_parameters={"dataframe": frame})
        times.append(time.process_time() - start)
    return statistics.median(times)


def measure(rows: int, phrases: int, rounds: int) -> Figures:
    """Time Checkpoints over a frame of some rows. Figures are CPU seconds for a thousand rows, and ratios of them."""
    origin, frame = _frame(rows)
    context: Any = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    batch = context.data_sources.add_pandas("memory").add_dataframe_asset("frame").add_batch_definition_whole_dataframe("whole")
    known = all_phrases(select())
    patterns = [tolerant(phrase) for phrase in random.Random(SEED).sample(known, len(known))]
    few = patterns[:phrases]
    suites = {
        "not null": (gx.ExpectationSuite("not-null", expectations=[ExpectColumnValuesToNotBeNull(column="text")]), rows),
        "naqi, by family": (naqi.expectations.suite("by-family"), rows),
        "naqi, by rule": (naqi.expectations.suite("by-rule", by_rule=True), rows),
        f"{len(few)} regexes": (_regex_suite("some", few), _SLOW_ROWS[0]),
        f"{len(patterns)} regexes": (_regex_suite("all", patterns), _SLOW_ROWS[1]),
    }
    cost = {}
    for name, (suite, some) in suites.items():
        part = frame.head(some)
        cost[name] = 1000 * _cpu_seconds(context, batch, suite, part, 1 if "regexes" in name else rounds) / len(part)
    return {
        "origin": origin,
        "rows": rows,
        "megabytes": sum(len(text.encode("utf-8", "replace")) for text in frame["text"]) / 1e6,
        "expectations": {name: len(suite.expectations) for name, (suite, _) in suites.items()},
        "seconds_per_thousand_rows": cost,
        "times_floor": {name: value / cost["not null"] for name, value in cost.items()},
        "times_naqi": {name: value / cost["naqi, by family"] for name, value in cost.items()},
    }


def _regex_suite(name: str, patterns: list[str]) -> gx.ExpectationSuite:
    return gx.ExpectationSuite(name, expectations=[ExpectColumnValuesToNotMatchRegexList(column="text", regex_list=patterns)])


def table(figures: Figures) -> str:
    """The figures as text."""
    cost, counts = figures["seconds_per_thousand_rows"], figures["expectations"]
    lines = [f"Great Expectations on {figures['rows']:,} rows ({figures['megabytes']:.0f} MB) of {figures['origin']}, CPU seconds for 1,000 rows", ""]
    lines.append(f"{'':<18}{'expectations':>14}{'seconds':>10}{'times not null':>16}{'times naqi':>12}")
    for name, value in cost.items():
        lines.append(f"{name:<18}{counts[name]:>14}{value:>10.3f}{figures['times_floor'][name]:>15.1f}x{figures['times_naqi'][name]:>11.1f}x")
    return "\n".join(lines)
