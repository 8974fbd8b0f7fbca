"""Extractors with naqi fix behind them: the arithmetic on worked pages, and the command on records of invented extractors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi_bench import cli
from naqi_bench.tracks.gold import ExtractGold, gold
from naqi_bench.tracks.model import Track
from naqi_bench.tracks.tasks import dataset_identity
from naqi_bench.with_fix.figures import FILE, FiguresError, read
from naqi_bench.with_fix.pairs import Recorded, difference, measure
from naqi_bench.with_fix.section import section

STORY = "افتتح المجلس البلدي سوق الخضر الجديد بعد عامين من أعمال البناء في الحي القديم"
SHARE = "شارك هذا المقال على فيسبوك"


def _gold(site: str) -> ExtractGold:
    html = f"<html><body><p>{STORY}</p><p>{SHARE}</p></body></html>".encode()
    return ExtractGold(site, "validation", html, "utf-8", (STORY,), (), ({"text": SHARE, "label": "boilerplate.share", "evidence": "wording"},))


def test_alone_and_fixed_are_scored_on_the_same_pages() -> None:
    golds = {"a/1": _gold("a"), "a/2": _gold("a"), "b/1": _gold("b")}
    both = f"{STORY}\n{SHARE}"
    made = [Recorded("x", "1", "as-shipped", {"a/1": both, "a/2": STORY, "b/1": both}), Recorded("y", "2", "arabic", dict.fromkeys(golds, ""))]
    pages: list[int] = []
    (one, nothing) = measure(made, golds, lambda text: text.replace(f"\n{SHARE}", ""), lambda: pages.append(1))
    assert len(pages) == 3
    letters, furniture = (len("".join(text.split())) for text in (STORY, SHARE))
    leaky = 2 * letters / (2 * letters + furniture)
    assert one["sites"]["a"]["alone"] == {"character_f1": pytest.approx((1 + leaky) / 2), "leak_rate": 0.5, "body_loss": 0}
    assert one["alone"]["character_f1"] == pytest.approx(((1 + leaky) / 2 + leaky) / 2)
    assert one["fixed"] == {"character_f1": 1, "leak_rate": 0, "body_loss": 0}
    found = one["difference"]["character_f1"]
    assert found["mean"] == pytest.approx(1 - one["alone"]["character_f1"])
    assert (found["above"], found["below"], found["sites"]) == (2, 0, 2)
    assert found["t"][0] < found["mean"] < found["t"][1]
    assert nothing["difference"]["character_f1"]["mean"] == 0


def test_a_difference_is_over_the_sites_that_have_both() -> None:
    assert difference([(0.5, 0.75), (None, 0.5), (0.5, 0.25)]) | {"t": 0, "wild": 0} == {"mean": 0.0, "t": 0, "wild": 0, "above": 1, "below": 1, "sites": 2}
    assert difference([(0.5, 0.75)]) == {"mean": 0.25, "t": None, "wild": None, "above": 1, "below": 0, "sites": 1}
    assert difference([(None, None)])["mean"] is None


def bench(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, ["with-fix", *map(str, arguments)])


def _records(folder: Path, tool: str, texts: dict[str, str], **header: Any) -> None:
    path = folder / "extract" / tool / "as-shipped.jsonl"
    path.parent.mkdir(parents=True)
    first = {"schema": 1, "tool": tool, "version": "7", "track": "extract", "splits": ["validation"], "dataset": dataset_identity(), **header}
    path.write_text("\n".join(json.dumps(line) for line in (first, *({"id": name, "text": text} for name, text in texts.items()))) + "\n", "utf-8")


def test_the_command_scores_what_was_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAQI_REAL_DATA", raising=False)
    golds = gold(Track.EXTRACT, ("validation",))
    # A few pages are enough to see what comes of them.
    few = {name: golds[name] for name in sorted(golds)[::40]}
    monkeypatch.setattr("naqi_bench.tracks.gold.gold", lambda _track, _splits: few)
    keeps = {name: "\n\n".join([*answer.keep, SHARE]) if isinstance(answer, ExtractGold) else "" for name, answer in golds.items()}
    _records(tmp_path, "selectolax", keeps)
    _records(tmp_path, "gne", keeps, dataset={"version": "0", "sha256": ""})
    _records(tmp_path, "html-text", dict(list(keeps.items())[:9]))
    (tmp_path / "extract" / "goose3").mkdir()
    (tmp_path / "extract" / "goose3" / "as-shipped.jsonl").write_text('{"id": "a", "text": "b"}\n', "utf-8")
    done = bench("--records", tmp_path, "--output", tmp_path / FILE)
    assert done.exit_code == 0, done.output
    for line in (
        "gne (as-shipped): ",
        "of another version of the dataset",
        "html-text (as-shipped): ",
        "tasks have no text",
        "has no header of a run",
        "trafilatura (arabic): there are no records",
    ):
        assert line in done.output
    content = read(tmp_path, dataset_identity())
    assert content is not None
    assert content["real"] is None
    (tool,) = content["composed"]["tools"]
    assert (tool["tool"], tool["version"], tool["setting"]) == ("selectolax", "7", "as-shipped")
    assert tool["fixed"]["character_f1"] > tool["alone"]["character_f1"] > 0.9
    assert tool["fixed"]["body_loss"] == tool["alone"]["body_loss"] == 0
    assert sum(content["composed"]["sites"].values()) == len(few)
    assert SHARE not in (tmp_path / FILE).read_text("utf-8"), "no text stands in the figures"
    assert section(content) in done.output
    assert f"| selectolax (as-shipped) | {tool['alone']['character_f1']:.3f} | " in section(content)


def test_nothing_to_score_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAQI_REAL_DATA", raising=False)
    (tmp_path / "extract").mkdir()
    done = bench("--records", tmp_path, "--output", tmp_path / FILE)
    assert done.exit_code == 2
    assert "holds no records of extractors on this dataset: run naqi-bench run --track extract first" in done.output
    assert not (tmp_path / FILE).exists()


def test_figures_of_another_dataset_or_shape_are_not_shown(tmp_path: Path) -> None:
    assert read(tmp_path, {}) is None
    (tmp_path / FILE).write_text('{"schema": 1, "dataset": {"version": "1"}}', "utf-8")
    assert read(tmp_path, {"version": "2"}) is None
    (tmp_path / FILE).write_text('{"schema": 2, "dataset": {}}', "utf-8")
    with pytest.raises(FiguresError, match="has schema 2 where 1 is read"):
        read(tmp_path, {})
    (tmp_path / FILE).write_text("[]", "utf-8")
    with pytest.raises(FiguresError, match="holds no figures"):
        read(tmp_path, {})
    assert "Not measured on this version of the dataset" in section(None)
