"""`naqi expect`: the gate's verdicts and exit codes from a Great Expectations checkpoint."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi.cli import main
from naqi.engines import staging
from naqi.report.page import Page

CLEAN = "وصل الوفد صباح الأحد إلى المدينة القديمة، ثم غادرها في المساء بعد جولة قصيرة."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, *texts: Any, **columns: list[Any]) -> None:
    records = [{"id": f"{name[0]}-{number}", "text": text} | {key: values[number] for key, values in columns.items()} for number, text in enumerate(texts)]
    Path(name).write_text("".join(json.dumps(record) + "\n" for record in records), "ascii")


def expect(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["expect", "--isolated", *arguments], catch_exceptions=False)


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--isolated", "--format", "json", *arguments], catch_exceptions=False)


@pytest.mark.parametrize(
    ("texts", "arguments", "code"),
    [
        pytest.param([CLEAN, CLEAN], [], 0, id="clean"),
        pytest.param([CLEAN, f"{CLEAN}\n[ad_1]"], [], 1, id="a leak"),
        pytest.param([CLEAN, None], [], 1, id="a null"),
        pytest.param([f"{CLEAN} ."], ["--select", "TX101"], 0, id="a warning"),
        pytest.param([f"{CLEAN} ."], ["--select", "TX101", "--strict"], 1, id="a warning, strict"),
        pytest.param([f"{CLEAN}\n[ad_1]"], ["--ignore", "BP101"], 0, id="ignored"),
        pytest.param([f"وصل \ud83d الوفد.\n{CLEAN}"], [], 2, id="a lone surrogate"),
        pytest.param([CLEAN + "\n[ad_1]" * 5_000], [], 1, id="many findings in one text"),
    ],
)
def test_the_exit_code_is_that_of_the_gate(texts: list[Any], arguments: list[str], code: int) -> None:
    write("a.jsonl", *texts)
    gate = check(*arguments, "a.jsonl")
    result = expect(*arguments, "a.jsonl", "--result", "result.json")
    assert (result.exit_code, gate.exit_code) == (code, code), result.output
    validation = json.loads(Path("result.json").read_text("utf-8"))
    assert validation["success"] == (code == 0)
    rules: dict[str, int] = {}
    for outcome in validation["results"]:
        rules |= outcome["result"].get("details", {}).get("rules", {})
    if "--select" not in arguments:
        assert rules == json.loads(gate.stdout)["summary"]["rules"]


def test_the_result_is_great_expectations_own_and_names_rows(folder: Path) -> None:
    (folder / "corpus").mkdir()
    write("corpus/b.jsonl", CLEAN, f"{CLEAN}\n[ad_1]")
    Path("corpus/c.txt").write_text(f"{CLEAN}\n\n[ad_2]\n", "utf-8")
    result = expect("corpus", "--result", "result.json")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == f"3 of 4 expectations met; 3 documents, {3 * len(CLEAN) + 7 + 9:,} characters."
    validation = json.loads(Path("result.json").read_text("utf-8"))
    assert validation["suite_name"] == "naqi"
    assert validation["statistics"]["evaluated_expectations"] == 4
    (outcome,) = [one for one in validation["results"] if not one["success"]]
    assert outcome["expectation_config"]["type"] == "expect_column_values_to_be_free_of_boilerplate"
    assert outcome["result"]["unexpected_index_list"] == [
        {"path": str(Path("corpus/b.jsonl")), "row": 1, "document": "c-1"},
        {"path": str(Path("corpus/c.txt")), "row": None, "document": None},
    ]


def test_rules_that_compare_documents_compare_all_files() -> None:
    write("train.jsonl", CLEAN, "خبر آخر.")
    write("test.jsonl", "نبأ ثالث.", CLEAN)
    result = expect("train.jsonl", "test.jsonl", "--select", "CP201,CP301", "--report", "html=page.html")
    assert result.exit_code == 1, result.output
    page = Path("page.html").read_text("utf-8")
    assert "the same text as train.jsonl, 0, t-0 of split train" in page
    # A file that tells no split cannot be compared.
    write("rest.jsonl", "قول رابع.")
    result = expect("train.jsonl", "rest.jsonl", "--select", "CP301")
    assert result.exit_code == 2
    assert "1 rows have no split" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["missing.jsonl"], "missing.jsonl: ", id="no file"),
        pytest.param(["empty.jsonl"], "empty.jsonl: ", id="empty file"),
        pytest.param(["broken.jsonl"], "broken.jsonl:2: ", id="broken line"),
        pytest.param(["good.jsonl", "--column", "body"], "no column 'body'", id="no column"),
        pytest.param(["good.jsonl", "--select", "BP999"], "unknown rule 'BP999'", id="no rule"),
        pytest.param(["good.jsonl", "--select", "BP101", "--ignore", "BP"], "no rule is selected", id="empty selection"),
        pytest.param(["good.jsonl", "--select", "CP501"], "CP501 length-distribution holds a table to bounds", id="no bounds"),
        pytest.param(["good.jsonl", "--baseline", "none.json"], "none.json: baseline cannot be read", id="no baseline"),
        pytest.param(["good.jsonl", "--split", "train"], "give NAME=GLOB", id="split"),
        pytest.param(["good.jsonl", "--report", "json=x"], "give html=PATH", id="report format"),
        pytest.param(["good.jsonl", "--report", "html=no/such/x.html"], "cannot be written", id="report place"),
        pytest.param(["good.jsonl", "--result", "no/such/x.json"], "cannot be written", id="result place"),
    ],
)
def test_what_cannot_be_checked_exits_2_with_a_line(arguments: list[str], message: str) -> None:
    write("good.jsonl", CLEAN)
    Path("empty.jsonl").touch()
    Path("broken.jsonl").write_text(json.dumps({"text": CLEAN}) + "\n{\n", "utf-8")
    result = expect(*arguments)
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_database_that_cannot_take_the_records_exits_2(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(staging.Staged, "_write", full)
    write("good.jsonl", CLEAN)
    result = expect("good.jsonl")
    assert result.exit_code == 2
    assert "database or disk is full" in result.stderr
    assert "TMPDIR" in result.stderr


def test_settings_are_shared_with_the_gate_but_not_its_reports() -> None:
    Path("naqi.toml").write_text('column = "body"\nignore = ["BP101"]\nreport = ["json=findings.json"]\n', "utf-8")
    write("a.jsonl", CLEAN, body=[f"{CLEAN}\n[ad_1]"])
    result = CliRunner().invoke(main, ["expect", "a.jsonl"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert not Path("findings.json").exists()


def test_nothing_is_left_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder / "tmp"))
    write("a.jsonl", CLEAN)
    assert expect("a.jsonl", "--report", "html=page.html").exit_code == 0
    assert list((folder / "tmp").iterdir()) == []
    monkeypatch.setattr(Page, "write", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "No space left on device", "page.html")))
    assert expect("a.jsonl", "--report", "html=second.html").exit_code == 2
    assert not Path("second.html").exists()


def test_the_report_has_expectations_counts_and_findings() -> None:
    write("a.jsonl", f"{CLEAN}\n[ad_1] <script>alert(1)</script>", None, id=["<b>x</b>", "y"])
    result = expect("a.jsonl", "--report", "html=page.html", "--max-findings", "2")
    assert result.exit_code == 1
    page = Path("page.html").read_text("utf-8")
    assert "<script" not in page
    assert "<b>x</b>" not in page
    assert "a.jsonl, row 0 (&lt;b&gt;x&lt;/b&gt;)" in page
    assert '<blockquote dir="rtl" lang="ar"><mark>[ad_1]</mark> &lt;script&gt;' in page
    assert page.count("<mark>") == 2
    assert "3 more findings are not shown" in page
    assert "expect_column_values_to_be_well_structured_text" in page
