"""`naqi explain FILE:LINE`: which cues stand there, and which condition said no."""

from __future__ import annotations

import gzip
import json
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from naqi.checker import Checker
from naqi.cli import main
from naqi.rules.registry import BY_CODE, select

RLI, PDI = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
NOTHING = "1 rules looked; no cue of theirs stands here.\n"
PROSE = "قال الوزير إن المشروع سيبدأ في الربيع المقبل بعد موافقة المجلس."
FOUND = (
    f"TX101 doubled-stop: finding\n  cue {RLI}. .{PDI} (pattern) at 1:4\n    yes  two marks, not a row of them\n"
    "    yes  no pause: two dots, a space before each, within a line\n    yes  unquoted\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that paths are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def explain(place: str, *arguments: str, select: str = "TX101") -> Result:
    return CliRunner().invoke(main, ["explain", place, "--select", select, *arguments], catch_exceptions=False)


def explained(folder: Path, text: str, line: int = 1, select: str = "TX101") -> str:
    (folder / "a.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    result = explain(f"a.txt:{line}", select=select)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def write_lines(path: Path, *texts: str | None) -> None:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "ascii")


# What is printed.
def test_a_finding_shows_its_cue_and_that_all_its_conditions_hold(folder: Path) -> None:
    assert explained(folder, "نعم. .\n") == FOUND


def test_the_first_condition_that_says_no_is_the_last_that_is_shown(folder: Path) -> None:
    head = f"TX101 doubled-stop: no finding\n  cue {RLI}. .{PDI} (pattern) at 1:"
    assert explained(folder, "نعم. . .") == f"{head}4\n    NO   two marks, not a row of them\n"
    assert (
        explained(folder, "«نعم. . نعم»")
        == f"{head}5\n    yes  two marks, not a row of them\n    yes  no pause: two dots, a space before each, within a line\n    NO   unquoted\n"
    )


@pytest.mark.parametrize("line", [2, 3, 4])
def test_a_line_without_a_cue_says_so(folder: Path, line: int) -> None:
    """Blank lines, and the one behind the last line break, are lines too."""
    assert explained(folder, f"نعم. .\n\n{PROSE}\n", line) == NOTHING


def test_the_number_of_rules_that_looked_is_said(folder: Path) -> None:
    assert explained(folder, PROSE, select="BP101,EN,TX1") == f"{len(select(['BP101', 'EN', 'TX1']))} rules looked; no cue of theirs stands here.\n"


def test_only_the_cues_of_the_line_are_shown_in_order_of_place(folder: Path) -> None:
    text = "نعم. .\nلا، ، ثم نعم! ! ثم\nنعم. .\n"
    lines = explained(folder, text, 2).splitlines()
    assert [line for line in lines if "cue" in line] == [f"  cue {RLI}، ،{PDI} (pattern) at 2:3", f"  cue {RLI}! !{PDI} (pattern) at 2:13"]


def test_phrases_frames_patterns_raw_patterns_and_detectors_are_told_apart(folder: Path) -> None:
    lost = "\N{REPLACEMENT CHARACTER}"
    assert explained(folder, f"نعم {lost}{lost}", select="EN101") == (
        f"EN101 replacement-character: finding\n  cue {RLI}{lost}{lost}{PDI} (raw pattern) at 1:5\n    yes  not the only one, shown as an example\n"
    )
    assert explained(folder, "إعلان", select="BP101") == (
        f"BP101 ad-marker: finding\n  cue {RLI}إعلان{PDI} (phrase) at 1:1\n    yes  is the whole line, or a cell of a row\n    yes  unquoted\n"
        f"BP101 ad-marker: finding\n  cue {RLI}إعلان{PDI} (frame) at 1:1\n    yes  line ends without a stop\n"
        "    yes  does not begin with a figure\n    yes  unquoted\n"
        "    yes  no sentence shows it behind a colon\n    yes  nobody says it behind a comma\n"
    )
    assert explained(folder, " ", select="TX001") == f"TX001 blank-text: finding\n  cue {RLI} {PDI} (detector) at 1:1\n"


def test_a_phrase_in_prose_is_shown_with_the_condition_that_keeps_it_from_being_a_finding(folder: Path) -> None:
    assert explained(folder, "صدر إعلان الفائزين مساء أمس.", select="BP101") == (
        f"BP101 ad-marker: no finding\n  cue {RLI}إعلان{PDI} (phrase) at 1:5\n    NO   is the whole line, or a cell of a row\n"
    )


def test_a_finding_inside_that_of_another_rule_names_it(folder: Path) -> None:
    text = f"{PROSE}\n\nاقرأ أيضا: [ad_1] خبر آخر\n"
    assert explained(folder, text, 3, "BP101,BP401").endswith(
        f"BP101 ad-marker: no finding\n  cue {RLI}[ad_1]{PDI} (pattern) at 3:12\n    yes  unquoted\n    NO   not inside a finding of BP401\n"
        f"BP101 ad-marker: no finding\n  cue {RLI}ad{PDI} (phrase) at 3:13\n    NO   is the whole line, or a cell of a row\n"
    )
    assert "finding of" not in explained(folder, text, 3, "BP101")


def test_a_cue_over_several_lines_belongs_to_each(folder: Path) -> None:
    expected = (
        f"TX001 blank-text: finding\n  cue {RLI} \N{DOWNWARDS ARROW WITH CORNER LEFTWARDS} \N{DOWNWARDS ARROW WITH CORNER LEFTWARDS} {PDI} (detector) at 1:1\n"
    )
    for line in (1, 2, 3):
        assert explained(folder, " \n \n ", line, "TX001") == expected


def test_a_long_cue_is_cut(folder: Path) -> None:
    lost = "\N{REPLACEMENT CHARACTER}"
    assert f"cue {RLI}{lost * 160}\N{HORIZONTAL ELLIPSIS}{PDI} (raw" in explained(folder, lost * 161, select="EN101")
    assert f"cue {RLI}{lost * 160}{PDI} (raw" in explained(folder, lost * 160, select="EN101")


def test_a_cue_cannot_steer_the_terminal(folder: Path) -> None:
    text = "\N{RIGHT-TO-LEFT OVERRIDE}\N{ZERO WIDTH SPACE}"
    assert explained(folder, text, select="TX001") == f"TX001 blank-text: finding\n  cue {RLI}<U+202E><U+200B>{PDI} (detector) at 1:1\n"


def test_all_rules_on_by_default_look_unless_told(folder: Path) -> None:
    (folder / "a.txt").write_text("\n", "utf-8")
    result = CliRunner().invoke(main, ["explain", "a.txt:2", "--ignore", "TX001"], catch_exceptions=False)
    assert result.stdout == f"{len(select()) - 1} rules looked; no cue of theirs stands here.\n"


# What a line is.
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_line_of_a_text_is_the_one_that_check_names(folder: Path, newline: str) -> None:
    (folder / "a.txt").write_bytes(newline.join(["نعم.", "", "نعم. .", ""]).encode())
    report = json.loads(CliRunner().invoke(main, ["check", "a.txt", "--select", "TX101", "--format", "json"]).stdout)
    (found,) = report["findings"]
    assert (found["file_line"], found["line"]) == (3, 3)
    result = explain("a.txt:3")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "at 3:4" in result.stdout


def test_a_line_of_json_lines_is_a_record_and_the_whole_record_is_explained(folder: Path) -> None:
    write_lines(folder / "a.jsonl", "نعم.", "نعم. .\n\nلا. .", "نعم. .")
    output = explain("a.jsonl:2", "--column", "text").stdout
    assert [line.rpartition(" ")[2] for line in output.splitlines() if "cue" in line] == ["1:4", "3:3"]
    assert explain("a.jsonl:1", "--column", "text").stdout == NOTHING


def test_blank_lines_count_as_lines_of_json_lines(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(b'\n\n{"text": "x. ."}\n')
    assert "at 1:2" in explain("a.jsonl:3", "--column", "text").stdout


def test_a_line_of_compressed_json_lines_is_a_record_too(folder: Path) -> None:
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n{"text": "y. ."}\n'))
    assert "finding" in explain("a.jsonl.gz:2", "--column", "text").stdout


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow"])
def test_a_line_of_a_table_is_the_number_of_a_record(folder: Path, name: str) -> None:
    table = pa.table({"text": ["نعم."] * 1200 + ["نعم. ."]})
    if name == "a.parquet":
        pq.write_table(table, folder / name)
    else:
        with pa.OSFile(name, "wb") as file, pa.ipc.new_stream(file, table.schema) as writer:
            writer.write_table(table, 500)
    assert explain(f"{name}:1200", "--column", "text").stdout == NOTHING
    assert explain(f"{name}:1201", "--column", "text").stdout == FOUND


@pytest.mark.parametrize(("line", "cues"), [(2, ["2:2"]), (3, ["2:2"]), (4, []), (5, ["1:2"])])
def test_a_line_of_a_csv_file_is_the_record_that_holds_it(folder: Path, line: int, cues: list[str]) -> None:
    (folder / "a.csv").write_bytes(b'id,text\n1,"a\nb. ."\n2,c\n3,d. .\n')
    output = explain(f"a.csv:{line}", "--column", "text").stdout
    assert [row.rpartition(" ")[2] for row in output.splitlines() if "  cue" in row] == cues


@pytest.mark.parametrize(("line", "cues"), [(2, 1), (3, 1), (4, 1), (5, 0), (6, 0), (7, 0)])
def test_a_line_of_a_json_file_is_the_record_that_holds_it(folder: Path, line: int, cues: int) -> None:
    (folder / "a.json").write_text(json.dumps([{"text": "x. ."}, {"text": "y"}], indent=1), "ascii")
    assert explain(f"a.json:{line}", "--column", "text").stdout.count("  cue") == cues


def test_a_null_is_explained(folder: Path) -> None:
    write_lines(folder / "a.jsonl", None)
    assert explain("a.jsonl:1", "--column", "text", select="TX001").stdout == f"TX001 blank-text: finding\n  cue {RLI}{PDI} (detector) at 1:1\n"


def test_a_guessed_column_is_said(folder: Path) -> None:
    write_lines(folder / "a.jsonl", "نعم. .")
    result = explain("a.jsonl:1")
    assert (result.exit_code, result.stdout, result.stderr) == (0, FOUND, "naqi: a.jsonl: reading column 'text' as text\n")


def test_a_colon_in_the_name_of_a_file_is_no_place(folder: Path) -> None:
    (folder / "a:7.txt").write_text("نعم. .\n", "utf-8")
    assert explain("a:7.txt:1").stdout == FOUND


# What is wrong.
@pytest.mark.parametrize("place", ["a.txt", "a.txt:", "a.txt:0", "a.txt:-1", "a.txt:x", "a.txt:1.5", "a.txt: 1", ":1", "", ":", "a.txt:\N{SUPERSCRIPT TWO}"])
def test_a_wrong_place_is_one_line_and_exit_2(folder: Path, place: str) -> None:
    (folder / "a.txt").write_text("نعم.\n", "utf-8")
    result = explain(place)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: {place!r} is no place: give FILE:LINE, with a line from 1\n")


@pytest.mark.parametrize(("text", "line"), [("نعم.", 2), ("نعم.\n", 3), ("نعم.\r\nنعم.", 3), ("نعم.\rنعم.", 3)], ids=ascii)
def test_a_line_beyond_the_end_of_a_text_is_one_line_and_exit_2(folder: Path, text: str, line: int) -> None:
    (folder / "a.txt").write_bytes(text.encode())
    result = explain(f"a.txt:{line}")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: a.txt has no line {line}\n")


RECORDS = [
    ("a.jsonl", b'{"text": "x. ."}\n{"text": "y. ."}\n', 3),
    ("a.jsonl", b'{"text": "x. ."}\n{"text": "y. ."}\n', 99),
    ("a.jsonl", b'{"text": "x. ."}\n\n{"text": "y. ."}\n', 2),
    ("a.jsonl.gz", gzip.compress(b'{"text": "x. ."}\n', mtime=0), 2),
    ("a.csv", b"n,text\n1,x. .\n", 1),
    ("a.csv", b"n,text\n1,x. .\n", 99),
    ("a.json", b'[{"text": "x. ."},\n{"text": "y. ."}]\n', 99),
    ("a.json", b'\n\n[{"text": "x. ."}]\n', 1),
]


@pytest.mark.parametrize(("name", "content", "line"), RECORDS, ids=[f"{name}:{line}" for name, _, line in RECORDS])
def test_a_line_without_a_record_is_one_line_and_exit_2(folder: Path, name: str, content: bytes, line: int) -> None:
    """The record of another line would explain what was not asked."""
    (folder / name).write_bytes(content)
    result = explain(f"{name}:{line}", "--column", "text")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: {name} has no record at line {line}\n")


@pytest.mark.parametrize("line", [3, 10**30])
def test_a_number_beyond_the_end_of_a_table_is_one_line_and_exit_2(folder: Path, line: int) -> None:
    pq.write_table(pa.table({"text": ["نعم. .", "نعم. ."]}), folder / "a.parquet")
    result = explain(f"a.parquet:{line}", "--column", "text")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: a.parquet has no record at line {line}\n")


def test_a_broken_line_is_not_explained_as_the_one_before_it(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(b'{"text": "x. ."}\n{\n{"text": "y. ."}\n')
    result = explain("a.jsonl:2", "--column", "text")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("naqi: a.jsonl:2: not JSON")
    assert "finding" in explain("a.jsonl:3", "--column", "text").stdout


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("nowhere.txt", None, "nowhere.txt: no such file or folder"),
        ("a.txt", b"", "a.txt: is empty (0 bytes): nothing was checked"),
        ("a.pdf", b"%PDF", "a.pdf: has no known format: give a file that ends in "),
        ("a.txt", b"\xe1", "a.txt: not UTF-8: byte 0xE1 at offset 0; "),
        ("a.jsonl", b'{"n": 1}', "a.jsonl:1: no column holds text: name one with --column, of n"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_exit_2(folder: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    result = explain(f"{name}:1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"naqi: {message}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("place", ["corpus:1", ".:1"])
def test_a_folder_is_no_file(folder: Path, place: str) -> None:
    """Whose line would it be?"""
    (folder / "corpus").mkdir()
    write_lines(folder / "corpus" / "a.jsonl", "نعم. .")
    write_lines(folder / "corpus" / "b.jsonl", "لا. .")
    result = explain(place, "--column", "text")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"naqi: {place.partition(':')[0]}")
    assert "folder" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--ignore", "TX101"], "no rule is selected: "),
        (["--select", "ad-markr"], "unknown rule 'ad-markr': did you mean ad-marker?"),
        (["--format", "json"], "No such option"),
    ],
)
def test_a_wrong_option_is_one_line_and_exit_2(folder: Path, arguments: list[str], message: str) -> None:
    (folder / "a.txt").write_text("نعم.\n", "utf-8")
    result = explain("a.txt:1", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"naqi: {message}")


def test_a_missing_place_is_one_line_and_exit_2() -> None:
    result = CliRunner().invoke(main, ["explain"], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (2, "naqi: Missing argument 'FILE:LINE'.\n")


# Checker.explain.
@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def agree(checker: Checker, text: str) -> None:
    """What is explained as a finding is one, and each finding is explained."""
    trials, findings = checker.explain(text), checker.check(text)
    assert {(trial.rule.code, trial.line) for trial in trials if trial.reported} == {(found.rule, found.line) for found in findings}
    for trial in trials:
        assert [holds for _, holds in trial.conditions[:-1]] == [True] * len(trial.conditions[:-1])
        assert text.split("\n")[trial.line - 1][trial.column - 1 :].startswith(trial.text.split("\n")[0])
        if trial.swallowed_by is not None:
            assert trial.swallowed_by in {found.rule for found in findings}


@pytest.mark.parametrize("code", [code for code, rule in BY_CODE.items() if rule.is_alone])
def test_examples_are_explained_as_they_are_checked(checker: Checker, code: str) -> None:
    example, clean = BY_CODE[code].example(), BY_CODE[code].clean_example()
    assert example is not None
    assert clean is not None
    agree(checker, example.text)
    agree(checker, clean.text)
    assert any(trial.reported and trial.rule.code == code for trial in Checker([BY_CODE[code]]).explain(example.text))


def test_a_scrape_is_explained_as_it_is_checked(checker: Checker) -> None:
    agree(checker, resources.files("naqi_dataset.demo").joinpath("wire-scrape.txt").read_text("utf-8"))


def test_trials_come_in_order_of_place(checker: Checker) -> None:
    trials = checker.explain("نعم. .\n\n[ad_1] نعم. .\n\nاترك تعليقاً\n\nنعم. .\n")
    places = [(trial.line, trial.column) for trial in trials]
    assert places == sorted(places)
    assert [(trial.line, trial.column) for trial in trials if trial.rule.code == "TX101"] == [(1, 4), (3, 11), (7, 4)]


@pytest.mark.parametrize("text", [None, "", " \n"])
def test_a_blank_text_is_explained_by_its_detector(checker: Checker, text: str | None) -> None:
    (trial,) = checker.explain(text)
    assert (trial.rule.code, trial.kind, trial.conditions, trial.reported, trial.line, trial.column) == ("TX001", "detector", (), True, 1, 1)


def test_a_trial_that_fails_or_is_swallowed_is_not_reported(checker: Checker) -> None:
    by_text: dict[str, Any] = {}
    for trial in Checker([BY_CODE["BP101"], BY_CODE["BP401"]]).explain(f"{PROSE}\n\nاقرأ أيضا: [ad_1] خبر آخر\n\n«[ad_2]» نعم\n"):
        if trial.kind == "pattern" and trial.rule.code == "BP101":
            by_text[trial.text] = (trial.reported, trial.conditions, trial.swallowed_by)
    assert by_text == {"[ad_1]": (False, (("unquoted", True),), "BP401"), "[ad_2]": (False, (("unquoted", False),), None)}
