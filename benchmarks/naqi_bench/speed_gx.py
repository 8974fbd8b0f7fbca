"""What naqi costs in Great Expectations, beside what users have without it, in the same run.

*not null* is the floor: one `ExpectColumnValuesToNotBeNull`, for a Checkpoint reads, fingerprints and reports a frame whatever it checks.
*naqi, by family* and *naqi, by rule* are whole suites of all rules that are on by default, one expectation for each family or rule.
*fold + match* is no expectation at all: each text folded, and all phrases searched in it with one automaton; nothing that finds phrases however they are
spelled can cost less than *not null* and this together. *gate* is `Checker.check` on each text, without Great Expectations.

*regexes* is `ExpectColumnValuesToNotMatchRegexList` with some of naqi's phrases, or all, as tolerant patterns: no condition, no place, no
span. It gets a share of the rows, since it takes minutes, or hours, for all of them. *naqi, … phrases* is the whole suite with those same phrases
alone, patterns and encoding rules as ever, on those same rows.

*naqi, by family, N jobs* is the same suite where `naqi.expectations.set_jobs` lets as many processes scan as this machine has processors; the CPU time
of all of them is counted, and what is gained shows in the seconds that pass. Everything else has one job, the default.

What ratios are of is measured in turn, in each round, so that what else the machine does falls on all alike.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable
from typing import Any, Final
from unittest.mock import patch

import great_expectations as gx
import pandas as pd
from great_expectations.expectations.core.expect_column_values_to_not_be_null import ExpectColumnValuesToNotBeNull
from great_expectations.expectations.core.expect_column_values_to_not_match_regex_list import ExpectColumnValuesToNotMatchRegexList

import naqi.expectations
from naqi import Checker
from naqi.engines import rows as engine
from naqi.rules.registry import select
from naqi_bench.speed import SEED, Figures, all_phrases, floor_and_gate, restricted_rules, tolerant
from naqi_bench.texts import clean_and_dirty

# Rows for a regex list with some phrases, and with all.
_SLOW_ROWS: Final = (4000, 5)

Run = Callable[[], object]


def _frame(rows: int) -> tuple[str, pd.DataFrame]:
    """Clean and dirty texts in turn, as many as asked for."""
    origin, clean, dirty = clean_and_dirty()
    texts = [text for pair in zip(clean, dirty, strict=False) for text in pair]
    return origin, pd.DataFrame({"text": [texts[number % len(texts)] for number in range(rows)]})


def _checkpoint(context: Any, batch: Any, suite: gx.ExpectationSuite, frame: pd.DataFrame) -> Run:
    """A run of a suite over a frame, after one over two rows to warm up: rules are compiled."""
    added = context.suites.add(suite)
    definition = context.validation_definitions.add(gx.ValidationDefinition(name=suite.name, data=batch, suite=added))
    checkpoint = context.checkpoints.add(gx.Checkpoint(name=suite.name, validation_definitions=[definition]))
    checkpoint.run(batch_parameters={"dataframe": frame.head(2)})
    return lambda: checkpoint.run(batch_parameters={"dataframe": frame})


def _with_phrases(checker: Checker, run: Run) -> Run:
    """A run in which another checker scans."""

    def patched() -> object:
        with patch.object(engine, "scanner", lambda *_: checker):
            return run()

    return patched


def _with_jobs(jobs: int, run: Run) -> Run:
    """A run in which several processes scan."""

    def together() -> object:
        naqi.expectations.set_jobs(jobs)
        try:
            return run()
        finally:
            naqi.expectations.set_jobs(1)

    return together


def _cpu_seconds() -> float:
    """CPU seconds of this process and of those that it waited for."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def _seconds(runs: dict[str, Run], rounds: int) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """CPU seconds of each run in each round, and seconds that passed."""
    cpu: dict[str, list[float]] = {name: [] for name in runs}
    passed: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start, begun = _cpu_seconds(), time.perf_counter()
            run()
            passed[name].append(time.perf_counter() - begun)
            cpu[name].append(_cpu_seconds() - start)
    return cpu, passed


def measure(rows: int, phrases: int, rounds: int) -> Figures:
    """Time Checkpoints over a frame of some rows. Figures are seconds for a thousand rows, of CPU time and as they pass, and ratios of CPU time."""
    origin, frame = _frame(rows)
    context: Any = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    batch = context.data_sources.add_pandas("memory").add_dataframe_asset("frame").add_batch_definition_whole_dataframe("whole")
    rules = select()
    known = all_phrases(rules)
    shuffled = random.Random(SEED).sample(known, len(known))
    few = shuffled[:phrases]
    texts = frame["text"].tolist()
    scans = floor_and_gate(rules, known)
    slow, slowest = frame.head(_SLOW_ROWS[0]), frame.head(_SLOW_ROWS[1])
    counts = {"not null": 1, "fold + match": 0, "gate": 0}
    same = f"naqi, {len(few)} phrases"
    jobs = max(2, os.cpu_count() or 2)

    def suite(name: str, part: pd.DataFrame, made: gx.ExpectationSuite) -> Run:
        counts[name] = len(made.expectations)
        return _checkpoint(context, batch, made, part)

    runs: dict[str, Run] = {
        "not null": suite("not null", frame, gx.ExpectationSuite("not-null", expectations=[ExpectColumnValuesToNotBeNull(column="text")])),
        "fold + match": lambda: scans["fold + match"](texts),
        "gate": lambda: scans["gate"](texts),
        "naqi, by family": suite("naqi, by family", frame, naqi.expectations.suite("by-family")),
        f"naqi, by family, {jobs} jobs": _with_jobs(jobs, suite(f"naqi, by family, {jobs} jobs", frame, naqi.expectations.suite("by-family-jobs"))),
        "naqi, by rule": suite("naqi, by rule", frame, naqi.expectations.suite("by-rule", by_rule=True)),
        same: _with_phrases(Checker(restricted_rules(rules, set(few))), suite(same, slow, naqi.expectations.suite("restricted"))),
    }
    regexes = {
        f"{len(few)} regexes": suite(f"{len(few)} regexes", slow, _regex_suite("some", few)),
        f"{len(known)} regexes": suite(f"{len(known)} regexes", slowest, _regex_suite("all", known)),
    }
    parts = {same: len(slow), f"{len(few)} regexes": len(slow), f"{len(known)} regexes": len(slowest)}
    (often, often_passed), (once, once_passed) = _seconds(runs, rounds), _seconds(regexes, 1)
    cost, passed = (
        {name: 1000 * statistics.median(seconds) / parts.get(name, rows) for name, seconds in times.items()}
        for times in (often | once, often_passed | once_passed)
    )
    return {
        "origin": origin,
        "rows": rows,
        "megabytes": sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6,
        "rounds": rounds,
        "jobs": jobs,
        "expectations": {name: counts[name] for name in cost},
        "rows_of": {name: parts.get(name, rows) for name in cost},
        "seconds_per_thousand_rows": cost,
        "passed_per_thousand_rows": passed,
        "times_floor": {name: value / cost["not null"] for name, value in cost.items()},
        "times_naqi": {name: value / cost["naqi, by family"] for name, value in cost.items()},
        # The least that is possible: what Great Expectations costs anyway, and a search without any rule.
        "least_times_floor": 1 + cost["fold + match"] / cost["not null"],
        "regexes_times_naqi": cost[f"{len(few)} regexes"] / cost[same],
    }


def _regex_suite(name: str, phrases: list[str]) -> gx.ExpectationSuite:
    return gx.ExpectationSuite(name, expectations=[ExpectColumnValuesToNotMatchRegexList(column="text", regex_list=[tolerant(one) for one in phrases])])


def table(figures: Figures) -> str:
    """The figures as text."""
    cost, counts = figures["seconds_per_thousand_rows"], figures["expectations"]
    lines = [f"Great Expectations on {figures['rows']:,} rows ({figures['megabytes']:.0f} MB) of {figures['origin']}, CPU seconds for 1,000 rows", ""]
    lines.append(f"{'':<26}{'expectations':>14}{'rows':>10}{'seconds':>10}{'times not null':>16}{'times naqi':>12}{'passed':>10}")
    for name, value in cost.items():
        ratios = f"{figures['times_floor'][name]:>15.1f}x{figures['times_naqi'][name]:>11.2f}x{figures['passed_per_thousand_rows'][name]:>10.3f}"
        lines.append(f"{name:<26}{counts[name]:>14}{figures['rows_of'][name]:>10,}{value:>10.3f}{ratios}")
    lines.append(f"a search for phrases costs at least {figures['least_times_floor']:.1f} times not null")
    lines.append(f"the same phrases on the same rows: a regex list costs {figures['regexes_times_naqi']:.1f} times naqi")
    return "\n".join(lines)
