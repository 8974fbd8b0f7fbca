"""What a score is read against: doing nothing, and deleting everything."""

from __future__ import annotations

from collections.abc import Mapping

from naqi_bench.scoring.records import Submission
from naqi_bench.tools.controls import everything
from naqi_bench.tracks.gold import Gold


def controls(golds: Mapping[str, Gold]) -> dict[str, Submission]:
    """Submissions by name: *everything* and *nothing*, as `naqi_bench.tools.controls` has them."""
    return {
        "everything": Submission(records={identity: {"id": identity, "exit": "ok", "text": everything(answer)} for identity, answer in golds.items()}),
        "nothing": Submission(records={identity: {"id": identity, "exit": "empty", "text": ""} for identity in golds}),
    }
