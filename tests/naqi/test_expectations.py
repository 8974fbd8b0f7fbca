"""The rules as Great Expectations, run as its users run them: a Checkpoint over a batch. Never a false green."""

from __future__ import annotations

from importlib import resources
from typing import Any

import great_expectations as gx
import pandas as pd
import pytest

import naqi
import naqi.expectations as naqi_gx
from naqi.expectations import scan_metric

CLEAN = "وصل الوفد صباح الأحد إلى المدينة القديمة، ثم غادرها في المساء بعد جولة قصيرة."


@pytest.fixture(scope="module")
def scrape() -> str:
    return resources.files("naqi_dataset.demo").joinpath("wire-scrape.txt").read_text("utf-8")


def _run(frame: pd.DataFrame, column: str = "text", result_format: str = "BASIC", count: int = 1) -> list[Any]:
    """Run a Checkpoint over a frame; return its success and the results of its expectations."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    batch = context.data_sources.add_pandas("memory").add_dataframe_asset("frame").add_batch_definition_whole_dataframe("whole")
    expectations = [naqi_gx.ExpectColumnValuesToBeFreeOfBoilerplate(column=column, meta={"n": number}) for number in range(count)]
    suite = context.suites.add(gx.ExpectationSuite("suite", expectations=expectations))
    definition = context.validation_definitions.add(gx.ValidationDefinition(name="definition", data=batch, suite=suite))
    checkpoint = context.checkpoints.add(gx.Checkpoint(name="checkpoint", validation_definitions=[definition], result_format=result_format))
    result = checkpoint.run(batch_parameters={"dataframe": frame})
    (validation,) = result.run_results.values()
    assert len(validation.results) == count
    return [result.success, *validation.results]


def test_the_articles_pass(root: Any) -> None:
    frame = pd.concat(pd.read_parquet(path) for path in sorted((root / "dataset" / "data" / "articles").glob("*.parquet")))
    success, result = _run(frame)
    assert success
    assert result.result["element_count"] == len(frame) == 36
    assert result.result["unexpected_count"] == 0


def test_the_dirty_scrape_fails_with_each_leak(scrape: str) -> None:
    success, result = _run(pd.DataFrame({"text": [CLEAN, scrape]}, index=["a", "b"]), result_format="COMPLETE")
    assert not success
    assert result.result["unexpected_index_list"] == ["b"]
    (unexpected,) = result.result["unexpected_list"]
    expected = [finding for finding in naqi.check(scrape) if finding.label.startswith("boilerplate.")]
    assert [(found["rule"], found["start"], found["end"]) for found in unexpected["findings"]] == [
        (finding.rule, finding.start, finding.end) for finding in expected
    ]
    assert result.result["details"]["rules"] == {"BP101": 2, "BP201": 1, "BP202": 1, "BP301": 1, "BP501": 2, "BP601": 1}


def test_one_leak_in_ten_thousand_rows_fails(scrape: str) -> None:
    texts = [CLEAN] * 10_000
    texts[7_777] = scrape
    success, result = _run(pd.DataFrame({"text": texts}), result_format="COMPLETE")
    assert not success
    assert result.result["element_count"] == 10_000
    assert result.result["unexpected_index_list"] == [7_777]


@pytest.mark.parametrize(
    ("values", "count"),
    [
        pytest.param([], 0, id="empty frame"),
        pytest.param([None, None], 2, id="all null"),
        pytest.param([float("nan")], 1, id="all NaN"),
        pytest.param([CLEAN, None], 1, id="one null"),
        pytest.param([CLEAN, " \n"], 1, id="one blank"),
    ],
)
def test_what_was_not_checked_is_never_green(values: list[Any], count: int) -> None:
    success, result = _run(pd.DataFrame({"text": pd.Series(values, dtype=object)}))
    assert not success
    assert not result.success
    assert result.result["unexpected_count"] == count


def test_an_empty_frame_says_that_nothing_was_checked() -> None:
    _, result = _run(pd.DataFrame({"text": pd.Series([], dtype=object)}))
    assert result.result["observed_value"] == "no row: nothing was checked"


@pytest.mark.parametrize(("frame", "column"), [(pd.DataFrame({"text": [CLEAN]}), "body"), (pd.DataFrame({"text": [1, 2]}), "text")], ids=["missing", "numbers"])
def test_a_column_that_cannot_be_scanned_is_never_green(frame: pd.DataFrame, column: str) -> None:
    success, result = _run(frame, column)
    assert not success
    assert not result.success
    assert any(info["exception_message"] for info in result.exception_info.values())


@pytest.mark.parametrize("result_format", ["BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE"])
def test_every_result_format_gives_the_same_verdict(scrape: str, result_format: str) -> None:
    assert _run(pd.DataFrame({"text": [CLEAN]}), result_format=result_format)[0]
    assert not _run(pd.DataFrame({"text": [scrape]}), result_format=result_format)[0]


def test_a_column_is_scanned_once_however_many_expectations_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    scanned = 0
    scan = scan_metric.scan

    def counting(values: Any) -> scan_metric.ColumnScan:
        nonlocal scanned
        scanned += 1
        return scan(values)

    monkeypatch.setattr(scan_metric, "scan", counting)
    assert _run(pd.DataFrame({"text": [CLEAN]}), count=5)[0]
    assert scanned == 1


def test_there_is_no_mostly() -> None:
    """A share lets a leak through; only counts do not."""
    assert "mostly" not in naqi_gx.ExpectColumnValuesToBeFreeOfBoilerplate.__fields__
