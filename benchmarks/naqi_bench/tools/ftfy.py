"""ftfy, which mends mojibake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _with(**options: Any) -> Callable[[Sequence[Task]], Run]:
    def load(_tasks: Sequence[Task]) -> Run:
        with needed("ftfy"):
            from ftfy import fix_text  # noqa: PLC0415
        return lambda task: fix_text(task.text, **options)

    return load


FTFY = Tool(
    name="ftfy",
    track=Track.REPAIR,
    link="https://github.com/rspeer/python-ftfy",
    licence="Apache-2.0",
    version=installed("ftfy"),
    settings=(
        Setting("as-shipped", "fix_text(text), as in the README of https://github.com/rspeer/python-ftfy", _with()),
        Setting(
            "arabic",
            "uncurl_quotes=False: the quotation marks of Arabic print stay. https://ftfy.readthedocs.io/en/latest/config.html, which has no advice for Arabic",
            _with(uncurl_quotes=False),
        ),
    ),
)
