"""Files of many records: the same rows in every format give the same findings, in little memory, and a broken file is said."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from naqi.cli import main
from naqi.inputs import json_values

TO_UTF8 = "convert it first, for windows-1256 with: iconv -f WINDOWS-1256 -t UTF-8"
FILE_TO_UTF8 = "convert the file first, for windows-1256 with: iconv -f WINDOWS-1256 -t UTF-8"
BINARY = "is a binary file, not text: give a text file or name its format"

Rows = list[dict[str, Any]]
Written = Callable[[str, Rows], str]

# Line breaks, quotation marks, all three delimiters, code points beyond the BMP and vowel signs stand before findings.
ROWS: Rows = [
    {"id": "a", "text": "قال الوزير نعم.\n\n[ad_1]\n"},
    {"id": "b", "text": "نعم."},
    {"id": "c", "text": 'قال: "نعم"؛ a, b; c\td.\r\n\n[ad_2]\n'},
    {"id": "d", "text": ""},
    {"id": "e", "text": "\N{GRINNING FACE} مُ\N{NO-BREAK SPACE}[ad_3]"},
    {"id": "f", "text": " \n\n"},
]
# Row, document, start, end, rule.
FOUND = [(0, "a", 17, 23, "BP101"), (2, "c", 25, 31, "BP101"), (3, "d", 0, 0, "TX001"), (4, "e", 5, 11, "BP101"), (5, "f", 0, 3, "TX001")]


def check(*arguments: str) -> Result:
    """Run `naqi check`, with two cheap rules, since only the reading matters here."""
    return CliRunner().invoke(main, ["check", "--select", "BP101,TX001", *arguments], catch_exceptions=False)


def report(*arguments: str) -> tuple[Result, dict[str, Any]]:
    result = check(*arguments, "--format", "json")
    return result, json.loads(result.stdout)


def places(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(finding[key] for key in ("row", "document", "start", "end", "rule")) for finding in found["findings"]]


def test_the_same_rows_give_the_same_findings_in_every_format(written: Written, any_kind: str) -> None:
    name = written(any_kind, ROWS)
    result, found = report(name)
    assert places(found) == FOUND
    assert (found["errors"], found["summary"]["documents"], found["summary"]["characters"]) == ([], 6, sum(len(row["text"]) for row in ROWS))
    assert (result.exit_code, result.stderr) == (1, f"naqi: {name}: reading column 'text' as text, column 'id' as id\n")


@pytest.mark.parametrize("kind", ["csv", "json, array", "arrow, stream", "parquet"])
def test_the_order_of_columns_does_not_matter(written: Written, kind: str) -> None:
    name = written(kind, [{"n": str(number), "text": row["text"], "id": row["id"]} for number, row in enumerate(ROWS)])
    assert places(report(name)[1]) == FOUND


@pytest.mark.parametrize("kind", ["json, array", "json, indented array", "json, signature", "json, objects side by side"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_json_may_be_cut_anywhere_while_it_is_read(written: Written, monkeypatch: pytest.MonkeyPatch, kind: str, size: int) -> None:
    """Also between the bytes of a letter, and inside an escape."""
    monkeypatch.setattr(json_values, "_CHUNK", size)
    rows = [*ROWS, {"id": "\\", "text": 'x {"]}[\\" [ad_4]'}]
    name = written(kind, rows)
    assert places(report(name)[1]) == [*FOUND, (6, "\\", 10, 16, "BP101")]


def test_the_line_of_a_record_is_where_it_begins(written: Written) -> None:
    written("csv", ROWS)
    written("json, indented array", ROWS)
    assert [finding["file_line"] for finding in report("a.csv")[1]["findings"]] == [2, 7, 11, 12, 13]
    assert [finding["file_line"] for finding in report("a.json")[1]["findings"]] == [2, 10, 14, 18, 22]


def test_blank_lines_of_a_csv_file_are_no_rows(folder: Path) -> None:
    (folder / "a.csv").write_bytes(b"id,text\n\n1,[ad_1]\n\n\n2,[ad_2]\n")
    assert [(finding["row"], finding["file_line"]) for finding in report("a.csv")[1]["findings"]] == [(0, 3), (1, 6)]


def test_a_csv_field_may_be_longer_than_python_takes_by_default(folder: Path) -> None:
    (folder / "a.csv").write_text(f"id,text\n1,{'x' * 200_000} [ad_1]\n", "utf-8")
    assert places(report("a.csv")[1]) == [(0, "1", 200_001, 200_007, "BP101")]


@pytest.mark.parametrize("kind", ["json, array", "json, objects on lines", "arrow, stream", "arrow, dictionary in a file", "parquet", "jsonl.gz"])
def test_nulls_are_findings_in_every_format_that_has_them(written: Written, kind: str) -> None:
    name = written(kind, [{"id": "a", "text": "نعم."}, {"id": None, "text": None}])
    assert places(report(name)[1]) == [(1, None, 0, 0, "TX001")]


# Columns: which text column is guessed, and what is said of it.
@pytest.mark.parametrize("kind", ["parquet", "csv", "json, array", "arrow, stream", "jsonl.gz", "jsonl.zst"])
@pytest.mark.parametrize(("names", "column"), [(("title", "Body"), "Body"), (("النص", "العنوان"), "النص"), (("anything",), "anything")], ids=str)
def test_the_text_column_is_guessed_where_one_fits_and_said_in_one_line(written: Written, kind: str, names: tuple[str, ...], column: str) -> None:
    name = written(kind, [{key: "[ad_1]" if key == column else "نعم." for key in names}])
    result, found = report(name)
    assert places(found) == [(0, None, 0, 6, "BP101")]
    assert result.stderr == f"naqi: {name}: reading column {column!r} as text\n"


PLACES_OF_COLUMNS = [("parquet", ""), ("arrow, file", ""), ("csv", ":1"), ("json, array", ""), ("jsonl.zst", ":1")]


@pytest.mark.parametrize(("kind", "place"), PLACES_OF_COLUMNS)
def test_a_missing_column_gets_the_names_of_those_that_exist(written: Written, kind: str, place: str) -> None:
    name = written(kind, ROWS)
    result = check(name, "--column", "body")
    assert (result.exit_code, result.stderr) == (2, f"naqi: {name}{place}: no column 'body': there are id, text\n")


@pytest.mark.parametrize(("kind", "place"), PLACES_OF_COLUMNS)
def test_a_column_that_cannot_be_guessed_is_asked_for(written: Written, kind: str, place: str) -> None:
    name = written(kind, [{"title": "x", "lead": "y"}])
    result = check(name)
    message = "several columns could be the text (title, lead): name one with --column, of title, lead"
    assert (result.exit_code, result.stderr) == (2, f"naqi: {name}{place}: {message}\n")


def test_a_csv_file_with_two_columns_of_a_name_is_refused(folder: Path) -> None:
    """As a parquet file is: the leak may stand in the other one."""
    (folder / "a.csv").write_bytes(b"text,text\nx,[ad_1]\n")
    result = check("a.csv", "--column", "text")
    assert (result.exit_code, result.stderr) == (2, "naqi: a.csv:1: 2 columns are named 'text': rename all but one\n")


MISTYPED: dict[str, pa.Array] = {
    "int": pa.array([1, 2]),
    "double": pa.array([1.5, 2.5]),
    "bool": pa.array([True, False]),
    "binary": pa.array([b"[ad_1]", b"x"]),
    "list": pa.array([["[ad_1]"], ["x"]]),
    "struct": pa.array([{"text": "[ad_1]"}]),
    "dictionary of int": pa.array([1, 2]).dictionary_encode(),
}


@pytest.mark.parametrize("kind", MISTYPED)
@pytest.mark.parametrize("name", ["a.parquet", "stream.arrow", "file.arrow"])
def test_a_text_column_of_another_type_is_one_line_and_exit_2(folder: Path, kind: str, name: str) -> None:
    whole = pa.table({"text": MISTYPED[kind]})
    if name == "a.parquet":
        pq.write_table(whole, folder / name)
    else:
        opened = pa.ipc.new_stream if name == "stream.arrow" else pa.ipc.new_file
        with pa.OSFile(name, "wb") as file, opened(file, whole.schema) as writer:
            writer.write_table(whole)
    named, guessed = check(name, "--column", "text"), check(name)
    assert (named.exit_code, named.stderr) == (2, f"naqi: {name}: column 'text' holds no text: choose another with --column, of text\n")
    assert (guessed.exit_code, guessed.stderr) == (2, f"naqi: {name}: no column holds text: name one with --column, of text\n")


@pytest.mark.parametrize(("value", "kind"), [("5", "int"), ("1.5", "float"), ("true", "bool"), ('["[ad_1]"]', "list"), ('{"a": 1}', "dict")])
def test_a_text_of_another_type_in_json_is_a_problem_and_the_rest_is_checked(folder: Path, value: str, kind: str) -> None:
    (folder / "a.json").write_text(f'[{{"text": "[ad_1]"}},\n{{"text": {value}}},\n{{"text": "[ad_2]"}}]', "utf-8")
    result, found = report("a.json", "--column", "text")
    assert places(found) == [(0, None, 0, 6, "BP101"), (2, None, 0, 6, "BP101")]
    assert (result.exit_code, result.stderr) == (2, f"naqi: a.json:2: column 'text' is {kind}, not a string: name another with --column\n")


# What a file holds is not what its name says.
PARQUET = io.BytesIO()
pq.write_table(pa.table({"text": ["[ad_1]"]}), PARQUET)


FOREIGN = [
    ("a.csv", PARQUET.getvalue(), BINARY),
    ("a.json", PARQUET.getvalue(), BINARY),
    ("a.jsonl", gzip.compress(b'{"text": "[ad_1]"}\n', mtime=0), BINARY),
    ("a.csv", "id,text\n1,x\n".encode("utf-16"), "is UTF-16, not UTF-8: convert it first with: iconv -f UTF-16 -t UTF-8"),
    ("a.json", '[{"text": "x"}]'.encode("utf-16"), "is UTF-16, not UTF-8: convert it first with: iconv -f UTF-16 -t UTF-8"),
    ("a.json", b'"[ad_1]"', ":1: holds str, not an object with a text column"),
    ("a.json", b"[[1]]", ":1: holds list, not an object with a text column"),
    ("a.json", b"\xd9", f"not UTF-8: byte 0xD9 at offset 0; {TO_UTF8}"),
    ("a.json", b"[]", "holds no document: nothing was checked"),
    ("a.json", b" \n", "holds no document: nothing was checked"),
    ("a.csv", b"text\n", "holds no document: nothing was checked"),
    ("a.jsonl.gz", gzip.compress(b""), "holds no document: nothing was checked"),
    ("a.jsonl.zst", pa.compress(b"\n", codec="zstd", asbytes=True), "holds no document: nothing was checked"),
    ("a.json", b"", "is empty (0 bytes): nothing was checked"),
    ("a.csv", b"", "is empty (0 bytes): nothing was checked"),
    ("a.arrow", b"", "is empty (0 bytes): nothing was checked"),
    ("a.jsonl.gz", b"", "is empty (0 bytes): nothing was checked"),
    ("a.jsonl.zst", b"", "is empty (0 bytes): nothing was checked"),
]


@pytest.mark.parametrize(("name", "content", "message"), FOREIGN, ids=[f"{number}-{name}" for number, (name, *_) in enumerate(FOREIGN)])
def test_a_file_that_holds_something_else_is_one_line_and_exit_2(folder: Path, name: str, content: bytes, message: str) -> None:
    (folder / name).write_bytes(content)
    result = check(name, "--column", "text")
    place = message if message.startswith(":") else f": {message}"
    assert (result.exit_code, result.stderr) == (2, f"naqi: {name}{place}\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.parquet", "not readable as parquet after 0 rows ("),
        ("a.arrow", "not readable as Arrow after 0 rows ("),
        ("a.jsonl.gz", "breaks off after 0 records ("),
        ("a.jsonl.zst", "breaks off after 0 records ("),
        ("a.json", "line 1: not JSON at column 1 ("),
    ],
)
def test_a_plain_text_under_another_name_is_one_line_and_exit_2(folder: Path, name: str, said: str) -> None:
    """The reason in brackets is a library's own; what stands around it is naqi's."""
    (folder / name).write_text("قال الوزير نعم.\n", "utf-8")
    result = check(name, "--column", "text")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"naqi: {name}: {said}")
    assert result.stderr.count("\n") == 1


def test_a_file_without_a_documents_columns_at_all_is_one_line_and_exit_2(folder: Path) -> None:
    (folder / "a.csv").write_bytes(b"\n")
    result = check("a.csv")
    assert (result.exit_code, result.stderr) == (2, "naqi: a.csv:1: no column holds text: name one with --column, of none\n")
