"""Extractors written in JavaScript, on small pages written here, and what runs them, on a toy."""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from naqi_bench.runner.choice import Choice
from naqi_bench.runner.model import Limits
from naqi_bench.runner.run import Outcome, Work, identity, run
from naqi_bench.runner.spool import write_spool
from naqi_bench.tools import node
from naqi_bench.tools.article_extractor import ARTICLE_EXTRACTOR
from naqi_bench.tools.defuddle import DEFUDDLE
from naqi_bench.tools.model import Run, Tool, ToolCrashedError, ToolMissingError
from naqi_bench.tools.readability_js import READABILITY_JS
from naqi_bench.tracks.model import Task

pytestmark = pytest.mark.node

TOOLS = [pytest.param(tool, id=tool.name) for tool in (ARTICLE_EXTRACTOR, DEFUDDLE, READABILITY_JS)]
FIRST = "بدأت بلدية المدينة صباح اليوم إصلاح الجسر القديم الذي أغلقته السيول"
BODY = [
    f"{FIRST} قبل شهرين، ووصلت إلى الموقع ثلاث رافعات وأكثر من أربعين عاملاً، على أن تنتهي الأشغال قبل حلول فصل الشتاء المقبل كما جاء في بيان رسمي.",
    "ويستعمل الجسر كل يوم آلاف السائقين الذين اضطروا منذ إغلاقه إلى المرور عبر الطريق الدائري، وهو ما زاد مدة الرحلة بين الضفتين إلى نحو ساعة كاملة.",
    "وقال رئيس المصلحة التقنية إن الفحوص أظهرت شقوقاً في دعامتين من أصل ست، وإن كلفة الإصلاح أقل من ثلث كلفة بناء جسر جديد في المكان نفسه.",
]
HEAD = '<!DOCTYPE html><html lang="ar"><head>{meta}<title>إصلاح الجسر القديم</title></head>'
PAGE = f'{HEAD}<body><nav><a href="/">الرئيسية</a></nav><article>{{body}}</article></body></html>'
ADDRESS = "https://site.example/2020/bridge"
TOY = Path(__file__).parent / "toys" / "toy_node.mjs"


def page(meta: str = '<meta charset="utf-8">') -> str:
    return PAGE.format(meta=meta, body="".join(f"<p>{part}</p>" for part in BODY))


def need(tool: Tool) -> None:
    """Skip what is not installed, or fail where NAQI_REQUIRE asks for it."""
    try:
        tool.version()
    except ToolMissingError as missing:
        if "node" in os.environ.get("NAQI_REQUIRE", "").split(","):
            pytest.fail(f"{missing} (NAQI_REQUIRE asks for it)")
        pytest.skip(str(missing))


def load(tool: Tool) -> Run:
    need(tool)
    try:
        return tool.settings[0].load([])
    except ToolMissingError as missing:
        if "tools" in os.environ.get("NAQI_REQUIRE", "").split(","):
            pytest.fail(f"{missing} (NAQI_REQUIRE asks for it)")
        pytest.skip(str(missing))


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(
    ("true", "declared", "meta"),
    [("utf-8", "", ""), ("cp1256", "windows-1256", ""), ("cp1256", "", "<meta charset=windows-1256>"), ("utf-8", "utf-8", "<meta charset=windows-1256>")],
    ids=["utf-8", "declared", "meta", "declared-beats-meta"],
)
def test_finds_the_body_and_leaves_the_menu(tool: Tool, true: str, declared: str, meta: str) -> None:
    text = load(tool)(Task("a", "site", html=page(meta).encode(true), encoding=declared, url=ADDRESS))
    assert text is not None
    words = " ".join(text.split())
    assert all(part in words for part in BODY)
    assert "الرئيسية" not in words


@pytest.mark.parametrize("tool", TOOLS)
def test_a_page_that_is_broken_does_not_end_it(tool: Tool) -> None:
    made = load(tool)
    whole = page().encode()
    tasks = [Task("a", "site", html=html, encoding="utf-8", url=ADDRESS) for html in (b"", b"\xff\xfe\0\0", b"<p>", whole[: len(whole) // 2])]
    for task in tasks:
        try:
            made(task)
        except node.JavaScriptError as error:
            # linkedom makes no document of what is no element.
            assert str(error)  # noqa: PT017
    broken = whole.replace(b"</p></article>", b" \xff\xfe</p></article>")
    assert FIRST in (made(Task("a", "site", html=broken, encoding="utf-8", url=ADDRESS)) or "")


def test_a_page_longer_than_any_pipe_passes_whole() -> None:
    # Paired surrogates and what JSON escapes among it.
    html = "fine " + 'قال "نعم"\n\N{GRINNING FACE}' * 200_000
    assert node.Page(str(TOY))(html, ADDRESS) == f"{html} {ADDRESS}"


@pytest.mark.parametrize("tool", TOOLS)
def test_what_it_says_of_itself_is_what_is_installed(tool: Tool) -> None:
    need(tool)
    package = {"readability-js": "@mozilla/readability", "defuddle": "defuddle", "article-extractor": "@extractus/article-extractor"}[tool.name]
    installed = json.loads((node.ENVIRONMENT / "node_modules" / package / "package.json").read_text("utf-8"))
    assert (tool.version(), tool.licence) == (installed["version"], installed["license"])
    assert tool.version() == json.loads((node.ENVIRONMENT / "package.json").read_text("utf-8"))["dependencies"][package]
    assert [setting.name for setting in tool.settings] == ["as-shipped"]
    assert tool.link in tool.settings[0].note


def test_the_lock_says_what_is_installed_and_not_from_where() -> None:
    lock = json.loads((node.ENVIRONMENT / "package-lock.json").read_text("utf-8"))["packages"]
    own = lock.pop("")
    assert own["dependencies"] == json.loads((node.ENVIRONMENT / "package.json").read_text("utf-8"))["dependencies"]
    assert {name: lock[f"node_modules/{name}"]["version"] for name in own["dependencies"]} == own["dependencies"]
    for name, entry in lock.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name
        assert not entry.get("hasInstallScript"), name


def _work(tool: Tool, tasks: list[Task], folder: Path) -> Work:
    write_spool(folder / "spool", tasks)
    return Work(Choice("registry", tool, tool.settings[0]), ("validation",), folder / "spool", [task.id for task in tasks], folder / "records.jsonl")


def _go(work: Work, limits: Limits) -> tuple[Outcome, list[dict[str, Any]]]:
    (outcome,) = run([work], {"version": "1.0.0", "sha256": "0"}, limits, 1, lambda _work, _more: None)
    assert outcome.problem == ""
    return outcome, [json.loads(line) for line in work.path.read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize("tool", TOOLS)
def test_twenty_thousand_nested_tags_cost_that_page_alone(tool: Tool, tmp_path: Path) -> None:
    load(tool)
    deep = f"<!DOCTYPE html><html><head><title>إصلاح</title></head><body>{'<div>' * 20_000}<p>{' '.join(BODY)}</p>{'</div>' * 20_000}</body></html>"
    good = page().encode()
    tasks = [Task(str(n), "site", html=html, encoding="utf-8", url=ADDRESS) for n, html in enumerate((good, deep.encode(), good))]
    _, records = _go(_work(tool, tasks, tmp_path), Limits(page_seconds=3, warm_up=0))
    assert [record["exit"] for record in (records[0], records[2])] == ["ok", "ok"]
    assert records[1]["exit"] in {"error", "timeout"}
    assert records[1]["message"].startswith(("JavaScriptError: RangeError: Maximum call stack size exceeded", "no answer in 3 s"))


DEEDS = [
    ("dies", "crash", "node was ended by SIGKILL"),
    ("aborts", "crash", "node was ended by SIGABRT"),
    ("exits", "crash", "node ended with exit code 3"),
    # Nothing that could settle the promise is left, so Node ends.
    ("waits", "crash", "node ended with exit code 13"),
    ("prints", "ok", ""),
    ("throws", "error", "JavaScriptError: TypeError: one and two"),
    ("throws-nothing", "error", "JavaScriptError: undefined"),
    ("rejects", "error", "JavaScriptError: Error: later"),
    ("fetches", "error", "JavaScriptError: Error: there is no network here"),
    ("is-nothing", "empty", ""),
    ("is-a-number", "error", "returned int, not str"),
    ("is-half", "ok", ""),
]


@pytest.mark.usefixtures("toys")
def test_each_deed_is_one_record_and_the_next_page_is_done(work_on: Callable[..., Work]) -> None:
    work = work_on("toy_node:run", [text for deed, _, _ in DEEDS for text in (f"{deed} it", "fine نعم")])
    outcome, records = _go(work, Limits(page_seconds=30, warm_up=1))
    ended = [(record["id"][4:], record["exit"], record["message"]) for record in records]
    assert ended == [entry for deed in DEEDS for entry in (deed, ("fine", "ok", ""))]
    assert [record["text"] for record in records if record["id"].endswith("prints")] == ["نعم"]
    assert [record["text"] for record in records if record["id"].endswith("is-half")] == ["نعم \N{REPLACEMENT CHARACTER}"]
    assert {record["text"] for record in records if record["id"].endswith("fine")} == {"fine نعم undefined"}
    assert outcome.exits["crash"] == 4


@pytest.mark.usefixtures("toys")
def test_memory_and_time_of_node_are_the_tools(work_on: Callable[..., Work]) -> None:
    _, (_, burnt, held) = _go(work_on("toy_node:run", ["fine", "burns", "holds"]), Limits(warm_up=1))
    assert burnt["cpu"] >= 0.3
    assert held["peak_mb"] >= 150


def test_node_that_was_ended_is_a_crash_and_says_how() -> None:
    made = node.Page(str(TOY))
    assert made("fine", ADDRESS) == f"fine {ADDRESS}"
    made._process.kill()
    for _ in range(2):
        with pytest.raises(ToolCrashedError, match="node was ended by SIGKILL"):
            made("fine " * 100_000, "")


def test_the_answer_to_a_page_that_was_given_up_is_not_the_next_pages() -> None:
    made = node.Page(str(TOY))

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(KeyboardInterrupt):
            made("sleeps", "")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    with pytest.raises(ToolCrashedError, match="node was ended by SIGKILL"):
        made("fine", "")


def test_node_ends_with_what_asks_it() -> None:
    made = node.Page(str(TOY))
    process = made._process
    del made
    gc.collect()
    assert process.returncode == -9


def _runs(process: psutil.Process) -> bool:
    try:
        # Its new parent may never notice that it ended.
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent ended")
def test_node_ends_in_the_middle_of_a_page_when_its_worker_is_killed() -> None:
    code = f"from naqi_bench.tools.node import Page; made = Page({str(TOY)!r}); print(made._process.pid, flush=True); made('sleeps', '')"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        started = psutil.Process(int(worker.stdout.readline()))
        worker.kill()
    waited = 0
    while _runs(started) and (waited := waited + 1) < 600:
        time.sleep(0.1)
    assert not _runs(started)


def test_a_script_that_does_not_load_says_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "broken.mjs").write_text("import 'no-such-package';", "utf-8")
    with pytest.raises(RuntimeError, match=r"broken\.mjs ended with exit code 1 before it was ready; it needs Node 18 or newer, and `make node`"):
        node.Page(str(tmp_path / "broken.mjs"))


def test_what_is_missing_is_said_with_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(node, "ENVIRONMENT", tmp_path)
    with pytest.raises(ToolMissingError, match="defuddle is not installed: `make node`"):
        DEFUDDLE.version()
    monkeypatch.setenv("PATH", str(tmp_path))
    for asked in (DEFUDDLE.version, lambda: node.Page(str(TOY))):
        with pytest.raises(ToolMissingError, match="apt-get install -y --no-install-recommends nodejs npm"):
            asked()


def test_records_made_by_another_script_or_lock_are_not_taken_up(tmp_path: Path) -> None:
    need(DEFUDDLE)
    script = tmp_path / "tool.mjs"
    assert {path.name for path in DEFUDDLE.code} == {"node.py", "defuddle.mjs", "serve.mjs", "package-lock.json"}

    def hashed(content: str) -> str:
        script.write_text(content, "utf-8")
        return str(identity(_work(dataclasses.replace(DEFUDDLE, code=(script,)), [], tmp_path), {}, Limits())["code"])

    assert hashed("one") == hashed("one") != hashed("two")
