"""A tiny result file worked by hand, and submissions that cannot be scored."""

from __future__ import annotations

import json

import pytest

from naqi_bench.scoring.pages import by_page, scores
from naqi_bench.scoring.records import SubmissionError, read
from naqi_bench.scoring.results import better_setting, render, result, setting_result, write
from naqi_bench.scoring.table import table
from naqi_bench.tools.model import Tool
from naqi_bench.tracks.gold import RepairGold, ScrubGold
from naqi_bench.tracks.model import Track


def scrub(group, body, furniture, **more):
    raw = f"{body}\n{furniture}"
    spans = ({"start": 0, "end": len(body), "label": "body", "evidence": None},) if body else ()
    spans += ({"start": len(body) + 1, "end": len(raw), "label": "boilerplate.share", "evidence": "wording"},)
    return ScrubGold(group, "validation", raw, spans, (), body, **more)


# Body of 8 letters, furniture of 4.
GOLDS = {
    "a/1": scrub("a", "وصل الوفد", "شارك"),
    "a/2": scrub("a", "وصل الوفد", "شارك"),
    "b/1": scrub("b", "وصل الوفد", "شارك"),
    "contrasts/1": scrub("contrasts", "وصل الوفد", "شارك", role="furniture", pair="p", class_="share"),
    "contrasts/2": ScrubGold(
        "contrasts", "validation", "وصل", ({"start": 0, "end": 3, "label": "body", "evidence": None},), (), "وصل", "journalism", "p", "share"
    ),
}
TEXTS = {"a/1": "وصل الوفد", "a/2": "وصل الوفد شارك", "b/1": "", "contrasts/1": "وصل الوفد", "contrasts/2": "وصل"}


def written(path, texts, **more):
    path.write_text("".join(json.dumps({"id": name, "text": text, **more}) + "\n" for name, text in texts.items()), "utf-8")
    return path


def test_a_result_by_hand(tmp_path):
    submission = read(written(tmp_path / "out.jsonl", TEXTS, wall=2.0, cpu=1.0, peak_mb=5.0, own=0.5), Track.SCRUB, GOLDS)
    found = setting_result(Track.SCRUB, GOLDS, submission, ["validation"])
    # Site a: 1 and, with 4 of 12 characters leaked, 2 · (8/12) / (8/12 + 1) = .8; site b: 0.
    assert found["sites"]["a"]["character_f1"] == pytest.approx(0.9)
    assert found["sites"]["b"]["character_f1"] == 0
    assert found["macro"]["character_f1"] == pytest.approx(0.45)
    assert found["micro"]["character_f1"] == pytest.approx(0.6)
    assert (found["macro"]["leak_rate"], found["macro"]["body_loss"], found["macro"]["perfect"]) == (0.25, 0.5, 0.25)
    assert found["classes"] == {"share": {"spans": 3, "leaked": 1, "rate": pytest.approx(1 / 3), "sites": {"a": 0.5, "b": 0}}}
    assert found["evidence"]["wording"]["leaked"] == 1
    assert found["contrasts"] == {"pairs": 1, "right": 1, "accuracy": 1, "classes": {"share": {"pairs": 1, "right": 1, "accuracy": 1}}}
    assert found["exits"] == {"ok": 4, "empty": 1}
    assert (found["seconds_per_page"], found["cpu_seconds"], found["peak_mb"]) == ({"median": 2, "p95": 2}, 5, 5)
    assert (found["seconds"], found["runner_seconds"]) == (10, 2.5)
    assert [page["id"] for page in found["worst"]] == ["b/1", "a/2", "a/1"]


def test_pages_are_judged_the_same_in_other_processes_and_each_text_once():
    submissions = [TEXTS, dict.fromkeys(TEXTS, "وصل الوفد"), {name: TEXTS[name] for name in ("a/2", "b/1")}]
    records = [{name: {"text": text} for name, text in texts.items()} for texts in submissions]
    alone = scores(GOLDS, records)
    assert scores(GOLDS, records, jobs=2) == alone
    assert [[score.text for score in of_tool] for of_tool in alone] == [[texts[name] for name in sorted(texts)] for texts in submissions]
    judged = []
    by_page(lambda name, _gold, texts: judged.append((name, texts)) or texts, GOLDS, submissions)
    assert judged[:2] == [("a/1", ["وصل الوفد"]), ("a/2", ["وصل الوفد شارك", "وصل الوفد"])]


def test_the_better_setting_is_that_of_the_tools_own_result(tmp_path):
    dataset, tool = {"version": "1", "sha256": "0"}, Tool("mine", Track.SCRUB, "", "", lambda: "2.0", ())
    assert better_setting(tmp_path, tool, dataset) is None
    reached = {name: {"macro": {"character_f1": value}} for name, value in (("as-shipped", 0.5), ("arabic", 0.6))}
    write(tmp_path / "mine" / "2.0" / "scrub.json", result(Track.SCRUB, reached, {"tool": "mine"}, dataset))
    assert better_setting(tmp_path, tool, dataset) == "arabic"
    assert better_setting(tmp_path, tool, {**dataset, "version": "2"}) is None


def test_a_result_file_reads_in_a_difference():
    text = render(result(Track.SCRUB, {"as-shipped": {"macro": {"b": 1 / 3, "a": -0.0}}}, {"tool": "t"}, {"version": "1"}))
    assert '"a": 0.0,\n    "b": 0.333333' in text
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_repair_is_scored_by_kind_and_repairability(tmp_path):
    golds = {
        "1": RepairGold("cut", "train", "ن?م", "نعم", "no"),
        "2": RepairGold("mixed", "train", "نع م", "نعم", "exact"),
        "3": RepairGold("untouched", "train", "نعم", "نعم", None),
    }
    found = setting_result(Track.REPAIR, golds, read(written(tmp_path / "o", {"1": "ن?م", "2": "نعم", "3": "لا"}), Track.REPAIR, golds), ["train"])
    assert found["macro"] == {"exact": pytest.approx(1 / 3), "cer_before": pytest.approx(2 / 9), "cer_after": pytest.approx((1 / 3 + 0 + 1) / 3), "harm": 1}
    assert {name: row["exact"] for name, row in found["repairable"].items()} == {"exact": 1, "no": 0, "nothing broken": 0}
    assert "mean over 3 kinds" in table(Track.REPAIR, {"o": found})


def test_the_interval_is_students_over_sites_cut_to_what_scores_may_be():
    macro = dict.fromkeys(("exact", "cer_before", "cer_after", "harm"), 0.5)
    # Mean .5, s = .1, n = 4: half width 3.182446 · .1 / 2.
    near = [0.5 - 0.1 * 0.75**0.5, 0.5 - 0.1 * 0.75**0.5, 0.5 + 0.1 * 0.75**0.5, 0.5 + 0.1 * 0.75**0.5]
    for values, said in ((near, "0.341 to 0.659"), ([0.1, 0.9], "0.000 to 1.000"), ([0.5], "–")):
        row = {"macro": macro, "sites": {str(n): {"exact": value} for n, value in enumerate(values)}, "worst": []}
        assert table(Track.REPAIR, {"o": row}).splitlines()[1].endswith(f"  {said}")


GOOD = json.dumps({"id": "a/1", "text": "نعم"}).encode() + b"\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b'{"schema": 1}\n', "holds no record"),
        (b"{\xff}\n", "is not UTF-8 at byte 1"),
        (b"{nonsense\n", "line 1: is not JSON"),
        (b"[1]\n", "line 1: is a JSON list"),
        (b'{"id": "a/1"}\n', "'text' is missing"),
        (b'{"id": 7, "text": ""}\n', "'id' is a JSON int"),
        (b'{"id": "a/1", "text": null}\n', "'text' is a JSON NoneType"),
        (b'{"id": "a/1", "text": "", "wall": "1"}\n', "'wall' is a JSON str"),
        (b'{"id": "a/1", "text": "", "exit": "fine"}\n', "exit 'fine' is none of"),
        (GOOD + GOOD, "line 2: id 'a/1' stands twice"),
        (b'{"id": "zzz", "text": ""}\n', "is no task of track 'scrub'"),
        (b'{"id": "page", "text": ""}\n', "is a task of track 'extract'"),
        (b'{"schema": 1, "track": "repair"}\n' + GOOD, "records of track 'repair'"),
        (b'{"schema": 9}\n' + GOOD, "schema is 9"),
        (GOOD, "4 of 5 tasks have no text, first 'a/2'"),
    ],
)
def test_a_submission_that_cannot_be_scored_gets_one_line(tmp_path, data, message):
    path = tmp_path / "out.jsonl"
    path.write_bytes(data)
    with pytest.raises(SubmissionError) as error:
        read(path, Track.SCRUB, GOLDS, {Track.EXTRACT: ["page"]})
    assert message in str(error.value)
    assert "\n" not in str(error.value)
