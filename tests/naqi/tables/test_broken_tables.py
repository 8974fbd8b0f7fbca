"""Broken files of many records: what came before the break is still reported, and the break is said."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
import struct
import subprocess
import sys
from collections.abc import Callable
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
from naqi.inputs.model import Columns, Problem, ReadOptions

TO_UTF8 = "convert it first, for windows-1256 with: iconv -f WINDOWS-1256 -t UTF-8"
FILE_TO_UTF8 = "convert the file first, for windows-1256 with: iconv -f WINDOWS-1256 -t UTF-8"
BINARY = "is a binary file, not text: give a text file or name its format"

Rows = list[dict[str, Any]]
Written = Callable[[str, Rows], str]


def check(*arguments: str) -> Result:
    """Run `naqi check`, with two cheap rules, since only the reading matters here."""
    return CliRunner().invoke(main, ["check", "--select", "BP101,TX001", *arguments], catch_exceptions=False)


def report(*arguments: str) -> tuple[Result, dict[str, Any]]:
    result = check(*arguments, "--format", "json")
    return result, json.loads(result.stdout)


def places(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(finding[key] for key in ("row", "document", "start", "end", "rule")) for finding in found["findings"]]


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
    half = "".join(json.dumps(row) + "\n" for row in many(MANY // 2)).encode()
    frame = bytes(pa.compress(half, codec="zstd", asbytes=True))
    return frame + b"?" + frame[1:]


# How to write it, how to break it, the number of records before the break that must be reported at least, what is said.
BROKEN: dict[str, tuple[str, Callable[[bytes], bytes], int, str]] = {
    "parquet cut off": ("parquet, row groups of 600", cut_off(0.5), 0, ": not readable as parquet after 0 rows ("),
    "parquet without its last byte": ("parquet, row groups of 600", lambda data: data[:-1], 0, ": not readable as parquet after 0 rows ("),
    "parquet with flipped bytes": ("parquet, row groups of 600", flipped(0.9), 1024, ": not readable as parquet after "),
    "arrow stream cut off": ("arrow, stream of batches of 600", cut_off(0.5), 600, ": not readable as Arrow after 600 rows ("),
    "arrow file cut off": ("arrow, file of batches of 600", cut_off(0.5), 0, ": not readable as Arrow after 0 rows ("),
    "csv cut off": ("csv", lambda data: data + b'"[ad_1]', MANY, f":{MANY + 2}: is no CSV from here on (unexpected end of data): is a quotation"),
    "json array cut off": ("json, array", cut_off(0.501), 901, ": line 1: not JSON at column "),
    "json array without its end": ("json, array", lambda data: data[:-1], MANY, ": line 1: the array has no end: is the file cut off?"),
    "json objects cut off": ("json, objects on lines", cut_off(0.501), 901, ": line 902: not JSON at column "),
    "json text behind the end": ("json, array", lambda data: data + b" x", MANY, ": line 1: text behind the array's end"),
    "jsonl cut off": ("jsonl", cut_off(0.501), 901, ":902: not JSON at column "),
    "gzip cut off": ("jsonl.gz", cut_off(0.5), MANY // 3, ": breaks off after "),
    "gzip without its checksum": ("jsonl.gz", lambda data: data[:-8], MANY, f": breaks off after {MANY} records ("),
    "gzip with a wrong checksum": ("jsonl.gz", flipped(1 - 1e-6, 8), 0, ": breaks off after "),
    "gzip with garbage behind": ("jsonl.gz", lambda data: data + b"garbage", MANY, f": breaks off after {MANY} records ("),
    "zstd cut off": ("jsonl.zst", cut_off(0.9), MANY // 3, ": breaks off after "),
    "zstd with a broken frame": ("jsonl.zst", second_frame_broken, MANY // 3, ": breaks off after "),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_came_before_the_break_is_reported_and_the_break_is_one_line_and_exit_2(written: Written, folder: Path, kind: str) -> None:
    writer, damage, least, said = BROKEN[kind]
    name = written(writer, many())
    path = folder / name
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


def test_all_row_groups_before_a_broken_one_are_reported(written: Written, folder: Path) -> None:
    """Row groups are broken one by one, so a batch must not reach from a whole one into a broken one."""
    written("parquet, row groups of 600", many())
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


DICTIONARY = pa.dictionary(pa.int32(), pa.string())
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
def test_a_file_that_is_never_closed_is_read_from_its_start_all_the_same(written: Written, folder: Path, kind: str) -> None:
    """The first record comes before the end of the file is known."""
    name = written(kind, many(10_000))
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
