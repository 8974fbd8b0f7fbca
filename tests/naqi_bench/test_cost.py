"""What a leak costs: a tool whose leaks are known costs what they come to, class by class."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import pytest
from click.testing import CliRunner, Result

from naqi_bench import cli
from naqi_bench.cost.design import DOSES, Design, Pair, design
from naqi_bench.cost.figures import costs, setting_figures
from naqi_bench.leaderboard import doses
from naqi_bench.metrics.characters import rate
from naqi_bench.scoring.pages import labelled
from naqi_bench.scoring.qualities import Quality
from naqi_bench.tracks.gold import ScrubGold
from naqi_bench.tracks.model import Track
from naqi_bench.tracks.tasks import dataset_identity
from naqi_dataset.articles import read_articles
from naqi_dataset.sites.model import read_sites

CLASSES = ("related", "share", "copyright")


@pytest.fixture(scope="module")
def small(root: Path) -> dict[Track, Design]:
    """Two train sites, three articles, three classes."""
    sources = root / "dataset" / "sources"
    articles = [article for article in read_articles(sources / "articles") if article.split == "train"][:3]
    articles = [replace(article, fields={**article.fields, "captions": []}) for article in articles]
    sites = [
        replace(site, furniture=tuple(phrase for phrase in site.furniture if phrase.label.removeprefix("boilerplate.") in CLASSES))
        for site in read_sites(sources / "sites")
        if site.split == "train"
    ][:2]
    # The one is made here, the other in processes of their own.
    return {track: design(track, articles, sites, jobs) for track, jobs in ((Track.EXTRACT, 1), (Track.SCRUB, 2))}


def _judged(made: Design, leaks: str) -> dict[str, Quality]:
    """Of a tool that keeps all body and leaks just one class, judged as any tool is."""
    pages = {}
    for identity, gold in made.ground.golds.items():
        assert isinstance(gold, ScrubGold)
        kept = [gold.raw[span["start"] : span["end"]] for span in gold.spans if span["label"] in {"body", f"boilerplate.{leaks}"}]
        found = labelled(gold).compare("\n\n".join(kept))
        pages[identity] = Quality(found.counts.f1, rate(found.items), found.counts.body_loss)
    return pages


def test_classes_doses_and_places_are_crossed_on_each_site(small: dict[Track, Design]) -> None:
    for made in small.values():
        for site in {pair.site for pair in made.pairs}:
            of_site = [pair for pair in made.pairs if pair.site == site]
            assert {(pair.name, pair.dose) for pair in of_site} == {(name, dose) for name in {pair.name for pair in of_site} for dose in DOSES}
        assert {pair.name for pair in made.pairs} == set(CLASSES)
        assert {task.id for task in made.ground.tasks} == {identity for pair in made.pairs for identity in (pair.dosed, pair.plain)}


def test_what_a_tool_is_given_tells_nothing_and_is_the_same_every_time(small: dict[Track, Design]) -> None:
    for made in small.values():
        for task in made.ground.tasks:
            assert task.group == task.id
            assert not any(name in task.id for name in CLASSES)
    assert small[Track.SCRUB].ground.sha256 != small[Track.EXTRACT].ground.sha256


def test_pairs_differ_by_furniture_alone(small: dict[Track, Design]) -> None:
    golds = small[Track.SCRUB].ground.golds
    for pair in small[Track.SCRUB].pairs:
        with_it, without = golds[pair.dosed], golds[pair.plain]
        assert isinstance(with_it, ScrubGold)
        assert isinstance(without, ScrubGold)
        assert with_it.body.split() == without.body.split()
        assert {span["label"] for span in with_it.spans} - {span["label"] for span in without.spans} == {f"boilerplate.{pair.name}"}


def test_a_known_leak_has_the_known_cost(small: dict[Track, Design]) -> None:
    made = small[Track.SCRUB]
    figures = setting_figures(made, _judged(made, "related"))
    assert figures["plain"] == 1
    for name in CLASSES:
        for dose in DOSES:
            found = figures["doses"][name][str(dose)]
            if name != "related":
                assert (found["cost"], found["leak"], found["loss"]) == (0, 0, 0)
                continue
            # All body and the class: F1 = 2·body / (2·body + class).
            expected: dict[str, list[float]] = {}
            for pair in made.pairs:
                if (pair.name, pair.dose) == (name, dose):
                    gold = made.ground.golds[pair.dosed]
                    assert isinstance(gold, ScrubGold)
                    size = {
                        label: sum(len("".join(gold.raw[span["start"] : span["end"]].split())) for span in gold.spans if span["label"] == label)
                        for label in ("body", "boilerplate.related")
                    }
                    expected.setdefault(pair.site, []).append(1 - 2 * size["body"] / (2 * size["body"] + size["boilerplate.related"]))
            assert found["cost"] == pytest.approx(fmean(map(fmean, expected.values())))
            assert (found["leak"], found["loss"]) == (1, 0)
    related = figures["doses"]["related"]
    assert 0 < related["1"]["cost"] < related["2"]["cost"] < related["4"]["cost"]


def test_one_site_has_one_vote() -> None:
    pairs = [Pair(f"a{n}", "plain", "a", "share", 1, "after") for n in range(3)] + [Pair("b0", "plain", "b", "share", 1, "after")]
    pages = {"plain": Quality(1.0, None, 0.0), "b0": Quality(0.6, 1.0, 0.1), **{f"a{n}": Quality(1.0, 0.0, 0.0) for n in range(3)}}
    found = costs(pairs, pages)
    assert found is not None
    assert found["cost"] == pytest.approx(0.2)
    assert found["leak"] == pytest.approx(0.5)
    assert found["loss"] == pytest.approx(0.05)
    assert (found["sites"], found["pairs"]) == (2, 4)
    assert found["low"] < 0.2 < found["high"]
    assert costs([], pages) is None
    assert costs(pairs[:1], pages) == {"cost": 0, "low": None, "high": None, "leak": 0, "loss": 0, "sites": 1, "pairs": 1}


def bench(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, ["cost", *map(str, arguments)])


def test_the_command_writes_what_the_leaderboard_draws(tmp_path: Path, small: dict[Track, Design], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naqi_bench.cost.design.of_dataset", lambda track, _sites, _articles, _jobs: small[track])
    monkeypatch.setattr("naqi_bench.cost.commands.checkout", lambda: tmp_path)
    done = bench("--track", "scrub", "--tool", "naqi-fix", "--output", tmp_path / "results")
    assert done.exit_code == 0, done.output
    (path,) = (tmp_path / "results").glob("naqi-fix/*/cost-scrub.json")
    content = json.loads(path.read_text("utf-8"))
    assert content["split"] == "validation"
    assert content["settings"]["as-shipped"]["plain"] > 0.9
    drawn = doses.read(tmp_path / "results", dataset_identity())
    assert [point.dose for point in drawn[Track.SCRUB, "naqi-fix", "as-shipped"]["share"]] == list(DOSES)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--articles", "2"], "give --output"),
        (["--tool", "toys:keep", "--output", "out"], "say what toys:keep does: --track extract or scrub"),
        (["--tool", "no-such-tool"], "there is no tool 'no-such-tool'"),
        (["--track", "scrub", "--tool", "naqi-fix", "--sites", "no-such-site", "--output", "out"], "none of no-such-site is a site of its split"),
    ],
)
def test_bad_input_is_one_line(arguments: list[str], says: str) -> None:
    done = bench(*arguments)
    assert done.exit_code == 2
    assert says in done.output
    assert "Traceback" not in done.output
