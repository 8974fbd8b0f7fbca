"""The accuracy benchmark's results: what is committed is what is measured, floors hold, and the command writes it all."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

from naqi import __version__
from naqi_bench import cli
from naqi_bench.accuracy import composed, results
from naqi_bench.accuracy.composed import SPLITS, Scanner, measure_split
from naqi_bench.accuracy.page import page
from naqi_bench.accuracy.results import Files, ResultsError, broken_floors, floors_of, read
from naqi_bench.accuracy.run import measure, read_verdicts
from naqi_dataset.loading import load

STALE = "stale: run naqi-bench accuracy"
PROSE = "وصل الوفد صباح الأحد إلى المدينة القديمة، ثم غادرها في المساء بعد جولة قصيرة."


@pytest.fixture(scope="module")
def scanner() -> Scanner:
    return Scanner()


# What is committed.
@pytest.fixture(scope="module")
def files(root: Path) -> Files:
    return Files.of(root)


@pytest.fixture(scope="module")
def committed(files: Files) -> dict[str, Any]:
    figures = read(files.figures)
    assert figures is not None, STALE
    return figures


@pytest.fixture(scope="module")
def validation(scanner: Scanner) -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(json.dumps(measure_split("validation", scanner)))
    return figures


def test_the_committed_page_is_that_of_the_committed_figures(files: Files) -> None:
    assert files.page.read_text("utf-8") == files.rendered(), STALE


def test_the_committed_figures_are_of_this_version_and_its_rules(committed: dict[str, Any], scanner: Scanner) -> None:
    assert (committed["version"], committed["rules"], sorted(committed["composed"])) == (__version__, len(scanner.default), sorted(SPLITS)), STALE


def test_measuring_validation_again_gives_the_committed_figures(committed: dict[str, Any], validation: dict[str, Any]) -> None:
    assert validation == committed["composed"]["validation"], STALE


def test_measuring_train_again_gives_the_committed_figures(committed: dict[str, Any], scanner: Scanner) -> None:
    assert json.loads(json.dumps(measure_split("train", scanner))) == committed["composed"]["train"], STALE


def test_validation_holds_its_floors(files: Files, validation: dict[str, Any]) -> None:
    """Falling below one is a change to be argued for, not to be made in passing."""
    floors = read(files.floors)
    assert floors is not None
    assert broken_floors(validation, floors) == []


def assert_floors_on_real_texts(real: dict[str, Any]) -> None:
    found, spans = real["naqi"]["labelled"]["by_evidence"]["wording"]
    assert found / spans >= 0.75
    assert real["naqi"]["labelled"]["body_touched"] < 0.001
    assert real["naqi"]["clean"]["all_documents"]["per_1000"] < 1
    assert real["naqi"]["unjudged"] == []


def test_the_committed_figures_of_real_texts_hold_the_floors(committed: dict[str, Any]) -> None:
    assert_floors_on_real_texts(committed["real"])


@pytest.mark.real
def test_measuring_real_texts_again_gives_the_committed_figures_and_holds_the_floors(root: Path, real_data: Path, committed: dict[str, Any]) -> None:
    verdicts = read_verdicts(root / "benchmarks" / "results" / "adjudication.jsonl")
    figures = json.loads(json.dumps(measure(real_data, verdicts)))
    assert_floors_on_real_texts(figures)
    assert figures == committed["real"], STALE


def test_the_committed_verdicts_can_be_read_and_none_stands_twice(root: Path) -> None:
    path = root / "benchmarks" / "results" / "adjudication.jsonl"
    assert len(read_verdicts(path)) == len(path.read_text("utf-8").splitlines())


# Floors.
def test_floors_hold_for_the_figures_that_they_were_pinned_on(validation: dict[str, Any]) -> None:
    assert broken_floors(validation, floors_of(validation)) == []


@pytest.mark.parametrize(
    ("path", "cell", "line"),
    [
        (("scrapes", "by_evidence", "wording", "spans"), 0, "recall of wording is "),
        (("scrapes", "by_evidence", "position", "spans"), 0, "recall of position is "),
        (("scrapes", "precision", "findings"), 0, "precision, findings is "),
        (("scrapes", "precision", "characters"), 0, "precision, characters is "),
        (("contrasts", "pairs"), 0, "contrast pairs right is "),
    ],
)
def test_a_figure_that_falls_breaks_its_floor(validation: dict[str, Any], path: tuple[str, ...], cell: int, line: str) -> None:
    worse = deepcopy(validation)
    place = worse
    for name in path:
        place = place[name]
    place[cell] -= 1
    (broken,) = broken_floors(worse, floors_of(validation))
    assert broken.startswith(line)


def test_body_touched_and_false_findings_have_ceilings(validation: dict[str, Any]) -> None:
    worse = deepcopy(validation)
    worse["scrapes"]["body_touched"][0] += 50
    worse["corruptions"]["unbroken"]["untouched"]["errors"] += 1
    assert [line.split(" is ")[0] for line in broken_floors(worse, floors_of(validation))] == ["body characters touched", "unbroken rows with an error finding"]


def test_floors_of_another_dataset_are_to_be_pinned_anew(validation: dict[str, Any]) -> None:
    (line,) = broken_floors({**validation, "dataset": "0"}, floors_of(validation))
    assert "--pin-floors" in line


# The command, on a small dataset and a small folder of real texts.
@pytest.fixture
def splits_read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Cuts each split to a few rows, and tells which splits were read."""
    asked: set[str] = set()

    def few(config: str, split: str) -> pa.Table:
        asked.add(split)
        return load(config, split).slice(0, 4)

    monkeypatch.setattr(composed, "load", few)
    return asked


@pytest.fixture
def checkout(tmp_path: Path, splits_read: set[str], scanner: Scanner, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout, so that nothing of this one is written to."""
    root, real = tmp_path / "checkout", tmp_path / "real"
    for folder in (root / "benchmarks" / "results", root / "checks", real):
        folder.mkdir(parents=True)
    verdict = {"source": "s", "id": "ad", "rule": "BP101", "verdict": "right"}
    (root / "benchmarks" / "results" / "adjudication.jsonl").write_text(json.dumps(verdict) + "\n", "utf-8")
    clean = [{"id": "ad", "source": "s", "text": f"{PROSE}\n\n[ad_1]\n"}, {"id": "new", "source": "s", "text": f"{PROSE}\n\n[ad_2]\n"}]
    (real / "clean.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in clean), "utf-8")
    spans = [{"start": len(PROSE) + 2, "end": len(PROSE) + 8, "label": "boilerplate.ad_marker", "evidence": "wording"}]
    (real / "leaky.jsonl").write_text(json.dumps({"id": "l", "source": "s", "text": f"{PROSE}\n\n[ad_1]", "spans": spans}, ensure_ascii=False), "utf-8")
    monkeypatch.setattr(cli, "checkout", lambda: root)
    monkeypatch.setattr(composed, "Scanner", lambda: scanner)
    monkeypatch.setenv("NAQI_REAL_DATA", str(real))
    return root


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["accuracy", *arguments], catch_exceptions=False)


def test_the_command_writes_figures_and_page_and_never_reads_test(checkout: Path, splits_read: set[str]) -> None:
    result = run()
    files = Files.of(checkout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"wrote {files.figures}\nwrote {files.page}\n"
    assert splits_read == {"train", "validation"}
    figures = read(files.figures)
    assert figures is not None
    assert figures["real"]["naqi"]["labelled"]["spans"] == [1, 1]
    assert figures["real"]["naqi"]["clean"]["all_documents"]["wrong"] == 1
    assert (figures["real_kept"], files.test.exists(), files.floors.exists()) == (False, False, False)
    text = files.page.read_text("utf-8")
    assert text == page(figures, None, f"benchmarks/results/naqi/{__version__}/accuracy.json")
    assert "Test was not scored for this page" in text


def test_measuring_twice_changes_nothing(checkout: Path) -> None:
    run()
    files = Files.of(checkout)
    first = [path.read_bytes() for path in (files.figures, files.page)]
    run()
    assert [path.read_bytes() for path in (files.figures, files.page)] == first


def test_test_is_scored_when_asked_for_kept_in_a_file_of_its_own_and_shown_ever_after(checkout: Path, splits_read: set[str]) -> None:
    files = Files.of(checkout)
    assert run("--test").exit_code == 0
    assert splits_read == {"train", "validation", "test"}
    scored = files.test.read_bytes()
    assert files.test.name == "accuracy-test.json"
    splits_read.clear()
    run()
    assert splits_read == {"train", "validation"}
    assert files.test.read_bytes() == scored
    assert "|  | aim | validation | real texts | test |" in files.page.read_text("utf-8").splitlines()
    assert "Test was scored with naqi" in files.page.read_text("utf-8")
    assert "before the rules had the form" not in files.page.read_text("utf-8")


def test_that_rules_have_changed_since_test_was_scored_is_said(checkout: Path) -> None:
    files = Files.of(checkout)
    run("--test")
    scored = json.loads(files.test.read_text("utf-8"))
    scored["validation"]["scrapes"]["spans"][0] -= 1
    files.test.write_text(json.dumps(scored), "utf-8")
    assert "before the rules had the form" in files.rendered()


def test_without_real_texts_their_figures_are_kept_and_that_is_said(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = Files.of(checkout)
    run()
    before = json.loads(files.figures.read_text("utf-8"))
    monkeypatch.delenv("NAQI_REAL_DATA")
    result = run()
    assert (result.exit_code, result.stderr) == (0, "naqi: NAQI_REAL_DATA is not set: the figures of real texts are kept as they were\n")
    after = json.loads(files.figures.read_text("utf-8"))
    assert (after["real"], after["real_kept"]) == (before["real"], True)
    assert "kept from an earlier run" in files.page.read_text("utf-8")


def test_without_real_texts_and_without_earlier_figures_the_page_says_so(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAQI_REAL_DATA")
    assert run().exit_code == 0
    assert "Not measured: `NAQI_REAL_DATA` was not set" in Files.of(checkout).page.read_text("utf-8")


def test_floors_are_pinned_when_asked_for_and_a_fall_below_is_said(checkout: Path) -> None:
    files = Files.of(checkout)
    run("--pin-floors")
    floors = json.loads(files.floors.read_text("utf-8"))
    assert floors["split"] == "validation"
    assert run().stderr == ""
    floors["at_least"]["precision, findings"] = 1.5
    files.floors.write_text(json.dumps(floors), "utf-8")
    assert run().stderr == "naqi: precision, findings is 1.0000, its floor 1.5000\n"


def test_results_may_be_written_elsewhere(checkout: Path, tmp_path: Path) -> None:
    run("--results", str(tmp_path / "mine.json"), "--test")
    assert {path.name for path in tmp_path.glob("*.json")} == {"mine.json", "mine-test.json"}
    assert not Files.of(checkout).figures.exists()


def test_the_command_lists_what_is_to_be_judged_and_writes_nothing(checkout: Path) -> None:
    rows = [json.loads(line) for line in run("--unjudged").stdout.splitlines()]
    assert [(item["id"], item["rule"], item["text"]) for item in rows] == [("new", "BP101", "[ad_2]")]
    assert not Files.of(checkout).page.exists()


@pytest.mark.usefixtures("checkout")
def test_judging_without_real_texts_is_one_line_and_exit_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAQI_REAL_DATA")
    result = run("--unjudged")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "naqi: NAQI_REAL_DATA is not set: point it to the folder of real texts to judge findings on\n"


def test_the_command_with_a_broken_verdict_is_one_line_and_exit_2(checkout: Path) -> None:
    path = checkout / "benchmarks" / "results" / "adjudication.jsonl"
    path.write_text("{}\n", "utf-8")
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"naqi: {path}:1: a verdict needs source, id, rule, and verdict right or wrong\n"


@pytest.mark.parametrize("content", ["{", "[]", "5", "\ufffe\udcff"], ids=ascii)
def test_broken_results_are_one_line_and_exit_2(checkout: Path, content: str) -> None:
    files = Files.of(checkout)
    files.figures.parent.mkdir(parents=True)
    files.figures.write_bytes(content.encode("utf-8", "surrogateescape"))
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"naqi: {files.figures}: is no results file")
    assert result.stderr.count("\n") == 1


def test_a_page_without_figures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="run naqi-bench accuracy"):
        Files.of(tmp_path).rendered()


def test_only_the_test_split_is_scored_without_quoting_it(checkout: Path, scanner: Scanner) -> None:
    assert checkout.is_dir()
    figures = results.figures_with(None, None, scanner)
    assert all("text" in case for case in figures["composed"]["validation"]["scrapes"]["worst"])
    assert not any("text" in case for case in results.figures_of_test(figures, scanner)["test"]["scrapes"]["worst"])
