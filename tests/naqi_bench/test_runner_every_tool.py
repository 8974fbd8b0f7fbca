"""Every tool of the list in every setting, on two pages: it loads, its pages end in records, and its process ends with it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from naqi_bench.runner.choice import Choice, choose
from naqi_bench.runner.model import Limits
from naqi_bench.runner.plan import Request, plan
from naqi_bench.runner.run import run
from naqi_bench.tracks.model import Task, Track
from naqi_bench.tracks.tasks import tasks

pytestmark = pytest.mark.bench

CHOICES = choose(list(Track), (), None)


def two(track: Track, _splits: object) -> list[Task]:
    """Two pages of validation, which naqi's own tools may see: of two sites where there are sites."""
    found = sorted(tasks(track, ("validation",)), key=lambda task: task.id)
    return [found[0], next((task for task in found if task.group not in {found[0].group, "contrasts"}), found[1])]


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: f"{choice.tool.track}-{choice.tool.name}-{choice.setting.name}")
def test_a_tool_leaves_a_record_a_page(choice: Choice, tmp_path: Path) -> None:
    request = Request((choice.tool.track,), (choice.tool.name,), choice.setting.name, ("validation",))
    works, left_out = plan(request, two, tmp_path, tmp_path)
    assert (len(works), left_out) == (1, [])
    (outcome,) = run(works, {"version": "", "sha256": ""}, Limits(page_seconds=60), 1, lambda _work, _more: None)
    if outcome.missing:
        part = "node" if "node" in outcome.problem else "tools"
        if part in os.environ.get("NAQI_REQUIRE", "").split(","):
            pytest.fail(f"{outcome.problem} (NAQI_REQUIRE asks for it)")
        pytest.skip(outcome.problem)
    assert outcome.problem == ""
    header, *records = [json.loads(line) for line in works[0].path.read_text("utf-8").splitlines()]
    assert header["version"]
    assert [record["id"] for record in records] == list(works[0].ids)
    # A tool may do badly on Arabic; it may not take the machine's limits or its process with it on two pages.
    assert {record["exit"] for record in records} <= {"ok", "empty", "error"}, records
