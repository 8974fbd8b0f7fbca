"""What cannot be checked: one line on standard error, exit 2, and the rest is still checked."""

from __future__ import annotations

import codecs
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from naqi.cli import main
from naqi.inputs.discover import READERS

FORMATS = ", ".join(READERS)
LEAK = "قال الوزير إن المشروع سيبدأ في الربيع.\n\n[ad_1]\n"
GOOD_LINE = '{"text": "وصل الوفد صباح الأحد."}\n'.encode()
TO_UTF8 = "convert it first, for windows-1256 with: iconv -f WINDOWS-1256 -t UTF-8"
UTF16 = "is UTF-16, not UTF-8: convert it first with: iconv -f UTF-16 -t UTF-8"
BINARY = "is a binary file, not text: give a text file or name its format"
EMPTY = "is empty (0 bytes): nothing was checked"
NO_DOCUMENT = "holds no document: nothing was checked"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that messages name short paths."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str, stdin: bytes | None = None) -> Result:
    """Run `naqi check`, with one cheap rule, since only the reading matters here."""
    return CliRunner().invoke(main, ["check", "--select", "BP101", *arguments], input=stdin, catch_exceptions=False)


def parquet(columns: dict[str, Any]) -> Callable[[Path], None]:
    return lambda path: pq.write_table(pa.table(columns), path)


def twice_the_same_column(path: Path) -> None:
    pq.write_table(pa.table([pa.array(["نعم."]), pa.array(["لا."])], names=["text", "text"]), path)


def make(path: Path, content: bytes | Callable[[Path], None]) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        content(path)


# File, its content, what is said of it. All are read with --column text.
FILES: list[tuple[str, bytes | Callable[[Path], None], str]] = [
    ("a.txt", b"", f"a.txt: {EMPTY}"),
    ("a.jsonl", b"", f"a.jsonl: {EMPTY}"),
    ("a.parquet", b"", f"a.parquet: {EMPTY}"),
    ("a.jsonl", b"\n \r\n\n", f"a.jsonl: {NO_DOCUMENT}"),
    ("a.parquet", parquet({"text": pa.array([], pa.string())}), f"a.parquet: {NO_DOCUMENT}"),
    ("a.txt", "نعم".encode() + b"\xff", f"a.txt: not UTF-8: byte 0xFF at offset 6; {TO_UTF8}"),
    ("a.txt", codecs.BOM_UTF8 + b"ab\xc7\xe1", f"a.txt: not UTF-8: byte 0xC7 at offset 5; {TO_UTF8}"),
    ("a.txt", "نعم".encode()[:-1], f"a.txt: not UTF-8: byte 0xD9 at offset 4; {TO_UTF8}"),
    ("a.jsonl", b'\n{"text": "\xe1"}\n' + GOOD_LINE, f"a.jsonl:2: not UTF-8: byte 0xE1 at offset 11; {TO_UTF8}"),
    ("a.jsonl", codecs.BOM_UTF8 + b'{"text": "\xe1"}\n', f"a.jsonl:1: not UTF-8: byte 0xE1 at offset 13; {TO_UTF8}"),
    ("a.txt", b"PK\x03\x04\x00\x00", f"a.txt: {BINARY}"),
    ("a.jsonl", b"PK\x03\x04\x00\x00", f"a.jsonl: {BINARY}"),
    ("a.txt", codecs.BOM_UTF16_LE + LEAK.encode("utf-16-le"), f"a.txt: {UTF16}"),
    ("a.txt", codecs.BOM_UTF16_BE + LEAK.encode("utf-16-be"), f"a.txt: {UTF16}"),
    ("a.jsonl", codecs.BOM_UTF16_LE + GOOD_LINE.decode().encode("utf-16-le") * 3, f"a.jsonl: {UTF16}"),
    ("a.pdf", b"%PDF-1.7", f"a.pdf: has no known format: give a file that ends in {FORMATS}"),
    ("noending", b"text", f"noending: has no known format: give a file that ends in {FORMATS}"),
    (
        "a.jsonl",
        GOOD_LINE + b'{"text": }\n' + GOOD_LINE,
        "a.jsonl:2: not JSON at column 10 (Expecting value): each line must be one object",
    ),
    ("a.jsonl", GOOD_LINE + b"[" * 200_000 + b"\n", "a.jsonl:2: not JSON (nested too deep): each line must be one object"),
    ("a.jsonl", GOOD_LINE + b'["text"]\n' + GOOD_LINE, "a.jsonl:2: holds list, not an object with a text column"),
    ("a.jsonl", GOOD_LINE + b'{"text": 5}\n', "a.jsonl:2: column 'text' is int, not a string: name another with --column"),
    ("a.jsonl", GOOD_LINE + b'{"text": ["x"]}\n', "a.jsonl:2: column 'text' is list, not a string: name another with --column"),
    ("a.jsonl", GOOD_LINE + b'{"title": "x", "n": 1}\n', "a.jsonl:2: no column 'text': there are title, n"),
    ("a.jsonl", GOOD_LINE + b"{}\n", "a.jsonl:2: no column 'text': there are none"),
    ("a.jsonl", b'{"title": "x", "n": 1}\n', "a.jsonl:1: no column 'text': there are title, n"),
    (
        "a.jsonl",
        GOOD_LINE + b'{"text": "ab\\ud800"}\n',
        "a.jsonl:2: column 'text' holds a lone surrogate U+D800 at character 2: no encoding can hold it",
    ),
    ("a.parquet", parquet({"title": ["x"], "n": [1]}), "a.parquet: no column 'text': there are title, n"),
    (
        "a.parquet",
        parquet({"text": [5], "title": ["x"]}),
        "a.parquet: column 'text' holds no text: choose another with --column, of text, title",
    ),
]
FILE_NAMES = [f"{number}-{message[:40]}" for number, (_, _, message) in enumerate(FILES)]


@pytest.mark.parametrize(("name", "content", "message"), FILES, ids=FILE_NAMES)
def test_a_bad_file_is_one_line_and_exit_2(folder: Path, name: str, content: bytes | Callable[[Path], None], message: str) -> None:
    make(folder / name, content)
    result = check(name, "--column", "text")
    assert (result.exit_code, result.stderr) == (2, f"naqi: {message}\n")


@pytest.mark.parametrize(("name", "content", "message"), FILES, ids=FILE_NAMES)
def test_the_files_beside_a_bad_one_are_still_checked(folder: Path, name: str, content: bytes | Callable[[Path], None], message: str) -> None:
    make(folder / name, content)
    (folder / "first.txt").write_text(LEAK, "utf-8")
    (folder / "last.txt").write_text(LEAK, "utf-8")
    result = check("first.txt", name, "last.txt", "--column", "text", "--format", "jsonl")
    events = [json.loads(line) for line in result.stdout.splitlines()]
    found = [event["path"] for event in events if event["type"] == "finding"]
    assert result.exit_code == 2
    assert found == ["first.txt", "last.txt"]
    assert [event["path"] for event in events if event["type"] == "error"] == [name]
    assert result.stderr == f"naqi: {message}\n"


def test_a_missing_path_is_one_line_and_exit_2() -> None:
    result = check("nowhere.txt")
    assert (result.exit_code, result.stderr) == (2, "naqi: nowhere.txt: no such file or folder\n")


@pytest.mark.parametrize("names", [(), ("a.pdf", ".hidden.txt", ".git/a.txt", "__pycache__/a.txt")], ids=["nothing", "nothing-readable"])
def test_a_folder_with_nothing_readable_is_one_line_and_exit_2(folder: Path, names: tuple[str, ...]) -> None:
    (folder / "corpus").mkdir()
    for name in names:
        path = folder / "corpus" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(LEAK, "utf-8")
    result = check("corpus")
    message = f"corpus: is a folder without a readable file: it must hold files that end in {FORMATS}"
    assert (result.exit_code, result.stderr) == (2, f"naqi: {message}\n")


def test_a_file_of_a_folder_that_cannot_be_opened_is_named_and_the_rest_is_checked(folder: Path) -> None:
    (folder / "corpus").mkdir()
    (folder / "corpus" / "a.txt").symlink_to("nowhere")
    (folder / "corpus" / "b.txt").write_text(LEAK, "utf-8")
    result = check("corpus", "--format", "jsonl")
    assert (result.exit_code, result.stderr) == (2, "naqi: corpus/a.txt: cannot be read (No such file or directory)\n")
    assert '"rule": "BP101"' in result.stdout


def test_a_subfolder_that_cannot_be_listed_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """os.walk passes over such a folder in silence; a gate must not. Faked, since nothing is closed to root."""
    (folder / "corpus" / "closed").mkdir(parents=True)
    (folder / "corpus" / "a.txt").write_text("نعم.\n", "utf-8")
    scandir = os.scandir

    def closed(path: str | Path) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    result = check("corpus")
    assert result.exit_code == 2
    assert re.fullmatch(r"naqi: corpus/closed: cannot be (read|listed) \(Permission denied\)\n", result.stderr)


def test_a_damaged_parquet_file_is_one_line_and_exit_2(folder: Path) -> None:
    """The reason in brackets is the library's own; what stands around it is naqi's."""
    (folder / "a.parquet").write_bytes(b"PAR1 is not enough")
    result = check("a.parquet")
    assert result.exit_code == 2
    assert result.stderr.startswith("naqi: a.parquet: not readable as parquet after 0 rows (")
    assert result.stderr.endswith("): write it anew, or check the download\n")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.jsonl",
            b'{"body": "x", "text": "y", "n": 1}\n',
            "a.jsonl:1: several columns could be the text (body, text): name one with --column, of body, text, n",
        ),
        (
            "a.jsonl",
            b'{"lead": "x", "rest": "y"}\n',
            "a.jsonl:1: several columns could be the text (lead, rest): name one with --column, of lead, rest",
        ),
        ("a.jsonl", b'{"n": 1, "text": 2}\n', "a.jsonl:1: no column holds text: name one with --column, of n, text"),
        (
            "a.parquet",
            parquet({"body": ["x"], "text": ["y"], "n": [1]}),
            "a.parquet: several columns could be the text (body, text): name one with --column, of body, text, n",
        ),
        ("a.parquet", parquet({"n": [1]}), "a.parquet: no column holds text: name one with --column, of n"),
    ],
)
def test_a_text_column_that_cannot_be_guessed_is_asked_for(folder: Path, name: str, content: bytes | Callable[[Path], None], message: str) -> None:
    make(folder / name, content)
    result = check(name)
    assert (result.exit_code, result.stderr) == (2, f"naqi: {message}\n")


@pytest.mark.parametrize("option", ["--column", "--id-column", "--source-column"])
@pytest.mark.parametrize(("name", "place"), [("a.jsonl", "a.jsonl:1"), ("a.parquet", "a.parquet")])
def test_a_named_column_that_is_missing_gets_the_names_of_those_that_exist(folder: Path, option: str, name: str, place: str) -> None:
    content = b'{"text": "x", "n": 1}\n' if name == "a.jsonl" else parquet({"text": ["x"], "n": [1]})
    make(folder / name, content)
    result = check(name, "--column", "text", option, "nope")
    assert (result.exit_code, result.stderr) == (2, f"naqi: {place}: no column 'nope': there are text, n\n")


def test_one_bad_line_does_not_hide_the_lines_around_it(folder: Path) -> None:
    leak = b'{"text": "[ad_1]"}\n'
    (folder / "a.jsonl").write_bytes(leak + b"{\n" + leak)
    result = check("a.jsonl", "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [(found["row"], found["file_line"]) for found in report["findings"]] == [(0, 1), (2, 3)]
    assert [error["file_line"] for error in report["errors"]] == [2]


def test_a_wrong_first_line_does_not_hide_the_lines_behind_it(folder: Path) -> None:
    """The column is named, so there is nothing to guess from the first line."""
    (folder / "a.jsonl").write_bytes(b'{"text": 5}\n{"text": "[ad_1]"}\n')
    result = check("a.jsonl", "--column", "text", "--format", "json")
    assert result.stderr == "naqi: a.jsonl:1: column 'text' is int, not a string: name another with --column\n"
    assert [found["file_line"] for found in json.loads(result.stdout)["findings"]] == [2]


def test_an_endless_number_is_a_bad_line(folder: Path) -> None:
    """Python refuses integers of more than 4,300 digits with an error that is no JSONDecodeError."""
    (folder / "a.jsonl").write_bytes(GOOD_LINE + b'{"text": "x", "n": ' + b"1" * 5000 + b"}\n" + GOOD_LINE)
    result = check("a.jsonl", "--column", "text")
    assert result.exit_code == 2
    assert result.stderr.startswith("naqi: a.jsonl:2: not JSON")
    assert result.stderr.count("\n") == 1


def test_a_parquet_file_with_two_columns_of_a_name_is_one_line_and_exit_2(folder: Path) -> None:
    twice_the_same_column(folder / "a.parquet")
    result = check("a.parquet", "--column", "text")
    assert result.exit_code == 2
    assert result.stderr.startswith("naqi: a.parquet: ")
    assert "'text'" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_lone_surrogate_is_a_problem_and_a_finding(folder: Path) -> None:
    """The text can be checked all the same, so it is."""
    (folder / "a.jsonl").write_bytes(b'{"text": "\xd9\x82\xd8\xa7\xd9\x84 [ad_1] \\ud800 \xd8\xab\xd9\x85."}\n')
    result = check("a.jsonl", "--extend-select", "EN101", "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [error["path"] for error in report["errors"]] == ["a.jsonl"]
    assert {"rule": "EN101", "text": "\ud800", "start": 11, "end": 12}.items() <= report["findings"][-1].items()


@pytest.mark.parametrize("name", ["no\nsuch.txt", "no\N{ESCAPE}csuch.txt", "no\N{RIGHT-TO-LEFT OVERRIDE}such.txt"])
def test_a_path_cannot_break_or_steer_the_line_that_names_it(name: str) -> None:
    result = check(name)
    assert result.exit_code == 2
    assert result.stderr.startswith("naqi: no")
    assert result.stderr.endswith("such.txt: no such file or folder\n")
    assert result.stderr.removesuffix("\n").isprintable()


def test_a_column_cannot_break_or_steer_the_line_that_names_it(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(b'{"a\\n\\u001b[2Jb": "x", "c": "y"}\n')
    result = check("a.jsonl")
    assert result.exit_code == 2
    assert result.stderr.startswith("naqi: a.jsonl:1: several columns could be the text (")
    assert result.stderr.removesuffix("\n").isprintable()


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        ((), b"", f"-: {EMPTY}"),
        (("--input-format", "jsonl"), b"", "-: is empty: nothing was checked"),
        (("--input-format", "jsonl"), b"\n\n", "-: is empty: nothing was checked"),
        ((), b"ab\xff", f"-: not UTF-8: byte 0xFF at offset 2; {TO_UTF8}"),
        (("--input-format", "jsonl"), b"\n{", "-:2: not JSON at column 2 (Expecting property name enclosed in double quotes): each line must be one object"),
        ((), b"\0\1", f"-: {BINARY}"),
        ((), LEAK.encode("utf-16"), f"-: {UTF16}"),
        (("--input-format", "jsonl"), (GOOD_LINE * 3).decode().encode("utf-16"), f"-: {UTF16}"),
        (("--input-format", "jsonl"), b"\0\1\n\2\n", f"-: {BINARY}"),
    ],
)
def test_bad_standard_input_is_one_line_and_exit_2(arguments: tuple[str, ...], stdin: bytes, message: str) -> None:
    result = check("-", *arguments, stdin=stdin)
    assert (result.exit_code, result.stderr) == (2, f"naqi: {message}\n")


def test_a_file_of_bad_lines_does_not_bury_the_terminal_but_all_are_counted(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(b"{\n" * 1500)
    result = check("a.jsonl", "--format", "json")
    lines = result.stderr.splitlines()
    report = json.loads(result.stdout)
    assert result.exit_code == 2
    assert len(lines) == 21
    assert lines[19].startswith("naqi: a.jsonl:20: not JSON")
    assert lines[20] == "naqi: a.jsonl: 1,480 more problems like these (--format jsonl lists all)"
    assert len(report["errors"]) == report["summary"]["problems"] == 1500
