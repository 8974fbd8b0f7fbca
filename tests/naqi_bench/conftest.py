"""What the tests of the runner share: toy tools in a folder of their own, and works over texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

TOYS = Path(__file__).parent / "toys"

# Toys hang, crash and do not import: that is what they are for. Doctest would import them all.
collect_ignore = ["toys"]


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of toy tools, as the current one. Toys note the processes that they leave running in the file TOY_PIDS."""
    monkeypatch.chdir(TOYS)
    monkeypatch.setenv("TOY_PIDS", str(tmp_path / "pids"))
    return TOYS


@pytest.fixture
def work_on(tmp_path: Path) -> Callable[..., Any]:
    """Make a work of a toy over texts; the id of a text is its number and first word."""
    from naqi_bench.runner.choice import Choice
    from naqi_bench.runner.functions import tool_from
    from naqi_bench.runner.run import Work
    from naqi_bench.runner.spool import write_spool
    from naqi_bench.tracks.model import Task, Track

    def make(name: str, texts: Sequence[str], track: Track = Track.SCRUB, output: str = "records.jsonl") -> Work:
        pages = track is Track.EXTRACT
        tasks = [
            Task(f"{n:03} {text.split()[0]}", "site", text="" if pages else text, html=text.encode("utf-8") if pages else b"") for n, text in enumerate(texts)
        ]
        spool = tmp_path / f"{output}.spool"
        write_spool(spool, tasks)
        tool = tool_from(name, track)
        return Work(Choice("object", tool, tool.settings[0]), ("validation",), spool, [task.id for task in tasks], tmp_path / output)

    return make
