"""`naqi check` with rules that compare documents."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi.cli import main
from naqi.corpus import Bounds, BoundsError, Corpus, Splits, SplitsError
from naqi.gate.events import Located
from naqi.gate.run import Gate
from naqi.inputs.model import Problem, Record
from naqi.rules.registry import BY_CODE, select

A = "افتتح متحف الفنون الشعبية جناحا جديدا للمنسوجات القديمة بعد ترميم استمر عامين."
B = "ألغيت رحلة القارب الليلية بسبب الضباب الكثيف فوق الميناء الشرقي."
LOST = "عاد فريق الجبل من معسكره أم\N{REPLACEMENT CHARACTER} بعد أسبوعين."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, *records: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")


def check(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], input=stdin, catch_exceptions=False)


def findings(result: Result) -> list[tuple[str, int, str, str]]:
    lines = map(json.loads, result.stdout.splitlines())
    return [(line["path"], line["row"], line["rule"], line["text"]) for line in lines if line["type"] == "finding"]


def splits(folder: Path) -> None:
    write(folder / "train.jsonl", {"id": "a", "text": A}, {"id": "b", "text": B})
    write(folder / "test.jsonl", {"id": "c", "text": LOST}, {"id": "a", "text": A})


def test_findings_of_all_rules_come_in_order_of_path_row_start_and_rule(folder: Path) -> None:
    splits(folder)
    result = check("train.jsonl", "test.jsonl", "--select", "EN101,CP201,CP301,CP401", "--format", "jsonl")
    lost = "\N{REPLACEMENT CHARACTER}"
    # Of copies, the first in order of path is not reported: test.jsonl comes before train.jsonl.
    expected = [("train.jsonl", 0, "CP201", A), ("train.jsonl", 0, "CP401", ""), ("test.jsonl", 0, "EN101", lost), ("test.jsonl", 1, "CP301", A)]
    assert (result.exit_code, findings(result)) == (1, expected)


def test_any_number_of_jobs_gives_the_same(folder: Path) -> None:
    splits(folder)
    arguments = ("train.jsonl", "test.jsonl", "--select", "EN,CP", "--ignore", "CP5", "--format", "jsonl")
    alone, together = check(*arguments), check(*arguments, "--jobs", "2")
    assert alone.exit_code == 1
    assert together.stdout == alone.stdout


@pytest.mark.parametrize("kind", ["table", "json", "jsonl"])
def test_every_format_shows_text_and_message(folder: Path, kind: str) -> None:
    splits(folder)
    result = check("train.jsonl", "test.jsonl", "--select", "CP301", "--format", kind)
    assert result.exit_code == 1
    assert A in result.stdout
    assert "the same text as a of split train" in result.stdout


def test_a_baseline_accepts_them(folder: Path) -> None:
    splits(folder)
    arguments = ("train.jsonl", "test.jsonl", "--select", "CP201,CP301,CP401")
    assert check(*arguments, "--write-baseline", "base.json").exit_code == 0
    result = check(*arguments, "--baseline", "base.json")
    assert result.exit_code == 0
    assert "3 findings accepted by the baseline" in result.stdout


def test_standard_input_is_read_once_and_compared(folder: Path) -> None:
    write(folder / "a.jsonl", {"id": "1", "text": A})
    given = json.dumps({"id": "2", "text": A}) + "\n"
    result = check("a.jsonl", "-", "--input-format", "jsonl", "--select", "CP201", "--format", "jsonl", stdin=given)
    assert (result.exit_code, findings(result)) == (1, [("a.jsonl", 0, "CP201", A)])


def test_columns_are_noted_once(folder: Path) -> None:
    splits(folder)
    assert check("train.jsonl", "--select", "CP201").stderr.count("reading column") == 1


def test_problems_are_told_once_and_the_rest_is_compared(folder: Path) -> None:
    (folder / "a.jsonl").write_text(f'{{"text": "{A}"}}\nnot json\n{{"text": "{A}"}}\n', "utf-8")
    result = check("a.jsonl", "--select", "CP201", "--format", "jsonl")
    assert result.exit_code == 2
    assert result.stderr.count("not JSON") == 1
    assert findings(result) == [("a.jsonl", 2, "CP201", A)]


def test_split_names_come_from_the_option_then_from_a_column_then_from_file_names(folder: Path) -> None:
    write(folder / "one.jsonl", {"text": A, "part": "train"}, {"text": A, "part": "test"})
    write(folder / "two.jsonl", {"text": A, "part": "train"})
    assert check("one.jsonl", "two.jsonl", "--select", "CP301").exit_code == 0
    assert check("one.jsonl", "two.jsonl", "--select", "CP301", "--column", "text", "--split", "x=one*", "--split", "y=two*").exit_code == 1
    result = check("one.jsonl", "two.jsonl", "--select", "CP301", "--column", "text", "--split-column", "part", "--format", "jsonl")
    assert findings(result) == [("one.jsonl", 1, "CP301", A)]


def test_bounds_come_from_the_settings(folder: Path) -> None:
    write(folder / "a.jsonl", {"text": A, "desk": "art"}, {"text": B, "desk": "sea"})
    (folder / "naqi.toml").write_text(
        'column = "text"\nlabel-column = "desk"\n[corpus.words]\np50 = [100, 900]\n[corpus.labels]\nart = [0.4, 0.6]\nsea = [0.9, 1]\n', "utf-8"
    )
    result = check("a.jsonl", "--select", "CP501,CP502", "--format", "jsonl")
    messages = [json.loads(line)["message"] for line in result.stdout.splitlines()[:-1]]
    assert messages == ["words p50 is 11, outside 100 to 900, over 2 documents", "share of label sea is 0.5, outside 0.9 to 1, over 2 documents"]
    assert '"p50" = [100, 900]' in check("--show-settings").stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[corpus]\nrepeated-lines = 5", "corpus: unknown bound 'repeated-lines': did you mean repeated-line-share?"),
        ("corpus = 5", "setting 'corpus' must be a table"),
        ("[corpus]\nrepeated-line-documents = 1", "corpus: repeated-line-documents is 1, but must be a whole number of at least 2"),
        ("[corpus]\nrepeated-line-share = true", "corpus: repeated-line-share is True, but must be a number from 0 to 1"),
        ("[corpus]\nnear-duplicate-similarity = 1.5", "corpus: near-duplicate-similarity is 1.5, but must be a number from 0.3 to 1"),
        ("[corpus]\nwords = 5", "corpus: words is 5, but must be a table of ranges, such as words = { p50 = [100, 900] }"),
        ("[corpus.words]\nmedian = [1, 2]", "corpus: words: 'median' is no percentile: give p0 to p100, such as p50 for the median"),
        ("[corpus.words]\np50 = [2]", "corpus: words.p50 is [2], but must be a list of two numbers"),
        ("[corpus.words]\np50 = [9, 2]", "corpus: words.p50 is [9, 2], but must be two numbers, the lower first, not below 0"),
        ("[corpus.labels]\na = [0, 2]", "corpus: labels.a is [0, 2], but must be two numbers, the lower first, not below 0, at most 1"),
    ],
)
def test_a_wrong_bound_is_one_line_and_exit_2(folder: Path, content: str, message: str) -> None:
    (folder / "naqi.toml").write_text(content, "utf-8")
    result = check("a.jsonl")
    assert (result.exit_code, result.stderr) == (2, f"naqi: {folder / 'naqi.toml'}: {message}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--select", "CP501"), "CP501 length-distribution holds a corpus to bounds, and none are stated: state them in the settings"),
        (("--select", "CP301", "--split", "train"), "split 'train': give NAME=GLOB, such as train=corpus/train*.jsonl"),
        (("--select", "CP502"), "CP502 label-distribution holds a corpus to bounds"),
    ],
)
def test_what_cannot_be_compared_is_one_line_and_exit_2(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    write(folder / "a.jsonl", {"text": A})
    result = check("a.jsonl", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"naqi: {message}")
    assert result.stderr.count("\n") == 1


def test_a_missing_library_is_one_line_with_what_installs_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasketch", None)
    write(folder / "a.jsonl", {"text": A})
    result = check("a.jsonl", "--select", "CP202")
    assert (result.exit_code, result.stderr) == (2, "naqi: finding near duplicates needs datasketch: pip install 'naqi[corpus]'\n")


def test_nothing_to_explain_in_one_line(folder: Path) -> None:
    (folder / "a.txt").write_text(A, "utf-8")
    result = CliRunner().invoke(main, ["explain", "a.txt:1", "--select", "CP201"], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (2, "naqi: CP201: rules that compare documents have nothing to say about one line\n")


def record(row: int, text: str | None) -> Record:
    return Record("a.jsonl", row, row + 1, str(row), text)


def test_a_gate_that_has_not_learned_refuses_to_check() -> None:
    with pytest.raises(RuntimeError, match="must learn its input first"):
        list(Gate(select(["CP201"])).events([]))


def test_an_input_that_changes_between_the_readings_is_a_problem() -> None:
    gate = Gate(select(["CP201"]))
    gate.learn([record(0, A), record(1, A), record(2, A)])
    events = list(gate.events([record(0, A), record(1, A + "."), record(3, B)]))
    assert all(isinstance(event, Problem) for event in events)
    assert [str(event) for event in events] == ["a.jsonl:2: changed while it was read: run again", "a.jsonl: changed while it was read: run again"]
    assert gate.summary.exit_code(strict=False) == 2


def test_a_null_text_can_carry_a_duplicate_id() -> None:
    gate = Gate(select(["CP401", "TX001"]))
    records = [Record("a", 0, None, "x", A), Record("a", 1, None, "x", None)]
    gate.learn(records)
    events = list(gate.events(records))
    assert [(event.finding.rule, event.finding.text) for event in events if isinstance(event, Located)] == [("CP401", ""), ("TX001", "")]


def test_a_corpus_without_a_rule_that_compares_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule that compares documents is selected"):
        Corpus([BY_CODE["BP101"]])


def test_bounds_that_are_not_stated_are_refused() -> None:
    with pytest.raises(BoundsError, match=r"^CP501 length-distribution"):
        Corpus([BY_CODE["CP501"]])
    assert Corpus([BY_CODE["CP501"]], Bounds(words={"p50": (1, 2)})).findings() == []


@pytest.mark.parametrize(
    ("path", "split"),
    [
        ("data/train-00000-of-00002.parquet", "train"),
        ("data/articles/validation.parquet", "validation"),
        ("val.jsonl", "validation"),
        ("DEV.txt", "validation"),
        ("corpus/test/a.txt", "test"),
        ("eval_set.jsonl", "test"),
        ("corpus/latest.jsonl", None),
        ("constraints.txt", None),
        ("-", None),
    ],
)
def test_the_name_of_a_file_or_of_its_folder_tells_its_split(path: str, split: str | None) -> None:
    assert Splits().of(path) == split


def test_given_splits_are_the_only_ones() -> None:
    given = Splits(["old=*/2019*", "new=b.jsonl"])
    assert [given.of(path) for path in ("data/2019-a.jsonl", "x/b.jsonl", "train.jsonl")] == ["old", "new", None]
    with pytest.raises(SplitsError):
        Splits(["=b"])
