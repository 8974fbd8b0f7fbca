"""`docs/profile.md`: its code runs as it stands, its file reads, and its options and kinds are those that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from naqi.cli.profile import profile_command
from naqi.profile import Kind, Place
from naqi.profile.file import parse


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "profile.md").read_text("utf-8")


def _blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def test_every_code_block_runs(page: str) -> None:
    blocks = _blocks(page, "python")
    assert len(blocks) == 2
    for number, block in enumerate(blocks, 1):
        exec(compile(block, f"docs/profile.md, block {number}", "exec"), {})


def test_the_file_that_is_shown_reads(page: str) -> None:
    (block,) = _blocks(page, "toml")
    (source,) = parse(block, "docs").sources.values()
    assert (source.name, source.stories, source.count(None)) == ("sada.example", 790, 1)


def test_options_kinds_and_places_are_named(page: str) -> None:
    options = {max(parameter.opts, key=len) for parameter in profile_command.params if parameter.param_type_name == "option"}
    shared = {"--column", "--input-format", "--config", "--isolated", "--source-column"}
    assert {option for option in options - shared if option not in page} == set()
    assert {word for word in (*Kind, *Place) if f"`{word}`" not in page} == set()
