"""Several processes scan a big column: the same results as one, and errors that fail the validation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

import naqi.expectations
from naqi.engines import rows as engine
from naqi.expectations import metrics

COMPLETE = {"result_format": "COMPLETE", "unexpected_index_column_names": ["id"]}
Run = Callable[..., Any]


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Two jobs, columns that are big early, and the sizes of the batches that other processes scanned."""
    sizes: list[int] = []

    def counted(jobs: int, work: Any, tasks: Any) -> Iterator[Any]:
        assert jobs == 2
        for kept, result in real(jobs, work, tasks):
            sizes.append(len(kept))
            yield kept, result

    real = engine.in_processes
    monkeypatch.setattr(engine, "in_processes", counted)
    monkeypatch.setattr(engine, "SCANNED_ALONE", 20_000)
    monkeypatch.setattr(engine, "SENT_TEXTS", 40)
    monkeypatch.setattr(metrics, "_jobs", 1)
    naqi.expectations.set_jobs(2)
    return sizes


def _results(validation: Any) -> list[Any]:
    return [result.to_json_dict()["result"] for result in validation.results]


def test_a_frame_and_a_table_have_the_results_of_one_process(
    on_pandas: Run, on_sqlite: Run, rows: list[Any], batches: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    some = [row for number, row in enumerate(rows) if number % 8 == 0 or row[1] is None or not row[1].strip()]
    frame = pd.DataFrame(some, columns=["id", "text"])

    def expectations() -> list[Any]:
        return [naqi.expectations.ExpectColumnValuesToPassNaqiRules(column="text", rules=[rules]) for rules in ("BP", "EN", "TX")]

    together = on_pandas(frame, expectations(), COMPLETE), on_sqlite(some, expectations(), COMPLETE)
    # One scan of each; all but the first rows went to the processes.
    assert len(batches) >= 2 * 2
    assert sum(batches) > 2 * 0.5 * len(some)
    monkeypatch.setattr(metrics, "_jobs", 1)
    sent = len(batches)
    alone = on_pandas(frame, expectations(), COMPLETE)
    assert len(batches) == sent
    for validation in together:
        assert not validation.success
        assert json.dumps(_results(validation)) == json.dumps(_results(alone))


def test_a_small_column_starts_no_process(on_pandas: Run, clean: str, batches: list[int]) -> None:
    frame = pd.DataFrame({"text": [clean, clean]})
    assert on_pandas(frame, [naqi.expectations.ExpectColumnValuesToBeFreeOfBoilerplate(column="text")]).success
    assert not batches


def test_what_goes_wrong_in_a_process_fails_the_validation(on_pandas: Run, rows: list[Any], batches: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_every_hit", json.dumps)  # which takes other arguments
    validation = on_pandas(pd.DataFrame(rows, columns=["id", "text"]), [naqi.expectations.ExpectColumnValuesToBeFreeOfBoilerplate(column="text")])
    assert not validation.success
    assert "unexpected keyword argument 'every'" in json.dumps(validation.to_json_dict())
    assert not batches


def test_no_jobs_are_refused() -> None:
    with pytest.raises(ValueError, match="0 jobs scan nothing: give 1 or more"):
        naqi.expectations.set_jobs(0)
