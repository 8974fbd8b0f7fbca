"""What a score is read against: the texts of `everything` and `nothing`, made from what outputs are aligned to."""

from __future__ import annotations

from collections.abc import Mapping

from naqi_bench.scoring.pages import labelled
from naqi_bench.scoring.records import Submission
from naqi_bench.scoring.results import Prepared
from naqi_bench.tracks.gold import Gold, RepairGold


def controls(golds: Mapping[str, Gold], prepared: Prepared) -> dict[str, Submission]:
    """Submissions by name. everything: the input as it is, all text nodes of a page. nothing: no text. prepared: filled, see `pages.scores`."""
    texts = {}
    for identity, gold in golds.items():
        if isinstance(gold, RepairGold):
            texts[identity] = gold.corrupted
        else:
            prepared[identity] = labelled(gold)
            texts[identity] = prepared[identity].text
    return {
        "everything": Submission(records={identity: {"id": identity, "exit": "ok", "text": text} for identity, text in texts.items()}),
        "nothing": Submission(records={identity: {"id": identity, "exit": "empty", "text": ""} for identity in texts}),
    }
