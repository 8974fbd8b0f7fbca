"""Table expectations: the corpus rules over all rows, in memory and in a database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import naqi.expectations as naqi_gx
from naqi.corpus import Corpus
from naqi.engines import compared
from naqi.rules.registry import select

Lines = naqi_gx.ExpectTableToBeFreeOfRepeatedLines
Duplicates = naqi_gx.ExpectTableToBeFreeOfDuplicates
Leakage = naqi_gx.ExpectTableToBeFreeOfSplitLeakage
COMPLETE = {"result_format": "COMPLETE", "unexpected_index_column_names": ["id"]}
COLUMNS = ("id", "text", "source", "split")
FURNITURE = "جميع الحقوق محفوظة للجريدة الافتراضية"

Run = Callable[..., Any]


def documents() -> list[tuple[Any, ...]]:
    """Eight stories of a site with a line of furniture, one of another site; a copy with other vowel signs, and a near copy, of the first in test."""
    body = "اجتمع المجلس رقم {0} في القاعة الكبرى لبحث البند {0} من جدول أعماله، ثم رفع الجلسة {0} إلى الغد بعد نقاش طويل بين أعضائه حول الميزانية."
    words = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن"]
    rows: list[tuple[Any, ...]] = [(f"a-{n}", f"{body.format(word)}\n{FURNITURE} {n}", "site", "train") for n, word in enumerate(words)]
    rows.append(("b-0", "غادر الوفد المدينة صباح اليوم.\nوعاد مساء.", "other", "train"))
    rows.append(("c-0", "غادَر الوفدُ المدينةَ صباحَ اليوم.\n\nوعاد مساء.", "other", "test"))
    return rows


@pytest.fixture(params=["pandas", "sqlite"])
def on_tables(request: pytest.FixtureRequest, on_pandas: Run, on_sqlite: Run) -> Run:
    """Run expectations over rows of id, text, source and split, in each engine."""

    def run(rows: list[tuple[Any, ...]], expectations: Any) -> Any:
        if request.param == "pandas":
            return on_pandas(pd.DataFrame(rows, columns=list(COLUMNS)).astype(object), expectations, COMPLETE)
        return on_sqlite(rows, expectations, COMPLETE, COLUMNS)

    return run


def expectations(**fields: Any) -> list[Any]:
    common = {"column": "text", "source_column": "source", "split_column": "split", **fields}
    return [kind(**common) for kind in (Lines, Duplicates, Leakage)]


def test_they_say_what_the_corpus_rules_say(on_tables: Run) -> None:
    validation = on_tables(documents(), expectations())
    for result, code in zip(validation.results, ("CP101", "CP201", "CP301"), strict=True):
        corpus = Corpus(select([code]))
        for row, (name, text, source, split) in enumerate(documents()):
            corpus.add(name, text, source=source, split=split, row=row)
        found = [(finding.entry.document, finding.start, finding.end, finding.message) for finding in corpus.findings()]
        assert found
        assert not result.success
        listed = [
            (row["index"]["id"], finding["start"], finding["end"], finding["message"])
            for row in result.result["unexpected_list"]
            for finding in row["findings"]
        ]
        assert listed == found
        assert result.result["details"]["rules"] == {code: len(found)}
    lines = [finding["text"] for row in validation.results[0].result["unexpected_list"] for finding in row["findings"]]
    assert lines == [f"{FURNITURE} {number}" for number in range(8)]


def test_near_duplicates_are_found_where_they_are_asked_for(on_tables: Run) -> None:
    rows = documents()[:1]
    rows.append(("near", rows[0][1] + "\nوانتهى النقاش.", "site", "test"))
    validation = on_tables(rows, [*expectations(near_duplicate_similarity=0.6), *expectations(near=True, near_duplicate_similarity=0.6)])
    assert [result.success for result in validation.results] == [True, True, True, True, False, False]
    named = [Duplicates(column="text", rules=["CP202"], near_duplicate_similarity=0.6), Duplicates(column="text", rules=["CP201"])]
    assert [result.success for result in on_tables(rows, named).results] == [False, True]


def test_warnings_pass_where_they_are_not_to_count(on_tables: Run) -> None:
    """As with `naqi check`: a suite for the gate asks for that."""
    result = on_tables(documents(), [Lines(column="text", source_column="source", strict=False)]).results[0]
    assert (result.success, result.result["details"]["warnings"], result.result["unexpected_count"]) == (True, 8, 0)


def test_clean_rows_pass(on_tables: Run) -> None:
    rows = [(name, text.partition("\n")[0], source, split) for name, text, source, split in documents()[:9]]
    assert on_tables([*rows, ("d", "خبر آخر لا صلة له بغيره.", "other", "test")], expectations()).success


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        pytest.param([], "no row: nothing was checked", id="no row"),
        pytest.param([("a", "خبر.", "s", "train"), ("b", "نبأ.", "s", "train")], "only one split is there", id="one split"),
        pytest.param([("a", "خبر.", "s", "train"), ("b", "نبأ.", "s", "test"), ("c", "قول.", "s", None)], "1 rows have no split", id="a row without split"),
        pytest.param([("a", "خبر.", "s", None), ("b", "نبأ.", "s", None)], "2 rows have no split", id="no split"),
    ],
)
def test_what_was_not_compared_is_never_green(rows: list[tuple[Any, ...]], reason: str, on_tables: Run) -> None:
    (result,) = on_tables(rows, [Leakage(column="text", split_column="split")]).results
    assert not result.success
    assert reason in result.result["observed_value"]


def test_null_and_blank_texts_are_never_green(on_tables: Run) -> None:
    """No copy of each other, and no text that was compared."""
    rows = [("a", "خبر.", "s", "train"), ("b", None, "s", "test"), ("c", " \n", "s", "test")]
    for result in on_tables(rows, expectations()).results:
        assert not result.success
        assert result.result["details"]["rules"] == {"TX001": 2}
        assert result.result["unexpected_index_list"] == [{"id": "b"}, {"id": "c"}]


def test_a_column_that_is_not_there_is_never_green(on_tables: Run) -> None:
    for fields in ({"column": "Body"}, {"source_column": "Site"}, {"split_column": "Part"}):
        validation = on_tables(documents(), expectations(**fields))
        assert not validation.success
        assert all("no column" in str(result.exception_info) for result in validation.results)


def test_rows_are_compared_once_however_many_expectations_read_them(on_tables: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(compared, "Corpus", lambda *arguments: made.append(arguments) or Corpus(*arguments))
    on_tables(documents(), [*expectations(), *expectations(strict=False), Lines(column="text", source_column="source", split_column="split", rules=["CP101"])])
    assert len(made) == 1


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        (Leakage, {}, "split_column"),
        (Lines, {"rules": ["CP201"]}, "none of these rules is for"),
        (Lines, {"repeated_line_documents": 1}, "repeated-line-documents"),
        (Duplicates, {"near_duplicate_similarity": 2}, "near-duplicate-similarity"),
    ],
)
def test_what_makes_no_sense_is_refused(kind: Any, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        kind(column="text", **fields)
