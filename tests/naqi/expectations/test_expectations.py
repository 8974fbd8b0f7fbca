"""Column expectations, run as their users run them: a Checkpoint over a batch. Never a false green."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import great_expectations as gx
import pandas as pd
import pytest

import naqi
import naqi.expectations as naqi_gx
from naqi.engines import rows as scanning
from naqi.expectations import metrics
from naqi.rules.registry import select

Boilerplate = naqi_gx.ExpectColumnValuesToBeFreeOfBoilerplate
Encoding = naqi_gx.ExpectColumnValuesToBeFreeOfEncodingFaults
Structure = naqi_gx.ExpectColumnValuesToBeWellStructuredText
Rules = naqi_gx.ExpectColumnValuesToPassNaqiRules
COLUMN_TYPES = (Boilerplate, Encoding, Structure, Rules)

Run = Callable[..., Any]


def expectation(kind: Any, **fields: Any) -> Any:
    return kind(column="text", **({"rules": ["ALL"]} if kind is Rules else {}), **fields)


def frame(*texts: Any, **columns: Any) -> pd.DataFrame:
    return pd.DataFrame({"text": pd.Series(texts, dtype=object), **columns})


def test_the_articles_pass(root: Any, on_pandas: Run) -> None:
    articles = pd.concat(pd.read_parquet(root / "dataset" / "data" / "articles" / f"{split}.parquet") for split in ("train", "validation"))
    validation = on_pandas(articles, [Boilerplate(column="text"), Encoding(column="text")])
    assert validation.success
    assert [result.result["element_count"] for result in validation.results] == [len(articles)] * 2


def test_the_dirty_scrape_fails_with_each_leak(scrape: str, clean: str, on_pandas: Run) -> None:
    (result,) = on_pandas(pd.DataFrame({"text": [clean, scrape]}, index=["a", "b"]), [Boilerplate(column="text")], "COMPLETE").results
    assert not result.success
    assert result.result["unexpected_index_list"] == ["b"]
    (unexpected,) = result.result["unexpected_list"]
    expected = [finding for finding in naqi.check(scrape) if finding.label.startswith("boilerplate.")]
    assert [(found["rule"], found["start"], found["end"], found["line"], found["column"]) for found in unexpected["findings"]] == [
        (finding.rule, finding.start, finding.end, finding.line, finding.column) for finding in expected
    ]
    assert result.result["details"]["rules"] == {"BP101": 2, "BP201": 1, "BP202": 1, "BP301": 1, "BP501": 2, "BP601": 1}
    json.dumps(result.to_json_dict())


def test_one_leak_in_ten_thousand_rows_fails(scrape: str, clean: str, on_pandas: Run) -> None:
    texts = [clean] * 10_000
    texts[7_777] = scrape
    (result,) = on_pandas(frame(*texts), [Boilerplate(column="text")], "COMPLETE").results
    assert not result.success
    assert result.result["element_count"] == 10_000
    assert result.result["unexpected_index_list"] == [7_777]


@pytest.mark.parametrize("kind", COLUMN_TYPES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    ("values", "count"),
    [
        pytest.param([], 0, id="empty frame"),
        pytest.param([None, None], 2, id="all null"),
        pytest.param([float("nan")], 1, id="all NaN"),
        pytest.param([pd.NaT, pd.NA], 2, id="other nulls"),
        pytest.param([naqi.__doc__, None], 1, id="one null"),
        pytest.param([naqi.__doc__, " \n"], 1, id="one blank"),
    ],
)
def test_what_was_not_checked_is_never_green(kind: Any, values: list[Any], count: int, on_pandas: Run) -> None:
    (result,) = on_pandas(frame(*values), [expectation(kind)]).results
    assert not result.success
    assert result.result["unexpected_count"] == count
    assert count or result.result["observed_value"] == "no row: nothing was checked"


@pytest.mark.parametrize("kind", COLUMN_TYPES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(pd.DataFrame({"body": ["نعم."]}), "no column 'text': there are body", id="missing"),
        pytest.param(pd.DataFrame({"text": [1, 2]}), "row 0 holds int, not a string", id="numbers"),
        pytest.param(pd.DataFrame([["نعم.", "لا."]], columns=["text", "text"]), "2 columns are named 'text'", id="twice"),
    ],
)
def test_a_column_that_cannot_be_scanned_is_never_green(kind: Any, data: pd.DataFrame, message: str, on_pandas: Run) -> None:
    (result,) = on_pandas(data, [expectation(kind)]).results
    assert not result.success
    assert message in str(result.exception_info)


@pytest.mark.parametrize("catch", [True, False])
def test_an_error_in_the_scan_is_never_green(catch: bool, clean: str, on_pandas: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(metrics, "scan_rows", broken)
    validation = on_pandas(frame(clean), [Boilerplate(column="text", catch_exceptions=catch), Encoding(column="text", catch_exceptions=catch)])
    assert not validation.success
    assert [result.success for result in validation.results] == [False, False]
    assert all("the disk is gone" in str(result.exception_info) for result in validation.results)


def test_a_scan_that_is_tried_again_begins_at_the_first_row(clean: str, scrape: str, on_pandas: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Great Expectations computes a metric that raised again: what the first try had read must be read again."""
    tries = 0
    scan = metrics.scan_rows

    def flaky(values: Any, *others: Any) -> Any:
        nonlocal tries
        tries += 1
        if tries == 1:
            next(iter(values))
            raise ConnectionError("lost")
        return scan(values, *others)

    monkeypatch.setattr(metrics, "scan_rows", flaky)
    (result,) = on_pandas(frame(scrape, clean), [Boilerplate(column="text")], "COMPLETE").results
    assert tries == 2
    assert (result.success, result.result["element_count"], result.result["unexpected_index_list"]) == (False, 2, [0])


@pytest.mark.parametrize(
    "result_format",
    [
        *("BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE"),
        {"result_format": "BASIC", "partial_unexpected_count": 0},
        {"result_format": "COMPLETE", "include_unexpected_rows": True, "partial_unexpected_count": 1},
        {"result_format": "COMPLETE", "unexpected_index_column_names": ["id", "n"]},
        {"result_format": "SUMMARY", "unexpected_index_column_names": "id"},
    ],
    ids=str,
)
def test_every_result_format_gives_the_same_verdict(scrape: str, clean: str, result_format: Any, on_pandas: Run) -> None:
    names = {"id": ["a", "b"], "n": [7, 8]}
    assert on_pandas(frame(clean, clean, **names), [Boilerplate(column="text")], result_format).success
    (result,) = on_pandas(frame(clean, scrape, **names), [Boilerplate(column="text")], result_format).results
    assert not result.success
    if result_format == "BOOLEAN_ONLY":
        assert not result.result
        return
    wanted = result_format if isinstance(result_format, dict) else {"result_format": result_format}
    assert result.result["unexpected_count"] == 1
    assert len(result.result["partial_unexpected_list"]) == min(1, wanted.get("partial_unexpected_count", 20))
    assert ("unexpected_list" in result.result) == (wanted["result_format"] == "COMPLETE")
    if "unexpected_index_column_names" in wanted:
        expected = {"id": "b", "n": 8} if isinstance(wanted["unexpected_index_column_names"], list) else {"id": "b"}
        assert result.result["partial_unexpected_list"][0]["index"] == expected


def test_an_index_column_that_is_not_there_is_never_green(clean: str, on_pandas: Run) -> None:
    validation = on_pandas(frame(clean), [Boilerplate(column="text")], {"result_format": "COMPLETE", "unexpected_index_column_names": ["id"]})
    assert not validation.success
    assert "no column 'id'" in str(validation.results[0].exception_info)


@pytest.mark.parametrize("index", [pd.MultiIndex.from_tuples([("a", 1)]), pd.DatetimeIndex(["2026-01-31"])], ids=["several levels", "dates"])
def test_any_index_of_a_frame_names_its_rows(index: Any, scrape: str, on_pandas: Run) -> None:
    (result,) = on_pandas(pd.DataFrame({"text": [scrape]}, index=index), [Boilerplate(column="text")], "COMPLETE").results
    assert result.result["unexpected_index_list"] == list(index)
    json.dumps(result.to_json_dict())


def test_a_column_is_scanned_once_however_many_expectations_read_it(clean: str, on_pandas: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    scanned = []
    hits = scanning.rows_hits
    monkeypatch.setattr(scanning, "rows_hits", lambda texts, every: scanned.extend(texts) or hits(texts, every))
    by_rule = [Rules(column="text", rules=[rule.code]) for rule in select() if rule.family in {"BP", "EN", "TX"}]
    assert on_pandas(frame(clean, clean), [Boilerplate(column="text"), Encoding(column="text"), Structure(column="text", strict=True), *by_rule]).success
    assert len(by_rule) > 35
    assert scanned == [clean, clean]


def test_a_selection_reports_what_the_gate_reports_for_it(scrape: str, on_pandas: Run) -> None:
    """Of two rules that find the same leak, one is left out; which, depends on the selection."""
    selections = [["BP101"], ["BP3", "photo-credit"], ["BP501", "BP101"], ["navigation"]]
    validation = on_pandas(frame(scrape), [Boilerplate(column="text", rules=rules) for rules in selections])
    for rules, result in zip(selections, validation.results, strict=True):
        expected = [finding.rule for finding in naqi.Checker(select(rules)).check(scrape)]
        assert expected
        assert result.result["details"]["rules"] == {code: expected.count(code) for code in sorted(set(expected))}


def test_warnings_fail_only_when_strict(on_pandas: Run) -> None:
    validation = on_pandas(frame("وصل الوفد. .\n\nثم غادر."), [Structure(column="text"), Structure(column="text", strict=True)])
    assert [result.success for result in validation.results] == [True, False]
    assert [result.result["details"]["warnings"] for result in validation.results] == [1, 1]
    assert [result.result["unexpected_count"] for result in validation.results] == [0, 1]


@pytest.mark.parametrize("kind", COLUMN_TYPES, ids=lambda kind: kind.__name__)
def test_severity_is_great_expectations_own_and_changes_no_verdict(kind: Any, scrape: str, on_pandas: Run) -> None:
    lost = scrape + "\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} ..."
    validation = on_pandas(frame(lost, None), [expectation(kind, severity=severity) for severity in ("critical", "warning", "info")])
    assert [result.success for result in validation.results] == [False] * 3


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        (Boilerplate, {"rules": ["BP999"]}, "unknown rule 'BP999'"),
        (Boilerplate, {"rules": ["EN101"]}, "none of these rules is for expect_column_values_to_be_free_of_boilerplate"),
        (Rules, {}, "no rule is selected"),
        (Rules, {"rules": []}, "no rule is selected"),
        (Rules, {"rules": ["CP101"]}, "none of these rules is for expect_column_values_to_pass_naqi_rules"),
        (Boilerplate, {"mostly": 0.999999}, "extra fields not permitted"),
        (Encoding, {"column": ""}, "at least 1 character"),
    ],
)
def test_what_makes_no_sense_is_refused(kind: Any, fields: dict[str, Any], message: str) -> None:
    """Above all a share: it would let a leak through."""
    with pytest.raises(ValueError, match=message):
        kind(**({"column": "text"} | fields))


def test_a_suite_with_a_rule_that_does_not_exist_is_refused(clean: str) -> None:
    """Great Expectations drops what it takes for an invalid configuration; it must not take this for one."""
    configuration = Boilerplate(column="text", rules=["BP101"]).configuration.to_json_dict()
    configuration["kwargs"]["rules"] = ["BP999"]
    with pytest.raises(ValueError, match="unknown rule 'BP999'"):
        gx.ExpectationSuite("later", expectations=[configuration])
