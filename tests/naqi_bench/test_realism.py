"""Composed beside real: the statistics, worked by hand on two small texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from naqi_bench import cli, realism
from naqi_dataset.loading import load
from naqi_dataset.sites.model import SCRAPERS

TEXT = "شارك الخبر\nوصل الوفد إلى المدينة صباح الأحد ثم غادرها في المساء بعد جولة قصيرة.\nعنوان"
SPANS = [(0, 10, "boilerplate.share", "wording"), (11, len(TEXT) - 6, "body", None), (len(TEXT) - 5, len(TEXT), "optional.title", None)]


def test_words_spans_and_lines_are_counted() -> None:
    mess = realism.measure_texts([(TEXT, SPANS), ("نص بلا أثر.", [])])
    assert (mess.documents, mess.spans_per_document) == (2, 0.5)
    assert mess.furniture_per_body_word == 2 / (13 + 3)
    assert (mess.by_class, mess.by_evidence) == ({"share": 1.0}, {"wording": 1.0})
    assert mess.lines == (2.5, 13.0)
    assert mess.paragraphs == (13.0, 13.0)


def test_unmarked_text_is_body() -> None:
    assert realism.measure_texts([("كلمة كلمتان", [(0, 4, "boilerplate.share", "wording")])]).furniture_per_body_word == 1.0


def test_density_counts_what_a_reader_sees() -> None:
    page = "<html><body><script>var a = 1;</script><p>نص</p></body></html>"
    assert realism.density([page]) == [2 / len(page)]


def test_the_command_prints_composed_beside_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "clean.jsonl").write_text("", "utf-8")
    spans = [{"start": 0, "end": 10, "label": "boilerplate.share", "evidence": "wording", "unsure": False}]
    (tmp_path / "leaky.jsonl").write_text(json.dumps({"id": "1", "source": "s", "text": TEXT, "spans": spans}), "utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_text("<html><body><p>نص</p></body></html>", "utf-8")
    monkeypatch.setenv("NAQI_REAL_DATA", str(tmp_path))
    output = tmp_path / "realism.json"
    done = CliRunner().invoke(cli.main, ["realism", "--output", str(output)])
    assert done.exit_code == 0, done.output
    assert "share of leak spans, class share" in done.output
    figures = json.loads(output.read_text("utf-8"))
    assert list(figures) == [*realism.KINDS, "real"]
    assert figures["real"]["documents"] == 1
    assert done.output.splitlines()[0].split() == ["texts", *figures]
    assert all(figures[kind]["documents"] > 0 for kind in realism.KINDS)


def test_every_scraper_is_of_one_kind() -> None:
    assert sorted(name for names in realism.KINDS.values() for name in names) == sorted(SCRAPERS)
    composed = realism.composed_texts(("validation",))
    rows = load("scrapes", "validation").to_pylist()
    assert sum(map(len, composed.values())) == len(rows)
    assert [text for text, _ in composed["visible"]] == [row["raw"] for row in rows if row["scraper"] == "visible"]


LABELLED = json.dumps({"id": "1", "source": "s", "text": TEXT, "spans": []})


@pytest.mark.parametrize(
    ("leaky", "message"),
    [
        (None, "leaky.jsonl: cannot be read as labelled texts (FileNotFoundError"),
        ("", "leaky.jsonl: holds no labelled text to compare with"),
        ('{"id": "1", "source": "s", "text": "نص"}', "leaky.jsonl: holds no labelled text to compare with"),
        ("{", "leaky.jsonl: cannot be read as labelled texts (JSONDecodeError"),
        ('{"spans": [3]}', "leaky.jsonl: cannot be read as labelled texts (TypeError"),
        (LABELLED, "pages: holds no page to compare with"),
    ],
)
def test_an_empty_or_wrong_folder_is_one_line_and_exit_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leaky: str | None, message: str) -> None:
    (tmp_path / "clean.jsonl").write_text("", "utf-8")
    if leaky is not None:
        (tmp_path / "leaky.jsonl").write_text(leaky, "utf-8")
    monkeypatch.setenv("NAQI_REAL_DATA", str(tmp_path))
    done = CliRunner().invoke(cli.main, ["realism"])
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_folder_of_something_else_is_one_line_and_exit_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAQI_REAL_DATA", str(tmp_path / "nowhere"))
    done = CliRunner().invoke(cli.main, ["realism"])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)


def test_without_real_data_it_is_one_line_and_exit_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAQI_REAL_DATA", raising=False)
    done = CliRunner().invoke(cli.main, ["realism"])
    assert done.exit_code == 2
    assert done.stderr.startswith("naqi: NAQI_REAL_DATA is not set")
