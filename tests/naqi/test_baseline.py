"""A baseline accepts what there is and nothing more; its file is written whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi.cli import main
from naqi.files import atomically, write_atomically

FEW = "BP101,BP102,TX001,TX101"
AD = "قال الوزير نعم.\n\n[ad_1]\n"
ANEW = "write it anew with --write-baseline"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one text that has one leak."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(AD, "utf-8")
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--select", FEW, *arguments], catch_exceptions=False)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write_lines(path: Path, *records: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "ascii")


def accept(*paths: str) -> None:
    assert check(*paths, "--write-baseline", "base.json").exit_code == 0


def new(*paths: str) -> list[str]:
    """Texts of the findings that the baseline does not accept."""
    result = check(*paths, "--baseline", "base.json", "--format", "json")
    findings = json.loads(result.stdout)["findings"]
    assert result.exit_code == int(bool(findings))
    return [found["text"] for found in findings]


def test_writing_a_baseline_exits_0_and_then_it_passes() -> None:
    written = check("a.txt", "--write-baseline", "base.json")
    assert (written.exit_code, written.stderr) == (0, "naqi: accepted 1 findings in base.json\n")
    assert "BP101" in written.stdout
    passed = check("a.txt", "--baseline", "base.json")
    assert passed.exit_code == 0
    assert passed.stdout == f"\nClean: no finding in 1 document, {len(AD)} characters. 1 finding accepted by the baseline.\n"


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_accepted_findings_are_counted_apart(kind: str) -> None:
    accept("a.txt")
    lines = check("a.txt", "--baseline", "base.json", "--format", kind).stdout
    summary = json.loads(lines)["summary"] if kind == "json" else json.loads(lines)
    assert (summary["accepted_by_baseline"], summary["errors"], summary["documents_with_errors"], summary["rules"]) == (1, 0, 0, {})


def test_a_new_finding_fails(folder: Path) -> None:
    accept("a.txt")
    (folder / "a.txt").write_text(AD + "\n[gallery]\n", "utf-8")
    assert new("a.txt") == ["[gallery]"]


def test_a_count_above_the_accepted_one_fails(folder: Path) -> None:
    (folder / "a.txt").write_text(AD * 2, "utf-8")
    accept("a.txt")
    assert new("a.txt") == []
    (folder / "a.txt").write_text(AD * 3, "utf-8")
    assert new("a.txt") == ["[ad_1]"]


def test_fewer_findings_than_accepted_pass(folder: Path) -> None:
    (folder / "a.txt").write_text(AD * 2, "utf-8")
    accept("a.txt")
    (folder / "a.txt").write_text(AD, "utf-8")
    assert new("a.txt") == []


def test_edits_elsewhere_in_a_text_do_not_bring_findings_back(folder: Path) -> None:
    accept("a.txt")
    (folder / "a.txt").write_text("فقرة جديدة في الأعلى.\n\n" + AD.replace("نعم", "لا") + "\nوأخرى.\n", "utf-8")
    assert new("a.txt") == []


def test_rows_that_move_do_not_bring_findings_back(folder: Path) -> None:
    """With an id and without one."""
    write_lines(folder / "a.jsonl", {"id": 1, "text": "[ad_1]"}, {"id": 2, "text": "[ad_2]"})
    write_lines(folder / "b.jsonl", {"text": "[ad_1]"}, {"text": "[ad_2]"})
    accept("a.jsonl", "b.jsonl")
    write_lines(folder / "a.jsonl", {"id": 0, "text": "x"}, {"id": 2, "text": "[ad_2]"}, {"id": 1, "text": "[ad_1]"})
    write_lines(folder / "b.jsonl", {"text": "x"}, {"text": "[ad_2]"}, {"text": "[ad_1]"})
    assert new("a.jsonl", "b.jsonl") == []


@pytest.mark.parametrize("path", ["b.txt", "sub/a.txt"])
def test_the_same_leak_in_another_file_is_new(folder: Path, path: str) -> None:
    accept("a.txt")
    (folder / "sub").mkdir()
    (folder / path).write_text(AD, "utf-8")
    assert new("a.txt", path) == ["[ad_1]"]


def test_the_same_leak_in_another_document_is_new(folder: Path) -> None:
    write_lines(folder / "a.jsonl", {"id": 1, "text": "[ad_1]"}, {"id": 2, "text": "x"})
    accept("a.jsonl")
    write_lines(folder / "a.jsonl", {"id": 1, "text": "x"}, {"id": 2, "text": "[ad_1]"})
    assert new("a.jsonl") == ["[ad_1]"]


def test_a_baseline_of_a_clean_corpus_accepts_nothing(folder: Path) -> None:
    (folder / "a.txt").write_text("نعم.\n", "utf-8")
    accept("a.txt")
    assert json.loads((folder / "base.json").read_text("utf-8")) == {"schema": 1, "findings": {}}
    (folder / "a.txt").write_text(AD, "utf-8")
    assert new("a.txt") == ["[ad_1]"]


def test_warnings_and_blank_documents_are_accepted_too(folder: Path) -> None:
    write_lines(folder / "a.jsonl", {"text": None}, {"text": ""}, {"text": "نعم. ."})
    accept("a.jsonl")
    assert new("a.jsonl") == []
    assert check("a.jsonl", "--baseline", "base.json", "--strict").exit_code == 0


def test_a_baseline_is_the_same_however_often_it_is_written(folder: Path) -> None:
    """Sorted, so that a version-control diff shows what changed; the accepted findings stay when it is written over itself."""
    write_lines(folder / "b.jsonl", {"id": 2, "text": "[ad_2]"}, {"id": 1, "text": "[ad_1]\n\nفاض الوادي فجرا وغمر الحقول.\n\n[ad_1]"})
    accept("b.jsonl", "a.txt")
    first = (folder / "base.json").read_bytes()
    assert check("a.txt", "b.jsonl", "--baseline", "base.json", "--write-baseline", "base.json").exit_code == 0
    assert (folder / "base.json").read_bytes() == first
    assert list(json.loads(first)["findings"].values()) == [1, 2, 1]


def test_a_baseline_holds_no_text_of_the_corpus(folder: Path) -> None:
    accept("a.txt")
    assert "ad_1" not in (folder / "base.json").read_text("utf-8")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_baseline_holds_for_any_number_of_jobs(jobs: str) -> None:
    accept("a.txt")
    assert check("a.txt", "--baseline", "base.json", "--jobs", jobs).exit_code == 0


def test_no_baseline_is_written_when_something_could_not_be_checked(folder: Path) -> None:
    (folder / "base.json").write_text("old", "utf-8")
    result = check("a.txt", "nowhere.txt", "--write-baseline", "base.json")
    assert (result.exit_code, result.stderr) == (2, "naqi: nowhere.txt: no such file or folder\n")
    assert (folder / "base.json").read_text("utf-8") == "old"


def test_a_baseline_that_cannot_be_written_is_one_line_and_exit_2() -> None:
    result = check("a.txt", "--write-baseline", "nowhere/base.json")
    assert (result.exit_code, result.stderr) == (2, "naqi: nowhere/base.json: baseline cannot be written (No such file or directory)\n")


@pytest.mark.parametrize("document", ["a\ud800", "a|b", "a\nb"], ids=ascii)
def test_any_id_can_be_accepted(folder: Path, document: str) -> None:
    """JSON can spell a lone surrogate, and no encoding can hold it."""
    write_lines(folder / "a.jsonl", {"id": document, "text": "[ad_1]"})
    accept("a.jsonl")
    assert new("a.jsonl") == []


def test_a_missing_baseline_is_one_line_and_exit_2() -> None:
    result = check("a.txt", "--baseline", "base.json")
    message = f"base.json: baseline cannot be read (No such file or directory): {ANEW}"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: {message}\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", f"is no baseline: {ANEW}"),
        (b'{"schema": 1, "findings": {"a', f"is no baseline: {ANEW}"),
        (b"\xff", f"is no baseline: {ANEW}"),
        (b"[]", f"is no baseline: {ANEW}"),
        (b"{}", f"is no baseline: {ANEW}"),
        (b'{"schema": 1}', f"is no baseline: {ANEW}"),
        (b'{"schema": 1, "findings": []}', f"is no baseline: {ANEW}"),
        (b'{"schema": 1, "findings": {"a": "many"}}', f"is no baseline: {ANEW}"),
        (b'{"schema": 1, "findings": {"a": null}}', f"is no baseline: {ANEW}"),
        (b"[" * 200_000, f"is no baseline: {ANEW}"),
        (b'{"schema": 99, "findings": {}}', f"baseline of schema 99, this naqi reads 1: {ANEW}"),
    ],
    ids=lambda value: value.decode("latin-1")[:30] or "nothing" if isinstance(value, bytes) else "",
)
def test_a_broken_baseline_is_one_line_and_exit_2(folder: Path, content: bytes, message: str) -> None:
    (folder / "base.json").write_bytes(content)
    result = check("a.txt", "--baseline", "base.json")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: base.json: {message}\n")


def test_a_folder_is_no_baseline(folder: Path) -> None:
    (folder / "base.json").mkdir()
    result = check("a.txt", "--baseline", "base.json")
    assert (result.exit_code, result.stderr) == (2, f"naqi: base.json: baseline cannot be read (Is a directory): {ANEW}\n")


def test_a_file_is_written_as_given_and_replaces_the_old_one(folder: Path) -> None:
    path = folder / "out.json"
    path.write_text("old", "utf-8")
    write_atomically(path, "نعم\r\nلا\n")
    assert path.read_bytes() == "نعم\r\nلا\n".encode()
    assert names(folder) == ["a.txt", "out.json"]


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o027, 0o640)], ids=oct)
def test_a_written_file_is_as_readable_as_any_other_new_file(folder: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        write_atomically(folder / "out.json", "x")
    finally:
        os.umask(before)
    assert (folder / "out.json").stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
def test_a_failed_replacement_leaves_the_old_file_and_no_part_of_the_new(folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    (folder / "out.json").write_text("old", "utf-8")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(type(error)):
        write_atomically(folder / "out.json", "new")
    assert (folder / "out.json").read_text("utf-8") == "old"
    assert names(folder) == ["a.txt", "out.json"]


def test_a_writer_that_breaks_off_leaves_the_old_file_and_no_part_of_the_new(folder: Path) -> None:
    (folder / "out.json").write_text("old", "utf-8")

    def break_off() -> None:
        with atomically(folder / "out.json") as file:
            file.write("begun")
            file.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert (folder / "out.json").read_text("utf-8") == "old"
    assert names(folder) == ["a.txt", "out.json"]


def test_a_text_that_cannot_be_encoded_leaves_the_old_file_and_no_part_of_the_new(folder: Path) -> None:
    (folder / "out.json").write_text("old", "utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(folder / "out.json", "begun\ud800")
    assert (folder / "out.json").read_text("utf-8") == "old"
    assert names(folder) == ["a.txt", "out.json"]
