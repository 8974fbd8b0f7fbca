"""What fixing touches, counted by hand on small texts; and on real ones, where there are any."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from naqi.fixing import Edit, Fixer
from naqi_bench import cli
from naqi_bench.fixes import Harm, VerdictsError, edits_on_clean, gone, judged, mended, read_verdicts, shares

PROSE = "قالت الهيئة إن العمل في الجسر الجديد سيبدأ في مطلع الشهر المقبل بعد موافقة المجلس."


def test_harm_counts_documents_edits_and_characters_that_are_no_white_space() -> None:
    harm = Harm()
    harm.add("ab c", [])
    harm.add("ab cd ef", [Edit(2, 6, "", " cd ", "X1"), Edit(7, 8, "g", "f", "X2")])
    assert harm.line("x") == "x: 2 edits in 1 of 2 documents; per 1,000 documents 1000.00 edits in 500.00; 33.3333% of characters; by rule: X1 1, X2 1"
    assert "0.0000% of characters; by rule: none" in Harm().line("x")


def test_what_was_repaired_is_not_gone() -> None:
    assert gone("ab cd", [Edit(0, 2, "x", "ab", "X"), Edit(2, 4, " ", " c", "X")]) == bytearray((0, 0, 1, 1, 0))


def test_shares_are_of_the_family_of_a_label() -> None:
    raw = f"{PROSE}\n\n[ad_1]\n\nاقرأ"
    at = len(PROSE) + 2
    spans = [{"start": 0, "end": len(PROSE), "label": "body"}, {"start": at, "end": at + 6, "label": "boilerplate.ad_marker"}]
    spans.append({"start": at + 8, "end": at + 12, "label": "boilerplate.related"})
    assert shares([{"raw": raw, "spans": spans}], Fixer()) == {"body": (0, sum(not one.isspace() for one in PROSE)), "boilerplate": (6, 10)}


def test_rows_that_come_back_are_counted_by_what_can_be_repaired() -> None:
    rows = [
        {"kind": "utf8-as-cp1256", "corrupted": PROSE.encode().decode("cp1256"), "clean": PROSE, "repairable": "exact"},
        {"kind": "question-marks", "corrupted": "???", "clean": PROSE, "repairable": "no"},
        {"kind": "untouched", "corrupted": PROSE, "clean": PROSE, "repairable": None},
    ]
    harm, back = mended(rows, Fixer())
    assert back == {"exact": (1, 1), "no": (0, 1)}
    assert {kind: (found.documents, found.edits) for kind, found in harm.items()} == {"untouched": (1, 0), "look-alike": (0, 0), "style": (0, 0)}


def test_the_command_lists_edits_of_clean_real_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "clean.jsonl").write_text(json.dumps({"id": "1", "source": "s", "text": f"{PROSE} ."}) + "\n", "utf-8")
    monkeypatch.setenv("NAQI_REAL_DATA", str(tmp_path))
    result = CliRunner().invoke(cli.main, ["fixes", "--list"], catch_exceptions=False)
    edit = {"start": len(PROSE), "end": len(PROSE) + 2, "replacement": "", "removed": " .", "rule": "TX101"}
    assert [json.loads(line) for line in result.stdout.splitlines()] == [{"source": "s", "id": "1", **edit}]
    monkeypatch.delenv("NAQI_REAL_DATA")
    result = CliRunner().invoke(cli.main, ["fixes", "--list"], catch_exceptions=False)
    assert (result.exit_code, "NAQI_REAL_DATA is not set" in result.stderr) == (2, True)


def test_the_command_prints_validation_and_real_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "clean.jsonl").write_text(json.dumps({"id": "1", "source": "s", "text": PROSE}) + "\n", "utf-8")
    monkeypatch.setenv("NAQI_REAL_DATA", str(tmp_path))
    lines = CliRunner().invoke(cli.main, ["fixes"], catch_exceptions=False).stdout.splitlines()
    assert [line.partition(":")[0] for line in lines[:4]] == [
        "scrapes, validation, body",
        "scrapes, validation, boilerplate",
        "scrapes, validation, optional",
        "articles, validation",
    ]
    assert lines[-2].startswith("real texts that pass for clean: 0 edits in 0 of 1 documents;")
    assert lines[-1].startswith("of these edits of real texts 0 were read: 0 right, 0 wrong, 0 doubtful; ")


def test_verdicts_are_of_edits_that_are_made_and_of_those_that_are_not_any_more(tmp_path: Path) -> None:
    rows = [("a", "1", "X1", 0, 2, "right"), ("a", "1", "X1", 5, 6, "doubtful"), ("a", "2", "X2", 0, 2, "wrong")]
    names = ("source", "id", "rule", "start", "end", "verdict")
    path = tmp_path / "edits.jsonl"
    path.write_text("".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows), "utf-8")
    said = judged([("a", "1", "X1", 0, 2), ("a", "1", "X1", 5, 6), ("b", "1", "X1", 0, 2)], read_verdicts(path))
    assert (
        said
        == "of these edits of real texts 2 were read: 1 right, 0 wrong, 1 doubtful; of 1 that were read and are no longer made: 0 right, 1 wrong, 0 doubtful"
    )
    path.write_text('{"source": "a", "id": "1", "rule": "X1", "start": 0, "end": 2, "verdict": "fine"}\n', "utf-8")
    with pytest.raises(VerdictsError, match=r"edits\.jsonl:1: a verdict needs source"):
        read_verdicts(path)
    assert read_verdicts(tmp_path / "none.jsonl") == {}


@pytest.mark.real
def test_hardly_a_character_of_clean_real_texts_is_touched(real_data: Path) -> None:
    harm = Harm()
    for text, edits in edits_on_clean(real_data, Fixer()):
        harm.add(text.text, edits)
    assert harm.touched < 0.002 * harm.characters
    assert harm.edited < 0.04 * harm.documents
