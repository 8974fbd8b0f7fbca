"""Tasks, which must not tell the answer, and gold."""

from __future__ import annotations

from dataclasses import astuple
from itertools import pairwise

import pytest

from naqi.taxonomy import BOILERPLATE_CLASSES
from naqi_bench.metrics.characters import metrics
from naqi_bench.scoring.pages import labelled
from naqi_bench.tracks import stream
from naqi_bench.tracks.export import ExportError, export
from naqi_bench.tracks.gold import ExtractGold, gold
from naqi_bench.tracks.model import Task, Track
from naqi_bench.tracks.tasks import task_ids, tasks

SPLITS = ("validation",)


@pytest.mark.parametrize("track", list(Track))
def test_tasks_and_answers_have_the_same_ids(track):
    found = [task.id for task in tasks(track, SPLITS)]
    assert len(set(found)) == len(found) > 0
    assert set(found) == set(gold(track, SPLITS)) == task_ids(track, SPLITS)


def test_ids_and_groups_of_pairs_and_repairs_tell_nothing():
    told = {"furniture", "journalism", "untouched", "look-alike", "style", *BOILERPLATE_CLASSES}
    told |= {answer.group for answer in gold(Track.REPAIR, SPLITS).values()}
    for track in (Track.SCRUB, Track.REPAIR):
        for task in tasks(track, SPLITS):
            if task.group in ("contrasts", "corruptions"):
                assert not any(word in task.id or word in task.group for word in told if word != "other")


def test_the_documents_of_a_pair_are_no_neighbours_by_order():
    answers = gold(Track.SCRUB, SPLITS)
    pairs = [answers[task.id].pair for task in tasks(Track.SCRUB, SPLITS, ["contrasts"])]
    assert sum(left == right for left, right in pairwise(pairs)) < len(pairs) / 10


def test_a_task_holds_no_field_of_the_answer():
    answers = gold(Track.EXTRACT, SPLITS)
    for task in tasks(Track.EXTRACT, SPLITS):
        texts = [field for field in astuple(task) if isinstance(field, str)]
        assert not any(text in field for field in texts for text in answers[task.id].keep)


def test_sites_choose_tasks_and_gold():
    site = tasks(Track.EXTRACT, SPLITS)[0].group
    chosen = tasks(Track.EXTRACT, SPLITS, [site])
    assert {task.group for task in chosen} == {site}
    assert set(gold(Track.EXTRACT, SPLITS, [site])) == {task.id for task in chosen}


def test_the_body_of_every_page_is_found_in_its_stream():
    for identity, answer in gold(Track.EXTRACT, SPLITS).items():
        against = labelled(answer)
        body = "".join(against.text[span.start : span.end] for span in against.spans if span.label == "body")
        assert "".join(body.split()) == "".join("".join(answer.keep).split()), identity


@pytest.mark.parametrize("track", [Track.EXTRACT, Track.SCRUB])
def test_the_right_answer_scores_one(track):
    less = []
    answers = gold(track, SPLITS)
    for identity, answer in answers.items():
        right = "\n\n".join(answer.keep) if isinstance(answer, ExtractGold) else answer.body
        values, _ = metrics(labelled(answer), right)
        assert (values["leak_rate"] or 0) == 0, identity
        assert values["character_f1"] > 0.99, identity
        if values["character_f1"] < 1:
            less.append(identity)
    # Where a body begins glued to furniture with words that also stand whole in furniture, the alignment takes those (see its docstring).
    assert len(less) <= len(answers) / 50, less


PAGE = """<html><head><title>وصل الوفد</title></head><body><nav>أخبار</nav><p>وصل الوفد <button>شارك</button>أمس.</p>
<div hidden>شارك</div><script>var a = "وصل";</script><footer>اقرأ أيضا</footer></body></html>"""


def test_a_page_becomes_a_labelled_stream():
    forbidden = tuple({"text": text, "label": f"boilerplate.{name}", "evidence": "wording"} for text, name in (("شارك", "share"), ("اقرأ أيضا", "related")))
    answer = ExtractGold("site", "train", PAGE.encode(), "utf-8", ("وصل الوفد أمس.",), (), forbidden)
    against = stream.labelled(answer)
    assert against.text.split("\n") == ["أخبار", "وصل الوفد", "شارك", "أمس.", "شارك", "اقرأ أيضا"]
    labels = [(against.text[span.start : span.end], span.label) for span in against.spans]
    share, related = ("شارك", "boilerplate.share"), ("اقرأ أيضا", "boilerplate.related")
    assert labels == [("وصل الوفد", "body"), share, ("أمس.", "body"), share, related]
    values, comparison = metrics(against, "وصل الوفد أمس.\nشارك")
    assert [item.leaked for item in comparison.items] == [True, False]
    assert values["leak_rate"] == 0.5


def test_an_export_never_mixes_with_what_is_there(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ExportError, match="is not empty"):
        export(Track.REPAIR, SPLITS, [Task("a", "b", text="c")], tmp_path)
    export(Track.REPAIR, SPLITS, [Task("a", "b", text="c")], tmp_path, force=True)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "tasks.jsonl").read_text("utf-8") == '{"id": "a", "text": "c"}\n'
