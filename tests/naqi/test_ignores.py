"""Rules ignored for a source, a file or a document: what they leave, what is wrong with them, and that nothing goes green in silence."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from naqi.cli import main
from naqi.gate.ignores import Ignores, SourceIgnores
from naqi.inputs.model import Record
from naqi.rules.registry import UnknownRuleError, select

FEW = "BP101,BP102,TX001,TX101"
AD = "وصل الوفد صباح الأحد.\n\n[ad_1]\n"
BOTH = "وصل الوفد صباح الأحد.\n\n[ad_1]\n\n[gallery]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def check(*arguments: str) -> Result:
    return run("check", "--select", FEW, *arguments)


def report(*arguments: str) -> dict[str, Any]:
    result = check("--format", "json", *arguments)
    return {"code": result.exit_code, **json.loads(result.stdout)}


def found(*arguments: str) -> list[tuple[int | None, str]]:
    return [(finding["row"], finding["rule"]) for finding in report(*arguments)["findings"]]


def lines(path: str, *records: dict[str, Any]) -> None:
    Path(path).write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")


# For a source or a file.
def matches(pattern: str, path: str = "in/a.jsonl", source: str | None = None, folder: str = "/corpora") -> bool:
    return SourceIgnores(pattern, ("BP101",), Path(folder)).match(Record(str(Path("/corpora") / path), 0, 1, None, "", source))


@pytest.mark.parametrize(
    ("pattern", "source", "expected"),
    [
        ("wire", "wire", True),
        ("wire", "wires", False),
        ("wire", None, False),
        ("https://*.example/*", "https://a.example/news", True),
        ("https://*.example/*", "https://a.example.org", False),
        ("Wire", "wire", False),
        ("[ab]1", "b1", True),
        ("وكالة*", "وكالة البحر", True),
        ("a.jsonl", None, True),
        ("*.jsonl", None, True),
        ("b.jsonl", None, False),
        ("in/a.jsonl", None, True),
        ("in/*", None, True),
        ("./in/*", None, True),
        ("*/a.jsonl", None, True),
        ("in", None, False),
        ("/corpora/in/*", None, True),
        ("out/*", None, False),
    ],
)
def test_a_pattern_is_of_a_source_a_file_name_or_a_path(pattern: str, source: str | None, expected: bool) -> None:
    assert matches(pattern, source=source) == expected


def test_a_relative_path_begins_at_the_settings_file() -> None:
    assert matches("in/*", folder="/corpora")
    assert not matches("in/*", folder="/corpora/conf")
    assert matches("../in/*", folder="/corpora/conf")


def test_rules_are_ignored_for_one_source_and_not_for_another(folder: Path) -> None:
    lines("a.jsonl", {"text": BOTH, "source": "x"}, {"text": BOTH, "source": "y"}, {"text": BOTH})
    assert found("a.jsonl", "--per-source-ignores", "x:BP101") == [(0, "BP102"), (1, "BP101"), (1, "BP102"), (2, "BP101"), (2, "BP102")]
    assert found("a.jsonl", "--per-source-ignores", "x:BP101", "--per-source-ignores", "[xy]:ad-marker,BP102") == [(2, "BP101"), (2, "BP102")]


def test_the_source_column_may_be_named(folder: Path) -> None:
    lines("a.jsonl", {"text": AD, "paper": "x"}, {"text": AD, "paper": "y"})
    assert found("a.jsonl", "--source-column", "paper", "--per-source-ignores", "x:BP") == [(1, "BP101")]


def test_rules_are_ignored_for_a_file(folder: Path) -> None:
    for name in ("a.txt", "b.txt", "sub/a.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(AD, "utf-8")
    paths = [finding["path"] for finding in report(".", "--per-source-ignores", "sub/*:BP101")["findings"]]
    assert paths == ["a.txt", "b.txt"]
    paths = [finding["path"] for finding in report(".", "--per-source-ignores", "a.txt:BP101")["findings"]]
    assert paths == ["b.txt"]


def test_settings_hold_a_table_of_ignores_relative_to_their_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "naqi.toml").write_text('[per-source-ignores]\n"sub/*" = "BP101"\nwire = ["BP102", "TX"]\n', "utf-8")
    (folder / "sub").mkdir()
    monkeypatch.chdir(folder / "sub")
    lines("a.jsonl", {"text": BOTH, "source": "y"}, {"text": BOTH, "source": "wire"}, {"text": None, "source": "wire"})
    assert found("a.jsonl") == [(0, "BP102")]
    assert found("a.jsonl", "--isolated") == [(0, "BP101"), (0, "BP102"), (1, "BP101"), (1, "BP102"), (2, "TX001")]


def test_a_flag_wins_over_the_table(folder: Path) -> None:
    (folder / "naqi.toml").write_text('[per-source-ignores]\nx = "BP101"\n', "utf-8")
    lines("a.jsonl", {"text": BOTH, "source": "x"})
    assert found("a.jsonl", "--per-source-ignores", "x:BP102") == [(0, "BP101")]


def test_pyproject_toml_may_hold_the_table(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.naqi.per-source-ignores]\nx = "BP101"\n', "utf-8")
    lines("a.jsonl", {"text": BOTH, "source": "x"})
    assert found("a.jsonl") == [(0, "BP102")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("per-source-ignores = 5", "setting 'per-source-ignores' must be a table: a pattern each, with a string or a list of strings"),
        ('per-source-ignores = ["x:BP101"]', "setting 'per-source-ignores' must be a table: a pattern each, with a string or a list of strings"),
        ("[per-source-ignores]\nx = 5", "setting 'per-source-ignores': 'x' must have a string or a list of strings"),
        ('[per-source-ignores]\nx = ["BP101", 5]', "setting 'per-source-ignores': 'x' must have a string or a list of strings"),
        ("[per-source-ignores.x]\ny = 5", "setting 'per-source-ignores': 'x' must have a string or a list of strings"),
        ("[per-source-ignore]\nx = 5", "unknown setting 'per-source-ignore': did you mean per-source-ignores?"),
    ],
)
def test_a_wrong_table_is_one_line_and_exit_2(folder: Path, content: str, message: str) -> None:
    (folder / "naqi.toml").write_text(content + "\n", "utf-8")
    result = check("a.jsonl")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: {folder / 'naqi.toml'}: {message}\n")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("x", "per-source-ignores 'x': give GLOB:RULES, with rules separated by commas"),
        ("x:", "per-source-ignores 'x:': give GLOB:RULES, with rules separated by commas"),
        ("x: ,", "per-source-ignores 'x: ,': give GLOB:RULES, with rules separated by commas"),
        (":BP101", "per-source-ignores ':BP101': give GLOB:RULES, with rules separated by commas"),
        ("x:BP101,ad-markr", "per-source-ignores 'x': unknown rule 'ad-markr': did you mean ad-marker?"),
    ],
)
def test_a_wrong_flag_is_one_line_and_exit_2(value: str, message: str) -> None:
    for arguments in (["check", "a.jsonl"], ["check", "a.jsonl", "--show-settings"], ["explain", "a.jsonl:1"]):
        result = run(*arguments, "--per-source-ignores", value)
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: {message}\n")


def test_an_unknown_rule_in_the_table_is_one_line_and_exit_2(folder: Path) -> None:
    (folder / "naqi.toml").write_text('[per-source-ignores]\nx = "BPX"\n', "utf-8")
    result = check("a.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("naqi: per-source-ignores 'x': unknown rule 'BPX': ")


@pytest.mark.parametrize("pattern", ["wire", 'a"b', "https://x.example/*", "a\\b", "النص"])
def test_shown_ignores_are_settings(folder: Path, pattern: str) -> None:
    flags = ["--per-source-ignores", f"{pattern}:BP101,TX", "--ignore-column", "skip"]
    first = run("check", "--isolated", "--show-settings", *flags).stdout
    shown = tomllib.loads(first)
    assert (shown["per-source-ignores"], shown["ignore-column"]) == ({pattern: ["BP101", "TX"]}, "skip")
    (folder / "naqi.toml").write_text(first, "utf-8")
    assert tomllib.loads(run("check", "--show-settings").stdout) == shown


def test_without_ignores_the_shown_table_is_empty() -> None:
    result = run("check", "--isolated", "--show-settings").stdout
    assert tomllib.loads(result)["per-source-ignores"] == {}
    assert "# ignore-column is not set" in result.splitlines()


# For a document.
ROWS = [
    {"text": BOTH, "skip": "BP101"},
    {"text": BOTH, "skip": " bp102 , TX "},
    {"text": BOTH, "skip": ""},
    {"text": BOTH, "skip": None},
    {"text": None, "skip": "TX001"},
    {"text": None, "skip": "BP"},
]
LEFT = [(0, "BP102"), (1, "BP101"), (2, "BP101"), (2, "BP102"), (3, "BP101"), (3, "BP102"), (5, "TX001")]


def write(path: str, rows: list[dict[str, Any]]) -> None:
    if path.endswith(".jsonl"):
        lines(path, *rows)
    elif path.endswith(".json"):
        Path(path).write_text(json.dumps(rows), "utf-8")
    else:
        table = pa.Table.from_pylist(rows)
        if path.endswith(".parquet"):
            pq.write_table(table, path)
        else:
            with pa.OSFile(path, "wb") as sink, pa.ipc.new_stream(sink, table.schema) as writer:
                writer.write_table(table)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("path", ["a.jsonl", "a.json", "a.parquet", "a.arrow"])
def test_a_document_names_the_rules_that_it_ignores(path: str, jobs: str) -> None:
    write(path, ROWS)
    assert found(path, "--column", "text", "--ignore-column", "skip", "--jobs", jobs) == LEFT


@pytest.mark.parametrize("path", ["a.jsonl", "a.json", "a.parquet", "a.arrow"])
def test_a_list_of_rules_does_as_well(path: str) -> None:
    rows = [{**row, "skip": None if row["skip"] is None else str(row["skip"]).split(",")} for row in ROWS]
    write(path, rows)
    assert found(path, "--column", "text", "--ignore-column", "skip") == LEFT


def test_a_column_of_csv_names_rules_too(folder: Path) -> None:
    (folder / "a.csv").write_text('text,skip\n"[ad_1]","BP101,TX"\n"[ad_1]",\n"[ad_1]",BP102\n', "utf-8")
    assert found("a.csv", "--column", "text", "--ignore-column", "skip") == [(1, "BP101"), (2, "BP101")]


def test_few_objects_need_to_have_the_column() -> None:
    lines("a.jsonl", {"text": AD}, {"text": AD, "skip": "BP101"})
    assert found("a.jsonl", "--ignore-column", "skip") == [(0, "BP101")]


def test_settings_may_name_the_column(folder: Path) -> None:
    (folder / "naqi.toml").write_text('ignore-column = "skip"\n', "utf-8")
    write("a.jsonl", ROWS)
    assert found("a.jsonl", "--column", "text") == LEFT


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("a.jsonl", "no record has column 'skp': name another with --ignore-column"),
        ("a.json", "no record has column 'skp': name another with --ignore-column"),
        ("a.parquet", "no column 'skp': there are text, skip"),
        ("a.arrow", "no column 'skp': there are text, skip"),
    ],
)
def test_a_column_that_is_not_there_is_exit_2(path: str, message: str) -> None:
    write(path, ROWS)
    result = report(path, "--column", "text", "--ignore-column", "skp")
    assert result["code"] == 2
    assert [error["message"] for error in result["errors"]] == [message]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_unknown_rule_is_said_with_its_line_and_the_document_is_checked_all_the_same(jobs: str) -> None:
    lines("a.jsonl", {"text": AD, "skip": "BP102"}, {"text": BOTH, "skip": "ad-markr,BP102"}, {"text": AD, "skip": "BP101"})
    result = report("a.jsonl", "--ignore-column", "skip", "--jobs", jobs, "--column", "text")
    assert result["code"] == 2
    message = "the document's ignores: unknown rule 'ad-markr': did you mean ad-marker?"
    assert result["errors"] == [{"path": "a.jsonl", "file_line": 2, "message": message}]
    assert [(finding["row"], finding["rule"]) for finding in result["findings"]] == [(0, "BP101"), (1, "BP101")]


@pytest.mark.parametrize("value", [5, True, {"a": 1}, ["BP101", 5]], ids=str)
def test_a_value_that_names_no_rules_is_a_problem_and_the_document_is_checked(value: object) -> None:
    lines("a.jsonl", {"text": AD, "skip": value})
    result = report("a.jsonl", "--ignore-column", "skip")
    assert (result["code"], [finding["rule"] for finding in result["findings"]]) == (2, ["BP101"])
    (error,) = result["errors"]
    assert error["message"].startswith("column 'skip' is ")


@pytest.mark.parametrize("path", ["a.parquet", "a.arrow"])
def test_a_column_of_numbers_names_no_rules(path: str) -> None:
    write(path, [{"text": AD, "skip": 5}])
    result = report(path, "--ignore-column", "skip")
    assert result["code"] == 2
    assert [error["message"] for error in result["errors"]] == [
        "column 'skip' is int64, neither strings nor lists of strings: it must name rules to ignore",
    ]


def test_a_null_in_a_list_of_rules_names_none() -> None:
    write("a.parquet", [{"text": BOTH, "skip": ["BP101", None]}])
    assert found("a.parquet", "--ignore-column", "skip") == [(0, "BP102")]


def test_both_kinds_of_ignores_add_up() -> None:
    lines("a.jsonl", {"text": BOTH, "source": "x", "skip": "BP101"})
    assert found("a.jsonl", "--ignore-column", "skip", "--per-source-ignores", "x:BP102") == []


def test_ignoring_a_rule_brings_back_the_finding_that_lay_inside_its_own() -> None:
    """As with --ignore: what a checker without the rule would report."""
    text = "وصل الوفد.\n\nاقرأ أيضا: [ad_1]\n"
    (Path("a.jsonl")).write_text(json.dumps({"text": text, "skip": "BP401"}) + "\n", "utf-8")
    ignored = json.loads(run("check", "a.jsonl", "--ignore", "BP401", "--format", "json").stdout)["findings"]
    assert json.loads(run("check", "a.jsonl", "--column", "text", "--ignore-column", "skip", "--format", "json").stdout)["findings"] == ignored
    assert ignored


# Nothing goes green in silence.
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_documents_without_a_rule_left_are_counted_and_said(jobs: str) -> None:
    lines("a.jsonl", {"text": AD, "source": "x"}, {"text": "نص.", "source": "y"}, {"text": AD, "source": "x"})
    arguments = ["a.jsonl", "--column", "text", "--source-column", "source", "--per-source-ignores", "x:ALL", "--jobs", jobs]
    result = check(*arguments)
    assert result.exit_code == 0
    assert result.stdout == "\nClean: no finding in 1 document, 3 characters. 2 documents not checked: ignores leave no rule.\n"
    summary = report(*arguments)["summary"]
    assert (summary["documents"], summary["documents_without_rules"], summary["characters"]) == (3, 2, 3)


@pytest.mark.parametrize("flags", [[], ["--exit-zero"], ["--strict"], ["--write-baseline", "base.json"]], ids=" ".join)
def test_a_run_in_which_no_document_has_a_rule_left_is_exit_2(folder: Path, flags: list[str]) -> None:
    lines("a.jsonl", {"text": AD, "skip": "BP101,BP102,TX"}, {"text": AD, "skip": "ALL"})
    result = check("a.jsonl", "--ignore-column", "skip", "--column", "text", *flags)
    assert result.exit_code == 2
    assert result.stdout == "\nNo document was checked: the ignores of 2 documents leave no rule.\n"
    assert not (folder / "base.json").exists()


def test_a_null_that_may_be_null_is_clean() -> None:
    lines("a.jsonl", {"text": None, "skip": "TX001"})
    assert report("a.jsonl", "--ignore-column", "skip", "--column", "text")["code"] == 0


def test_a_baseline_holds_what_ignores_leave(folder: Path) -> None:
    lines("a.jsonl", {"text": BOTH, "skip": "BP101"})
    arguments = ["a.jsonl", "--column", "text", "--ignore-column", "skip"]
    assert check(*arguments, "--write-baseline", "base.json").exit_code == 0
    assert len(json.loads((folder / "base.json").read_text("utf-8"))["findings"]) == 1
    assert check(*arguments, "--baseline", "base.json").exit_code == 0
    assert found("a.jsonl", "--column", "text", "--baseline", "base.json") == [(0, "BP101")]


# Explained.
def test_explain_leaves_out_what_is_ignored(folder: Path) -> None:
    lines("a.jsonl", {"text": AD, "source": "x", "skip": "BP102"}, {"text": AD, "source": "x", "skip": "ALL"}, {"text": AD, "skip": "ad-markr"})
    arguments = ["--select", FEW, "--column", "text", "--ignore-column", "skip"]
    assert run("explain", "a.jsonl:1", *arguments).stdout.startswith("BP101 ad-marker: finding\n")
    assert run("explain", "a.jsonl:1", *arguments, "--per-source-ignores", "x:BP101").stdout == "2 rules looked; no cue of theirs stands here.\n"
    assert run("explain", "a.jsonl:2", *arguments).stdout == "No rule looks here: the document's ignores leave none.\n"
    result = run("explain", "a.jsonl:3", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("naqi: a.jsonl:3: the document's ignores: unknown rule 'ad-markr': did you mean ad-marker?\n")


def test_without_ignores_the_selection_itself_is_used() -> None:
    rules = select()
    assert Ignores(rules).of(Record("a", 0, 1, None, ""))[0] is rules


def test_an_unknown_rule_for_a_source_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UnknownRuleError, match="per-source-ignores 'x': unknown rule 'BPX'"):
        Ignores(select(), [SourceIgnores("x", ("BPX",), Path())])
