"""The extractors under test that are Python packages, on small pages written here; those in Node: test_node_tools.py."""

from __future__ import annotations

import os
import pkgutil
from contextlib import suppress
from importlib import import_module

import pytest

import naqi_bench.tools
from naqi_bench.tools.model import Run, Setting, Tool, ToolMissingError, needed
from naqi_bench.tools.registry import TOOLS, UNAVAILABLE
from naqi_bench.tracks.model import Task, Track

# What tools warn about is theirs to mend.
pytestmark = pytest.mark.filterwarnings("ignore")

FIRST = "أعلنت وزارة الزراعة في بيان لها أن موسم الحصاد بدأ هذا الأسبوع"
BODY = [
    f"{FIRST} في المحافظات الشمالية، وأن الكميات التي وصلت إلى الصوامع من القمح فاقت ما كان في العام الماضي، على ما قال المتحدث باسمها.",
    "وقال المزارعون الذين كانوا في انتظار دورهم أمام الصوامع إن الأمطار التي هطلت في الربيع كانت كافية، وإن الأسعار هذا العام أفضل مما كانت عليه.",
    "وأضاف المتحدث أن الوزارة سوف تدفع المستحقات خلال أسبوعين من تاريخ التسليم، وأنها فتحت مراكز جديدة في القرى البعيدة حتى لا ينتظر أحد.",
]
# jusText trusts nothing where no paragraph is longer than 200 characters.
PARAGRAPHS = "".join(f"<p>{part}</p>" for part in (" ".join(BODY), *BODY[1:]))
PAGE = f'<!DOCTYPE html><html lang="ar"><head><meta charset="{{}}"><title>خبر</title></head><body><article>{PARAGRAPHS}</article></body></html>'
# One with a script beside it runs in Node.
EXTRACTORS = [tool for tool in TOOLS if tool.track is Track.EXTRACT and not tool.code]
SETTINGS = [(tool, setting) for tool in EXTRACTORS for setting in tool.settings]
CASES = [pytest.param(tool, setting, id=f"{tool.name}-{setting.name}") for tool, setting in SETTINGS]
# They are given bytes without what the server declared, as in their documentation; what they guess where the page declares nothing is theirs.
GIVEN_BYTES = {"justext", "readability-lxml", "trafilatura"}
DECLARATIONS = [
    pytest.param(tool, setting, encoding, places, id=f"{tool.name}-{setting.name}-{encoding}-{'-'.join(places)}")
    for tool, setting in SETTINGS
    for encoding in ("utf-8", "windows-1256")
    for places in (("server", "page"), ("server",), ("page",))
    if "page" in places or encoding == "utf-8" or tool.name not in GIVEN_BYTES
]
# The English stop list knows no Arabic word, so nothing looks like text.
EMPTY = {("justext", "as-shipped")}
# SPDX identifiers.
LICENCES = {"Apache-2.0", "BSD-2-Clause", "MIT"}


def _loaded(tool: Tool, setting: Setting) -> Run:
    try:
        tool.version()
        return setting.load([])
    except ToolMissingError as missing:
        if "tools" in os.environ.get("NAQI_REQUIRE", "").split(","):
            pytest.fail(f"{missing} (NAQI_REQUIRE asks for it)")
        pytest.skip(str(missing))


def _page(html: bytes, encoding: str = "utf-8") -> Task:
    return Task("a", "site.example", html=html, encoding=encoding)


def _reads_arabic(tool: Tool, setting: Setting) -> bool:
    return (tool.name, setting.name) not in EMPTY


@pytest.mark.parametrize(("tool", "setting", "encoding", "places"), DECLARATIONS)
def test_finds_the_body(tool: Tool, setting: Setting, encoding: str, places: tuple[str, ...]) -> None:
    page = PAGE.format(encoding) if "page" in places else PAGE.replace('<meta charset="{}">', "")
    text = _loaded(tool, setting)(_page(page.encode(encoding), encoding if "server" in places else ""))
    assert (FIRST in (text or "")) is _reads_arabic(tool, setting)
    assert bool(text) is _reads_arabic(tool, setting)


@pytest.mark.parametrize(("tool", "setting"), CASES)
def test_reads_a_page_with_two_bytes_that_are_no_utf_8(tool: Tool, setting: Setting) -> None:
    text = _loaded(tool, setting)(_page(PAGE.format("utf-8").encode().replace(b"</p></article>", b" \xff\xfe</p></article>")))
    assert (FIRST in (text or "")) is _reads_arabic(tool, setting)


@pytest.mark.parametrize("html", [b"", b" \n", b"<html></html>", b"<!doctype html><title>x</title>"], ids=["no-byte", "blank", "no-body", "title-only"])
@pytest.mark.parametrize(("tool", "setting"), CASES)
def test_makes_no_text_of_a_page_without_any(tool: Tool, setting: Setting, html: bytes) -> None:
    run = _loaded(tool, setting)
    try:
        text = run(_page(html))
    except Exception as error:
        # That page's `error`; but the tool's own, and not a slip of what calls it.
        if isinstance(error, (AttributeError, TypeError, KeyError, NameError)):
            raise
    else:
        assert (text or "").strip() in {"", "x"}


@pytest.mark.parametrize(("tool", "setting"), CASES)
def test_goes_on_after_pages_that_are_none(tool: Tool, setting: Setting) -> None:
    run = _loaded(tool, setting)
    for html in (bytes(range(256)) * 20, b""):
        with suppress(Exception):
            run(_page(html))
    assert (FIRST in (run(_page(PAGE.format("utf-8").encode())) or "")) is _reads_arabic(tool, setting)


@pytest.mark.parametrize(("tool", "setting"), CASES)
def test_says_what_it_sets_and_where_that_is_documented(tool: Tool, setting: Setting) -> None:
    assert tool.licence in LICENCES
    assert tool.link.startswith("https://")
    assert [each.name for each in tool.settings] in [["as-shipped"], ["as-shipped", "arabic"]]
    assert "https://" in setting.note


def test_every_tool_that_is_written_is_listed_once() -> None:
    modules = [import_module(f"naqi_bench.tools.{found.name}") for found in pkgutil.iter_modules(naqi_bench.tools.__path__)]
    written = {(value.name, value.track) for module in modules for value in vars(module).values() if isinstance(value, Tool)}
    listed = [(tool.name, tool.track) for tool in TOOLS]
    assert len(listed) == len(set(listed))
    assert set(listed) == written
    assert not {name for name, _ in listed} & set(UNAVAILABLE)
    assert all(UNAVAILABLE.values())


def test_a_tool_that_is_not_installed_is_missing_and_one_that_is_broken_is_not() -> None:
    with pytest.raises(ToolMissingError, match=r"^gone is not installed \(no_such_module is missing\): pip install 'naqi\[tools\]'$"), needed("gone"):
        import no_such_module  # noqa: F401
    with pytest.raises(ImportError, match="cannot import name"), needed("broken"):
        from json import no_such_name  # noqa: F401
