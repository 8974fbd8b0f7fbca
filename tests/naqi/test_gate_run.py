"""A run of the gate: order, counts and exit code, without a command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from naqi.checker import Checker
from naqi.gate.baseline import Baseline
from naqi.gate.events import Located, Summary
from naqi.gate.run import Gate
from naqi.inputs.model import Problem, Record
from naqi.rules.model import Severity
from naqi.rules.registry import select
from naqi.scan.batches import SCANNED, SCANNED_CHARACTERS

RULES = select(["BP101", "TX001", "TX101"])
AD = "قال الوزير نعم. .\n\n[ad_1]\n"


def record(row: int, text: str | None, path: str = "a.jsonl") -> Record:
    return Record(path, row, row + 1, None, text)


def summary(errors: int = 0, warnings: int = 0, problems: int = 0, documents: int = 1) -> Summary:
    return Summary(documents=documents, problems=problems, severities=Counter({Severity.ERROR: errors, Severity.WARNING: warnings}))


@pytest.mark.parametrize(
    ("counts", "code", "strict", "exit_zero"),
    [
        (summary(), 0, 0, 0),
        (summary(warnings=1), 0, 1, 0),
        (summary(errors=1), 1, 1, 0),
        (summary(errors=1, warnings=1), 1, 1, 0),
        (summary(problems=1), 2, 2, 2),
        (summary(errors=1, problems=1), 2, 2, 2),
        (summary(documents=0), 2, 2, 2),
        (summary(documents=0, problems=1), 2, 2, 2),
    ],
    ids=["clean", "warning", "error", "both", "problem", "error-and-problem", "nothing-read", "nothing-but-problems"],
)
def test_exit_code_of_counts(counts: Summary, code: int, strict: int, exit_zero: int) -> None:
    assert counts.exit_code(strict=False) == code
    assert counts.exit_code(strict=True) == strict
    assert counts.exit_code(strict=True, exit_zero=True) == exit_zero


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_over_nothing_fails(jobs: int) -> None:
    gate = Gate(RULES, jobs)
    assert list(gate.events([])) == []
    assert gate.summary.exit_code(strict=False, exit_zero=True) == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_empty_selection_is_refused(jobs: int) -> None:
    with pytest.raises(ValueError, match="no rule selected: a gate that checks nothing cannot pass"):
        list(Gate((), jobs).events([record(0, AD)]))


def test_events_come_in_the_order_of_the_input_with_problems_in_their_place() -> None:
    bad = Problem("b.txt", "no such file or folder")
    gate = Gate(RULES)
    events = list(gate.events([record(0, AD), bad, record(1, "نعم."), record(2, None)]))
    assert [event if isinstance(event, Problem) else (event.record.row, event.finding.rule) for event in events] == [
        (0, "TX101"),
        (0, "BP101"),
        bad,
        (2, "TX001"),
    ]
    assert gate.summary == Summary(
        documents=3,
        characters=len(AD) + 4,
        problems=1,
        documents_with_errors=2,
        rules=Counter({"TX101": 1, "BP101": 1, "TX001": 1}),
        severities=Counter({Severity.WARNING: 1, Severity.ERROR: 2}),
    )


def test_events_come_as_the_input_is_read() -> None:
    """A gate that gathered its input first could not hold a corpus."""
    read: list[int] = []

    def items() -> Iterator[Record]:
        for row in range(3 * SCANNED):
            read.append(row)
            yield record(row, "[ad_1]" if row else "[ad_1]" + " " * SCANNED_CHARACTERS)

    events = Gate(RULES).events(items())
    next(events)
    assert read == [0]
    assert next(event for event in events if isinstance(event, Located) and event.record.row == 1)
    assert read == [0, 1, 2]
    assert all(len(read) <= event.record.row + SCANNED for event in events if isinstance(event, Located))
    assert len(read) == 3 * SCANNED


@pytest.mark.parametrize("batches", ["many-rows", "long-texts", "few"])
def test_several_jobs_give_the_events_and_counts_of_one(batches: str) -> None:
    rows = {"many-rows": 2500, "long-texts": 6, "few": 3}[batches]
    padding = "و" * 300_000 if batches == "long-texts" else ""
    items: list[Record | Problem] = []
    for row in range(rows):
        items.append(record(row, [AD, "نعم.", None, f"{padding} [ad_{row}]"][row % 4]))
        if row % 3 == 0:
            items.append(Problem("a.jsonl", "bad", row + 1))
    alone, together = Gate(RULES, 1), Gate(RULES, 2)
    assert list(together.events(items)) == list(alone.events(items))
    assert together.summary == alone.summary
    assert together.summary.documents == rows


def test_several_jobs_give_the_findings_of_each_rule_of_the_whole_set() -> None:
    """Rules travel to workers by code: each must arrive."""
    rules = select()
    texts = [example.text for rule in rules if (example := rule.example()) is not None]
    gate = Gate(rules, 2)
    found = [event.finding for event in gate.events(record(row, text) for row, text in enumerate(texts)) if isinstance(event, Located)]
    checker = Checker(rules)
    assert found == [finding for text in texts for finding in checker.check(text)]
    # Where two rules find the same span, the first in the registry reports it: each other one is seen by its hits.
    hits = {hit[0].code for text in texts for hit in checker.hits(text)}
    assert hits >= {rule.code for rule in rules}
    reported = {finding.rule for text in texts for finding in checker.check(text)}
    assert set(gate.summary.rules) == reported
    assert len(reported) > 0.85 * len(rules)


def test_fingerprints_of_all_findings_are_kept_only_on_demand() -> None:
    items = [record(0, AD), record(1, AD)]
    without, with_them = Gate(RULES), Gate(RULES, keep_fingerprints=True)
    for gate in (without, with_them):
        list(gate.events(items))
    assert without.fingerprints == Counter()
    assert sorted(with_them.fingerprints.values()) == [2, 2]


def test_what_a_baseline_accepts_is_neither_reported_nor_counted_as_a_finding() -> None:
    items = [record(0, AD), record(1, AD)]
    first = Gate(RULES, keep_fingerprints=True)
    list(first.events(items[:1]))
    gate = Gate(RULES, baseline=Baseline(first.fingerprints), keep_fingerprints=True)
    rows = [event.record.row for event in gate.events(items) if isinstance(event, Located)]
    assert rows == [1, 1]
    assert (gate.summary.accepted, gate.summary.documents_with_errors, gate.summary.rules) == (2, 1, Counter({"TX101": 1, "BP101": 1}))
    assert gate.fingerprints.total() == 4


@pytest.mark.parametrize(
    ("record_", "line", "expected"),
    [
        (Record("a.txt", None, 1, None, "x\n\n[ad_1]"), 3, 3),
        (Record("a.jsonl", 4, 7, None, "x\n\n[ad_1]"), 3, 7),
        (Record("a.parquet", 4, None, None, "x\n\n[ad_1]"), 3, None),
    ],
    ids=["text", "json-lines", "parquet"],
)
def test_the_line_of_the_file_is_that_of_the_record_or_of_the_finding_in_a_text_file(record_: Record, line: int, expected: int | None) -> None:
    (located,) = (event for event in Gate(RULES).events([record_]) if isinstance(event, Located))
    assert (located.finding.line, located.file_line) == (line, expected)
