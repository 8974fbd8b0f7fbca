"""`naqi check --report FORMAT=PATH`: the same report as on standard output, whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from naqi.checker import Finding, Hits
from naqi.cli import main
from naqi.profile import SourceChecker
from naqi.rules.model import Rule

# One finding each of TX101 (a warning) and BP101; a lone surrogate in an id, which no file can hold as it is.
LINES = '{"id": "1", "text": "وصل الوفد. ."}\n{"id": "\\ud800", "text": "نعم.\\n\\n[ad_1]"}\n{\n'
FORMATS = ("table", "json", "jsonl", "html")
BAD = "give FORMAT=PATH, with a format of table, json, jsonl, html"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a small corpus of a good, a bad and a broken line."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    (tmp_path / "a.jsonl").write_text(LINES, "utf-8")
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--select", "BP101,TX101", *arguments], catch_exceptions=False)


def left(folder: Path) -> list[str]:
    """All that lies in a folder besides the corpus, temporary files included."""
    return sorted(path.name for path in folder.iterdir() if path.name != "a.jsonl")


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("more", [[], ["--statistics"], ["--max-findings", "1"]], ids=["plain", "statistics", "cut"])
def test_a_report_holds_what_standard_output_would(folder: Path, kind: str, more: list[str]) -> None:
    expected = check("a.jsonl", "--format", kind, *more).stdout_bytes
    result = check("a.jsonl", "--report", f"{kind}=out", *more)
    assert b"BP101" in expected
    assert (folder / "out").read_bytes() == expected
    assert (result.exit_code, left(folder)) == (2, ["out"])


@pytest.mark.parametrize("kind", FORMATS)
def test_a_report_changes_neither_standard_output_nor_the_exit_code(kind: str) -> None:
    alone, beside = check("a.jsonl", "--format", kind), check("a.jsonl", "--format", kind, "--report", "json=out.json")
    assert (alone.exit_code, alone.stdout, alone.stderr) == (beside.exit_code, beside.stdout, beside.stderr)


def test_reports_may_be_several_of_the_same_and_of_other_formats(folder: Path) -> None:
    reports = {"a.json": "json", "b.json": "json", "c.jsonl": "jsonl", "d.txt": "table"}
    result = check("a.jsonl", *(argument for name, kind in reports.items() for argument in ("--report", f"{kind}={name}")))
    assert result.stdout == check("a.jsonl").stdout
    for name, kind in reports.items():
        assert (folder / name).read_bytes() == check("a.jsonl", "--format", kind).stdout_bytes


@pytest.mark.parametrize(("text", "code"), [("نعم.", 0), ("[ad_1]", 1)])
def test_a_report_is_written_whatever_the_verdict(folder: Path, text: str, code: int) -> None:
    (folder / "a.txt").write_text(text, "utf-8")
    assert check("a.txt", "--report", "json=out.json").exit_code == code
    assert json.loads((folder / "out.json").read_text("utf-8"))["summary"]["errors"] == code


def test_a_report_of_a_run_that_could_check_nothing_is_written(folder: Path) -> None:
    assert check("nowhere.txt", "--report", "json=out.json").exit_code == 2
    report = json.loads((folder / "out.json").read_text("utf-8"))
    assert report["errors"] == [{"path": "nowhere.txt", "file_line": None, "message": "no such file or folder"}]


def test_a_report_does_not_depend_on_the_number_of_jobs(folder: Path) -> None:
    check("a.jsonl", "--report", "jsonl=one")
    check("a.jsonl", "--report", "jsonl=two", "--jobs", "2")
    assert (folder / "one").read_bytes() == (folder / "two").read_bytes()


def test_an_old_report_is_replaced(folder: Path) -> None:
    (folder / "out.json").write_text("old " * 10_000, "utf-8")
    check("a.jsonl", "--report", "json=out.json")
    assert json.loads((folder / "out.json").read_text("utf-8"))["schema"] == 1


def test_a_report_may_stand_in_another_folder_and_hold_an_equals_sign(folder: Path) -> None:
    (folder / "a=b").mkdir()
    check("a.jsonl", "--report", "json=a=b/c=d.json")
    assert (left(folder), left(folder / "a=b")) == (["a=b"], ["c=d.json"])


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077], ids=oct)
def test_a_report_is_as_readable_as_any_new_file(folder: Path, mask: int) -> None:
    """Another user, or another step of a build, reads it."""
    before = os.umask(mask)
    try:
        check("a.jsonl", "--report", "json=out.json")
        (folder / "other").touch()
    finally:
        os.umask(before)
    assert stat.filemode((folder / "out.json").stat().st_mode) == stat.filemode((folder / "other").stat().st_mode)


@pytest.mark.parametrize("value", ["json", "json=", "=out.json", "out.json", "xml=out.xml", "JSON=out.json", " json=out.json", "", "="])
def test_a_wrong_report_is_one_line_and_exit_2(folder: Path, value: str) -> None:
    result = check("a.jsonl", "--report", value)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: --report {value!r}: {BAD}\n")
    assert left(folder) == []


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere/out.json", "No such file or directory"),
        ("a.jsonl/out.json", "Not a directory"),
        (".", "Is a directory"),
        ("n" * 300, "File name too long"),
    ],
    ids=["no folder", "file for a folder", "folder", "long name"],
)
def test_a_report_that_cannot_be_written_is_one_line_and_exit_2_before_anything_is_checked(folder: Path, path: str, reason: str) -> None:
    result = check("a.jsonl", "--report", f"json={path}")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: {path}: report cannot be written ({reason}): choose another place\n")
    assert left(folder) == []


def test_a_second_report_that_cannot_be_written_leaves_the_first_as_it_was(folder: Path) -> None:
    (folder / "out.json").write_text("old", "utf-8")
    assert check("a.jsonl", "--report", "json=out.json", "--report", "json=nowhere/x").exit_code == 2
    assert (left(folder), (folder / "out.json").read_text("utf-8")) == (["out.json"], "old")


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_run_that_breaks_off_leaves_the_old_report(folder: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]) -> None:
    (folder / "out.json").write_text("old", "utf-8")
    resolve = SourceChecker.resolve

    def broken(checker: SourceChecker, text: str | None, hits: Hits, rules: Collection[Rule] | None = None) -> list[Finding]:
        if "[ad_1]" in (text or ""):
            raise error
        return resolve(checker, text, hits, rules)

    monkeypatch.setattr(SourceChecker, "resolve", broken)
    result = CliRunner().invoke(main, ["check", "a.jsonl", "--select", "BP101,TX101", "--report", "json=out.json", "--report", "jsonl=new"])
    assert result.exit_code == (130 if error is KeyboardInterrupt else 1)
    assert (left(folder), (folder / "out.json").read_text("utf-8")) == (["out.json"], "old")


def command(*arguments: str) -> subprocess.Popen[bytes]:
    """A real process of `naqi check`, fed from a pipe."""
    line = [sys.executable, "-m", "naqi", "check", "-", "--input-format", "jsonl", "--select", "BP101,TX101", *arguments]
    return subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def begin(process: subprocess.Popen[bytes]) -> None:
    """Wait until a run is under way: it has read a line and waits for the next."""
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write(b'{"text": "[ad_1]"}\n')
    process.stdin.flush()
    assert process.stderr.readline() == b"naqi: -: reading column 'text' as text\n"


def test_an_old_report_stays_readable_while_a_run_is_under_way(folder: Path) -> None:
    (folder / "out.json").write_text("old", "utf-8")
    with command("--report", "json=out.json") as process:
        begin(process)
        assert (folder / "out.json").read_text("utf-8") == "old"
        process.communicate()
    assert process.returncode == 1
    assert json.loads((folder / "out.json").read_text("utf-8"))["summary"]["errors"] == 1
    assert left(folder) == ["out.json"]


def test_an_interrupted_run_leaves_the_old_report_and_nothing_else(folder: Path) -> None:
    (folder / "out.json").write_text("old", "utf-8")
    with command("--report", "json=out.json", "--report", "table=new.txt") as process:
        begin(process)
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert process.returncode == 130
    assert (left(folder), (folder / "out.json").read_text("utf-8")) == (["out.json"], "old")


def test_a_reader_that_leaves_keeps_the_old_report(folder: Path) -> None:
    """Half of the corpus was checked, which is no report."""
    (folder / "out.json").write_text("old", "utf-8")
    (folder / "big.jsonl").write_text('{"text": "[ad_1]"}\n' * 3000, "utf-8")
    line = [sys.executable, "-m", "naqi", "check", "big.jsonl", "--select", "BP101", "--format", "jsonl", "--report", "json=out.json"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        process.stderr.read()
    assert process.returncode == 141
    assert (left(folder), (folder / "out.json").read_text("utf-8")) == (["big.jsonl", "out.json"], "old")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_never_replaced_by_one(folder: Path) -> None:
    """`--report json=/dev/stdout` as root would take the device away from the whole machine."""
    os.mkfifo(folder / "pipe")
    # Open at both ends, so that writing into it blocks nobody.
    held = os.open(folder / "pipe", os.O_RDWR | os.O_NONBLOCK)
    try:
        check("a.jsonl", "--report", "json=pipe")
        assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)
    finally:
        os.close(held)
