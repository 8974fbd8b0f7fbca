"""The same verdict, counts and rows as `naqi check` on Spark. One file, so that one process has one session."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import naqi.expectations as naqi_gx
from naqi.engines.rows import scan_rows
from naqi.engines.spark import scan_frame
from naqi.gate.baseline import digest, key_of, write_baseline

pytestmark = [
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

COMPLETE = {"result_format": "COMPLETE", "unexpected_index_column_names": ["id"]}
Boilerplate = naqi_gx.ExpectColumnValuesToBeFreeOfBoilerplate
Encoding = naqi_gx.ExpectColumnValuesToBeFreeOfEncodingFaults
Structure = naqi_gx.ExpectColumnValuesToBeWellStructuredText

Run = Callable[..., Any]


def test_spark_says_what_the_gate_says(rows: list[Any], spark: Any, on_spark: Run, gate: Callable[..., dict[str, Any]]) -> None:
    """Also of a lone surrogate, which Spark turns into U+FFFD on the way; and in rows that lie in several partitions."""
    texts = [*rows, ("half", "وصل \ud83d الوفد.\n[ad_1]")]
    frame = spark.createDataFrame(texts, "id string, text string").repartition(3).sortWithinPartitions("id").cache()
    order = [tuple(row) for row in frame.collect()]
    for wanted, index in ((COMPLETE, "ids"), ("COMPLETE", "rows")):
        validation = on_spark(frame, [Boilerplate(column="text"), Encoding(column="text"), Structure(column="text")], wanted)
        for family, result in zip(("BP", "EN", "TX"), validation.results, strict=True):
            expected = gate(order, family)
            assert result.success == (expected["code"] == 0)
            assert result.result["element_count"] == len(texts)
            listed = [item["id"] if isinstance(item, dict) else item for item in result.result["unexpected_index_list"]]
            assert listed == expected[index]
            assert result.result["details"]["rules"] == expected["rules"]


def test_a_scan_is_the_same_as_at_home(rows: list[Any], spark: Any) -> None:
    some = [row for row in rows if len(row[1] or "") < 10_000][:60]
    frame = spark.createDataFrame(some, "id string, `te.xt` string").coalesce(1)
    assert scan_frame(frame, "te.xt", ["id"]) == scan_rows(((name,), [text]) for name, text in some)


def test_twenty_expectations_cost_one_pass(clean: str, spark: Any, on_spark: Run) -> None:
    read = spark.sparkContext.accumulator(0)

    def counted(batches: Any) -> Any:
        for batch in batches:
            read.add(batch.num_rows)
            yield batch

    frame = spark.createDataFrame([(str(number), clean) for number in range(40)], "id string, text string").mapInArrow(counted, "id string, text string")
    by_rule = [Boilerplate(column="text", rules=[code]) for code in ("BP101", "BP102", "BP103", "BP104", "BP2", "BP3", "BP4", "BP5", "BP6")]
    assert on_spark(frame, by_rule).success
    assert read.value == 40


def test_what_was_not_checked_is_never_green(clean: str, spark: Any, on_spark: Run) -> None:
    empty = spark.createDataFrame([], "id string, text string")
    assert on_spark(empty, [Boilerplate(column="text")]).results[0].result["observed_value"] == "no row: nothing was checked"
    assert not on_spark([("a", clean), ("b", None)], [Boilerplate(column="text")]).success
    for column, message in (("body", "no column 'body'"), ("id", "is of type int, not string")):
        validation = on_spark([(1, clean)], [Boilerplate(column=column)], schema="id int, text string")
        assert not validation.success
        assert message in str(validation.results[0].exception_info)


def test_an_error_on_a_worker_is_never_green(clean: str, spark: Any, on_spark: Run) -> None:
    def broken(batches: Any) -> Any:
        yield from batches
        raise RuntimeError("the worker is gone")

    frame = spark.createDataFrame([("a", clean)], "id string, text string").mapInArrow(broken, "id string, text string")
    validation = on_spark(frame, [Boilerplate(column="text")])
    assert not validation.success
    assert "the worker is gone" in str(validation.results[0].exception_info)


def test_table_expectations_compare_rows_on_spark_too(clean: str, on_spark: Run) -> None:
    rows = [("a", clean, "train"), ("b", "خبر آخر.", "test"), ("c", clean, "test")]
    kinds = (naqi_gx.ExpectTableToBeFreeOfRepeatedLines, naqi_gx.ExpectTableToBeFreeOfDuplicates, naqi_gx.ExpectTableToBeFreeOfSplitLeakage)
    validation = on_spark(rows, [kind(column="text", split_column="split") for kind in kinds], COMPLETE, "id string, text string, split string")
    assert [result.result["unexpected_index_list"] for result in validation.results] == [[], [{"id": "c"}], [{"id": "c"}]]


def test_ignores_and_baselines_are_those_of_memory(clean: str, tmp_path: Path, on_spark: Run) -> None:
    """The same rows in a frame of pandas say what Spark must."""
    baseline = tmp_path / "baseline.json"
    write_baseline(baseline, Counter([key_of("a.jsonl", "b", "BP101", digest("[ad_1]"))]))
    rows = [("a", f"{clean}\n[ad_1]", "BP101", "a.jsonl"), ("b", f"{clean}\n[ad_1]", None, "a.jsonl"), ("c", f"{clean}\n[ad_1]", "", "a.jsonl")]
    schema = "id string, text string, excused string, path string"
    about = {"ignore_column": "excused", "baseline": str(baseline), "path_column": "path", "document_column": "id"}
    (result,) = on_spark(rows, [Boilerplate(column="text", **about)], COMPLETE, schema).results
    assert result.result["unexpected_index_list"] == [{"id": "c"}]
    assert result.result["details"]["accepted_by_baseline"] == 1
    (result,) = on_spark([(*rows[0][:2], "NOPE", "")], [Boilerplate(column="text", ignore_column="excused")], COMPLETE, schema).results
    assert "unknown rule 'NOPE'" in result.result["observed_value"]
    (result,) = on_spark(rows[:1], [Boilerplate(column="text", ignore_column="excused", rules=["BP101"])], COMPLETE, schema).results
    assert (result.success, result.result["unexpected_count"]) == (False, 0)
    assert "nothing was checked" in result.result["observed_value"]


def test_the_blocks_of_the_page_run(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spark: Any) -> None:
    """All of docs/great-expectations.md, those for Spark too, which find the session of these tests."""
    monkeypatch.chdir(tmp_path)
    page = (root / "docs" / "great-expectations.md").read_text("utf-8")
    blocks = re.findall(r"^```python(?: spark)?\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert any("SparkSession" in block for block in blocks)
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks:
        exec(compile(block, "docs/great-expectations.md", "exec"), names)
    assert names["session"] is not None
