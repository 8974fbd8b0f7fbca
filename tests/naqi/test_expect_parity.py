"""`naqi expect` and `naqi check` with the same settings: the same exit code, counts and findings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi.cli import main

CLEAN = "وصل الوفد صباح الأحد إلى المدينة القديمة، ثم غادرها في المساء بعد جولة قصيرة."
OTHER = "خبر آخر لا صلة له بغيره."
LEAK = f"{CLEAN}\n[ad_1]"

# The text, the site, the label, the split and the ignores of each document; the file that comes second in order of place is named first.
CORPUS: dict[str, list[dict[str, Any]]] = {
    "b.jsonl": [
        {"id": "1", "text": LEAK, "source": "x.example", "label": "sport", "part": "train"},
        {"id": "2", "text": OTHER, "source": "y.example", "label": "sport", "part": "train", "excused": "BP101"},
        {"id": "2", "text": None, "source": "y.example", "label": "culture", "part": "test"},
        {"id": "5", "text": f"{OTHER}\n[ad_1] . .", "source": "y.example", "label": "culture", "part": "test"},
    ],
    "a.jsonl": [
        {"id": "3", "text": LEAK, "source": "x.example", "label": "culture", "part": "test", "excused": "BP101"},
        {"id": "4", "text": f"{OTHER}\n[ad_2]", "source": "y.example", "label": "culture", "part": "test", "excused": ["CP", "TX101"]},
    ],
}
SETTINGS = """
ignore-column = "excused"
label-column = "label"
[per-source-ignores]
"y.example" = ["BP101"]
[corpus.words]
p50 = [100, 900]
[corpus.labels]
sport = [0.1, 0.2]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("naqi.toml").write_text(SETTINGS, "utf-8")
    for name, records in CORPUS.items():
        write(name, records)
    return tmp_path


def write(name: str, records: list[dict[str, Any]]) -> None:
    Path(name).write_text("".join(json.dumps({"excused": None} | record) + "\n" for record in records), "ascii")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def both(*arguments: str) -> tuple[int, dict[str, int], set[tuple[Any, ...]]]:
    """Exit code, findings by rule, and the place of each, of both commands, which must be equal."""
    gate = run("check", "--format", "json", *CORPUS, *arguments)
    report = json.loads(gate.stdout)
    expected = {(found["path"], found["row"], found["document"], found["rule"], found["start"], found["end"]) for found in report["findings"]}
    result = run("expect", *CORPUS, *arguments, "--result", "result.json")
    rules: dict[str, int] = {}
    found = set()
    for outcome in json.loads(Path("result.json").read_text("utf-8"))["results"]:
        rules |= outcome["result"].get("details", {}).get("rules", {})
        for row in outcome["result"].get("unexpected_list", ()):
            found |= {(*row["index"].values(), finding["rule"], finding["start"], finding["end"]) for finding in row["findings"]}
    assert (result.exit_code, rules) == (gate.exit_code, report["summary"]["rules"]), result.output
    assert found == expected
    return result.exit_code, rules, found


@pytest.mark.parametrize(
    ("arguments", "least"),
    [
        pytest.param(["--strict"], {"BP101", "TX001"}, id="default rules"),
        pytest.param(["--extend-select", "CP", "--ignore", "CP3,CP202", "--strict"], {"BP101", "CP201", "CP401", "CP501", "CP502"}, id="rules that compare"),
        pytest.param(["--select", "CP201,CP401,CP501,CP502", "--strict"], {"CP201", "CP401", "CP501", "CP502"}, id="only those"),
        pytest.param(["--select", "CP301", "--split", "train=b*", "--split", "test=a*"], {"CP301"}, id="splits by file"),
        pytest.param(["--select", "CP301", "--split-column", "part"], {"CP301"}, id="splits by column"),
        pytest.param(["--select", "BP101", "--strict"], {"BP101"}, id="a null where its rule is not selected"),
    ],
)
def test_the_same_settings_give_the_same_verdict(arguments: list[str], least: set[str]) -> None:
    code, rules, _ = both(*arguments)
    assert code == 1
    assert least <= rules.keys()


def test_of_two_copies_the_same_one_is_reported_in_whatever_order_files_are_named() -> None:
    _, _, found = both("--select", "CP201", "--strict")
    assert found == {("b.jsonl", 0, "1", "CP201", 0, len(LEAK))}


def test_a_baseline_accepts_the_same_findings_each_as_often() -> None:
    arguments = ("--extend-select", "CP", "--ignore", "CP3,CP202", "--strict")
    assert run("check", *CORPUS, *arguments, "--write-baseline", "naqi-baseline.json").exit_code == 0
    assert both(*arguments, "--baseline", "naqi-baseline.json") == (0, {}, set())
    # Another leak like one that is accepted, and a leak too long to be shown whole.
    long = f"اقرأ أيضاً: {'الوزير يزور المدينة القديمة ' * 8}"
    write("b.jsonl", [CORPUS["b.jsonl"][0] | {"text": f"{LEAK}\n\n[ad_1]\n{CLEAN}\n{long}"}, *CORPUS["b.jsonl"][1:]])
    code, rules, _ = both("--strict", "--baseline", "naqi-baseline.json")
    assert (code, rules["BP101"]) == (1, 1)


def test_ignores_that_leave_nothing_or_name_no_rule_exit_2() -> None:
    for name, records in CORPUS.items():
        write(name, [record | {"excused": "ALL"} for record in records])
    assert both()[0] == 2
    write("a.jsonl", [CORPUS["a.jsonl"][0] | {"excused": "NOPE"}])
    assert both()[0] == 2
