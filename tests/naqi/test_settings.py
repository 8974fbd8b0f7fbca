"""Settings files: which is read, what it may say, and that flags win."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi.cli import main

# One finding each of TX101 (a warning) and BP101 (an error).
LEAK = "وصل الوفد صباح الأحد. .\n\n[ad_1]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder two levels below the one that the tests put settings in."""
    work = tmp_path / "project" / "work"
    work.mkdir(parents=True)
    (work / "a.txt").write_text(LEAK, "utf-8")
    monkeypatch.chdir(work)
    return work


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def check(*arguments: str) -> Result:
    return run("check", "a.txt", *arguments)


def rules(*arguments: str) -> list[str]:
    return list(json.loads(check("--format", "json", *arguments).stdout)["summary"]["rules"])


def shown(*arguments: str) -> tuple[str, dict[str, Any]]:
    """Where settings come from, and what they are."""
    result = run("check", "--show-settings", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()[0], tomllib.loads(result.stdout)


# Which file.
def test_the_nearest_file_is_read_and_those_above_are_not(folder: Path) -> None:
    (folder.parent.parent / "naqi.toml").write_text('ignore = "TX101"\nstrict = true\n', "utf-8")
    (folder.parent / "naqi.toml").write_text('select = "BP101,TX101"\n', "utf-8")
    source, settings = shown()
    assert source == f"# {folder.parent / 'naqi.toml'}"
    assert (settings["select"], settings["ignore"], settings["strict"]) == (["BP101", "TX101"], [], False)
    assert rules() == ["BP101", "TX101"]


def test_a_file_in_the_working_folder_is_nearest(folder: Path) -> None:
    (folder.parent / "naqi.toml").write_text('select = "BP101"\n', "utf-8")
    (folder / "naqi.toml").write_text('select = "TX101"\n', "utf-8")
    assert rules() == ["TX101"]


def test_naqi_toml_goes_before_pyproject_toml_of_the_same_folder(folder: Path) -> None:
    (folder / "naqi.toml").write_text('select = "BP101"\n', "utf-8")
    (folder / "pyproject.toml").write_text('[tool.naqi]\nselect = "TX101"\nstrict = true\n', "utf-8")
    assert rules() == ["BP101"]
    assert shown()[1]["strict"] is False


def test_a_nearer_pyproject_toml_goes_before_a_farther_naqi_toml(folder: Path) -> None:
    (folder.parent / "naqi.toml").write_text('select = "TX101"\n', "utf-8")
    (folder / "pyproject.toml").write_text('[tool.naqi]\nselect = "BP101"\n', "utf-8")
    assert rules() == ["BP101"]


def test_a_pyproject_toml_without_a_table_for_naqi_is_passed_over(folder: Path) -> None:
    (folder.parent / "pyproject.toml").write_text('[tool.naqi]\nselect = "BP101"\n', "utf-8")
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.other]\nselect = "TX101"\n', "utf-8")
    source, settings = shown()
    assert (source, settings["select"]) == (f"# {folder.parent / 'pyproject.toml'}", ["BP101"])


@pytest.mark.parametrize(("name", "content"), [("naqi.toml", ""), ("pyproject.toml", "[tool.naqi]\n")])
def test_an_empty_file_is_the_nearest_all_the_same(folder: Path, name: str, content: str) -> None:
    (folder.parent / "naqi.toml").write_text('select = "BP101"\n', "utf-8")
    (folder / name).write_text(content, "utf-8")
    source, settings = shown()
    assert (source, settings["select"]) == (f"# {folder / name}", [])


def test_a_folder_named_like_a_settings_file_is_none(folder: Path) -> None:
    (folder / "naqi.toml").mkdir()
    (folder.parent / "naqi.toml").write_text('select = "BP101"\n', "utf-8")
    assert rules() == ["BP101"]


DEFAULTS: dict[str, Any] = {
    "exit-zero": False,
    "extend-select": [],
    "format": "table",
    "ignore": [],
    "input-format": "txt",
    "jobs": 1,
    "max-findings": 1000,
    "report": [],
    "select": [],
    "statistics": False,
    "strict": False,
}


def test_without_a_file_there_are_defaults() -> None:
    source, settings = shown("--isolated")
    assert source == "# no settings file: defaults and flags"
    assert {key: settings[key] for key in DEFAULTS} == DEFAULTS


@pytest.mark.parametrize("arguments", [["--config", "../other.toml"], ["--config=../other.toml"]], ids=["two words", "one word"])
def test_a_named_file_is_read_in_place_of_the_nearest(folder: Path, arguments: list[str]) -> None:
    (folder / "naqi.toml").write_text('select = "TX101"\nstrict = true\n', "utf-8")
    (folder.parent / "other.toml").write_text('select = "BP101"\n', "utf-8")
    source, settings = shown(*arguments)
    assert (source, settings["select"], settings["strict"]) == ("# ../other.toml", ["BP101"], False)
    assert rules(*arguments) == ["BP101"]


def test_a_named_pyproject_toml_is_read_for_its_table(folder: Path) -> None:
    (folder.parent / "pyproject.toml").write_text('[tool.naqi]\nselect = "BP101"\n', "utf-8")
    assert rules("--config", "../pyproject.toml") == ["BP101"]


def test_isolated_reads_no_file(folder: Path) -> None:
    (folder / "naqi.toml").write_text("nonsense\n", "utf-8")
    assert rules("--isolated", "--select", "BP101") == ["BP101"]
    assert rules("--isolated", "--config", "naqi.toml", "--select", "BP101") == ["BP101"]


def test_what_stands_behind_two_dashes_is_a_path_not_a_flag(folder: Path) -> None:
    (folder / "naqi.toml").write_text('select = "BP101"\n', "utf-8")
    result = run("check", "--format", "json", "--", "--isolated", "a.txt")
    report = json.loads(result.stdout)
    assert list(report["summary"]["rules"]) == ["BP101"]
    assert [error["path"] for error in report["errors"]] == ["--isolated"]


# What it says.
def test_settings_have_the_effect_of_their_flags(folder: Path) -> None:
    (folder / "naqi.toml").write_text('select = ["BP101", "TX001", "TX1"]\nignore = "TX101"\nformat = "json"\nexit-zero = true\n', "utf-8")
    result = check()
    assert result.exit_code == 0
    assert list(json.loads(result.stdout)["summary"]["rules"]) == ["BP101"]


def test_strict_from_a_file_fails_the_run(folder: Path) -> None:
    (folder / "naqi.toml").write_text('select = "TX101"\n', "utf-8")
    assert check().exit_code == 0
    (folder / "naqi.toml").write_text('select = "TX101"\nstrict = true\n', "utf-8")
    assert check().exit_code == 1


@pytest.mark.parametrize(
    ("setting", "flag", "key", "expected"),
    [
        ('select = "TX101"', ["--select", "BP101"], "select", ["BP101"]),
        ("jobs = 3", ["--jobs", "2"], "jobs", 2),
        ('format = "json"', ["--format", "jsonl"], "format", "jsonl"),
        ('column = "body"', ["--column", "text"], "column", "text"),
        ("max-findings = 5", ["--max-findings", "0"], "max-findings", 0),
        ('baseline = "a.json"', ["--baseline", "b.json"], "baseline", "b.json"),
        ("strict = false", ["--strict"], "strict", True),
    ],
)
def test_flags_win(folder: Path, setting: str, flag: list[str], key: str, expected: object) -> None:
    (folder / "naqi.toml").write_text(setting + "\n", "utf-8")
    assert shown()[1][key] != expected
    assert shown(*flag)[1][key] == expected


def test_a_flag_leaves_the_other_settings_in_force(folder: Path) -> None:
    (folder / "naqi.toml").write_text('select = "BP101,TX101"\nmax-findings = 7\n', "utf-8")
    settings = shown("--ignore", "TX101")[1]
    assert (settings["select"], settings["ignore"], settings["max-findings"]) == (["BP101", "TX101"], ["TX101"], 7)


def test_paths_are_relative_to_the_file(folder: Path) -> None:
    assert run("check", "a.txt", "--select", "BP101,TX101", "--write-baseline", "../accepted.json").exit_code == 0
    (folder.parent / "naqi.toml").write_text('baseline = "accepted.json"\nselect = "BP101,TX101"\nstrict = true\n', "utf-8")
    assert shown()[1]["baseline"] == str(folder.parent / "accepted.json")
    assert check().exit_code == 0
    assert check("--isolated", "--select", "BP101").exit_code == 1


def test_paths_of_a_named_file_are_relative_to_it(folder: Path) -> None:
    (folder / "conf").mkdir()
    (folder / "conf" / "x.toml").write_text('baseline = "b.json"\n', "utf-8")
    assert shown("--config", "conf/x.toml")[1]["baseline"] == "conf/b.json"


def test_an_absolute_path_stays(folder: Path) -> None:
    (folder / "naqi.toml").write_text('baseline = "/somewhere/b.json"\n', "utf-8")
    assert shown()[1]["baseline"] == "/somewhere/b.json"


def test_the_path_of_a_report_is_relative_to_the_file(folder: Path) -> None:
    (folder.parent / "naqi.toml").write_text('report = "json=out.json"\nselect = "BP101"\n', "utf-8")
    assert check().exit_code == 1
    assert not (folder / "out.json").exists()
    assert json.loads((folder.parent / "out.json").read_text("utf-8"))["summary"]["rules"] == {"BP101": 1}


def test_a_report_from_a_flag_is_relative_to_the_working_folder(folder: Path) -> None:
    (folder.parent / "naqi.toml").write_text('select = "BP101"\n', "utf-8")
    assert check("--report", "json=out.json").exit_code == 1
    assert (folder / "out.json").is_file()


# What is wrong with it.
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('selct = "BP101"', "unknown setting 'selct': did you mean select?"),
        ('Select = "BP101"', "unknown setting 'Select': did you mean select?"),
        ("max_findings = 5", "unknown setting 'max_findings': did you mean max-findings?"),
        ("xyz = 1", "unknown setting 'xyz': there are baseline, column, corpus, exit-zero, extend-select, "),
        ('write-baseline = "x"', "unknown setting 'write-baseline': did you mean baseline?"),
        ("[strict]", "setting 'strict' must be true or false"),
        ("strict = 1", "setting 'strict' must be true or false"),
        ('strict = "yes"', "setting 'strict' must be true or false"),
        ("select = 5", "setting 'select' must be a string or a list of strings"),
        ("select = true", "setting 'select' must be a string or a list of strings"),
        ('select = ["BP101", 5]', "setting 'select' must be a string or a list of strings"),
        ("column = true", "setting 'column' must be a single value"),
        ('column = ["text"]', "setting 'column' must be a single value"),
        ('column = {name = "text"}', "setting 'column' must be a single value"),
        ("jobs = true", "setting 'jobs' must be a single value"),
        ("jobs = 0", "setting 'jobs': 0 is not in the range x>=1."),
        ('format = "xml"', "setting 'format': 'xml' is not one of 'table', 'json', 'jsonl'"),
        ("a = = 1", "settings are not TOML ("),
        ("strict = true\nstrict = true", "settings are not TOML ("),
    ],
)
def test_a_wrong_setting_is_one_line_and_exit_2(folder: Path, content: str, message: str) -> None:
    path = folder / "naqi.toml"
    path.write_text(content + "\n", "utf-8")
    result = check()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"naqi: {path}: {message}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "content", ["jobs = 2.5", 'jobs = "two"', 'jobs = "2"', "column = 5", "baseline = 5", "format = 1", "jobs = 2026-01-01", "column = 2026-01-01"]
)
def test_a_value_of_the_wrong_type_is_one_line_and_exit_2(folder: Path, content: str) -> None:
    """None is turned into something else in silence."""
    path = folder / "naqi.toml"
    path.write_text(content + "\n", "utf-8")
    result = run("check", "--show-settings")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"naqi: {path}: setting {content.split(maxsplit=1)[0]!r}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("tool = 5", "tool must be a table"),
        ("[tool]\nnaqi = 5", "tool.naqi must be a table"),
        ("[[tool.naqi]]\nstrict = true", "tool.naqi must be a table"),
        ("[tool.naqi]\nstrict = 1", "setting 'strict' must be true or false"),
        ("[tool.naqi]\nselct = 1", "unknown setting 'selct': did you mean select?"),
    ],
)
def test_a_wrong_pyproject_toml_is_one_line_and_exit_2(folder: Path, content: str, message: str) -> None:
    path = folder / "pyproject.toml"
    path.write_text(content + "\n", "utf-8")
    result = check()
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: {path}: {message}\n")


def test_settings_that_are_not_utf8_are_one_line_and_exit_2(folder: Path) -> None:
    (folder / "naqi.toml").write_bytes(b"column = '\xe1'\n")
    result = check()
    assert result.exit_code == 2
    assert result.stderr.startswith(f"naqi: {folder / 'naqi.toml'}: settings are not TOML (")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere.toml", "nowhere.toml: settings cannot be read (No such file or directory)"),
        (".", ".: settings cannot be read (Is a directory)"),
        ("pyproject.toml", "pyproject.toml: has no [tool.naqi] table"),
    ],
)
def test_a_named_file_that_has_no_settings_is_one_line_and_exit_2(folder: Path, name: str, message: str) -> None:
    (folder / "pyproject.toml").write_text("[project]\n", "utf-8")
    result = check("--config", name)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: {message}\n")


def test_a_named_file_without_a_name_is_one_line_and_exit_2() -> None:
    result = check("--config")
    assert (result.exit_code, result.stderr) == (2, "naqi: Option '--config' requires an argument.\n")


def test_an_unknown_rule_in_a_file_is_one_line_and_exit_2(folder: Path) -> None:
    (folder / "naqi.toml").write_text('ignore = ["ad-markr"]\n', "utf-8")
    result = check()
    assert (result.exit_code, result.stderr) == (2, "naqi: unknown rule 'ad-markr': did you mean ad-marker?\n")


def test_help_needs_no_right_settings(folder: Path) -> None:
    (folder / "naqi.toml").write_text("xyz = 1\n", "utf-8")
    result = run("check", "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


# What is in force.
TRICKY = ["a\nb", 'a "b" \\ c', "\t", "\x7f", "\N{RIGHT-TO-LEFT OVERRIDE}", "النص", "'", "\x1b[2J", "\r"]


@pytest.mark.parametrize("value", TRICKY, ids=ascii)
def test_shown_settings_are_toml_whatever_they_hold(value: str) -> None:
    assert shown("--isolated", "--column", value)[1]["column"] == value


def test_a_path_cannot_break_the_shown_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = folder / "odd\nstrict = 1"
    odd.mkdir()
    (odd / "naqi.toml").write_text("jobs = 2\n", "utf-8")
    monkeypatch.chdir(odd)
    result = run("check", "--show-settings")
    assert tomllib.loads(result.stdout)["strict"] is False


def test_shown_settings_are_settings(folder: Path) -> None:
    """Saved to a file, they are in force again."""
    flags = ["--select", "BP101,TX", "--ignore", "TX001", "--column", 'a "b"', "--jobs", "2", "--baseline", "/x/b.json", "--strict", "--format", "json"]
    first = run("check", "--show-settings", *flags).stdout
    (folder / "naqi.toml").write_text(first, "utf-8")
    assert shown()[1] == tomllib.loads(first)


def test_shown_reports_are_settings_too(folder: Path) -> None:
    flags = ["--report", f"json={folder / 'a.json'}", "--report", f"table={folder / 'b=c.txt'}"]
    settings = shown(*flags)[1]
    assert settings["report"] == [f"json={folder / 'a.json'}", f"table={folder / 'b=c.txt'}"]


def test_what_is_not_set_is_said() -> None:
    lines = run("check", "--show-settings", "--isolated").stdout.splitlines()
    assert {f"# {name} is not set" for name in ("baseline", "column", "id-column", "source-column")} <= set(lines)


def test_showing_settings_checks_nothing() -> None:
    result = run("check", "nowhere.txt", "--isolated", "--show-settings", "--report", "json=out.json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert not Path("out.json").exists()


# Other commands.
def test_explain_reads_the_settings_that_concern_it(folder: Path) -> None:
    (folder / "naqi.toml").write_text('select = "TX101"\n', "utf-8")
    assert run("explain", "a.txt:3").stdout == "1 rules looked; no cue of theirs stands here.\n"
    assert run("explain", "a.txt:3", "--isolated", "--select", "BP101").stdout.startswith("BP101 ad-marker: finding\n")


@pytest.mark.parametrize("setting", ["strict = true", "jobs = 2", 'format = "json"', 'baseline = "b.json"', 'report = "json=x.json"'])
def test_explain_passes_over_the_settings_of_check(folder: Path, setting: str) -> None:
    """One file serves both."""
    (folder / "naqi.toml").write_text(f'select = "BP101"\n{setting}\n', "utf-8")
    result = run("explain", "a.txt:3")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("BP101 ad-marker: finding\n")


def test_explain_refuses_what_no_command_knows(folder: Path) -> None:
    (folder / "naqi.toml").write_text('selct = "BP101"\n', "utf-8")
    result = run("explain", "a.txt:3")
    assert (result.exit_code, result.stderr) == (2, f"naqi: {folder / 'naqi.toml'}: unknown setting 'selct': did you mean select?\n")


def test_commands_without_settings_read_none(folder: Path) -> None:
    (folder / "naqi.toml").write_text("nonsense\n", "utf-8")
    assert run("rules").exit_code == 0
    assert run("rule", "BP101").exit_code == 0
