"""Which tools meet which tasks, under which names, and what a run says of names it does not know."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from naqi_bench.runner import choice as choices
from naqi_bench.runner.choice import UnknownNameError, choose, splits_of
from naqi_bench.runner.functions import FunctionError
from naqi_bench.runner.plan import Request, plan
from naqi_bench.runner.spool import Spool, write_spool
from naqi_bench.tools.model import Setting, Standing, Tool
from naqi_bench.tracks.model import Task, Track


def tool(name: str, track: Track = Track.SCRUB, standing: Standing = Standing.OUTSIDE, settings: Sequence[str] = ("as-shipped",)) -> Tool:
    return Tool(name, track, "", "MIT", lambda: "1.0", tuple(Setting(each, "", lambda _tasks: lambda task: task.text) for each in settings), standing)


TOOLS = (
    tool("jusText", Track.EXTRACT, settings=("as-shipped", "arabic")),
    tool("clean-text", settings=("as-shipped", "arabic")),
    tool("naqi", standing=Standing.NAQI),
    tool("clean-text", Track.REPAIR),
)


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "TOOLS", TOOLS)
    monkeypatch.setattr("naqi_bench.tools.controls.controls", lambda track, _golds: (tool("everything", track, Standing.CONTROL),))


def tasks(track: Track, splits: Sequence[str]) -> list[Task]:
    return [Task(f"{split}-{site}-{n}", f"{split}-{site}", text=f"{track} {n}") for split in splits for site in ("one", "two") for n in (3, 1, 2)]


def named(found: Sequence[choices.Choice]) -> list[str]:
    return [f"{each.tool.track}/{each.tool.name}/{each.setting.name}" for each in found]


def test_all_tools_of_a_track_come_with_its_controls() -> None:
    assert named(choose([Track.SCRUB], (), None)) == [
        "scrub/everything/as-shipped",
        "scrub/clean-text/as-shipped",
        "scrub/clean-text/arabic",
        "scrub/naqi/as-shipped",
    ]
    assert named(choose(list(Track), ("clean-text",), "as-shipped")) == ["scrub/clean-text/as-shipped", "repair/clean-text/as-shipped"]
    assert named(choose([Track.EXTRACT], (), "arabic")) == ["extract/jusText/arabic"]


@pytest.mark.parametrize(
    ("names", "setting", "said"),
    [
        (("justext",), None, "there is no tool 'justext'; did you mean 'jusText'?"),
        (("zzz",), None, "there is no tool 'zzz'; there are clean-text, everything, jusText, naqi"),
        (("naqi",), "arabic", "there is no setting 'arabic'; there are as-shipped"),
        ((), "arabc", "there is no setting 'arabc'; did you mean 'arabic'?"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(names: tuple[str, ...], setting: str | None, said: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        choose(list(Track), names, setting)
    assert str(caught.value) == said


@pytest.mark.parametrize("name", ["no_such_module_here:clean", ":clean", "json:"])
def test_a_function_that_is_none_is_said_at_once(name: str) -> None:
    with pytest.raises(FunctionError, match=r"no_such_module_here|module:function"):
        choose([Track.SCRUB], (name,), None)


def test_a_module_of_the_current_folder_is_not_imported_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bad_at_import.py").write_text("raise SystemExit(9)", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert named(choose([Track.SCRUB], ("bad_at_import:clean",), None)) == ["scrub/bad_at_import:clean/as-shipped"]


def test_naqi_meets_validation_and_test_only_when_told() -> None:
    ours, theirs = tool("naqi", standing=Standing.NAQI), tool("other")
    assert splits_of(theirs, (), with_test=False) == ("train", "validation", "test")
    assert splits_of(tool("nothing", standing=Standing.CONTROL), (), with_test=False) == ("train", "validation", "test")
    assert splits_of(ours, (), with_test=False) == ("validation",)
    assert splits_of(ours, (), with_test=True) == ("validation", "test")
    assert splits_of(ours, ("train", "test"), with_test=False) == ()
    assert splits_of(theirs, ("test", "validation"), with_test=False) == ("validation", "test")


def test_a_plan_is_in_the_order_of_ids_and_limits_each_site(tmp_path: Path) -> None:
    works, left_out = plan(Request((Track.SCRUB,), splits=("validation",), limit=2), tasks, tmp_path / "records", tmp_path)
    assert left_out == []
    assert [work.choice.tool.name for work in works] == ["everything", "clean-text", "clean-text", "naqi"]
    for work in works:
        assert list(work.ids) == ["validation-one-1", "validation-one-2", "validation-two-1", "validation-two-2"]
        assert [task.id for task in Spool(work.spool)] == list(work.ids)
    assert works[2].path == tmp_path / "records" / "scrub" / "clean-text" / "arabic.jsonl"


def test_a_tool_without_tasks_is_said(tmp_path: Path) -> None:
    request = Request((Track.SCRUB,), splits=("train",), sites=("train-two",))
    works, left_out = plan(request, tasks, tmp_path, tmp_path)
    assert [list(work.ids) for work in works] == [["train-two-1", "train-two-2", "train-two-3"]] * 3
    assert left_out == ["naqi (scrub) is not run on train: it is of the dataset's authors, who run it on validation, and with --test on test"]
    works, left_out = plan(Request((Track.SCRUB,), sites=("train-two",)), tasks, tmp_path, tmp_path)
    assert left_out == ["naqi (scrub): no page of train-two in validation"]


def test_an_unknown_site_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="there is no site 'train-tow'; did you mean 'train-two'"):
        plan(Request((Track.SCRUB,), sites=("train-tow",)), tasks, tmp_path, tmp_path)


def test_a_spool_gives_back_what_was_written(tmp_path: Path) -> None:
    written = [
        Task("a", "one", text="سطر\nآخر\r\n\ud800\N{LINE SEPARATOR}"),
        Task("b", "two", html=b"\xff\n\r\n{}\x00", encoding="windows-1256", url="https://x.example/"),
        Task("c", "two"),
    ]
    write_spool(tmp_path / "tasks.spool", written)
    spool = Spool(tmp_path / "tasks.spool")
    assert list(spool) == written
    assert spool[-1] == written[-1]
    assert list(spool[1:]) == written[1:]
    assert len(spool) == 3
    with pytest.raises(IndexError):
        spool[3]


def test_records_of_a_function_have_a_name_that_files_can_have(tmp_path: Path) -> None:
    (work,), _ = plan(Request((Track.REPAIR,), ("json:dumps",)), tasks, tmp_path, tmp_path)
    assert work.path == tmp_path / "repair" / "json.dumps" / "as-shipped.jsonl"
    assert json.loads(json.dumps(work.choice.job(("validation",), "x")))["tool"] == "json:dumps"
