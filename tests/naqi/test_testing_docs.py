"""The code blocks of `docs/testing.md` run as they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hypothesis import settings


def test_every_code_block_of_the_page_runs_and_its_tests_pass(root: Path) -> None:
    page = (root / "docs" / "testing.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    ran = 0
    for number, block in enumerate(blocks):
        names: dict[str, Any] = {}
        exec(compile(block, f"docs/testing.md, block {number + 1}", "exec"), names)
        for name, test in names.items():
            if name.startswith("test_"):
                settings(max_examples=15, database=None, derandomize=True, deadline=None)(test)()
                ran += 1
    assert len(blocks) == 5
    assert ran >= 6


def test_the_page_names_every_strategy(root: Path) -> None:
    import naqi.testing

    page = (root / "docs" / "testing.md").read_text("utf-8")
    missing = [name for name in naqi.testing.__all__ if name[0].islower() and f"`{name}(" not in page and f" {name}" not in page]
    assert missing == []


def test_the_page_names_every_property(root: Path) -> None:
    from naqi.testing.contract import CLEANER_PROPERTIES, EXTRACTOR_PROPERTIES

    page = (root / "docs" / "testing.md").read_text("utf-8")
    assert [prop.name for prop in CLEANER_PROPERTIES] == re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)
    assert [prop.name for prop in EXTRACTOR_PROPERTIES if f"`{prop.name}`" not in page] == []
