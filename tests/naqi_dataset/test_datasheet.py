"""DATASHEET.md answers every question of Gebru et al. (2021), and its generated parts are those of the shipped dataset."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from naqi.taxonomy import BOILERPLATE_CLASSES
from naqi_dataset import cli
from naqi_dataset.real import clean_by_source
from naqi_dataset.stats import datasheet
from naqi_dataset.stats.composition import composition
from naqi_dataset.stats.datasheet import SectionError, articles_of, as_json, measure, read_figures, variety, with_section, with_sections
from naqi_dataset.stats.variety import composed_figures, digest, real_figures
from naqi_dataset.tables import Tables, read_tables

# By section, each by words that its question must hold. Questions that only concern data about people are asked too: that there are none is an answer.
QUESTIONS = {
    "Motivation": ("For what purpose", "Who created", "Who funded", "Any other comments"),
    "Composition": (
        "What do the instances",
        "How many instances",
        "all possible instances",
        "What data does each instance",
        "label or target",
        "information missing",
        "relationships between individual instances",
        "recommended data splits",
        "errors, sources of noise, or redundancies",
        "self-contained",
        "confidential",
        "offensive",
        "subpopulations",
        "identify individuals",
        "sensitive",
        "Any other comments",
    ),
    "Collection process": (
        "acquired",
        "mechanisms or procedures",
        "sampling strategy",
        "Who was involved",
        "timeframe",
        "ethical review",
        "directly, or obtained via third parties",
        "notified",
        "consent to",
        "revoke",
        "impact",
        "Any other comments",
    ),
    "Preprocessing, cleaning, labelling": ("preprocessing", '"raw" data', "software", "Any other comments"),
    "Uses": ("any tasks already", "repository", "What (other) tasks", "impact future uses", "should not be used", "Any other comments"),
    "Distribution": (
        "distributed to third parties",
        "How will",
        "When will",
        "licence",
        "third parties imposed",
        "export controls",
        "Any other comments",
    ),
    "Maintenance": (
        "supporting, hosting",
        "contacted",
        "erratum",
        "updated",
        "retention",
        "older versions",
        "extend, augment",
        "Any other comments",
    ),
}


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "DATASHEET.md").read_text("utf-8")


@pytest.fixture(scope="module")
def tables(root: Path) -> Tables:
    return read_tables(root / "dataset")


@pytest.fixture(scope="module")
def figures(root: Path) -> dict[str, Any]:
    return read_figures(root / "dataset")


@pytest.fixture
def _measured(monkeypatch: pytest.MonkeyPatch, figures: dict[str, Any]) -> None:
    """Measuring takes seconds, and a test of its own holds the committed figures to what it gives."""
    monkeypatch.setattr(datasheet, "composed_figures", lambda _: figures["composed"])


@pytest.mark.parametrize("section", QUESTIONS)
def test_every_question_is_asked_and_answered(page: str, section: str) -> None:
    text = re.split(r"\n## ", page.partition(f"\n## {section}\n")[2])[0]
    asked = re.findall(r"^\*\*([^*]+)\*\*((?:.|\n(?!\n))*)", text, re.MULTILINE)
    assert len(asked) == len(QUESTIONS[section])
    for (question, answer), words in zip(asked, QUESTIONS[section], strict=True):
        assert words in " ".join(question.split())
        assert answer.strip()


def test_limits_come_first(page: str) -> None:
    first = page.partition("## Motivation")[0]
    for words in ("synthetic", "large language model", "invented events", "No native editor has checked", "may not be concluded"):
        assert words in " ".join(first.split())


def test_the_generated_parts_are_fresh(page: str, tables: Tables, figures: dict[str, Any]) -> None:
    assert figures["composed"] == json.loads(json.dumps(composed_figures(articles_of(tables)))), "run `naqi-dataset stats`"
    assert with_sections(page, tables, figures) == page, "run `naqi-dataset stats`"


@pytest.mark.real
def test_the_figures_of_real_news_are_those_beside_these_articles(real_data: Path, tables: Tables, figures: dict[str, Any]) -> None:
    articles = articles_of(tables)
    assert figures["real"] == json.loads(json.dumps(real_figures(articles, clean_by_source(real_data)))), "run `naqi-dataset stats`"
    assert figures["classifier"]["articles"] == digest(articles), "run `naqi-dataset stats`"


def test_counts_add_up(tables: Tables) -> None:
    text = composition(tables)
    scrapes = [row for part in tables["scrapes"].values() for row in part.to_pylist()]
    spans = Counter(span["label"] for row in scrapes for span in row["spans"])
    section = text.partition("spans by class and evidence")[2].partition("Optional spans")[0]
    counted = {name: int(total.replace(",", "")) for name, total in re.findall(r"^\| `(\w+)` \|.*\| ([\d,]+) \|$", section, re.MULTILINE)}
    assert counted == {name: spans[f"boilerplate.{name}"] for name in BOILERPLATE_CLASSES}
    for config, splits in tables.items():
        assert re.search(rf"^\| rows of `{config}` \|.* {sum(part.num_rows for part in splits.values()):,} \|$", text, re.MULTILINE)


@pytest.mark.usefixtures("_measured")
def test_without_real_data_the_committed_figures_stay_and_their_age_is_said(tables: Tables, figures: dict[str, Any]) -> None:
    assert measure(tables, None, figures) == figures
    older = {**figures, "real": {**figures["real"], "articles": "0" * 12}}
    assert "measured beside an earlier set" in variety(older)
    assert "measured beside an earlier set" not in variety(figures)
    assert set(measure(tables, None, {})) == {"composed"}
    assert "of real news" not in variety({"composed": figures["composed"]})


MARKED = "a\n<!-- part: generated by `naqi-dataset stats`, do not edit -->\n\nold\n\n<!-- /part -->\nb\n"


def test_a_part_is_written_between_its_marks_and_nothing_else_is_touched() -> None:
    written = with_section(MARKED, "part", "new\n\nlines")
    assert written == MARKED.replace("old", "new\n\nlines")
    assert with_section(written, "part", "old") == MARKED


@pytest.mark.parametrize("broken", ["", MARKED + MARKED, MARKED.replace("<!-- /part -->", ""), MARKED.replace("<!-- part", "<!-- prat")])
def test_a_page_without_one_pair_of_marks_is_refused(broken: str) -> None:
    with pytest.raises(SectionError, match=r"^DATASHEET\.md has not one pair of marks of the part part: restore"):
        with_section(broken, "part", "new")


def _checkout(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what `stats` writes, beside the data as it is."""
    (folder / "dataset").mkdir()
    for name in ("DATASHEET.md", "dataset/stats.json"):
        (folder / name).write_bytes((root / name).read_bytes())
    (folder / "dataset" / "data").symlink_to(root / "dataset" / "data")
    monkeypatch.setattr(cli, "dataset_dir", lambda: folder / "dataset")
    return folder


@pytest.mark.usefixtures("_measured")
def test_the_command_prints_and_writes_both(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAQI_REAL_DATA", raising=False)
    folder = _checkout(root, tmp_path, monkeypatch)
    expected = {name: (root / name).read_text("utf-8") for name in ("DATASHEET.md", "dataset/stats.json")}
    (folder / "DATASHEET.md").write_text(expected["DATASHEET.md"].replace("| running words |", "| walking words |"), "utf-8")
    done = CliRunner().invoke(cli.main, ["stats"])
    assert done.exit_code == 0, done.output
    assert "| running words |" in done.stdout
    assert "NAQI_REAL_DATA is not set: the figures of real news are those of stats.json" in done.stdout
    assert {name: (folder / name).read_text("utf-8") for name in expected} == expected


@pytest.mark.parametrize(("name", "text"), [("DATASHEET.md", "# Datasheet\n"), ("dataset/stats.json", "{")])
@pytest.mark.usefixtures("_measured")
def test_what_cannot_be_written_or_read_is_one_line_and_nothing_is_lost(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.delenv("NAQI_REAL_DATA", raising=False)
    folder = _checkout(root, tmp_path, monkeypatch)
    (folder / name).write_text(text, "utf-8")
    before = {path: path.read_text("utf-8") for path in (folder / "DATASHEET.md", folder / "dataset" / "stats.json")}
    done = CliRunner().invoke(cli.main, ["stats"])
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert {path: path.read_text("utf-8") for path in before} == before


def test_a_wrong_folder_of_real_data_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAQI_REAL_DATA", str(tmp_path))
    done = CliRunner().invoke(cli.main, ["stats"])
    assert done.exit_code == 2
    assert "holds no clean.jsonl" in done.output


def test_the_file_of_figures_is_as_json_writes_it(root: Path, figures: dict[str, Any]) -> None:
    assert as_json(figures) == (root / "dataset" / datasheet.NAME).read_text("utf-8")
