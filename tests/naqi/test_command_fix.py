"""`naqi fix`: what it shows, writes and replaces, and what it refuses."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from naqi import fixing
from naqi.cli import main
from naqi.fixing import Edit

PROSE = "قالت الهيئة إن العمل في الجسر الجديد سيبدأ في مطلع الشهر المقبل بعد موافقة المجلس."
MORE = "وأضافت أن المرور سيحول إلى الطريق الشرقي إلى أن تنتهي الأعمال في الخريف."
DIRTY = f"{PROSE}\n\n[ad_1]\n\n{MORE} .\n"
CLEAN = f"{PROSE}\n\n{MORE}\n"
LOST = f"{PROSE} ضاع \ufffd\ufffd هنا.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that messages name short paths."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fix(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["fix", *arguments], input=stdin, catch_exceptions=False)


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def lines(*texts: Any) -> str:
    return "".join(json.dumps({"id": str(number), "text": text, "n": number}, ensure_ascii=False) + "\n" for number, text in enumerate(texts))


def said(result: Result) -> list[str]:
    return [line.removeprefix("naqi: ") for line in result.stderr.splitlines()]


# Writing.
def test_a_file_is_written_to_another_place_and_stays_itself() -> None:
    write("a.txt", DIRTY)
    result = fix("a.txt", "--output", "new/b.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert said(result) == ["2 edits in 1 of 1 document; left: 0 errors and 0 warnings"]
    assert Path("new/b.txt").read_text("utf-8") == CLEAN
    assert Path("a.txt").read_bytes() == DIRTY.encode()


def test_in_place_twice_is_once() -> None:
    path = write("a.jsonl", lines(DIRTY, CLEAN))
    assert fix("a.jsonl", "--in-place").exit_code == 0
    assert path.read_text("utf-8") == lines(CLEAN, CLEAN)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    result = fix("a.jsonl", "--in-place")
    assert said(result)[-1] == "0 edits in 0 of 2 documents; left: 0 errors and 0 warnings"
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_errors_that_are_left_exit_1_and_are_counted() -> None:
    write("a.txt", LOST)
    result = fix("a.txt", "--output", "b.txt")
    assert (result.exit_code, said(result)) == (1, ["0 edits in 0 of 1 document; left: 1 error and 0 warnings (EN101 1)"])
    assert Path("b.txt").read_text("utf-8") == LOST


def test_standard_input_and_output() -> None:
    assert fix("-", "--output", "-", stdin=DIRTY.encode()).stdout == CLEAN
    assert fix("-", "--input-format", "jsonl", "--output", "-", stdin=lines(DIRTY).encode()).stdout == lines(CLEAN)
    write("a.txt", DIRTY)
    assert fix("a.txt", "--output", "-").stdout == CLEAN
    result = fix("-", "--output", "-", stdin=b"\xff")
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_folder_becomes_a_folder_with_everything_in_it() -> None:
    write("in/a.txt", DIRTY)
    Path("in/deep").mkdir()
    Path("in/deep/b.jsonl.gz").write_bytes(gzip.compress(lines(DIRTY).encode()))
    pq.write_table(pa.table({"text": [DIRTY, None], "n": [1, 2]}), "in/deep/c.parquet")
    write("in/README.md", "about")
    write("in/.git/config", "no")
    result = fix("in", "--output", "out")
    # A null is an error that no edit mends.
    assert result.exit_code == 1
    assert sorted(str(path) for path in Path("out").rglob("*") if path.is_file()) == ["out/README.md", "out/a.txt", "out/deep/b.jsonl.gz", "out/deep/c.parquet"]
    assert Path("out/a.txt").read_text("utf-8") == CLEAN
    assert gzip.decompress(Path("out/deep/b.jsonl.gz").read_bytes()).decode() == lines(CLEAN)
    assert pq.read_table("out/deep/c.parquet").to_pydict() == {"text": [CLEAN, None], "n": [1, 2]}


def test_a_broken_row_is_kept_and_said_and_the_rest_is_mended() -> None:
    write("a.jsonl", "not json\n" + lines(DIRTY) + '{"n": 1}\n')
    result = fix("a.jsonl", "--in-place")
    assert result.exit_code == 2
    assert said(result)[0] == "a.jsonl:1: not JSON at column 1 (Expecting value): each line must be one object"
    assert Path("a.jsonl").read_text("utf-8") == "not json\n" + lines(CLEAN) + '{"n": 1}\n'


def test_a_file_that_cannot_be_read_to_its_end_is_not_written_and_the_others_are() -> None:
    whole = gzip.compress(lines(*[DIRTY] * 50).encode())
    Path("in").mkdir()
    Path("in/a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    write("in/b.txt", DIRTY)
    write("in/c.txt", "")
    result = fix("in", "--output", "out")
    assert result.exit_code == 2
    assert [path.name for path in Path("out").iterdir()] == ["b.txt"]
    assert "in/a.jsonl.gz: is not written: breaks off" in result.stderr
    assert "in/c.txt: is empty (0 bytes): nothing was checked" in said(result)
    fix("in", "--in-place")
    assert Path("in/a.jsonl.gz").read_bytes() == whole[: len(whole) // 2]


def test_a_file_larger_than_what_is_held_streams() -> None:
    row = json.dumps({"text": f"{PROSE} " * 60 + "."}, ensure_ascii=False) + "\n"
    rows = 1500
    write("a.jsonl", row * rows)
    tracemalloc.start()
    result = fix("a.jsonl", "--select", "TX101", "--in-place", "--edits", "e.jsonl")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said(result)[-1].startswith(f"{rows:,} edits in {rows:,} of {rows:,} documents")
    assert peak < Path("a.jsonl").stat().st_size / 3


# Selection.
def test_rules_are_selected_and_ignored_as_in_check() -> None:
    write("a.txt", DIRTY)
    fix("a.txt", "--select", "TX101", "--output", "b.txt")
    assert Path("b.txt").read_text("utf-8") == DIRTY.replace(". .", ".")
    fix("a.txt", "--ignore", "TX", "--output", "c.txt")
    assert Path("c.txt").read_text("utf-8") == CLEAN.replace(".\n", ". .\n").replace(". .\n\n", ".\n\n")
    write("d.jsonl", '{"text": "قال [ad_1] نعم", "skip": "BP101"}\n{"text": "قال [ad_1] نعم", "skip": null}\n')
    fix("d.jsonl", "--ignore-column", "skip", "--column", "text", "--in-place")
    assert [json.loads(line)["text"] for line in Path("d.jsonl").read_text("utf-8").splitlines()] == ["قال [ad_1] نعم", "قال نعم"]


def test_settings_of_check_hold_and_rules_that_compare_documents_mend_nothing() -> None:
    write("a.txt", DIRTY)
    write("naqi.toml", 'ignore = ["BP101"]\nbaseline = "none.json"\n')
    fix("a.txt", "--output", "b.txt")
    assert "[ad_1]" in Path("b.txt").read_text("utf-8")
    result = fix("a.txt", "--select", "CP", "--diff")
    assert (result.exit_code, said(result)) == (2, ["rules that compare documents mend none: select others"])


def test_unsafe_fixes_are_made_only_when_asked_for() -> None:
    write("a.txt", "قالت الـهـيئة إن الـعـمـل جـمـيـل.")
    fix("a.txt", "--output", "b.txt")
    assert Path("b.txt").read_bytes() == Path("a.txt").read_bytes()
    fix("a.txt", "--unsafe-fixes", "--output", "c.txt")
    assert Path("c.txt").read_text("utf-8") == "قالت الهيئة إن العمل جميل."


# Showing.
def test_diff_shows_what_would_change_writes_nothing_and_exits_1() -> None:
    write("a.jsonl", lines(CLEAN, f"نعم.\n\n[ad_1]\n\n{PROSE}\N{RIGHT-TO-LEFT EMBEDDING}"))
    result = fix("a.jsonl", "--diff")
    assert result.exit_code == 1
    assert result.stdout == (f"--- a.jsonl, line 2 (1)\n+++ a.jsonl, line 2 (1)\n@@ -2,4 +2,2 @@\n \n-[ad_1]\n-\n-{PROSE}<U+202B>\n+{PROSE}\n")
    assert said(result)[-1] == "would make 2 edits in 1 of 2 documents; left: 0 errors and 0 warnings"
    write("b.txt", LOST)
    assert fix("b.txt", "--diff").exit_code == 0
    assert fix("none.txt", "--diff").exit_code == 2


# Edits.
def test_edits_replay_and_undo() -> None:
    write("a.jsonl", lines(CLEAN, DIRTY, f"{PROSE}\n\n[ad_2]"))
    result = fix("a.jsonl", "--edits", "edits.jsonl", "--in-place")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in Path("edits.jsonl").read_text("utf-8").splitlines()]
    assert [(row["path"], row["row"], row["document"], row["rule"]) for row in rows] == [
        ("a.jsonl", 1, "1", "BP101"),
        ("a.jsonl", 1, "1", "TX101"),
        ("a.jsonl", 2, "2", "BP101"),
    ]
    edits = [Edit.of(row) for row in rows if row["row"] == 1]
    assert fixing.apply(DIRTY, edits) == CLEAN
    assert fixing.undo(CLEAN, edits) == DIRTY


def test_edits_alone_write_no_data_and_never_over_others() -> None:
    write("a.txt", DIRTY)
    assert fix("a.txt", "--edits", "e.jsonl").exit_code == 0
    assert len(Path("e.jsonl").read_text("utf-8").splitlines()) == 2
    result = fix("a.txt", "--edits", "e.jsonl", "--in-place")
    assert (result.exit_code, said(result)) == (2, ["e.jsonl: exists: without the edits in it there may be no way back; use --force to write over it"])
    assert Path("a.txt").read_bytes() == DIRTY.encode()


# Refusals.
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["a.txt"], "nothing to do: give --diff to see what would change, --output PATH or --in-place to write it, or --edits FILE"),
        (["--diff"], "Missing argument 'PATH...': name a file, a folder, or - for standard input"),
        (["a.txt", "--diff", "--in-place"], "--diff, --output and --in-place exclude each other: give one"),
        (["-", "--in-place"], "standard input has no place: use --output"),
        (["a.txt", "in", "--output", "x"], "--output takes one PATH: name a folder that holds all, or write each by itself"),
        (["a.txt", "--output", "./a.txt"], "./a.txt: is the input: use --in-place to replace it"),
        (["a.txt", "--output", "b.txt"], "b.txt: exists: use --force to write over it"),
        (["a.txt", "--output", "in"], "in: is a folder: name a file"),
        (["a.txt", "--output", "x.csv"], "x.csv: data is written in the input's format: give a name that ends in .txt"),
        (["in", "--output", "-"], "--output - takes a file, not a folder: name a folder to write"),
        (["in", "--output", "in/new"], "in/new: lies inside the input, or holds it: choose a place beside it"),
        (["in", "--output", "."], ".: lies inside the input, or holds it: choose a place beside it"),
        (["in", "--output", "b.txt", "--force"], "b.txt: is a file: the input is a folder, name one"),
        (["a.txt", "--edits", "no/e.jsonl"], "no/e.jsonl: edits cannot be written (No such file or directory): choose another place"),
        (["a.txt", "--select", "BP999", "--diff"], "unknown rule 'BP999': did you mean BP101?"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line_before_anything_is_written(arguments: list[str], reason: str) -> None:
    write("a.txt", DIRTY)
    write("b.txt", "old")
    write("in/c.txt", DIRTY)
    result = fix(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    if "unknown" not in reason:
        assert said(result) == [reason]
    assert Path("a.txt").read_bytes() == DIRTY.encode()
    assert Path("b.txt").read_text("utf-8") == "old"


def test_force_writes_over_what_exists() -> None:
    write("a.txt", DIRTY)
    write("b.txt", "old")
    assert fix("a.txt", "--output", "b.txt", "--force").exit_code == 0
    assert Path("b.txt").read_text("utf-8") == CLEAN


def test_a_place_that_cannot_be_written_is_said() -> None:
    write("a.txt", DIRTY)
    write("file", "")
    result = fix("a.txt", "--output", "file/b.txt")
    assert result.exit_code == 2
    assert said(result)[0] == "file: cannot be written (File exists)"
