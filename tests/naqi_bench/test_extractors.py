"""The extractors under test, on small pages written here."""

from __future__ import annotations

import os

import pytest

from naqi_bench.tools.model import Setting, Tool, ToolMissingError
from naqi_bench.tools.registry import TOOLS
from naqi_bench.tracks.model import Task, Track

FIRST = "أعلنت وزارة الزراعة في بيان لها أن موسم الحصاد بدأ هذا الأسبوع"
BODY = [
    f"{FIRST} في المحافظات الشمالية، وأن الكميات التي وصلت إلى الصوامع من القمح فاقت ما كان في العام الماضي، على ما قال المتحدث باسمها.",
    "وقال المزارعون الذين كانوا في انتظار دورهم أمام الصوامع إن الأمطار التي هطلت في الربيع كانت كافية، وإن الأسعار هذا العام أفضل مما كانت عليه.",
    "وأضاف المتحدث أن الوزارة سوف تدفع المستحقات خلال أسبوعين من تاريخ التسليم، وأنها فتحت مراكز جديدة في القرى البعيدة حتى لا ينتظر أحد.",
]
# jusText trusts nothing where no paragraph is longer than 200 characters.
PARAGRAPHS = "".join(f"<p>{part}</p>" for part in (" ".join(BODY), *BODY[1:]))
PAGE = f'<!DOCTYPE html><html lang="ar"><head><meta charset="{{}}"><title>خبر</title></head><body><article>{PARAGRAPHS}</article></body></html>'
CASES = [pytest.param(tool, setting, id=f"{tool.name}-{setting.name}") for tool in TOOLS if tool.track is Track.EXTRACT for setting in tool.settings]
# The English stop list knows no Arabic word, so nothing looks like text.
EMPTY = {("justext", "as-shipped")}
# readability-lxml guesses another encoding for the whole page once one byte of it is not UTF-8.
MISREAD = {("readability-lxml", "as-shipped")}


def _run(tool: Tool, setting: Setting, html: bytes, encoding: str) -> str | None:
    try:
        tool.version()
        run = setting.load([])
    except ToolMissingError as missing:
        if "tools" in os.environ.get("NAQI_REQUIRE", "").split(","):
            pytest.fail(f"{missing} (NAQI_REQUIRE asks for it)")
        pytest.skip(str(missing))
    return run(Task("a", "site.example", html=html, encoding=encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
@pytest.mark.parametrize(("tool", "setting"), CASES)
def test_finds_the_body(tool: Tool, setting: Setting, encoding: str) -> None:
    text = _run(tool, setting, PAGE.format(encoding).encode(encoding), encoding)
    if (tool.name, setting.name) in EMPTY:
        assert not text
    else:
        assert FIRST in (text or "")


@pytest.mark.parametrize(("tool", "setting"), CASES)
def test_reads_a_page_with_two_bytes_that_are_no_utf_8(tool: Tool, setting: Setting) -> None:
    text = _run(tool, setting, PAGE.format("utf-8").encode().replace(b"</p></article>", b" \xff\xfe</p></article>"), "utf-8")
    assert (FIRST in (text or "")) is ((tool.name, setting.name) not in EMPTY | MISREAD)


@pytest.mark.parametrize(("tool", "setting"), CASES)
def test_says_what_it_sets_and_where_that_is_documented(tool: Tool, setting: Setting) -> None:
    assert tool.licence
    assert tool.link.startswith("https://")
    assert tool.settings[0].name == "as-shipped"
    assert "https://" in setting.note
