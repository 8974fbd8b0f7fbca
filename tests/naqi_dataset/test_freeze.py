"""The freeze of test: what it holds, what verify says of each change, and when it may be done anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from naqi_dataset import cli, freeze
from naqi_dataset.articles import SPLITS, SourceError, read_articles
from naqi_dataset.build import VERSION
from naqi_dataset.sources import read_sources
from naqi_dataset.verify.sources import freeze_faults


@pytest.fixture(scope="module")
def frozen(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset repository of which only sources are there, and few articles of them, frozen at 0.1.0."""
    folder = tmp_path_factory.mktemp("frozen")
    shutil.copytree(root / "dataset" / "sources", folder / "sources")
    for split in SPLITS:
        own = [article for article in read_articles(root / "dataset" / "sources" / "articles") if article.split == split]
        for article in own[4:]:
            (folder / "sources" / "articles" / f"{article.id}.md").unlink()
    (folder / "sources" / freeze.NAME).unlink(missing_ok=True)
    assert {what for _, what in freeze.freeze(folder, "0.1.0")} == {"is new in test"}
    return folder


@pytest.fixture
def dataset(frozen: Path, tmp_path: Path) -> Path:
    return shutil.copytree(frozen, tmp_path / "dataset")


def _faults(dataset: Path) -> list[str]:
    return [str(fault) for fault in freeze_faults(dataset)]


def _test_file(dataset: Path, kind: str) -> Path:
    names = [name for name in freeze.test_sources(dataset) if name.startswith(f"{kind}/")]
    return dataset / "sources" / names[0]


def test_it_holds_every_source_of_test_and_none_of_another_split(frozen: Path) -> None:
    _, sums = freeze.read_freeze(frozen)
    sources = read_sources(frozen)
    articles = {f"articles/{article.id}.md" for article in sources.articles if article.split == "test"}
    sites = {f"sites/{site.id}/{name}" for site in sources.sites if site.split == "test" for name in ("site.toml", "page.html.jinja")}
    assert {name for name in sums if name.startswith("articles/")} == articles
    assert {name for name in sums if name.startswith("sites/")} == sites
    pairs = {
        path.relative_to(frozen / "sources").as_posix() for path in frozen.glob("sources/contrasts/*/*.md") if "\nsplit: test\n" in path.read_text("utf-8")
    }
    assert {name for name in sums if name.startswith("contrasts/")} == pairs
    assert "lookalike_texts.toml#test" in sums
    assert list(sums) == sorted(sums)
    assert _faults(frozen) == []


def _append(kind: str) -> Callable[[Path], str]:
    def change(dataset: Path) -> str:
        path = _test_file(dataset, kind)
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
        return f"{path.relative_to(dataset).as_posix()}: was changed"

    return change


def _remove(dataset: Path) -> str:
    path = _test_file(dataset, "articles")
    path.unlink()
    return f"{path.relative_to(dataset).as_posix()}: is gone from test"


def _move_to_train(dataset: Path) -> str:
    path = _test_file(dataset, "contrasts")
    path.write_text(path.read_text("utf-8").replace("split: test", "split: train"), "utf-8")
    return f"{path.relative_to(dataset).as_posix()}: is gone from test"


def _move_to_test(dataset: Path) -> str:
    article = next(article for article in read_articles(dataset / "sources" / "articles") if article.split == "train")
    path = dataset / "sources" / "articles" / f"{article.id}.md"
    path.write_text(path.read_text("utf-8").replace("split: train", "split: test"), "utf-8")
    return f"sources/articles/{article.id}.md: is new in test"


def _look_alike(dataset: Path) -> str:
    path = dataset / "sources" / "lookalike_texts.toml"
    head, split, rest = path.read_text("utf-8").partition('split = "test"')
    path.write_text(head + split + rest.replace('text = "', 'text = "ثم ', 1).replace("text = '", "text = 'ثم ", 1), "utf-8")
    return "sources/lookalike_texts.toml#test: was changed"


@pytest.mark.parametrize("change", [_append("articles"), _append("sites"), _append("contrasts"), _remove, _move_to_train, _move_to_test, _look_alike])
def test_one_changed_source_is_one_fault_that_says_what_it_means(dataset: Path, change: Callable[[Path], str]) -> None:
    expected = change(dataset)
    (fault,) = _faults(dataset)
    assert fault == (
        f"{expected} since test was frozen at version 0.1.0, so scores on it no longer mean what they meant: undo it, or take a major step of the version "
        "and run `naqi-dataset freeze-test`"
    )


def test_a_change_of_train_is_none(dataset: Path) -> None:
    article = next(article for article in read_articles(dataset / "sources" / "articles") if article.split == "train")
    path = dataset / "sources" / "articles" / f"{article.id}.md"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert _faults(dataset) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("0.1.0", "once", "line 1 does not say at which version test was frozen"),
        ("  articles/", " articles/", "line 2 is not a SHA-256 sum, two spaces and a path"),
    ],
)
def test_a_broken_file_is_a_fault(dataset: Path, old: str, new: str, expected: str) -> None:
    path = dataset / "sources" / freeze.NAME
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    (fault,) = _faults(dataset)
    assert fault.endswith(expected)


def test_no_file_is_a_fault(dataset: Path) -> None:
    (dataset / "sources" / freeze.NAME).unlink()
    assert _faults(dataset) == ["sources/TEST_SHA256SUMS: is missing: freeze test with `naqi-dataset freeze-test`"]


def test_freezing_anew_demands_a_major_step(dataset: Path) -> None:
    before = (dataset / "sources" / freeze.NAME).read_bytes()
    assert freeze.freeze(dataset, "0.1.0") == []
    _append("articles")(dataset)
    for version in ("0.1.0", "0.1.9"):
        with pytest.raises(
            SourceError, match=r"^test was frozen at 0\.1\.0 and 1 of its sources differ \(.* was changed\): that demands version 0\.2\.0, this is "
        ):
            freeze.freeze(dataset, version)
    assert (dataset / "sources" / freeze.NAME).read_bytes() == before
    assert [what for _, what in freeze.freeze(dataset, "0.2.0")] == ["was changed"]
    assert freeze.read_freeze(dataset)[0] == "0.2.0"
    assert _faults(dataset) == []


def test_what_was_never_published_may_be_frozen_anew(dataset: Path) -> None:
    _append("sites")(dataset)
    assert len(freeze.freeze(dataset, "0.1.0", unreleased=True)) == 1
    assert _faults(dataset) == []


def test_the_command_freezes_and_says_what_changed(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "dataset_dir", lambda: dataset)
    path = dataset / "sources" / freeze.NAME
    path.write_text(path.read_text("utf-8").replace("frozen at version 0.1.0", f"frozen at version {VERSION}"), "utf-8")
    count = len(freeze.read_freeze(dataset)[1])
    done = CliRunner().invoke(cli.main, ["freeze-test"])
    assert (done.exit_code, done.stdout) == (0, f"unchanged: {count} sources of test at version {VERSION}\n")
    expected = _append("contrasts")(dataset)
    done = CliRunner().invoke(cli.main, ["freeze-test"])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    done = CliRunner().invoke(cli.main, ["freeze-test", "--unreleased"])
    assert (done.exit_code, done.stdout) == (0, f"{expected}\nfroze {count} sources of test at version {VERSION}\n")
