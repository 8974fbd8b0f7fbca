"""Composed beside real: the statistics, worked by hand on two small texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from naqi_bench import cli, realism

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
    assert json.loads(output.read_text("utf-8"))["real"]["documents"] == 1


def test_without_real_data_it_is_one_line_and_exit_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAQI_REAL_DATA", raising=False)
    done = CliRunner().invoke(cli.main, ["realism"])
    assert done.exit_code == 2
    assert done.stderr.startswith("naqi: NAQI_REAL_DATA is not set")
