"""Tools on composed pages beside the same tools on real ones: the figures on worked cases, and the command on invented outlets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi_bench import cli
from naqi_bench.against_real.comparison import agreement, bootstrap, ceiling, compare, halves, tau
from naqi_bench.against_real.figures import FILE, FiguresError, read
from naqi_bench.against_real.ground import RealGroundError, ground
from naqi_bench.against_real.section import section
from naqi_bench.metrics.characters import Labelled
from naqi_bench.scoring.pages import labelled
from naqi_bench.tracks.gold import ExtractGold, ScrubGold
from naqi_bench.tracks.model import Track
from naqi_bench.tracks.tasks import dataset_identity

STORY = ("افتتح المجلس البلدي سوق الخضر الجديد بعد عامين من أعمال البناء في الحي القديم", "وقال رئيس المجلس إن السوق يضم مئة وعشرين محلا تجاريا")
SHARE = "شارك هذا المقال على فيسبوك"


def _spread(means: dict[str, float], outlets: int) -> dict[str, dict[str, float]]:
    """The same tools in the same order at every outlet."""
    return {tool: {f"o{number:02}": mean - number / 1000 for number in range(outlets)} for tool, mean in means.items()}


def test_kendalls_tau_of_worked_rankings() -> None:
    assert tau([1, 2, 3, 4], [1, 2, 3, 4]) == pytest.approx(1)
    assert tau([1, 2, 3, 4], [4, 3, 2, 1]) == pytest.approx(-1)
    # Of six pairs one is turned round: (5 − 1) / 6.
    assert tau([1, 2, 3, 4], [1, 3, 2, 4]) == pytest.approx(4 / 6)
    assert tau([1, 2], [1, 2]) is None
    assert tau([1, 2, 3], [5, 5, 5]) is None


def test_agreement_counts_pairs_that_are_apart_on_both_sides() -> None:
    composed = {"a": 0.90, "b": 0.88, "c": 0.87, "d": 0.50}
    real = {"a": 0.80, "b": 0.82, "c": 0.60, "d": 0.70}
    # a–b is turned round, a–c and the rest: b–c is .01 apart on one side and does not count; a–d, b–d agree; c–d is turned round.
    assert agreement(composed, real) == {"pairs": 5, "agreed": 3, "share": 0.6}
    assert agreement({"a": 0.9, "b": 0.89}, {"a": 0.1, "b": 0.9}) == {"pairs": 0, "agreed": 0, "share": None}


@pytest.mark.parametrize(("outlets", "splits"), [(1, 0), (2, 1), (4, 3), (5, 10), (10, 126), (16, 1000)])
def test_halves_are_each_split_once(outlets: int, splits: int) -> None:
    names = [f"o{number:02}" for number in range(outlets)]
    found = list(halves(names))
    assert len(found) == splits
    assert all(sorted([*one, *other]) == names and len(other) - len(one) in {0, 1} for one, other in found)
    if outlets <= 10:
        assert len({frozenset((tuple(one), tuple(other))) for one, other in found}) == splits


def test_outlets_that_agree_have_a_ceiling_of_one_and_no_spread() -> None:
    means = {"a": 0.9, "b": 0.8, "c": 0.7}
    real = _spread(means, 4)
    assert ceiling(real) == {"splits": 3, "mean": pytest.approx(1), "least": pytest.approx(1), "most": pytest.approx(1)}
    assert bootstrap(means, real) == pytest.approx((1, 1))
    assert bootstrap(means, _spread(means, 1)) is None
    assert ceiling(_spread(means, 1)) == {"splits": 0, "mean": None, "least": None, "most": None}


def test_outlets_that_disagree_are_seen_in_interval_and_ceiling() -> None:
    means = {"a": 0.9, "b": 0.8, "c": 0.7}
    real = _spread(means, 3)
    real["a"]["o02"], real["c"]["o02"] = 0.1, 0.99
    interval = bootstrap(means, real)
    assert interval is not None
    assert interval[0] < 0 < interval[1]
    assert interval == bootstrap(means, real)
    assert ceiling(real)["least"] < 1


def test_differences_are_composed_less_real() -> None:
    found = compare({"a": 0.9, "b": 0.5, "c": 0.2}, {"a": {"x": 0.7, "y": 0.9}, "b": {"x": 0.5, "y": 0.7}, "c": {"x": 0.2, "y": 0.2}})
    assert found["tools"]["a"]["differences"] == {"x": pytest.approx(0.2), "y": pytest.approx(0)}
    assert found["tools"]["b"]["real"] == pytest.approx(0.6)
    assert found["tau"]["value"] == pytest.approx(1)


def _figures(outlets: int) -> dict[str, Any]:
    means = {"a": 0.9, "b": 0.8, "c": 0.7}
    compared = compare(means, _spread(means, outlets))
    for tool in compared["tools"].values():
        tool |= {"setting": "as-shipped", "version": "1", "standing": "outside"}
    return {"tracks": {"scrub": {"outlets": {f"o{number:02}": 3 for number in range(outlets)}, "sites": ["s"], "real": "", **compared}}}


def test_below_twelve_outlets_the_section_says_what_that_means() -> None:
    few, enough = section(_figures(11)), section(_figures(12))
    assert "### scrub: 11 outlets, 33 texts, beside 1 sites" in few
    assert "11 outlets are too few to set an aim, which takes 12" in few
    assert "too few" not in enough
    assert "| agreement | 1.00 (3 of 3 pairs) |" in enough
    assert "Not measured on this version of the dataset" in section(None)


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """A folder as that of real data: two outlets, written here."""
    folder = tmp_path / "real"
    (folder / "gold").mkdir(parents=True)
    (folder / "pages").mkdir()
    (folder / "clean.jsonl").write_text("", "utf-8")
    rows = []
    for outlet in ("one", "two"):
        text = f"{STORY[0]}\n{SHARE}\n{STORY[1]}\nقراءة محتملة"
        at = text.index("قراءة")
        spans = [
            {"start": len(STORY[0]) + 1, "end": len(STORY[0]) + 1 + len(SHARE), "label": "boilerplate.share", "evidence": "wording"},
            {"start": at, "end": len(text), "label": "boilerplate.other", "evidence": "reading", "unsure": True},
        ]
        rows += [{"id": "1", "source": outlet, "text": text, "spans": spans}, {"id": "2", "source": outlet, "text": STORY[0]}]
        page = f"<html><body><nav>{SHARE}</nav><h1>سوق الخضر</h1><p>{STORY[0]}</p><p>{STORY[1]}</p><p>{SHARE}</p></body></html>"
        (folder / "pages" / f"{outlet}_a.html").write_text(page, "utf-8")
        gold = {"file": f"pages/{outlet}_a.html", "title": "سوق الخضر", "keep": list(STORY), "optional": [], "boilerplate": [{"text": SHARE}, {"text": "سوق"}]}
        (folder / "gold" / f"{outlet}_a.json").write_text(json.dumps(gold), "utf-8")
    (folder / "leaky.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return folder


def _sizes(against: Labelled, output: str) -> tuple[int, int, int]:
    counts = against.compare(output).counts
    return counts.body, counts.optional, counts.furniture


def test_labelled_texts_become_tasks_and_what_no_span_marks_is_body(invented: Path) -> None:
    found = ground(Track.SCRUB, invented)
    assert [task.group for task in found.tasks] == ["one", "two"]
    gold = found.golds[found.tasks[0].id]
    assert isinstance(gold, ScrubGold)
    assert gold.body == "\n\n".join(STORY)
    letters = len("".join("".join(STORY).split()))
    # What the annotator was not sure of counts for nobody.
    assert _sizes(labelled(gold), "") == (letters, len("قراءةمحتملة"), len("".join(SHARE.split())))


def test_pages_become_tasks_and_strings_one_may_keep_are_not_forbidden(invented: Path) -> None:
    found = ground(Track.EXTRACT, invented)
    gold = found.golds[found.tasks[0].id]
    assert isinstance(gold, ExtractGold)
    assert [item["text"] for item in gold.forbidden] == [SHARE]
    against = labelled(gold)
    assert against.compare("\n".join(STORY)).counts.f1 == 1
    assert [item.leaked for item in against.compare("\n".join([*STORY, SHARE])).items] == [True]


def test_other_texts_with_the_same_ids_are_another_ground(invented: Path) -> None:
    before = ground(Track.SCRUB, invented).sha256
    file = invented / "leaky.jsonl"
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    rows[0]["text"] = rows[0]["text"].replace("الخضر", "السمك")
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert ground(Track.SCRUB, invented).sha256 != before


def test_a_folder_that_holds_no_gold_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RealGroundError, match="holds nothing with gold for extract"):
        ground(Track.EXTRACT, tmp_path)
    with pytest.raises(RealGroundError, match="cannot be read as real data"):
        ground(Track.SCRUB, tmp_path)


def bench(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, ["against-real", *map(str, arguments)])


def _result(folder: Path, tool: str, version: str, value: float) -> None:
    content = {"dataset": dataset_identity(), "settings": {"as-shipped": {"sites": {"s": {"character_f1": value}, f"only-{tool}": {"character_f1": 0.0}}}}}
    path = folder / tool / version / "scrub.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(content), "utf-8")


def test_the_command_compares_on_the_sites_that_all_tools_share(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import naqi

    monkeypatch.setenv("NAQI_REAL_DATA", str(invented))
    monkeypatch.setattr("naqi_bench.against_real.commands.checkout", lambda: tmp_path)
    results = tmp_path / "results"
    _result(results, "naqi-rules", naqi.__version__, 0.75)
    _result(results, "naqi-fix", naqi.__version__, 0.5)
    output = results / FILE
    done = bench("--tool", "naqi-rules", "--tool", "naqi-fix", "--results", results, "--output", output)
    assert done.exit_code == 0, done.output
    content = json.loads(output.read_text("utf-8"))["tracks"]["scrub"]
    assert content["sites"] == ["s"]
    assert content["outlets"] == {"one": 1, "two": 1}
    assert content["tools"]["naqi-rules"]["composed"] == 0.75
    # The share line is a cue of naqi's rules: it goes, and the story stays.
    assert content["tools"]["naqi-rules"]["outlets"] == {"one": 1, "two": 1}
    assert not any(part in output.read_text("utf-8") for part in (*STORY, SHARE)), "no text stands in the figures"
    figures = read(results, dataset_identity())
    assert figures is not None
    assert section(figures) in done.output
    assert read(results, {"version": "0", "sha256": ""}) is None
    output.write_text('{"schema": 9, "dataset": {}, "tracks": {}}', "utf-8")
    with pytest.raises(FiguresError, match="has schema 9 where 1 is read"):
        read(results, dataset_identity())


def test_bad_input_is_one_line(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naqi_bench.against_real.commands.checkout", lambda: tmp_path)
    (tmp_path / "results").mkdir()
    monkeypatch.delenv("NAQI_REAL_DATA", raising=False)
    assert "NAQI_REAL_DATA is not set" in bench().output
    monkeypatch.setenv("NAQI_REAL_DATA", str(invented))
    assert "figures of some tools are no ranking to commit: give --output" in bench("--tool", "naqi-fix").output
    done = bench("--tool", "naqi-fix", "--results", tmp_path / "results", "--output", tmp_path / "out.json")
    assert done.exit_code == 2
    assert "holds no results of scrub to stand beside the real: run naqi-bench run --track scrub first" in done.output
    assert not (tmp_path / "out.json").exists()


@pytest.mark.real
def test_real_pages_and_texts_can_be_measured_on(real_data: Path) -> None:
    pages, texts = ground(Track.EXTRACT, real_data), ground(Track.SCRUB, real_data)
    assert len({task.group for task in pages.tasks}) >= 5
    assert len({task.group for task in texts.tasks}) >= 10
    for gold in pages.golds.values():
        assert isinstance(gold, ExtractGold)
        counts = labelled(gold).compare("").counts
        # All body paragraphs are found in the stream of the page.
        assert counts.body >= 0.99 * len("".join("".join(gold.keep).split()))
