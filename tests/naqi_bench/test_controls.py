"""Controls: they know exactly what their names say, on train and validation."""

from __future__ import annotations

import re

import pytest

from naqi.taxonomy import EVIDENCE
from naqi_bench.tools.controls import controls
from naqi_bench.tools.model import Run, Standing
from naqi_bench.tracks.gold import ExtractGold, ScrubGold, gold
from naqi_bench.tracks.model import Task, Track
from naqi_bench.tracks.stream import labelled
from naqi_bench.tracks.tasks import tasks

SPLITS = ("train", "validation")
CEILINGS = [f"ceiling-{evidence}" for evidence in EVIDENCE]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def runs(track: Track, found: list[Task]) -> dict[str, Run]:
    return {tool.name: tool.settings[0].load(found) for tool in controls(track, gold(track, SPLITS))}


def answer(run: Run, task: Task) -> str:
    return run(task) or ""


@pytest.mark.parametrize("track", Track)
def test_listing_names_needs_no_answers(track: Track) -> None:
    found = controls(track, {})
    assert [tool.name for tool in found] == ["everything", "nothing", "oracle", *([] if track is Track.REPAIR else CEILINGS)]
    assert {tool.standing for tool in found} == {Standing.CONTROL}
    assert all(tool.track is track and tool.version() and tool.settings[0].note for tool in found)


def test_scrub_ceilings_take_out_what_their_evidence_tells_and_nothing_else() -> None:
    found = tasks(Track.SCRUB, SPLITS)
    golds, run = gold(Track.SCRUB, SPLITS), runs(Track.SCRUB, found)
    taken = dict.fromkeys(CEILINGS, 0)
    for task in found:
        right = golds[task.id]
        assert isinstance(right, ScrubGold)
        assert answer(run["everything"], task) == task.text
        assert answer(run["nothing"], task) == ""
        assert answer(run["oracle"], task) == right.body
        for place, ceiling in enumerate(CEILINGS, 1):
            known = EVIDENCE[:place]
            text = answer(run[ceiling], task)
            kept = "".join(task.text[span["start"] : span["end"]] for span in right.spans if span["evidence"] not in known)
            assert "".join(text.split()) == "".join(kept.split()), (task.id, ceiling)
            taken[ceiling] += len(task.text) - len(text)
        left = [span["label"].partition(".")[0] for span in right.spans if span["evidence"] not in EVIDENCE]
        assert set(left) <= {"body", "optional"}
    assert sorted(taken.values()) == list(taken.values())
    assert taken["ceiling-wording"] > 0
    assert len(set(taken.values())) > 2


def test_extract_ceilings_take_out_what_a_page_forbids() -> None:
    found = tasks(Track.EXTRACT, ("validation",))[::5]
    golds, run = gold(Track.EXTRACT, SPLITS), runs(Track.EXTRACT, found)
    for task in found:
        right = golds[task.id]
        assert isinstance(right, ExtractGold)
        assert answer(run["oracle"], task) == "\n\n".join(right.keep)
        everything = squeezed(answer(run["everything"], task))
        body = [squeezed(paragraph) for paragraph in right.keep]
        assert all(paragraph in everything for paragraph in body)
        for place, ceiling in enumerate(CEILINGS, 1):
            text = squeezed(answer(run[ceiling], task))
            assert all(paragraph in text for paragraph in body), (task.id, ceiling)
            stays = [squeezed(string["text"]) for string in right.forbidden if string["evidence"] not in EVIDENCE[:place]]
            rest = text
            for string in sorted([*body, *stays, *(squeezed(string["text"]) for string in right.optional)], key=len, reverse=True):
                assert string in text or string not in everything, (task.id, ceiling, string)
                rest = rest.replace(string, "\n")
            for string in right.forbidden:
                if string["evidence"] in EVIDENCE[:place]:
                    assert not re.search(rf"(?<!\w){re.escape(squeezed(string['text']))}(?!\w)", rest), (task.id, ceiling, string)


def test_repair_controls() -> None:
    found = tasks(Track.REPAIR, SPLITS)
    golds, run = gold(Track.REPAIR, SPLITS), runs(Track.REPAIR, found)
    for task in found:
        assert answer(run["everything"], task) == task.text
        assert answer(run["nothing"], task) == ""
        assert answer(run["oracle"], task) == golds[task.id].clean


def test_everything_and_ceilings_read_a_page_in_the_encoding_that_it_has() -> None:
    page = "<p>نص <b>في</b> صفحة<script>var x = 'لا'</script><style>p {}</style><!-- لا --> باقية</p><p>شارك الخبر</p>".encode("windows-1256")
    forbidden = ({"text": "شارك الخبر", "label": "boilerplate.share", "evidence": "wording"},)
    right = ExtractGold("s", "train", page, "windows-1256", ("نص في صفحة باقية",), (), forbidden)
    run = {tool.name: tool.settings[0].load(()) for tool in controls(Track.EXTRACT, {"1": right})}
    for declared in ("windows-1256", "utf-8", ""):
        task = Task("1", "s", html=page, encoding=declared)
        assert squeezed(answer(run["everything"], task)) == "نص في صفحة باقية شارك الخبر"
        assert squeezed(answer(run["ceiling-wording"], task)) == "نص في صفحة باقية"


def test_everything_is_what_outputs_are_aligned_to() -> None:
    """So that it loses nothing of the body, on any site and whatever the site declares."""
    run = runs(Track.EXTRACT, [])
    golds = gold(Track.EXTRACT, SPLITS)
    for site in sorted({right.group for right in golds.values()}):
        identity, right = next((identity, right) for identity, right in golds.items() if right.group == site)
        assert isinstance(right, ExtractGold)
        counts = labelled(right).compare(answer(run["everything"], Task(identity, site))).counts
        assert (counts.body_loss, counts.invented) == (0, 0), site
        assert labelled(right).compare(answer(run["ceiling-layout"], Task(identity, site))).counts.body_loss == 0
