"""`naqi check` on the command line: exit codes, what is selected, what is shown."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi import __version__
from naqi.cli import main

CLEAN = "وصل الوفد صباح الأحد.\n"
WARNING = "وصل الوفد صباح الأحد. .\n"
AD = "وصل الوفد صباح الأحد.\n\n[ad_1]\n"
# One finding each of TX101, BP101, BP102 and EN101.
MANY = f'وصل الوفد صباح الأحد. .\n\n[ad_1]\n\n[gallery ids="12,15"]\n\nغادر في ا{chr(0xFFFD)}مساء.\n'
FEW = "BP101,TX101"  # cheap to compile; enough where the selection does not matter


def words(value: object) -> str | None:
    """Name a parameter set by its arguments."""
    return " ".join(value) if isinstance(value, list) else None


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with small corpora."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    for name, text in {"clean": CLEAN, "warning": WARNING, "ad": AD, "many": MANY}.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


def command(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    """A real process of `naqi`."""
    return subprocess.Popen([sys.executable, "-m", "naqi", *arguments], stderr=subprocess.PIPE, **options)


def leaks(path: Path, count: int) -> None:
    """A corpus whose report is longer than any pipe holds."""
    path.write_text('{"text": "[ad_1]"}\n' * count, "utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.txt"], 0),
        (["clean.txt", "--strict"], 0),
        (["warning.txt"], 0),
        (["warning.txt", "--strict"], 1),
        (["ad.txt"], 1),
        (["ad.txt", "clean.txt"], 1),
        (["ad.txt", "--exit-zero"], 0),
        (["warning.txt", "--strict", "--exit-zero"], 0),
        (["clean.txt", "nowhere.txt"], 2),
        (["ad.txt", "nowhere.txt"], 2),
        (["nowhere.txt", "ad.txt"], 2),
        (["nowhere.txt", "--exit-zero"], 2),
        (["ad.txt", "nowhere.txt", "--exit-zero"], 2),
    ],
    ids=words,
)
@pytest.mark.parametrize("kind", ["table", "json", "jsonl"])
def test_exit_codes(arguments: list[str], code: int, kind: str) -> None:
    assert check(*arguments, "--select", FEW, "--format", kind).exit_code == code


@pytest.mark.parametrize(("name", "code"), [("clean.txt", 0), ("many.txt", 1), ("nowhere.txt", 2)])
def test_exit_codes_of_a_process_with_all_rules(name: str, code: int) -> None:
    with command("check", name, stdout=subprocess.DEVNULL) as process:
        _, errors = process.communicate()
    assert process.returncode == code
    assert errors == (b"naqi: nowhere.txt: no such file or folder\n" if code == 2 else b"")


def test_what_is_clean_says_so_with_what_was_checked() -> None:
    assert check("clean.txt", "--select", FEW).stdout == "\nClean: no finding in 1 document, 22 characters.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ad.txt", "--select", "BP101", "--ignore", "BP101"], "no rule is selected: --ignore left nothing of --select"),
        (["ad.txt", "--ignore", "ALL"], "no rule is selected: --ignore left nothing of --select"),
        (["ad.txt", "--select", "ad-markr"], "unknown rule 'ad-markr': did you mean ad-marker?"),
        (["ad.txt", "--select", "bp1012"], "unknown rule 'bp1012': did you mean BP102?"),
        (["ad.txt", "--extend-select", "TX110"], "unknown rule 'TX110': did you mean TX103?"),
        (["ad.txt", "--ignore", "doubledstop"], "unknown rule 'doubledstop': did you mean doubled-stop?"),
        (["ad.txt", "--ignore", "BP999"], "unknown rule 'BP999': did you mean BP"),
        (["ad.txt", "--select", "???"], "unknown rule '???': `naqi rules` lists all"),
        (["ad.txt", "--select", ""], "no rule is selected"),
        (["ad.txt", "--format", "xml"], "Invalid value for '--format': 'xml' is not one of"),
        (["ad.txt", "--jobs", "0"], "Invalid value for '--jobs': 0 is not in the range"),
        (["ad.txt", "--max-findings", "-1"], "Invalid value for '--max-findings': -1 is not in the range"),
        (["ad.txt", "--colum", "text"], "No such option"),
        ([], "Missing argument 'PATH...': name a file, a folder, or - for standard input"),
    ],
    ids=words,
)
def test_a_wrong_argument_is_one_line_and_exit_2(arguments: list[str], message: str) -> None:
    result = check(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"naqi: {message}")
    assert result.stderr.count("\n") == 1


def rules_found(*arguments: str) -> list[str]:
    report = json.loads(check("many.txt", "--format", "json", *arguments).stdout)
    return list(report["summary"]["rules"])


@pytest.mark.parametrize(
    ("arguments", "rules"),
    [
        ([], ["BP101", "BP102", "EN101", "TX101"]),
        (["--select", "ALL", "--ignore", "TX302,TX5"], ["BP101", "BP102", "EN101", "TX101"]),
        (["--select", "BP101"], ["BP101"]),
        (["--select", "bp101"], ["BP101"]),
        (["--select", "BP1"], ["BP101", "BP102"]),
        (["--select", "EN,TX1"], ["EN101", "TX101"]),
        (["--select", " EN , TX101 "], ["EN101", "TX101"]),
        (["--select", "EN", "--select", "TX1"], ["EN101", "TX101"]),
        (["--select", "ad-marker,Doubled-Stop"], ["BP101", "TX101"]),
        (["--select", "BP101", "--extend-select", "TX101,shortcode"], ["BP101", "BP102", "TX101"]),
        (["--extend-select", "TX101"], ["BP101", "BP102", "EN101", "TX101"]),
        (["--ignore", "BP"], ["EN101", "TX101"]),
        (["--ignore", "shortcode,EN101", "--ignore", "TX1"], ["BP101"]),
        (["--select", "BP1", "--ignore", "BP102"], ["BP101"]),
        (["--select", "BP101", "--extend-select", "TX1", "--ignore", "TX101"], ["BP101"]),
    ],
    ids=words,
)
def test_rules_are_selected_by_code_beginning_and_name(arguments: list[str], rules: list[str]) -> None:
    assert rules_found(*arguments) == rules


def test_statistics_show_counts_by_rule_and_no_finding(folder: Path) -> None:
    (folder / "ad.txt").write_text("[ad_1]\n\n[ad_2]\n\nنعم. .\n", "utf-8")
    assert check("ad.txt", "--select", FEW, "--statistics").stdout == (
        "\nby rule\n  2  BP101 ad-marker (error)\n  1  TX101 doubled-stop (warning)\n\n"
        "2 errors and 1 warning in 1 document, 23 characters; 1 document with errors.\n"
    )


@pytest.mark.parametrize(("most", "shown"), [("0", 5), ("1", 1), ("4", 4), ("5", 5), ("6", 5)])
def test_max_findings_limits_what_is_shown_and_says_so_while_counts_are_of_all(folder: Path, most: str, shown: int) -> None:
    leaks(folder / "a.jsonl", 5)
    result = check("a.jsonl", "--select", FEW, "--max-findings", most)
    left = 5 - shown
    assert result.exit_code == 1
    assert result.stdout.count("\n  line ") == shown
    assert (f"\n{left} more findings not shown (--max-findings 0 shows all)\n" in result.stdout) == bool(left)
    assert "\n  5  BP101 ad-marker (error)\n\n5 errors and 0 warnings in 5 documents" in result.stdout


def test_the_table_shows_1000_findings_unless_told(folder: Path) -> None:
    leaks(folder / "a.jsonl", 2500)
    result = check("a.jsonl", "--select", FEW)
    assert result.stdout.count("\n  line ") == 1000
    assert "\n1,500 more findings not shown (--max-findings 0 shows all)\n" in result.stdout
    assert "\n  2,500  BP101 ad-marker (error)\n" in result.stdout


def test_statistics_leave_nothing_out(folder: Path) -> None:
    """No finding is shown by design, so none is missing."""
    leaks(folder / "a.jsonl", 3)
    assert "not shown" not in check("a.jsonl", "--select", FEW, "--statistics", "--max-findings", "1").stdout


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_max_findings_does_not_limit_what_machines_read(folder: Path, kind: str) -> None:
    leaks(folder / "a.jsonl", 5)
    assert check("a.jsonl", "--select", FEW, "--max-findings", "1", "--format", kind).stdout.count('"rule": "BP101"') == 5


def test_exit_1_does_not_depend_on_what_is_shown(folder: Path) -> None:
    """The error stands behind the only finding that is shown, a warning."""
    (folder / "a.txt").write_text("نعم. .\n\n[ad_1]\n", "utf-8")
    assert check("a.txt", "--select", FEW, "--max-findings", "1").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "table", "--max-findings", "0"],
        ["--format", "json"],
        ["--format", "jsonl"],
        ["--format", "jsonl", "--jobs", "2"],
    ],
    ids=words,
)
def test_a_reader_that_leaves_ends_the_run_quietly_with_141(folder: Path, arguments: list[str]) -> None:
    """`naqi check big.jsonl | head -1`."""
    leaks(folder / "big.jsonl", 3000)
    with command("check", "big.jsonl", "--column", "text", "--select", FEW, *arguments, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (141, b"")


@pytest.mark.parametrize("arguments", [["check", "ad.txt"], ["check", "ad.txt", "--format", "jsonl"], ["rules"], ["rule", "BP101"]], ids=words)
def test_a_reader_that_was_never_there_ends_the_run_quietly_with_141(arguments: list[str]) -> None:
    """A report that fits into the buffers meets the closed pipe only at its end."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        with command(*arguments, stdout=writing) as process:
            _, errors = process.communicate()
    finally:
        os.close(writing)
    assert (process.returncode, errors) == (141, b"")


def test_an_interrupt_ends_the_run_quietly_with_130() -> None:
    """The note on the guessed column tells that the run has begun and waits for the next line."""
    with command("check", "-", "--input-format", "jsonl", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b'{"text": "x"}\n')
        process.stdin.flush()
        assert process.stderr.readline() == b"naqi: -: reading column 'text' as text\n"
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read()
    assert (process.returncode, errors.strip()) == (130, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("kind", ["table", "json", "jsonl"])
def test_a_report_that_cannot_be_written_is_one_line_and_exit_2(kind: str) -> None:
    """Exit 0 or 1 would say that the gate was heard."""
    with Path("/dev/full").open("wb") as full, command("check", "clean.txt", "--select", FEW, "--format", kind, stdout=full) as process:
        _, errors = process.communicate()
    assert process.returncode == 2
    assert errors.startswith(b"naqi: ")
    assert b"No space left on device" in errors
    assert errors.count(b"\n") == 1


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("arguments", [["check", "many.txt"], ["check", "many.txt", "--format", "jsonl"], ["rule", "BP101"]], ids=words)
def test_a_terminal_without_arabic_letters_does_not_break_the_run(arguments: list[str], encoding: str) -> None:
    with command(*arguments, stdout=subprocess.PIPE, env={**os.environ, "PYTHONIOENCODING": encoding}) as process:
        output, errors = process.communicate()
    assert (process.returncode, errors) == (int(arguments[0] == "check"), b"")
    assert b"BP101" in output
    if "jsonl" in arguments:
        assert json.loads(output.splitlines()[0])["text"] == ". ."


def test_the_command_without_a_word_shows_its_help() -> None:
    result = CliRunner().invoke(main, [], catch_exceptions=False)
    assert result.exit_code == 2
    assert result.output.startswith("Usage: ")


def test_a_wrong_command_is_one_line_and_exit_2() -> None:
    result = CliRunner().invoke(main, ["chek"], catch_exceptions=False)
    assert result.exit_code == 2
    assert result.stderr.startswith("naqi: No such command 'chek'.")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["--help"], "Usage: "),
        (["-h"], "Usage: "),
        (["check", "--help"], "Usage: "),
        (["--version"], f"naqi, version {__version__}\n"),
    ],
    ids=words,
)
def test_help_and_version_exit_0(arguments: list[str], start: str) -> None:
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(start)
