"""Files of many records: the same rows in every format give the same findings, in little memory, and a broken file is said."""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import json
import re
import struct
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from naqi.cli import main
from naqi.inputs import json_values
from naqi.inputs.discover import read_path
from naqi.inputs.model import Columns, Problem, ReadOptions, Record

TO_UTF8 = "convert it first, for windows-1256 with: iconv -f WINDOWS-1256 -t UTF-8"
FILE_TO_UTF8 = "convert the file first, for windows-1256 with: iconv -f WINDOWS-1256 -t UTF-8"
BINARY = "is a binary file, not text: give a text file or name its format"

Rows = list[dict[str, Any]]
Writer = Callable[[Path, Rows], None]

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


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that messages name short paths."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> Result:
    """Run `naqi check`, with two cheap rules, since only the reading matters here."""
    return CliRunner().invoke(main, ["check", "--select", "BP101,TX001", *arguments], catch_exceptions=False)


def report(*arguments: str) -> tuple[Result, dict[str, Any]]:
    result = check(*arguments, "--format", "json")
    return result, json.loads(result.stdout)


def places(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(finding[key] for key in ("row", "document", "start", "end", "rule")) for finding in found["findings"]]


def lines(rows: Rows) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def zstd(data: bytes) -> bytes:
    compressed = pa.compress(data, codec="zstd", asbytes=True)
    assert isinstance(compressed, bytes)
    return compressed


def as_csv(delimiter: str = ",", newline: str = "\n", head: bytes = b"") -> Writer:
    def write(path: Path, rows: Rows) -> None:
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator=newline)
        writer.writeheader()
        writer.writerows(rows)
        path.write_bytes(head + text.getvalue().encode())

    return write


def as_json(indent: int | None = None, head: bytes = b"") -> Writer:
    return lambda path, rows: path.write_bytes(head + json.dumps(rows, ensure_ascii=False, indent=indent).encode()) and None


def as_objects(separator: str, indent: int | None = None) -> Writer:
    return lambda path, rows: path.write_bytes(separator.join(json.dumps(row, ensure_ascii=False, indent=indent) for row in rows).encode()) and None


def parts(rows: Rows, compress: Callable[[bytes], bytes]) -> bytes:
    """Each record compressed on its own, cut where no line ends."""
    data = lines(rows)
    return b"".join(compress(data[at : at + 50]) for at in range(0, len(data), 50))


def table(rows: Rows, kind: pa.DataType) -> pa.Table:
    return pa.table({key: pa.array([row[key] for row in rows], pa.string()).cast(kind) for key in rows[0]})


def as_arrow(open_writer: Callable[..., Any], kind: pa.DataType | None = None, rows_a_batch: int = 2) -> Writer:
    def write(path: Path, rows: Rows) -> None:
        whole = table(rows, kind or pa.string())
        with pa.OSFile(str(path), "wb") as file, open_writer(file, whole.schema) as writer:
            writer.write_table(whole, rows_a_batch)

    return write


def as_parquet(**options: Any) -> Writer:
    return lambda path, rows: pq.write_table(table(rows, pa.string()), path, **options)


DICTIONARY = pa.dictionary(pa.int32(), pa.string())
WRITERS: dict[str, tuple[str, Writer]] = {
    "parquet": ("a.parquet", as_parquet()),
    "parquet, small row groups": ("a.parquet", as_parquet(row_group_size=2, compression="zstd")),
    "csv": ("a.csv", as_csv()),
    "csv, semicolons": ("a.csv", as_csv(";")),
    "csv, tabs": ("a.csv", as_csv("\t")),
    "csv, CRLF": ("a.csv", as_csv(newline="\r\n")),
    "csv, signature": ("a.csv", as_csv(head=codecs.BOM_UTF8)),
    "csv, upper case": ("a.CSV", as_csv()),
    "json, array": ("a.json", as_json()),
    "json, indented array": ("a.json", as_json(2)),
    "json, signature": ("a.json", as_json(head=codecs.BOM_UTF8)),
    "json, objects on lines": ("a.json", as_objects("\n")),
    "json, objects side by side": ("a.json", as_objects("")),
    "json, indented objects": ("a.json", as_objects("\r\n", 2)),
    "arrow, stream": ("a.arrow", as_arrow(pa.ipc.new_stream)),
    "arrow, file": ("a.arrow", as_arrow(pa.ipc.new_file)),
    "arrow, dictionary in a stream": ("a.arrow", as_arrow(pa.ipc.new_stream, DICTIONARY)),
    "arrow, dictionary in a file": ("a.arrow", as_arrow(pa.ipc.new_file, DICTIONARY)),
    "arrow, large strings": ("a.arrow", as_arrow(pa.ipc.new_stream, pa.large_string())),
    "arrow, string views": ("a.arrow", as_arrow(pa.ipc.new_file, pa.string_view())),
    "jsonl": ("a.jsonl", lambda path, rows: path.write_bytes(lines(rows)) and None),
    "jsonl.gz": ("a.jsonl.gz", lambda path, rows: path.write_bytes(gzip.compress(lines(rows))) and None),
    "jsonl.gz, several members": ("a.jsonl.gz", lambda path, rows: path.write_bytes(parts(rows, gzip.compress)) and None),
    "jsonl.zst": ("a.jsonl.zst", lambda path, rows: path.write_bytes(zstd(lines(rows))) and None),
    "jsonl.zst, several frames": ("a.jsonl.zst", lambda path, rows: path.write_bytes(parts(rows, zstd)) and None),
}


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_rows_give_the_same_findings_in_every_format(folder: Path, kind: str) -> None:
    name, write = WRITERS[kind]
    write(folder / name, ROWS)
    result, found = report(name)
    assert places(found) == FOUND
    assert (found["errors"], found["summary"]["documents"], found["summary"]["characters"]) == ([], 6, sum(len(row["text"]) for row in ROWS))
    assert (result.exit_code, result.stderr) == (1, f"naqi: {name}: reading column 'text' as text, column 'id' as id\n")


@pytest.mark.parametrize("kind", ["csv", "json, array", "arrow, stream", "parquet"])
def test_the_order_of_columns_does_not_matter(folder: Path, kind: str) -> None:
    name, write = WRITERS[kind]
    write(folder / name, [{"n": str(number), "text": row["text"], "id": row["id"]} for number, row in enumerate(ROWS)])
    assert places(report(name)[1]) == FOUND


@pytest.mark.parametrize("kind", ["json, array", "json, indented array", "json, signature", "json, objects side by side"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_json_may_be_cut_anywhere_while_it_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str, size: int) -> None:
    """Also between the bytes of a letter, and inside an escape."""
    monkeypatch.setattr(json_values, "_CHUNK", size)
    rows = [*ROWS, {"id": "\\", "text": 'x {"]}[\\" [ad_4]'}]
    name, write = WRITERS[kind]
    write(folder / name, rows)
    assert places(report(name)[1]) == [*FOUND, (6, "\\", 10, 16, "BP101")]


def test_the_line_of_a_record_is_where_it_begins(folder: Path) -> None:
    WRITERS["csv"][1](folder / "a.csv", ROWS)
    WRITERS["json, indented array"][1](folder / "a.json", ROWS)
    assert [finding["file_line"] for finding in report("a.csv")[1]["findings"]] == [2, 7, 11, 12, 13]
    assert [finding["file_line"] for finding in report("a.json")[1]["findings"]] == [2, 10, 14, 18, 22]


def test_blank_lines_of_a_csv_file_are_no_rows(folder: Path) -> None:
    (folder / "a.csv").write_bytes(b"id,text\n\n1,[ad_1]\n\n\n2,[ad_2]\n")
    assert [(finding["row"], finding["file_line"]) for finding in report("a.csv")[1]["findings"]] == [(0, 3), (1, 6)]


def test_a_csv_field_may_be_longer_than_python_takes_by_default(folder: Path) -> None:
    (folder / "a.csv").write_text(f"id,text\n1,{'x' * 200_000} [ad_1]\n", "utf-8")
    assert places(report("a.csv")[1]) == [(0, "1", 200_001, 200_007, "BP101")]


@pytest.mark.parametrize("kind", ["json, array", "json, objects on lines", "arrow, stream", "arrow, dictionary in a file", "parquet", "jsonl.gz"])
def test_nulls_are_findings_in_every_format_that_has_them(folder: Path, kind: str) -> None:
    name, write = WRITERS[kind]
    write(folder / name, [{"id": "a", "text": "نعم."}, {"id": None, "text": None}])
    assert places(report(name)[1]) == [(1, None, 0, 0, "TX001")]


# Columns: which text column is guessed, and what is said of it.
@pytest.mark.parametrize("kind", ["parquet", "csv", "json, array", "arrow, stream", "jsonl.gz", "jsonl.zst"])
@pytest.mark.parametrize(("names", "column"), [(("title", "Body"), "Body"), (("النص", "العنوان"), "النص"), (("anything",), "anything")], ids=str)
def test_the_text_column_is_guessed_where_one_fits_and_said_in_one_line(folder: Path, kind: str, names: tuple[str, ...], column: str) -> None:
    name, write = WRITERS[kind]
    write(folder / name, [{key: "[ad_1]" if key == column else "نعم." for key in names}])
    result, found = report(name)
    assert places(found) == [(0, None, 0, 6, "BP101")]
    assert result.stderr == f"naqi: {name}: reading column {column!r} as text\n"


PLACES_OF_COLUMNS = [("parquet", ""), ("arrow, file", ""), ("csv", ":1"), ("json, array", ""), ("jsonl.zst", ":1")]


@pytest.mark.parametrize(("kind", "place"), PLACES_OF_COLUMNS)
def test_a_missing_column_gets_the_names_of_those_that_exist(folder: Path, kind: str, place: str) -> None:
    name, write = WRITERS[kind]
    write(folder / name, ROWS)
    result = check(name, "--column", "body")
    assert (result.exit_code, result.stderr) == (2, f"naqi: {name}{place}: no column 'body': there are id, text\n")


@pytest.mark.parametrize(("kind", "place"), PLACES_OF_COLUMNS)
def test_a_column_that_cannot_be_guessed_is_asked_for(folder: Path, kind: str, place: str) -> None:
    name, write = WRITERS[kind]
    write(folder / name, [{"title": "x", "lead": "y"}])
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
    ("a.jsonl", gzip.compress(lines(ROWS), mtime=0), BINARY),
    ("a.csv", "id,text\n1,x\n".encode("utf-16"), "is UTF-16, not UTF-8: convert it first with: iconv -f UTF-16 -t UTF-8"),
    ("a.json", '[{"text": "x"}]'.encode("utf-16"), "is UTF-16, not UTF-8: convert it first with: iconv -f UTF-16 -t UTF-8"),
    ("a.json", b'"[ad_1]"', ":1: holds str, not an object with a text column"),
    ("a.json", b"[[1]]", ":1: holds list, not an object with a text column"),
    ("a.json", b"\xd9", f"not UTF-8: byte 0xD9 at offset 0; {TO_UTF8}"),
    ("a.json", b"[]", "holds no document: nothing was checked"),
    ("a.json", b" \n", "holds no document: nothing was checked"),
    ("a.csv", b"text\n", "holds no document: nothing was checked"),
    ("a.jsonl.gz", gzip.compress(b""), "holds no document: nothing was checked"),
    ("a.jsonl.zst", zstd(b"\n"), "holds no document: nothing was checked"),
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


# Broken files: what came before is still reported.
MANY = 1800


def many(count: int = MANY) -> Rows:
    """Records that hardly compress, each with a leak."""
    return [{"text": f"[ad_1] {hashlib.sha512(str(number).encode()).hexdigest()}"} for number in range(count)]


def cut_off(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)]


def flipped(at: float, count: int = 16) -> Callable[[bytes], bytes]:
    def flip(data: bytes) -> bytes:
        start = int(len(data) * at)
        return data[:start] + bytes(byte ^ 0xFF for byte in data[start : start + count]) + data[start + count :]

    return flip


def second_frame_broken(_: bytes) -> bytes:
    half = lines(many(MANY // 2))
    return zstd(half) + b"?" + zstd(half)[1:]


SMALL = as_parquet(row_group_size=600)
STREAM, FILE = as_arrow(pa.ipc.new_stream, rows_a_batch=600), as_arrow(pa.ipc.new_file, rows_a_batch=600)
# Name, how to write it, how to break it, the number of records before the break that must be reported at least, what is said.
BROKEN: dict[str, tuple[str, Writer, Callable[[bytes], bytes], int, str]] = {
    "parquet cut off": ("a.parquet", SMALL, cut_off(0.5), 0, ": not readable as parquet after 0 rows ("),
    "parquet without its last byte": ("a.parquet", SMALL, lambda data: data[:-1], 0, ": not readable as parquet after 0 rows ("),
    "parquet with flipped bytes": ("a.parquet", SMALL, flipped(0.9), 1024, ": not readable as parquet after "),
    "arrow stream cut off": ("a.arrow", STREAM, cut_off(0.5), 600, ": not readable as Arrow after 600 rows ("),
    "arrow file cut off": ("a.arrow", FILE, cut_off(0.5), 0, ": not readable as Arrow after 0 rows ("),
    "csv cut off": ("a.csv", as_csv(), lambda data: data + b'"[ad_1]', MANY, f":{MANY + 2}: is no CSV from here on (unexpected end of data): is a quotation"),
    "json array cut off": ("a.json", as_json(), cut_off(0.501), 901, ": line 1: not JSON at column "),
    "json array without its end": ("a.json", as_json(), lambda data: data[:-1], MANY, ": line 1: the array has no end: is the file cut off?"),
    "json objects cut off": ("a.json", as_objects("\n"), cut_off(0.501), 901, ": line 902: not JSON at column "),
    "json text behind the end": ("a.json", as_json(), lambda data: data + b" x", MANY, ": line 1: text behind the array's end"),
    "jsonl cut off": ("a.jsonl", WRITERS["jsonl"][1], cut_off(0.501), 901, ":902: not JSON at column "),
    "gzip cut off": ("a.jsonl.gz", WRITERS["jsonl.gz"][1], cut_off(0.5), MANY // 3, ": breaks off after "),
    "gzip without its checksum": ("a.jsonl.gz", WRITERS["jsonl.gz"][1], lambda data: data[:-8], MANY, f": breaks off after {MANY} records ("),
    "gzip with a wrong checksum": ("a.jsonl.gz", WRITERS["jsonl.gz"][1], flipped(1 - 1e-6, 8), 0, ": breaks off after "),
    "gzip with garbage behind": ("a.jsonl.gz", WRITERS["jsonl.gz"][1], lambda data: data + b"garbage", MANY, f": breaks off after {MANY} records ("),
    "zstd cut off": ("a.jsonl.zst", WRITERS["jsonl.zst"][1], cut_off(0.9), MANY // 3, ": breaks off after "),
    "zstd with a broken frame": ("a.jsonl.zst", WRITERS["jsonl.zst"][1], second_frame_broken, MANY // 3, ": breaks off after "),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_came_before_the_break_is_reported_and_the_break_is_one_line_and_exit_2(folder: Path, kind: str) -> None:
    name, write, damage, least, said = BROKEN[kind]
    path = folder / name
    write(path, many())
    whole = path.read_bytes()
    damaged = damage(whole)
    assert damaged != whole
    path.write_bytes(damaged)
    result, found = report(name, "--column", "text")
    rows = [finding["row"] for finding in found["findings"]]
    assert result.exit_code == 2
    assert rows == list(range(len(rows)))
    assert len(rows) >= least
    assert result.stderr.startswith(f"naqi: {name}{said}")
    assert result.stderr.count("\n") == 1
    assert len(found["errors"]) == 1


def test_all_row_groups_before_a_broken_one_are_reported(folder: Path) -> None:
    """Row groups are broken one by one, so a batch must not reach from a whole one into a broken one."""
    SMALL(folder / "a.parquet", many())
    start = pq.read_metadata(folder / "a.parquet").row_group(2).column(0).dictionary_page_offset
    data = bytearray((folder / "a.parquet").read_bytes())
    data[start : start + 16] = b"\xff" * 16
    (folder / "a.parquet").write_bytes(data)
    result, found = report("a.parquet", "--column", "text")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert [finding["row"] for finding in found["findings"]] == list(range(1200))
    assert result.stderr.startswith("naqi: a.parquet: not readable as parquet after 1200 rows (")


# Forty texts, the number of the text in its length; too long to be kept inside a string view.
LONG = [f"[ad_1] {'x' * (10 + number)}" for number in range(40)]
STARTS = np.cumsum([0, *map(len, LONG)])


def offsets(*wrong: int, width: str = "<i4") -> bytes:
    """Where each text begins, as a string array holds it; with wrong ones in the middle."""
    at = STARTS.astype(width)
    at[20 : 20 + len(wrong)] = wrong
    return at.tobytes()


def view(start: int) -> bytes:
    """The entry of text 20 in an array of string views: length, first letters, number of the buffer, offset."""
    return struct.pack("<i4sii", len(LONG[20]), b"[ad_", 0, start)


def indices(last: int) -> bytes:
    return np.array([*range(39), last], "<i4").tobytes()


# Type of the column, what stands in the file, what takes its place.
WRONG: dict[str, tuple[pa.DataType, bytes, bytes]] = {
    "negative": (pa.string(), offsets(), offsets(-1)),
    "most negative": (pa.string(), offsets(), offsets(-(2**31))),
    "largest": (pa.string(), offsets(), offsets(2**31 - 1)),
    "decreasing": (pa.string(), offsets(), offsets(3)),
    "outside": (pa.string(), offsets(), offsets(10**9, 10**9 + 5)),
    "large string": (pa.large_string(), offsets(width="<i8"), offsets(2**40, 2**40 + 5, width="<i8")),
    "string view": (pa.string_view(), view(STARTS[20]), view(10**9)),
    "value of a dictionary": (DICTIONARY, offsets(), offsets(10**9, 10**9 + 5)),
    "index of a dictionary": (DICTIONARY, indices(39), indices(2**30)),
    "negative index": (DICTIONARY, indices(39), indices(-5)),
}


def damaged(path: Path, kind: str, opened: Callable[..., Any]) -> None:
    """A column "key" with a wrong offset, and a column "text" without."""
    column, right, wrong = WRONG[kind]
    whole = pa.table({"text": pa.array(["نعم."] * 40), "key": pa.array(LONG).cast(column)})
    with pa.OSFile(str(path), "wb") as file, opened(file, whole.schema) as writer:
        writer.write_table(whole)
    data = path.read_bytes()
    assert data.count(right) == 1
    path.write_bytes(data.replace(right, wrong))


def in_a_process(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "naqi", "check", "a.arrow", "--select", "BP101", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_offset_in_an_arrow_file_neither_ends_the_process_nor_passes(folder: Path, kind: str) -> None:
    """Arrow trusts offsets: an unchecked one reads outside of the file. A process of its own, since that may end it."""
    damaged(folder / "a.arrow", kind, pa.ipc.new_stream)
    done = in_a_process("--column", "key")
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("naqi: a.arrow: not readable as Arrow after 0 rows (")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("option", ["--id-column", "--source-column"])
def test_a_wrong_offset_beside_the_text_does_neither(folder: Path, option: str) -> None:
    damaged(folder / "a.arrow", "outside", pa.ipc.new_file)
    done = in_a_process("--column", "text", option, "key")
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("naqi: a.arrow: not readable as Arrow after 0 rows (")
    assert done.stderr.count("\n") == 1


def test_a_broken_json_value_is_placed_where_it_breaks_not_where_it_begins(folder: Path) -> None:
    (folder / "a.json").write_bytes(b'[\n  {\n    "text": "[ad_1]"\n  },\n  {\n    "text": "x",\n    "n": }\n]\n')
    result, found = report("a.json", "--column", "text")
    assert places(found) == [(0, None, 0, 6, "BP101")]
    assert result.stderr == "naqi: a.json: line 7: not JSON at column 10 (Expecting value)\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"text": "[ad_1]"}' + b"[" * 200_000, "nested too deep"),
        (b'{"text": "[ad_1]"}{"n": ' + b"1" * 5000 + b"}", "a number with too many digits"),
    ],
    ids=["nested", "number"],
)
def test_json_that_python_refuses_is_one_line_and_exit_2(folder: Path, content: bytes, reason: str) -> None:
    (folder / "a.json").write_bytes(content)
    result, found = report("a.json", "--column", "text")
    assert places(found) == [(0, None, 0, 6, "BP101")]
    assert (result.exit_code, result.stderr) == (2, f"naqi: a.json: line 1: not JSON ({reason})\n")


def test_a_csv_row_of_another_width_is_a_problem_and_the_rest_is_checked(folder: Path) -> None:
    (folder / "a.csv").write_bytes(b'id,text\n1,"x\n[ad_1]"\n2,a,b\n3\n4,[ad_2]\n')
    result, found = report("a.csv", "--column", "text", "--id-column", "id")
    assert [(finding["row"], finding["document"]) for finding in found["findings"]] == [(0, "1"), (3, "4")]
    assert result.exit_code == 2
    assert result.stderr == (
        "naqi: a.csv:4: row has 3 fields, the header 2: quote fields that hold the delimiter\n"
        "naqi: a.csv:5: row has 1 fields, the header 2: quote fields that hold the delimiter\n"
    )


@pytest.mark.parametrize("kind", ["csv", "json, array", "json, objects side by side", "jsonl.gz", "jsonl.zst"])
def test_a_file_that_is_never_closed_is_read_from_its_start_all_the_same(folder: Path, kind: str) -> None:
    """The first record comes before the end of the file is known."""
    name, write = WRITERS[kind]
    write(folder / name, many(10_000))
    (folder / name).write_bytes((folder / name).read_bytes()[:-1] + b"\xff" * 3)
    items = read_path(Path(name), ReadOptions(Columns("text")))
    assert next(items).text == many(1)[0]["text"]  # type: ignore[union-attr]
    assert isinstance(list(items)[-1], Problem)


# Bytes that are not UTF-8.
BYTES = [b"[ad_1]", b"\xe1 [ad_2]", "نعم [ad_3]".encode() + b"\xd9", b"[ad_4]", None]
KINDS = {
    "string": pa.array(BYTES, pa.binary()).view(pa.string()),
    "large string": pa.array(BYTES, pa.large_binary()).view(pa.large_string()),
    "string view": pa.array(BYTES, pa.binary_view()).view(pa.string_view()),
    "dictionary": pa.DictionaryArray.from_arrays(pa.array([0, 1, 2, 3, None], pa.int32()), pa.array(BYTES[:4], pa.binary()).view(pa.string())),
}


def write_columns(path: Path, columns: dict[str, pa.Array]) -> None:
    whole = pa.table(columns)
    if path.suffix == ".parquet":
        pq.write_table(whole, path)
        return
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_stream(file, whole.schema) as writer:
        writer.write_table(whole)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["a.parquet", "a.arrow"])
def test_bytes_that_are_not_utf8_are_placed_by_row_and_the_other_rows_are_checked(folder: Path, name: str, kind: str) -> None:
    write_columns(folder / name, {"text": KINDS[kind], "id": pa.array(list("abcde"))})
    result, found = report(name, "--column", "text", "--id-column", "id")
    assert places(found) == [(0, "a", 0, 6, "BP101"), (3, "d", 0, 6, "BP101"), (4, "e", 0, 0, "TX001")]
    assert result.exit_code == 2
    assert result.stderr == (
        f"naqi: {name}: row 1: not UTF-8: byte 0xE1 at offset 0; {TO_UTF8}\nnaqi: {name}: row 2: not UTF-8: byte 0xD9 at offset 13; {TO_UTF8}\n"
    )


def test_rows_of_bad_bytes_are_numbered_over_batches(folder: Path) -> None:
    texts = pa.array([b"x"] * 1500 + [b"\xe1"], pa.binary()).view(pa.string())
    write_columns(folder / "a.parquet", {"text": texts})
    assert check("a.parquet", "--column", "text").stderr == f"naqi: a.parquet: row 1500: not UTF-8: byte 0xE1 at offset 0; {TO_UTF8}\n"


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow"])
@pytest.mark.parametrize("option", ["--id-column", "--source-column"])
def test_bad_bytes_beside_the_text_do_not_keep_the_text_from_being_checked(folder: Path, name: str, option: str) -> None:
    """A gate that gives up 511 rows because of an id of one of them hides their leaks."""
    write_columns(folder / name, {"text": pa.array(["[ad_1]", "[ad_2]"]), "key": pa.array([b"a", b"\xe1"], pa.binary()).view(pa.string())})
    result, found = report(name, "--column", "text", option, "key")
    assert found["findings"][0]["text"] == "[ad_1]"
    assert result.exit_code == 2
    assert result.stderr.startswith(f"naqi: {name}: row 1: ")
    assert result.stderr.count("\n") == 1


def test_bytes_that_are_not_utf8_in_a_csv_field_are_placed_by_line_and_the_other_rows_are_checked(folder: Path) -> None:
    (folder / "a.csv").write_bytes(b'id,text\n1,"x\n[ad_1]"\n2,"\xc7\xe1x"\n3,"ab\n\xd9"\n4,[ad_2]\n')
    result, found = report("a.csv", "--column", "text", "--id-column", "id")
    assert places(found) == [(0, "1", 2, 8, "BP101"), (3, "4", 0, 6, "BP101")]
    assert result.exit_code == 2
    assert result.stderr == (
        f"naqi: a.csv:4: not UTF-8: byte 0xC7 at character 0; {FILE_TO_UTF8}\nnaqi: a.csv:5: not UTF-8: byte 0xD9 at character 3; {FILE_TO_UTF8}\n"
    )


@pytest.mark.parametrize("column", ["--id-column", "--source-column"])
def test_bytes_that_are_not_utf8_in_another_csv_field_that_is_read_are_a_problem_too(folder: Path, column: str) -> None:
    (folder / "a.csv").write_bytes(b"key,text\n1,[ad_1]\n\xe1,[ad_2]\n3,[ad_3]\n")
    result = check("a.csv", "--column", "text", column, "key")
    assert (result.exit_code, result.stderr) == (2, f"naqi: a.csv:3: not UTF-8: byte 0xE1 at character 0; {FILE_TO_UTF8}\n")


def test_records_before_bytes_that_are_not_utf8_in_json_are_reported(folder: Path) -> None:
    (folder / "a.json").write_bytes(b'[{"text": "[ad_1]"},\n{"text": "\xe1"}]')
    result, found = report("a.json", "--column", "text")
    assert places(found) == [(0, None, 0, 6, "BP101")]
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "not UTF-8: byte 0xE1 at offset 31; " in result.stderr


@pytest.mark.parametrize(("head", "size"), [(codecs.BOM_UTF8, 1 << 20), (b"", 13), (b"", 12)], ids=["signature", "last of a read", "first of a read"])
def test_the_offset_of_bad_bytes_in_json_is_that_in_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch, head: bytes, size: int) -> None:
    monkeypatch.setattr(json_values, "_CHUNK", size)
    content = head + b'{"text": "ab\xd9!"}'
    (folder / "a.json").write_bytes(content)
    (_, offset) = re.findall(r"byte 0x(D9) at offset (\d+)", check("a.json", "--column", "text").stderr)[0]
    assert int(offset) == content.index(b"\xd9")


# Larger than memory.
def allocated(path: Path) -> tuple[int, int]:
    """The number of records, and the most that Arrow's pool held at a time while they were read, in bytes."""
    pool = pa.default_memory_pool()
    pool.release_unused()
    before = pool.bytes_allocated()
    count = most = 0
    for item in read_path(path, ReadOptions(Columns("text"))):
        assert isinstance(item, Record)
        count += 1
        most = max(most, pool.bytes_allocated() - before)
    return count, most


def long_rows(count: int) -> Iterator[pa.RecordBatch]:
    """Batches of 200 records that do not compress, 2 kB each."""
    generator = np.random.default_rng(0)
    for _ in range(count):
        yield pa.record_batch({"text": [generator.bytes(1000).hex() for _ in range(200)]})


SCHEMA = pa.schema({"text": pa.string()})


def long_parquet(path: Path, groups: int) -> None:
    with pq.ParquetWriter(path, SCHEMA) as writer:
        for batch in long_rows(groups):
            writer.write_batch(batch)


def long_arrow(path: Path, batches: int) -> None:
    """Compressed, since what is not is mapped, not held."""
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_stream(file, SCHEMA, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        for batch in long_rows(batches):
            writer.write_batch(batch)


@pytest.mark.parametrize(("name", "write"), [("a.parquet", long_parquet), ("a.arrow", long_arrow)])
def test_a_table_of_four_times_as_many_row_groups_takes_no_more_memory(folder: Path, name: str, write: Callable[[Path, int], None]) -> None:
    held = {}
    for groups in (10, 40):
        write(folder / name, groups)
        count, held[groups] = allocated(Path(name))
        assert count == groups * 200
    assert held[10] > 100_000, "nothing was measured"
    assert held[40] < 1.5 * held[10]


MEMORY = """
import sys
from pathlib import Path
import pyarrow as pa
from naqi.inputs.discover import read_path
from naqi.inputs.model import Columns, ReadOptions
count = sum(1 for _ in read_path(Path(sys.argv[1]), ReadOptions(Columns("text"))))
print(count, pa.default_memory_pool().max_memory())
"""


def test_the_peak_of_memory_does_not_grow_with_the_number_of_row_groups(folder: Path) -> None:
    """Arrow counts its own peak over the life of a process, so each file gets one."""
    peaks = []
    for groups in (10, 40):
        long_parquet(folder / "a.parquet", groups)
        done = subprocess.run([sys.executable, "-c", MEMORY, "a.parquet"], capture_output=True, text=True, check=True)
        count, peak = map(int, done.stdout.split())
        assert count == groups * 200
        peaks.append(peak)
    assert peaks[0] > 100_000, "nothing was measured"
    assert peaks[1] < 1.5 * peaks[0]


def peak(path: Path) -> tuple[int, int]:
    """The number of records, and the most that Python held at a time while they were read, in bytes."""
    tracemalloc.start()
    try:
        count = sum(isinstance(item, Record) for item in read_path(path, ReadOptions(Columns("text"))))
        return count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", ["csv", "json, array", "json, objects side by side", "jsonl", "jsonl.gz", "jsonl.zst"])
def test_a_text_file_of_four_times_as_many_records_takes_no_more_memory(folder: Path, kind: str) -> None:
    """Files of 5 and 20 MB: more than what is read at a time."""
    name, write = WRITERS[kind]
    text = "قال الوزير نعم. " * 2000
    held = {}
    for count in (90, 360):
        write(folder / name, [{"text": text}] * count)
        counted, held[count] = peak(Path(name))
        assert counted == count
    assert held[360] < 1.5 * held[90]
