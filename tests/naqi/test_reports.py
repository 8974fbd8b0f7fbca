"""What a report holds: the documented JSON, and a table that no corpus can disturb."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi.cli import main

FINDING_KEYS = [
    "path",
    "row",
    "file_line",
    "document",
    "rule",
    "name",
    "label",
    "severity",
    "start",
    "end",
    "line",
    "column",
    "text",
    "message",
    "url",
    "fix",
]
SUMMARY_KEYS = [
    "documents",
    "characters",
    "documents_with_errors",
    "errors",
    "warnings",
    "problems",
    "accepted_by_baseline",
    "documents_without_rules",
    "rules",
]
LOST = "\N{REPLACEMENT CHARACTER}"
RLI, PDI = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
# Vowel signs, an emoji and a letter beyond the BMP stand before the findings: offsets in bytes or UTF-16 units would differ.
MIXED = f"\N{GRINNING FACE} قالَ الوزيرُ نعم. .\n\n\U00010a60 [ad_1]\n\nغادر في ا{LOST}{LOST}مساء.\n"
FEW = "BP101,EN101,TX001,TX101"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that paths are short."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--select", FEW, *arguments], catch_exceptions=False)


def write_lines(path: Path, *records: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "ascii")


def table(folder: Path, text: str, document: str | None = None) -> str:
    record = {"text": text} if document is None else {"text": text, "id": document}
    write_lines(folder / "a.jsonl", record)
    return check("a.jsonl").stdout


def test_json_is_one_object_of_findings_errors_and_summary(folder: Path) -> None:
    (folder / "a.txt").write_text(MIXED, "utf-8")
    result = check("a.txt", "nowhere.txt", "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 2
    assert list(report) == ["schema", "findings", "errors", "summary"]
    assert report["schema"] == 1
    assert report["errors"] == [{"path": "nowhere.txt", "file_line": None, "message": "no such file or folder"}]
    assert list(report["summary"]) == SUMMARY_KEYS
    assert report["summary"] == {
        "documents": 1,
        "characters": len(MIXED),
        "documents_with_errors": 1,
        "errors": 2,
        "warnings": 1,
        "problems": 1,
        "accepted_by_baseline": 0,
        "documents_without_rules": 0,
        "rules": {"BP101": 1, "EN101": 1, "TX101": 1},
    }
    assert report["findings"][1] == {
        "path": "a.txt",
        "row": None,
        "file_line": 3,
        "document": None,
        "rule": "BP101",
        "name": "ad-marker",
        "label": "boilerplate.ad_marker",
        "severity": "error",
        "start": 25,
        "end": 31,
        "line": 3,
        "column": 3,
        "text": "[ad_1]",
        "message": "placeholder or label of an advertisement",
        "url": "checks/README.md#bp101-ad-marker",
        "fix": {"safe": True, "edits": [{"start": 24, "end": 33, "replacement": "\n\n"}]},
    }


def test_json_without_findings_is_still_whole(folder: Path) -> None:
    (folder / "a.txt").write_text("نعم.\n", "utf-8")
    report = json.loads(check("a.txt", "--format", "json").stdout)
    assert (report["findings"], report["errors"], report["summary"]["documents"]) == ([], [], 1)


def test_jsonl_is_a_record_a_line_and_ends_with_the_summary(folder: Path) -> None:
    (folder / "a.txt").write_text(MIXED, "utf-8")
    lines = [json.loads(line) for line in check("nowhere.txt", "a.txt", "--format", "jsonl").stdout.splitlines()]
    assert [line["type"] for line in lines] == ["error", "finding", "finding", "finding", "summary"]
    assert lines[0] == {"type": "error", "path": "nowhere.txt", "file_line": None, "message": "no such file or folder"}
    assert list(lines[1]) == ["type", *FINDING_KEYS]
    assert list(lines[-1]) == ["type", "schema", *SUMMARY_KEYS]
    assert (lines[-1]["schema"], lines[-1]["problems"], lines[-1]["errors"]) == (1, 1, 2)


def test_both_machine_formats_say_the_same(folder: Path) -> None:
    write_lines(folder / "a.jsonl", {"text": MIXED, "id": 1}, {"text": None, "id": 2}, {"text": "نعم.", "id": 3})
    whole = json.loads(check("a.jsonl", "--format", "json").stdout)
    lines = [json.loads(line) for line in check("a.jsonl", "--format", "jsonl").stdout.splitlines()]
    findings = [{key: value for key, value in line.items() if key != "type"} for line in lines[:-1]]
    assert findings == whole["findings"]
    assert {key: lines[-1][key] for key in SUMMARY_KEYS} == whole["summary"]


def test_a_finding_has_exactly_the_documented_keys_and_its_text_is_its_span(folder: Path) -> None:
    texts = [MIXED, None, "\N{ZERO WIDTH SPACE} ", MIXED.replace("\n", "\r\n"), "[ad_1] قال \N{FAMILY} ثم [ad_2]"]
    write_lines(folder / "a.jsonl", *({"text": text} for text in texts))
    findings = json.loads(check("a.jsonl", "--format", "json").stdout)["findings"]
    assert [finding["row"] for finding in findings] == [0, 0, 0, 1, 2, 3, 3, 3, 4, 4]
    for finding in findings:
        text = texts[finding["row"]] or ""
        assert list(finding) == FINDING_KEYS
        assert text[finding["start"] : finding["end"]] == finding["text"]
        before = text[: finding["start"]].replace("\r\n", "\n").split("\n")
        assert (finding["line"], finding["column"]) == (len(before), len(before[-1]) + 1)


def test_json_is_valid_with_lone_surrogates_in_every_string(folder: Path) -> None:
    write_lines(folder / "a.jsonl", {"id": "a\ud800", "text": "قال\ud800 [ad_1] \udfff"})
    output = check("a.jsonl", "--format", "json").stdout_bytes
    report = json.loads(output.decode())
    assert [(found["document"], found["rule"], found["text"]) for found in report["findings"]] == [
        ("a\ud800", "EN101", "\ud800"),
        ("a\ud800", "BP101", "[ad_1]"),
        ("a\ud800", "EN101", "\udfff"),
    ]
    lines = check("a.jsonl", "--format", "jsonl").stdout_bytes.decode().splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["error", "finding", "finding", "finding", "summary"]


def test_json_lines_are_not_broken_by_line_separators_of_a_text(folder: Path) -> None:
    """Some readers split at these, so they would see half a record."""
    write_lines(folder / "a.jsonl", {"text": "\N{LINE SEPARATOR}\N{NEXT LINE}\N{PARAGRAPH SEPARATOR}\n"})
    output = check("a.jsonl", "--format", "jsonl").stdout_bytes
    assert [json.loads(line)["type"] for line in output.split(b"\n") if line] == ["finding", "summary"]


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_arabic_stays_legible_in_json(folder: Path, kind: str) -> None:
    write_lines(folder / "a.jsonl", {"id": "وثيقة", "text": "[ad_1]"})
    assert '"document": "وثيقة"' in check("a.jsonl", "--format", kind).stdout


def corpus(folder: Path) -> None:
    """Several files, problems among them, and more rows than go to a worker at a time."""
    (folder / "corpus" / "sub").mkdir(parents=True)
    write_lines(folder / "corpus" / "a.jsonl", *({"text": "x. .\n\n[ad_1]\n\n[ad_2]" if row % 7 else None, "id": row} for row in range(2300)))
    (folder / "corpus" / "b.txt").write_text(MIXED, "utf-8")
    (folder / "corpus" / "c.txt").write_bytes(b"\xff")
    write_lines(folder / "corpus" / "d.jsonl", {"text": "[ad_1]"}, {"text": 5}, {"text": "[ad_2] [ad_3]"})
    (folder / "corpus" / "sub" / "e.txt").write_text("[ad_1]", "utf-8")


@pytest.mark.parametrize("kind", ["table", "json", "jsonl"])
def test_output_is_the_same_whatever_the_number_of_jobs(folder: Path, kind: str) -> None:
    corpus(folder)
    alone, together = (check("corpus", "--column", "text", "--format", kind, "--max-findings", "0", "--jobs", jobs) for jobs in ("1", "2"))
    assert alone.exit_code == together.exit_code == 2
    assert alone.stdout_bytes == together.stdout_bytes
    assert alone.stderr == together.stderr
    assert len(alone.stderr.splitlines()) == 3


def test_findings_come_by_path_row_start_and_rule(folder: Path) -> None:
    corpus(folder)
    findings = json.loads(check("corpus", "--column", "text", "--format", "json").stdout)["findings"]
    keys = [(found["path"], found["row"] or 0, found["start"], found["rule"]) for found in findings]
    assert len({path for path, *_ in keys}) == 4
    assert keys == sorted(keys)


def test_the_table_of_a_text_file(folder: Path) -> None:
    (folder / "a.txt").write_text("قال نعم. .\n\n[ad_1]\n", "utf-8")
    assert check("a.txt").stdout == (
        "\na.txt\n"
        "  1:8  TX101 doubled-stop: doubled full stop or comma\n"
        f"      {RLI}قال نعم⟦. .⟧{PDI}\n"
        "  3:1  BP101 ad-marker: placeholder or label of an advertisement\n"
        f"      {RLI}⟦[ad_1]⟧{PDI}\n"
        "\nby rule\n"
        "  1  BP101 ad-marker (error)\n"
        "  1  TX101 doubled-stop (warning)\n"
        "\n1 error and 1 warning in 1 document, 19 characters; 1 document with errors.\n"
    )


@pytest.mark.parametrize(
    ("record", "place"),
    [({"text": "x\n[ad_1]"}, "line 2, 2:1"), ({"text": "x\n[ad_1]", "id": 7}, "line 2 (7), 2:1"), ({"text": None, "id": "k"}, "line 2 (k), 1:1")],
)
def test_the_table_names_line_document_and_place(folder: Path, record: dict[str, Any], place: str) -> None:
    (folder / "a.jsonl").write_text("\n" + json.dumps(record), "utf-8")
    assert check("a.jsonl").stdout.splitlines()[2].startswith(f"  {place}  ")


def test_the_table_says_null_for_a_null(folder: Path) -> None:
    write_lines(folder / "a.jsonl", {"text": None})
    assert check("a.jsonl").stdout.splitlines()[2:4] == ["  line 1, 1:1  TX001 blank-text: null, empty or invisible text", "      (null)"]


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\N{ESCAPE}[31m", "<U+001B>[31m"),
        ("\N{NULL}", "<U+0000>"),
        ("\N{BELL}", "\N{BELL}"),
        ("\a", "<U+0007>"),
        ("\b", "<U+0008>"),
        ("\t", "<U+0009>"),
        ("\N{DELETE}", "<U+007F>"),
        ("\x9b", "<U+009B>"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}", "<U+202E>"),
        ("\N{POP DIRECTIONAL ISOLATE}", "<U+2069>"),
        ("\N{LINE SEPARATOR}", "<U+2028>"),
        ("\N{ZERO WIDTH SPACE}", "<U+200B>"),
        ("\ud800", "<U+D800>"),
        ("\r", "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"),
        ("\N{NO-BREAK SPACE}", " "),
        ("\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH NON-JOINER}"),
        ("\N{ARABIC FATHA}", "\N{ARABIC FATHA}"),
    ],
    ids=ascii,
)
def test_the_table_shows_what_is_invisible_or_would_steer_the_terminal(folder: Path, character: str, shown: str) -> None:
    line = next(line for line in table(folder, f"قال{character}ثم [ad_1] وغادر").splitlines() if "⟦[ad_1]⟧" in line)
    expected = f"قال{shown}ثم ⟦[ad_1]⟧ وغادر"
    assert line == f"      {RLI}{expected}{PDI}"


@pytest.mark.parametrize("hostile", ["a\N{ESCAPE}[2Jb", "a\nb", "a\N{RIGHT-TO-LEFT OVERRIDE}b"], ids=ascii)
def test_the_table_shows_hostile_names_of_files_and_documents(folder: Path, hostile: str) -> None:
    """Each table line is printable whatever a file or an id is called."""
    write_lines(folder / f"{hostile}.jsonl", {"text": "[ad_1]", "id": hostile})
    lines = check(f"{hostile}.jsonl").stdout.split("\n")
    assert len(lines) == 10
    assert all(line.replace(RLI, "").replace(PDI, "").isprintable() for line in lines)


@pytest.mark.parametrize("markup", ["[bold]", "[/]", ":smile:", "[link=http://x]"])
def test_the_table_takes_no_markup_from_a_corpus(folder: Path, markup: str) -> None:
    shown = table(folder, f"{markup} قال [ad_1]", markup)
    assert f"({markup}), 1:" in shown
    assert f"{RLI}{markup} قال ⟦[ad_1]⟧{PDI}" in shown


def test_there_is_no_colour_where_there_is_no_terminal(folder: Path) -> None:
    """Neither in the table nor in the verdict."""
    (folder / "a.txt").write_text(MIXED, "utf-8")
    assert "\N{ESCAPE}" not in check("a.txt", "nowhere.txt").output


def test_the_table_cuts_long_lines_and_long_findings(folder: Path) -> None:
    cut = "\N{HORIZONTAL ELLIPSIS}"
    around = table(folder, "و" * 100 + " [ad_1] " + "ي" * 100)
    assert f"{RLI}{cut}{'و' * 39} ⟦[ad_1]⟧ {'ي' * 39}{cut}{PDI}\n" in around
    long = table(folder, "قال" + LOST * 300 + "نعم")
    assert f"{RLI}قال⟦{LOST * 80} {cut} {LOST * 80}⟧نعم{PDI}\n" in long


def test_the_table_stays_in_the_line_of_the_finding(folder: Path) -> None:
    assert f"      {RLI}مطر ⟦[ad_1]⟧ غزير{PDI}\n" in table(folder, "السابق\nمطر [ad_1] غزير\nالتالي")


@pytest.mark.parametrize("kind", ["table", "json", "jsonl"])
def test_a_report_in_a_file_is_the_report_on_standard_output(folder: Path, kind: str) -> None:
    (folder / "a.txt").write_text(MIXED, "utf-8")
    shown = check("a.txt", "nowhere.txt", "--format", kind)
    written = check("a.txt", "nowhere.txt", "--report", f"{kind}=out", "--report", "jsonl=lines")
    assert written.exit_code == shown.exit_code == 2
    assert (folder / "out").read_bytes() == shown.stdout_bytes
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "lines", "out"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [("nowhere/out", "No such file or directory"), ("taken", "Is a directory")],
)
def test_a_report_that_cannot_be_written_is_one_line_and_exit_2(folder: Path, path: str, reason: str) -> None:
    (folder / "a.txt").write_text("نعم.\n", "utf-8")
    (folder / "taken").mkdir()
    result = check("a.txt", "--report", f"json={path}")
    message = f"{path}: report cannot be written ({reason}): choose another place"
    assert (result.exit_code, result.stderr) == (2, f"naqi: {message}\n")
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "taken"]


@pytest.mark.parametrize("value", ["json", "json=", "=out", "xml=out"])
def test_a_wrong_report_is_one_line_and_exit_2(value: str) -> None:
    result = check("a.txt", "--report", value)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"naqi: --report {value!r}: give FORMAT=PATH, with a format of table, json, jsonl, html\n"
