"""Readers: what a document is, in each format."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from naqi.cli import main
from naqi.inputs.discover import read_path
from naqi.inputs.model import Columns, ReadOptions, Record

AD = "قال الوزير نعم.\n\n[ad_1]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that paths are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str, stdin: bytes | None = None) -> Result:
    """Run `naqi check`, with two cheap rules, since only the reading matters here."""
    return CliRunner().invoke(main, ["check", "--select", "BP101,TX001", *arguments], input=stdin, catch_exceptions=False)


def findings(*arguments: str, stdin: bytes | None = None) -> list[dict[str, Any]]:
    result = check(*arguments, "--format", "json", stdin=stdin)
    report = json.loads(result.stdout)
    assert report["errors"] == []
    found: list[dict[str, Any]] = report["findings"]
    return found


def place(found: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(found[key] for key in ("row", "file_line", "start", "line", "column"))


def test_a_text_file_is_one_document(folder: Path) -> None:
    (folder / "a.txt").write_bytes(AD.encode())
    assert list(read_path(Path("a.txt"), ReadOptions())) == [Record("a.txt", None, 1, None, AD)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_are_numbered_as_an_editor_does_whatever_ends_them(folder: Path, newline: str) -> None:
    (folder / "a.txt").write_bytes(AD.replace("\n", newline).encode())
    (found,) = findings("a.txt")
    start = 15 + 2 * len(newline)
    assert place(found) == (None, 3, start, 3, 1)
    assert (found["end"], found["text"]) == (start + 6, "[ad_1]")


@pytest.mark.parametrize(
    ("name", "arguments", "content"),
    [
        ("a.txt", (), b"[ad_1]"),
        ("a.jsonl", (), b'{"text": "[ad_1]"}\n'),
        ("-", (), b"[ad_1]"),
        ("-", ("--input-format", "jsonl"), b'{"text": "[ad_1]"}\n'),
    ],
)
def test_a_signature_at_the_start_is_no_part_of_the_document(folder: Path, name: str, arguments: tuple[str, ...], content: bytes) -> None:
    content = codecs.BOM_UTF8 + content
    (folder / "a.txt").write_bytes(content)
    (folder / "a.jsonl").write_bytes(content)
    (found,) = findings(name, *arguments, stdin=content)
    assert (found["start"], found["column"], found["text"]) == (0, 1, "[ad_1]")


def test_columns_and_offsets_count_code_points(folder: Path) -> None:
    """Neither bytes, nor UTF-16 units, nor letters without their vowel signs."""
    before = "\N{GRINNING FACE}مُ\N{NO-BREAK SPACE}"
    (folder / "a.txt").write_text(f"{before}[ad_1]", "utf-8")
    (found,) = findings("a.txt")
    assert (found["start"], found["end"], found["column"]) == (4, 10, 5)


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_blank_lines_of_json_lines_are_no_rows(folder: Path, newline: bytes) -> None:
    lines = [b"", b'{"text": "[ad_1]"}', b"", b" \t", b'{"text": "x.\\n\\n[ad_1]"}', b""]
    (folder / "a.jsonl").write_bytes(newline.join(lines))
    assert [place(found) for found in findings("a.jsonl")] == [(0, 2, 0, 1, 1), (1, 5, 4, 3, 1)]


def test_a_bad_line_of_json_lines_keeps_its_row(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(b'{"text": "x"}\n{\n{"text": "y"}')
    records = [item for item in read_path(Path("a.jsonl"), ReadOptions()) if isinstance(item, Record)]
    assert records == [Record("a.jsonl", 0, 1, None, "x"), Record("a.jsonl", 2, 3, None, "y")]


def test_line_separators_inside_a_string_do_not_end_a_json_line(folder: Path) -> None:
    text = "قبل\N{LINE SEPARATOR}بعد\N{NEXT LINE}نهاية"
    (folder / "a.jsonl").write_text(json.dumps({"text": text}, ensure_ascii=False), "utf-8")
    assert list(read_path(Path("a.jsonl"), ReadOptions())) == [Record("a.jsonl", 0, 1, None, text)]


def test_parquet_rows_are_numbered_over_row_groups(folder: Path) -> None:
    texts = ["نعم." if row != 1500 else "[ad_1]" for row in range(1600)]
    pq.write_table(pa.table({"text": texts}), folder / "a.parquet", row_group_size=400)
    assert [place(found) for found in findings("a.parquet")] == [(1500, None, 0, 1, 1)]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())], ids=str)
def test_parquet_text_is_read_in_each_type_of_string(folder: Path, kind: pa.DataType) -> None:
    pq.write_table(pa.table({"text": pa.array(["[ad_1]", None], pa.string()).cast(kind)}), folder / "a.parquet")
    assert [(found["row"], found["rule"]) for found in findings("a.parquet")] == [(0, "BP101"), (1, "TX001")]


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}"], ids=["empty", "space", "lines", "invisible"])
def test_blank_text_is_a_finding(folder: Path, blank: str) -> None:
    pq.write_table(pa.table({"text": ["نعم.", blank]}), folder / "a.parquet")
    (found,) = findings("a.parquet")
    assert (found["rule"], found["row"], found["start"], found["end"], found["text"]) == ("TX001", 1, 0, len(blank), blank)


def test_a_null_is_a_finding_even_where_the_column_is_of_type_null(folder: Path) -> None:
    pq.write_table(pa.table({"text": pa.nulls(2)}), folder / "a.parquet")
    assert [(found["rule"], found["text"], found["end"]) for found in findings("a.parquet")] == [("TX001", "", 0)] * 2


def test_a_blank_text_file_is_a_finding_and_exit_1(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b" \n")
    assert [found["rule"] for found in findings("a.txt")] == ["TX001"]
    assert check("a.txt").exit_code == 1


def test_a_null_in_json_lines_is_a_finding_and_exit_1(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(b'{"text": null}\n')
    assert [place(found) for found in findings("a.jsonl")] == [(0, 1, 0, 1, 1)]
    assert check("a.jsonl").exit_code == 1


@pytest.mark.parametrize(
    ("record", "column"),
    [
        ({"text": "x", "title": "y"}, "text"),
        ({"title": "y", "Body": "x"}, "Body"),
        ({"anything": "x", "n": 1}, "anything"),
        ({"النص": "x", "العنوان": "y"}, "النص"),
    ],
)
def test_a_guessed_text_column_is_said(folder: Path, record: dict[str, Any], column: str) -> None:
    (folder / "a.jsonl").write_text(json.dumps(record), "utf-8")
    pq.write_table(pa.table({key: [value] for key, value in record.items()}), folder / "a.parquet")
    assert check("a.jsonl").stderr == f"naqi: a.jsonl: reading column {column!r} as text\n"
    assert check("a.parquet").stderr == f"naqi: a.parquet: reading column {column!r} as text\n"


def test_guessed_id_and_source_columns_are_said_and_read(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(b'{"text": "x", "doc_id": 7, "outlet": "y"}\n{"text": "z", "doc_id": null}\n')
    notes: list[str] = []
    records = list(read_path(Path("a.jsonl"), ReadOptions(note=notes.append)))
    assert records == [Record("a.jsonl", 0, 1, "7", "x", "y"), Record("a.jsonl", 1, 2, None, "z", None)]
    said = " ".join(notes)
    assert "a.jsonl: reading column 'text' as text" in said
    assert "column 'doc_id' as id" in said
    assert "column 'outlet' as source" in said


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_named_columns_are_read_and_not_remarked_on(folder: Path, name: str) -> None:
    row = {"text": "wrong", "lead": "x", "key": "k", "who": "w"}
    (folder / "a.jsonl").write_text(json.dumps(row), "utf-8")
    pq.write_table(pa.table({key: [value] for key, value in row.items()}), folder / "a.parquet")
    notes: list[str] = []
    records = list(read_path(Path(name), ReadOptions(Columns("lead", "key", "who"), notes.append)))
    assert records == [Record(name, 0, 1 if name == "a.jsonl" else None, "k", "x", "w")]
    assert notes == []


def test_the_id_stands_in_the_finding(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(b'{"key": 12, "text": "[ad_1]"}\n')
    assert [found["document"] for found in findings("a.jsonl", "--column", "text", "--id-column", "key")] == ["12"]


def test_standard_input_is_a_document(folder: Path) -> None:
    (found,) = findings("-", stdin=AD.encode())
    assert (found["path"], *place(found)) == ("-", None, 3, 17, 3, 1)


def test_standard_input_as_json_lines(folder: Path) -> None:
    result = check("-", "--input-format", "jsonl", "--format", "json", stdin=b'{"text": "x"}\n\n{"text": "[ad_1]"}\n')
    (found,) = json.loads(result.stdout)["findings"]
    assert (found["path"], *place(found)) == ("-", 1, 3, 0, 1, 1)
    assert (result.exit_code, result.stderr) == (1, "naqi: -: reading column 'text' as text\n")


def test_a_folder_is_read_in_order_of_path_without_what_is_hidden(folder: Path) -> None:
    for name in ("b/c.txt", "d.txt", "a.txt", "b/a/z.jsonl", "B.TXT", ".hidden.txt", ".git/x.txt", "__pycache__/x.txt", "notes.md"):
        path = folder / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"text": "[ad_1]"}' if name.endswith("jsonl") else "[ad_1]", "utf-8")
    paths = [found["path"] for found in findings("corpus")]
    assert paths == ["corpus/B.TXT", "corpus/a.txt", "corpus/b/a/z.jsonl", "corpus/b/c.txt", "corpus/d.txt"]


def test_several_paths_are_read_in_the_order_given(folder: Path) -> None:
    (folder / "a.txt").write_text("[ad_1]", "utf-8")
    (folder / "b.txt").write_text("[ad_2]", "utf-8")
    assert [(found["path"], found["text"]) for found in findings("b.txt", "a.txt")] == [("b.txt", "[ad_2]"), ("a.txt", "[ad_1]")]
