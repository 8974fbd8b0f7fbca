"""Tools that hang, allocate, crash, print, close, fork or reach for the network: each is one record, and the next page is done."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from naqi_bench.runner.model import Limits
from naqi_bench.runner.network import without_network
from naqi_bench.runner.run import Outcome, Work, run
from naqi_bench.tracks.model import Track

Make = Callable[..., Work]

# A page that works takes a hundredth of this; some start an interpreter, which a busy machine may take seconds for.
LIMITS = Limits(page_seconds=10, memory_mb=220, warm_up=0)

# What is done, how that ends, and a part of what is said. All in one run, in this order, and after each comes a page that must go well.
DEEDS = [
    ("hangs", "timeout", "no answer in 10 s"),
    ("allocates", "memory", "MiB of the 220 MiB allowed"),
    ("allocates-and-frees", "memory", "MiB of the 220 MiB allowed"),
    ("out-of-memory", "memory", "MemoryError"),
    ("segfaults", "crash", "its process was ended by SIGSEGV"),
    ("aborts", "crash", "its process was ended by SIGABRT"),
    ("exits", "error", "SystemExit: 3"),
    ("exits-at-once", "crash", "its process ended with exit code 0"),
    ("interrupts", "error", "KeyboardInterrupt"),
    ("prints", "ok", ""),
    ("closes", "ok", ""),
    ("moves", "ok", ""),
    ("forks", "ok", ""),
    ("leaves", "ok", ""),
    ("returns-twice", "ok", ""),
    ("threads", "ok", ""),
    ("recurses", "error", "RecursionError: "),
    ("raises", "error", "ValueError: one and two"),
    ("is-nothing", "empty", ""),
    ("is-blank", "empty", ""),
    ("is-bytes", "error", "returned bytes, not str"),
    ("is-half", "ok", ""),
    ("ignores-signals", "ok", ""),
    ("hangs", "timeout", "no answer in 10 s"),
]


def go(work: Work, limits: Limits = LIMITS) -> Outcome:
    (outcome,) = run([work], {"version": "1.0.0", "sha256": "0"}, limits, 1, lambda _work, _more: None)
    return outcome


def records(work: Work) -> list[dict[str, Any]]:
    return [json.loads(line) for line in work.path.read_text("utf-8").splitlines()[1:]]


def header(work: Work) -> dict[str, Any]:
    with work.path.open(encoding="utf-8") as lines:
        found: dict[str, Any] = json.loads(lines.readline())
    return found


def test_whatever_a_tool_does_is_one_record(toys: Path, work_on: Make, tmp_path: Path) -> None:
    work = work_on("toy_tools:misbehave", [text for deed, _, _ in DEEDS for text in (f"{deed} it", "fine نعم")])
    outcome = go(work)
    assert outcome.problem == ""
    done = records(work)
    assert [record["id"] for record in done] == work.ids
    assert [(record["id"][4:], record["exit"]) for record in done[::2]] == [(deed, exit_) for deed, exit_, _ in DEEDS]
    for record, (deed, exit_, said) in zip(done[::2], DEEDS, strict=True):
        assert said in record["message"], deed
        assert bool(record["message"]) == (exit_ in {"timeout", "memory", "crash", "error"})
        assert "\n" not in record["message"]
        assert bool(record["text"]) == (exit_ == "ok")
    # Back in the folder that it was started in, whatever the tool did.
    assert {(record["exit"], record["text"]) for record in done[1::2]} == {("ok", "fine نعم in toys")}
    texts = {record["id"][4:]: record["text"] for record in done}
    assert texts["is-half"] == "a\N{REPLACEMENT CHARACTER}b"
    assert texts["returns-twice"] == "parent"
    assert outcome.exits == {"ok": len(done) - 15, "timeout": 2, "memory": 3, "crash": 3, "error": 5, "empty": 2}
    left = [int(pid) for pid in (tmp_path / "pids").read_text("utf-8").split()]
    assert len(left) == 3
    assert [pid for pid in left if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE] == []


def test_children_count_in_time_and_memory(toys: Path, work_on: Make) -> None:
    work = work_on("toy_tools:misbehave", ["fine", "burns", "has-burnt", "has-held"])
    go(work)
    fine, burns, has_burnt, has_held = records(work)
    assert fine["cpu"] < 0.2 < burns["cpu"]
    assert has_burnt["cpu"] > 0.25
    assert has_held["peak_mb"] > fine["peak_mb"] + 120
    assert fine["peak_mb"] > 5


def test_a_child_that_stays_counts_on_each_page(toys: Path, work_on: Make) -> None:
    work = work_on("toy_tools:with_child", ["one", "two", "three"])
    go(work)
    done = records(work)
    assert all(record["cpu"] > 0.05 for record in done), done
    # Once each: what the child used on earlier pages does not count again.
    assert done[2]["cpu"] < 0.9 * sum(record["cpu"] for record in done)


def test_a_killed_page_says_what_it_took(toys: Path, work_on: Make) -> None:
    work = work_on("toy_tools:misbehave", ["hangs", "allocates"])
    go(work, replace(LIMITS, page_seconds=4))
    hangs, allocates = records(work)
    assert 4 <= hangs["wall"] < 300
    assert allocates["peak_mb"] > 220


def test_the_network_is_off_or_the_header_says_why_not(toys: Path, work_on: Make) -> None:
    work = work_on("toy_tools:misbehave", ["connects"])
    go(work)
    prefix, reason = without_network()
    (record,) = records(work)
    if prefix:
        assert header(work)["network"] == "off"
        assert (record["exit"], record["message"]) == ("error", "OSError: [Errno 101] Network is unreachable")
    else:
        assert header(work)["network"] == f"on ({reason})"


def test_where_the_network_stays_the_header_says_why(toys: Path, work_on: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naqi_bench.runner.supervise.without_network", lambda: ((), "there is no unshare here"))
    work = work_on("toy_tools:misbehave", ["fine"])
    go(work)
    assert header(work)["network"] == "on (there is no unshare here)"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("toy_broken:clean", "it does not load: ImportError: two lines"),
        ("toy_tools:nothing_here", "it does not load: FunctionError: toy_tools has no 'nothing_here'"),
        ("toy_tools:NOT_A_FUNCTION", "it does not load: FunctionError: toy_tools:NOT_A_FUNCTION is no function, but of type int"),
        ("toy_sleeper:clean", "it does not load: no answer in 8 s"),
    ],
)
def test_a_tool_that_does_not_load_ends_only_its_own_work(toys: Path, work_on: Make, name: str, said: str) -> None:
    bad, good = work_on(name, ["one"], output="bad.jsonl"), work_on("toy_tools:slow", ["one"], output="good.jsonl")
    outcomes = run([bad, good], {}, Limits(load_seconds=8 if "sleeper" in name else 600), 2, lambda _work, _more: None)
    assert (outcomes[0].problem, outcomes[0].missing) == (said, False)
    assert (outcomes[1].problem, outcomes[1].exits) == ("", {"ok": 1})


def test_warm_up_is_not_counted_and_does_not_end_the_run(toys: Path, work_on: Make) -> None:
    work = work_on("toy_tools:misbehave", ["aborts", "fine", "aborts", "fine"])
    outcome = go(work, Limits(page_seconds=300, warm_up=3))
    assert [record["exit"] for record in records(work)] == ["crash", "ok", "crash", "ok"]
    assert outcome.exits == {"crash": 2, "ok": 2}
    assert outcome.tool_wall < outcome.wall


@pytest.mark.parametrize(
    ("function", "given"), [("of_bytes", "bytes"), ("of_str", "str"), ("of_either", "bytes"), ("unsaid", "str"), ("unsaid_bytes", "bytes")]
)
def test_a_function_gets_a_page_as_it_takes_it(toys: Path, work_on: Make, function: str, given: str) -> None:
    work = work_on(f"toy_tools:{function}", ["<p>نص</p>"], Track.EXTRACT)
    go(work)
    assert [record["text"] for record in records(work)] == [given]


def test_workers_are_told_nothing_of_the_users_locale(toys: Path, work_on: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "PYTHONHASHSEED", "77")
    work = work_on("os:getenv", ["PYTHONHASHSEED", "TZ"])
    go(work)
    assert [record["text"] for record in records(work)] == ["0", "UTC"]
