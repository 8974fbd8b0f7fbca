"""Unicode's normal forms, of the standard library."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Literal

from naqi_bench.tools.model import Run, Setting, Tool
from naqi_bench.tracks.model import Task, Track


def _to(form: Literal["NFC", "NFKC"]) -> Callable[[Sequence[Task]], Run]:
    return lambda _tasks: lambda task: unicodedata.normalize(form, task.text)


def _tool(form: Literal["NFC", "NFKC"]) -> Tool:
    return Tool(
        name=f"unicode-{form.lower()}",
        track=Track.REPAIR,
        link="https://docs.python.org/3/library/unicodedata.html",
        licence="PSF-2.0",
        version=lambda: unicodedata.unidata_version,
        settings=(Setting("as-shipped", f'unicodedata.normalize("{form}", text), https://docs.python.org/3/library/unicodedata.html', _to(form)),),
    )


NFC = _tool("NFC")
NFKC = _tool("NFKC")
