"""The same verdict, counts and rows as `naqi check`, in memory and in a database; and what only a database can do wrong."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import great_expectations as gx
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from great_expectations.core.partitioners import PartitionerColumnValue
from great_expectations.execution_engine import pandas_execution_engine
from great_expectations.expectations.row_conditions import Column

import naqi
import naqi.expectations as naqi_gx
from naqi.engines import sql

COMPLETE = {"result_format": "COMPLETE", "unexpected_index_column_names": ["id"]}
TYPES = {
    "BP": naqi_gx.ExpectColumnValuesToBeFreeOfBoilerplate,
    "EN": naqi_gx.ExpectColumnValuesToBeFreeOfEncodingFaults,
    "TX": naqi_gx.ExpectColumnValuesToBeWellStructuredText,
}

Gate = Callable[..., dict[str, Any]]


def compare(validation: Any, gate: Gate, rows: list[Any], index: str = "ids") -> None:
    """Hold a validation result of one expectation for each family against the gate."""
    for family, result in zip(TYPES, validation.results, strict=True):
        expected = gate(rows, family)
        assert result.success == (expected["code"] == 0)
        assert result.result["element_count"] == len(rows)
        listed = result.result["unexpected_index_list"]
        assert [item["id"] if isinstance(item, dict) else item for item in listed] == expected[index]
        assert result.result["unexpected_count"] == len(expected[index])
        assert result.result["details"]["rules"] == expected["rules"]
        spans = [
            (row["index"]["id"], finding["rule"], finding["start"], finding["end"], finding["line"], finding["column"])
            for row in result.result["unexpected_list"]
            if isinstance(row["index"], dict)
            for finding in row["findings"]
        ]
        assert spans == (expected["spans"] if index == "ids" else [])


@pytest.mark.parametrize("dtype", [object, "str"], ids=str)
def test_rows_are_excused_from_what_they_name(on_pandas: Callable[..., Any], on_sqlite: Callable[..., Any], clean: str, dtype: Any) -> None:
    leak = f"{clean}\n[ad_1]"
    rows = [("a", leak, "BP101, EN"), ("b", leak, None), ("c", None, "TX001"), ("d", None, "BP101")]
    frame = pd.DataFrame(rows, columns=["id", "text", "excused"]).astype(dtype)
    runs = [
        lambda expectations: on_pandas(frame, expectations, COMPLETE),
        lambda expectations: on_sqlite(rows, expectations, COMPLETE, ("id", "text", "excused")),
    ]
    for run in runs:
        (result,) = run([TYPES["BP"](column="text", ignore_column="excused")]).results
        assert result.result.get("unexpected_index_list") == [{"id": "b"}, {"id": "d"}], result.exception_info
        assert result.result["details"]["not_checked"] == []


def test_ignores_may_be_lists(on_pandas: Callable[..., Any], clean: str) -> None:
    frame = pd.DataFrame({"text": [f"{clean}\n[ad_1]"] * 2, "excused": [["BP101"], None]})
    (result,) = on_pandas(frame, [TYPES["BP"](column="text", ignore_column="excused")], "COMPLETE").results
    assert result.result.get("unexpected_index_list") == [1], result.exception_info


@pytest.mark.parametrize(("ignored", "reason"), [("NOPE", "unknown rule 'NOPE'"), ("BP", "the ignores of all rows leave no rule")])
def test_ignores_never_make_a_false_green(on_sqlite: Callable[..., Any], clean: str, ignored: str, reason: str) -> None:
    rows = [("a", clean, ignored), ("b", clean, ignored)]
    (result,) = on_sqlite(rows, [TYPES["BP"](column="text", ignore_column="excused")], COMPLETE, ("id", "text", "excused")).results
    assert not result.success
    assert reason in result.result["observed_value"]


def test_a_baseline_that_cannot_be_read_is_never_green(on_sqlite: Callable[..., Any], clean: str, tmp_path: Path) -> None:
    validation = on_sqlite([("a", clean)], [TYPES["BP"](column="text", baseline=str(tmp_path / "none.json"))])
    assert not validation.success
    assert "baseline cannot be read" in str(validation.results[0].exception_info)


def all_families() -> list[Any]:
    return [kind(column="text") for kind in TYPES.values()]


def test_pandas_says_what_the_gate_says(rows: list[Any], on_pandas: Callable[..., Any], gate: Gate) -> None:
    frame = pd.DataFrame({"id": [name for name, _ in rows], "text": pd.Series([text for _, text in rows], dtype=object)})
    compare(on_pandas(frame, all_families(), COMPLETE), gate, rows)
    # Without an index, rows have their numbers.
    compare(on_pandas(frame, all_families(), "COMPLETE"), gate, rows, "rows")


def test_a_lone_surrogate_is_a_finding_in_a_frame(on_pandas: Callable[..., Any], clean: str) -> None:
    """Great Expectations' fingerprint of a frame would raise. What is reported can be written anywhere, and its offsets are those of the text."""
    rows = [("whole", clean), ("half", "وصل \ud83d\ude00 الوفد \ud83d.\n[ad_1]"), ("clean\ud83d", "نعم.\n[ad_1]")]
    frame = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in zip(("id", "text"), zip(*rows, strict=True), strict=True)})
    validation = on_pandas(frame, all_families(), COMPLETE)
    written = json.dumps(validation.to_json_dict(), ensure_ascii=False).encode()
    assert "\N{REPLACEMENT CHARACTER}".encode() in written
    found = {
        (row["index"]["id"], finding["rule"], finding["start"], finding["end"])
        for result in validation.results
        for row in result.result["unexpected_list"]
        for finding in row["findings"]
    }
    half = rows[1][1]
    expected = {("half", finding.rule, finding.start, finding.end) for finding in naqi.check(half)}
    assert {rule for _, rule, _, _ in expected} > {"BP101"}
    assert found == expected | {("clean\N{REPLACEMENT CHARACTER}", "BP101", 5, 11)}


def test_a_frame_without_one_has_great_expectations_own_fingerprint() -> None:
    frame = pd.DataFrame({"text": ["نعم."]})
    value = hashlib.md5(pd.util.hash_pandas_object(frame, index=True).values, usedforsecurity=False).hexdigest()
    assert pandas_execution_engine.hash_pandas_dataframe(frame) == value


def test_sqlite_holds_no_lone_surrogate(on_sqlite: Callable[..., Any], clean: str) -> None:
    """Whoever writes one there hears of it before there is anything to check; so nothing is green."""
    with pytest.raises(UnicodeEncodeError):
        on_sqlite([("whole", clean), ("half", "وصل \ud83d الوفد.")], all_families())


def test_sqlite_says_what_the_gate_says(rows: list[Any], on_sqlite: Callable[..., Any], gate: Gate) -> None:
    compare(on_sqlite(rows, all_families(), COMPLETE), gate, rows)
    compare(on_sqlite(rows, all_families(), "COMPLETE"), gate, rows, "rows")


@pytest.mark.parametrize("dtype", [object, "str", pd.ArrowDtype(pa.string()), "string", "category"], ids=str)
def test_nulls_of_every_dtype_are_findings(on_pandas: Callable[..., Any], clean: str, dtype: Any) -> None:
    frame = pd.DataFrame({"text": pd.Series([clean, None], dtype=dtype)})
    (result,) = on_pandas(frame, [TYPES["EN"](column="text")], "COMPLETE").results
    assert (result.success, result.result["unexpected_index_list"], result.result["details"]["rules"]) == (False, [1], {"TX001": 1})


def test_a_quoted_column_that_is_not_there_is_no_text(on_sqlite: Callable[..., Any], clean: str) -> None:
    """SQLite takes "Body" for the string 'Body' where there is no such column, and that is a clean text."""
    validation = on_sqlite([(1, clean)], [TYPES["BP"](column="Body")])
    assert not validation.success
    assert "no column 'Body': there are id, text" in str(validation.results[0].exception_info)


@pytest.mark.parametrize("name", ["Text", "select", "the text", "النص", 'a"b', "text.raw"])
def test_any_name_of_a_column_can_be_read(on_sqlite: Callable[..., Any], clean: str, scrape: str, name: str) -> None:
    columns = ("id", name.replace('"', '""'))
    (result,) = on_sqlite([(1, clean), (2, scrape)], [TYPES["BP"](column=name)], COMPLETE, columns).results
    assert result.result.get("unexpected_index_list") == [{"id": 2}], result.exception_info


@pytest.mark.parametrize("value", [b"bytes", 7, 1.5], ids=["bytes", "integer", "float"])
def test_what_is_no_text_fails(on_sqlite: Callable[..., Any], clean: str, value: Any) -> None:
    validation = on_sqlite([(1, clean), (2, value)], [TYPES["BP"](column="text")])
    assert not validation.success
    assert f"row 1 holds {type(value).__name__}, not a string" in str(validation.results[0].exception_info)


def test_rows_of_a_database_are_not_held(root: Path, monkeypatch: pytest.MonkeyPatch, on_sqlite: Callable[..., Any]) -> None:
    """A scan of 40 MB of text takes memory for a few rows only."""
    peaks = []
    scan = sql.scan_rows

    def measured(rows: Any, *others: Any) -> Any:
        tracemalloc.start()
        try:
            return scan(rows, *others)
        finally:
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()

    monkeypatch.setattr(sql, "scan_rows", measured)
    articles = pq.read_table(root / "dataset" / "data" / "articles" / "train.parquet", columns=["text"])["text"].to_pylist()
    text = "\n\n".join(articles[:18])
    copies = 38_000_000 // len(text) + 1
    assert on_sqlite([(number, text) for number in range(copies)], [TYPES["EN"](column="text")]).success
    (peak,) = peaks
    assert peak < 16_000_000


def test_a_batch_that_is_one_of_several_fails(on_sqlite: Callable[..., Any], clean: str, scrape: str) -> None:
    """Great Expectations checks the last of several batches and says nothing: here the leak is in the first."""
    rows = [("a", scrape, 1), ("b", clean, 2)]
    part = PartitionerColumnValue(column_name="day")
    columns = ("id", "text", "day")
    (result,) = on_sqlite(rows, [TYPES["BP"](column="text")], COMPLETE, columns, part).results
    assert not result.success
    assert result.result["observed_value"].startswith("this batch is one of 2")
    assert result.result["details"]["not_checked"]
    # A pipeline that names each batch says that it knows.
    assert on_sqlite(rows, [TYPES["BP"](column="text", partial=True)], COMPLETE, columns, part).success
    # One batch is all there is.
    assert on_sqlite(rows[1:], [TYPES["BP"](column="text")], COMPLETE, columns, part).success


def test_a_row_condition_that_leaves_nothing_fails(on_sqlite: Callable[..., Any], on_pandas: Callable[..., Any], clean: str, scrape: str) -> None:
    def conditioned(name: str) -> Any:
        return TYPES["BP"](column="text", row_condition=Column("id") == name)

    names = ("a", "b", "c")
    texts = [("a", clean), ("b", scrape)]
    for validation in (
        on_sqlite(texts, [conditioned(name) for name in names]),
        on_pandas(pd.DataFrame(texts, columns=["id", "text"]), [conditioned(name) for name in names]),
    ):
        assert [result.success for result in validation.results] == [True, False, False]
        assert [result.result["element_count"] for result in validation.results] == [1, 1, 0]
        assert validation.results[2].result["observed_value"] == "no row: nothing was checked"


def test_a_column_missing_in_one_batch_fails_the_checkpoint(clean: str) -> None:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    suite = context.suites.add(naqi_gx.suite())
    frames = [pd.DataFrame({"text": [clean]}), pd.DataFrame({"body": [clean]})]
    source = context.data_sources.add_pandas("memory")
    results = []
    for number, frame in enumerate(frames):
        batch = source.add_dataframe_asset(f"frame-{number}").add_batch_definition_whole_dataframe("whole")
        definition = context.validation_definitions.add(gx.ValidationDefinition(name=f"part-{number}", data=batch, suite=suite))
        results.append(definition.run(batch_parameters={"dataframe": frame}))
    assert [result.success for result in results] == [True, False]
    failed = [result for result in results[1].results if not result.success]
    assert len(failed) == len(suite.expectations) - 1
    assert all("no column 'text': there are body" in str(result.exception_info) for result in failed)
