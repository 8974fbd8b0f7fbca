"""The page in docs/: every block of it runs, in order, in one program, in an empty folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import naqi.expectations
from naqi.cli import main
from naqi.expectations import metrics

_BLOCK = re.compile(r"^```(\w*)( spark)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def blocks(root: Path) -> list[tuple[str, bool, str]]:
    """Language, whether it needs Spark, and text of each block."""
    page = (root / "docs" / "great-expectations.md").read_text("utf-8")
    return [(language, bool(spark), text) for language, spark, text in _BLOCK.findall(page)]


def run(blocks: list[tuple[str, bool, str]], *, spark: bool) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "__main__"}
    for language, needs_spark, text in blocks:
        if language == "python" and (spark or not needs_spark):
            exec(compile(text, "docs/great-expectations.md", "exec"), names)
    return names


def test_every_block_runs(blocks: list[tuple[str, bool, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert [language for language, _, _ in blocks].count("python") == 6
    monkeypatch.setattr(metrics, "_jobs", 1)  # put back when the page has set another
    run(blocks, spark=False)
    assert capsys.readouterr().out.splitlines()[-1] == "b BP101 17 23 [ad_1]"


def test_the_command_runs(blocks: list[tuple[str, bool, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (command,) = (text for language, _, text in blocks if not language)
    (tmp_path / "corpus").mkdir()
    for split in ("train", "test"):
        (tmp_path / "corpus" / f"{split}.txt").write_text(f"وصل الوفد إلى {split}.", "utf-8")
    result = CliRunner().invoke(main, command.split()[1:], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "result.json").is_file()
    assert (tmp_path / "report.html").is_file()


def test_the_page_names_every_expectation(root: Path) -> None:
    page = (root / "docs" / "great-expectations.md").read_text("utf-8")
    types = {name for name in naqi.expectations.__all__ if name.startswith("Expect")}
    assert set(re.findall(r"^\| `(Expect\w+)`", page, re.MULTILINE)) == types
