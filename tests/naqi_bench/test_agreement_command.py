"""From the sample over sheets to the datasheet, by the commands; and what is committed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi_bench import cli
from naqi_bench.agreement import commands
from naqi_bench.agreement.report import AgreementError, Decisions, datasheet, figures, read_decisions, section, undecided
from naqi_bench.agreement.sample import read_sample, texts_of
from naqi_bench.agreement.sheet import read_annotations

PROSE = "وصل الوفد صباح الأحد إلى المدينة القديمة ثم غادرها في المساء بعد جولة قصيرة. "
SECRET = "كلمةسرية"
NOTHING = "Nobody has annotated yet"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, list(arguments), catch_exceptions=False)


def done(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def place(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The agreement folder of a checkout that nothing has been drawn in, with made-up real texts."""
    real = tmp_path / "real"
    real.mkdir()
    (real / "clean.jsonl").write_text("", "utf-8")
    rows = [{"id": str(number), "source": f"s{number % 5}", "text": f"{SECRET} {number}\n{PROSE * 8}\n{PROSE}"} for number in range(60)]
    (real / "leaky.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    monkeypatch.setenv("NAQI_REAL_DATA", str(real))
    home = tmp_path / "checkout"
    (home / "benchmarks" / "agreement").mkdir(parents=True)
    (home / "dataset" / "sources").mkdir(parents=True)
    (home / "dataset" / "sources" / "GUIDELINES.md").write_text("# Guidelines\n", "utf-8")
    (home / "DATASHEET.md").write_text("# Datasheet\n\nFacts.\n", "utf-8")
    decisions = (root / "benchmarks" / "agreement" / "decisions.toml").read_text("utf-8")
    (home / "benchmarks" / "agreement" / "decisions.toml").write_text(re.sub(r"(?m)^(?![#\[]).*\n", "", decisions), "utf-8")
    monkeypatch.setattr(commands, "checkout", lambda: home)
    return home / "benchmarks" / "agreement"


def fill(folder: Path, *, title: bool) -> None:
    """Answer every text: all body, or its first word the title. Doubt everything, and find a fault in each."""
    for path in sorted((folder / "texts").iterdir()):
        lines = [line.partition("| ")[2] for line in path.read_text("utf-8").splitlines() if line]
        word, _, rest = lines[0].partition(" ")
        body = f"1-{len(lines)} body > {rest}" if rest else f"2-{len(lines)} body"
        answer = f"1 title\n? byline | {SECRET}\n{body}\n" if title else f"1-{len(lines)} body\n? title | {SECRET}\n"
        (folder / "answers" / path.name).write_text(f"{answer}! 1 lost #1 > {word}\n= {SECRET}.\n", "utf-8")


def annotate(place: Path, number: int) -> None:
    for annotator in "AB":
        folder = place.parent / f"round{number}-{annotator}"
        done("annotate", "sheet", "--round", str(number), "--annotator", annotator, str(folder))
        fill(folder, title=annotator == "A")
        done("annotate", "read", str(folder))
    names = "".join(f'"round{number}-{annotator}" = "a rule"\n' for annotator in "AB")
    path = place / "decisions.toml"
    path.write_text(path.read_text("utf-8").replace("[annotators]\n", f"[annotators]\n{names}"), "utf-8")


def test_without_a_sample_or_annotations_the_datasheet_says_so(place: Path) -> None:
    assert done("agreement").startswith("0 annotations; wrote ")
    page = (place.parent.parent / "DATASHEET.md").read_text("utf-8")
    assert page.startswith("# Datasheet\n\nFacts.\n\n<!-- agreement")
    assert NOTHING in page
    done("agreement")
    assert (place.parent.parent / "DATASHEET.md").read_text("utf-8") == page


def test_from_the_sample_to_the_datasheet_round_by_round(place: Path) -> None:
    done("annotate", "draw")
    annotate(place, 1)
    out = done("agreement")
    assert "under .67 and not decided in decisions.toml: body, optional.title\n" in out
    result = json.loads((place / "figures.json").read_text("utf-8"))
    assert list(result["between_annotators"]) == ["round 1, scrapes", "round 1, real", "round 1, all"]
    every = result["between_annotators"]["round 1, all"]
    assert (every["documents"], every["labels"]["optional.title"]["spans"]) == (60, [60, 0])
    assert every["alpha_boilerplate"] is None
    assert every["f1_faults"] == [1, 1, 1]
    assert result["against_construction"]["round1-A"]["documents"] == 40
    assert result["annotations"]["round1-A"]["unsure"] == 60
    page = (place.parent.parent / "DATASHEET.md").read_text("utf-8")
    assert NOTHING not in page
    assert "- round1-B: a rule (60 spans marked unsure" in page
    assert "under .67, undecided" in page

    annotate(place, 2)
    decisions = place / "decisions.toml"
    text = decisions.read_text("utf-8").replace("[unreliable]\n", '[unreliable]\n"optional.title" = "one annotator saw none"\n')
    decisions.write_text(text.replace("[merged]\n", '[merged]\nbody = { into = "optional.title", why = "never apart" }\n'), "utf-8")
    assert "not decided" not in done("agreement")
    result = json.loads((place / "figures.json").read_text("utf-8"))
    assert list(result["between_annotators"])[-1] == "both rounds, all"
    assert result["between_annotators"]["both rounds, all"]["documents"] == 120
    page = (place.parent.parent / "DATASHEET.md").read_text("utf-8")
    assert "unreliable: one annotator saw none" in page
    assert "| merged into `optional.title`: never apart |" in page
    assert "| with `body` α –; unreliable: one annotator saw none |" in page


def test_no_word_of_a_real_text_is_kept(place: Path) -> None:
    done("annotate", "draw")
    annotate(place, 1)
    sample = {document.name: document for document in read_sample(place / "sample.jsonl")}
    for path in (place / "annotations").iterdir():
        made = json.loads(path.read_text("utf-8"))["documents"]
        real = {name: part for name, part in made.items() if sample[name].kind == "real"}
        assert SECRET not in json.dumps(real, ensure_ascii=False)
        assert {span.get("unsure") for part in real.values() for span in part["spans"]} <= {None, "byline", "title"}
        assert SECRET in json.dumps(made, ensure_ascii=False)
    assert SECRET not in (place / "sample.jsonl").read_text("utf-8")


def test_a_sheet_tells_nothing_of_where_texts_are_from(place: Path, tmp_path: Path) -> None:
    done("annotate", "draw", "--round", "1")
    folder = tmp_path / "sheet"
    done("annotate", "sheet", "--round", "1", "--annotator", "A", str(folder))
    assert sorted(path.name for path in folder.iterdir()) == [".gitignore", "GUIDELINES.md", "HOWTO.md", "answers", "sheet.json", "texts"]
    assert (folder / ".gitignore").read_text("utf-8") == "*\n"
    state = json.loads((folder / "sheet.json").read_text("utf-8"))
    assert set(state) == {"round", "annotator", "guidelines", "texts"}
    assert len(list((folder / "texts").iterdir())) == 60
    for path in (folder / "texts").iterdir():
        assert path.read_text("utf-8").lstrip().startswith("1| ")


def test_a_sheet_never_overwrites_answers(place: Path, tmp_path: Path) -> None:
    done("annotate", "draw")
    folder = tmp_path / "sheet"
    done("annotate", "sheet", "--round", "1", "--annotator", "A", str(folder))
    result = run("annotate", "sheet", "--round", "1", "--annotator", "A", str(folder))
    assert (result.exit_code, result.stderr) == (2, f"naqi: {folder} is there already: answers might be lost, name a new folder\n")


def test_bad_answers_are_one_line_each_and_nothing_is_written(place: Path, tmp_path: Path) -> None:
    done("annotate", "draw")
    folder = tmp_path / "sheet"
    done("annotate", "sheet", "--round", "2", "--annotator", "B", str(folder))
    fill(folder, title=True)
    answers = folder / "answers"
    (answers / "r2-01.txt").write_text("1 tittle\n", "utf-8")
    (answers / "r2-02.txt").unlink()
    (answers / "r2-03.txt").write_bytes(b"\xff")
    (answers / "notes.md").write_text("x", "utf-8")
    result = run("annotate", "read", str(folder))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[-1] == "4 faults"
    assert lines[:-1] == [
        f"{answers / 'notes.md'}: answers nothing: the sheet has no text of this name",
        f"{answers / 'r2-01.txt'}:1: there is no label 'tittle': did you mean 'title'?",
        f"{answers / 'r2-02.txt'}: is missing: write the answers on texts/r2-02.txt to it",
        f"{answers / 'r2-03.txt'}: cannot be read as UTF-8 text: write it anew",
    ]
    assert not (place / "annotations").exists()


def test_checking_says_so_and_writes_nothing(place: Path, tmp_path: Path) -> None:
    done("annotate", "draw")
    folder = tmp_path / "sheet"
    done("annotate", "sheet", "--round", "1", "--annotator", "B", str(folder))
    fill(folder, title=False)
    assert done("annotate", "read", "--check", str(folder)) == "ok: 60 documents, 60 spans\n"
    assert not (place / "annotations").exists()


def test_a_folder_that_is_no_sheet_is_exit_2(place: Path, tmp_path: Path) -> None:
    result = run("annotate", "read", str(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"naqi: {tmp_path} is no sheet: name a folder that `naqi-bench annotate sheet` wrote\n"


def test_a_sheet_of_another_sample_is_exit_2(place: Path, tmp_path: Path) -> None:
    done("annotate", "draw")
    folder = tmp_path / "sheet"
    done("annotate", "sheet", "--round", "1", "--annotator", "B", str(folder))
    fill(folder, title=False)
    state = json.loads((folder / "sheet.json").read_text("utf-8"))
    state["texts"]["r1-01"] += "."
    (folder / "sheet.json").write_text(json.dumps(state), "utf-8")
    result = run("annotate", "read", str(folder))
    assert result.exit_code == 2
    assert "is a sheet of another sample" in result.stderr


def test_a_labelled_round_is_not_drawn_again(place: Path) -> None:
    done("annotate", "draw")
    annotate(place, 1)
    before = (place / "sample.jsonl").read_text("utf-8")
    result = run("annotate", "draw")
    assert (result.exit_code, result.stderr.startswith("naqi: round1-A has labelled round 1")) == (2, True)
    done("annotate", "draw", "--round", "2")
    assert (place / "sample.jsonl").read_text("utf-8") == before


@pytest.mark.parametrize("arguments", [["annotate", "draw"], ["annotate", "sheet", "--round", "1", "--annotator", "A", "x"]])
def test_without_real_texts_it_is_one_line_and_exit_2(place: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    done("annotate", "draw")
    monkeypatch.delenv("NAQI_REAL_DATA")
    result = run(*arguments)
    assert (result.exit_code, result.stderr.startswith("naqi: NAQI_REAL_DATA is not set")) == (2, True)


def test_a_sheet_without_a_sample_says_what_to_run(place: Path, tmp_path: Path) -> None:
    result = run("annotate", "sheet", "--round", "1", "--annotator", "A", str(tmp_path / "sheet"))
    assert (result.exit_code, result.stderr) == (2, "naqi: there is no sample of round 1: naqi-bench annotate draw --round 1\n")


def test_an_annotator_of_whom_nothing_is_said_is_exit_2(place: Path) -> None:
    done("annotate", "draw")
    annotate(place, 1)
    path = place / "decisions.toml"
    path.write_text(path.read_text("utf-8").replace('"round1-B"', '"round2-B"'), "utf-8")
    result = run("agreement")
    assert (result.exit_code, result.stderr) == (2, "naqi: decisions.toml does not say what round1-B was: add it under [annotators]\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[", "cannot be read as TOML"),
        ("[extra]", "there is no table [extra]"),
        ('[unreliable]\nshare = "why"', "there is no label 'share'"),
        ('[unreliable]\n"boilerplate.share" = 1', "each need a line of text"),
        ('[merged]\n"boilerplate.share" = { into = "follow", why = "x" }', "boilerplate.share is not merged like this"),
        ('[merged]\n"boilerplate.share" = "boilerplate.follow"', "boilerplate.share is not merged like this"),
    ],
)
def test_broken_decisions_are_named(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(AgreementError) as error:
        read_decisions(path)
    assert reason in str(error.value)
    assert str(path) in str(error.value)


def test_broken_markers_are_refused() -> None:
    whole = datasheet("# D\n", "text\n")
    assert datasheet(whole, "other\n") == datasheet("# D\n", "other\n")
    for broken in (whole.replace("<!-- /agreement -->\n", ""), whole + whole):
        with pytest.raises(AgreementError, match="broken agreement markers"):
            datasheet(broken, "text\n")


@pytest.mark.parametrize(("alone", "together", "left"), [(0.5, None, True), (0.7, None, False), (0.5, 0.9, False), (0.9, 0.5, True)])
def test_a_label_that_took_others_in_is_judged_by_them_together(alone: float, together: float | None, left: bool) -> None:
    label, other = "boilerplate.caption", "boilerplate.credit"
    row = {"alpha": [alone, 0, 1]}
    head = {"labels": {label: row, other: {"alpha": None}}, "merged": {label: [together, 0, 1]} if together else {}}
    decisions = Decisions({}, {}, {other: (label, "why")} if together else {})
    assert undecided({"between_annotators": {"round 1, all": head}}, decisions) == [label] * left


# What is committed.
@pytest.fixture(scope="module")
def committed(root: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((root / "benchmarks" / "agreement" / "figures.json").read_text("utf-8"))
    return made


def test_the_datasheet_is_that_of_the_committed_figures(root: Path, committed: dict[str, Any]) -> None:
    decisions = read_decisions(root / "benchmarks" / "agreement" / "decisions.toml")
    page = (root / "DATASHEET.md").read_text("utf-8")
    assert datasheet(page, section(committed, decisions)) == page, "stale: run naqi-bench agreement"


def test_the_committed_figures_are_of_the_committed_annotations(root: Path, committed: dict[str, Any]) -> None:
    made = read_annotations(root / "benchmarks" / "agreement" / "annotations")
    assert {item.key: item.guidelines for item in made} == {key: row["guidelines"] for key, row in committed["annotations"].items()}


def test_every_committed_label_under_the_threshold_is_decided(root: Path, committed: dict[str, Any]) -> None:
    assert undecided(committed, read_decisions(root / "benchmarks" / "agreement" / "decisions.toml")) == []


@pytest.mark.real
def test_computing_again_gives_the_committed_figures(root: Path, real_data: Path, committed: dict[str, Any]) -> None:
    place = root / "benchmarks" / "agreement"
    annotations, documents = read_annotations(place / "annotations"), read_sample(place / "sample.jsonl")
    rounds = {annotation.round for annotation in annotations}
    texts = texts_of([document for document in documents if document.round in rounds], real_data)
    result = figures(documents, annotations, texts, read_decisions(place / "decisions.toml"))
    assert json.loads(json.dumps(result)) == committed, "stale: run naqi-bench agreement"
