"""PyArabic, functions for Arabic letters and marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track

_README: Final = "https://github.com/linuxscout/pyarabic"


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("PyArabic"):
        from pyarabic import araby  # noqa: PLC0415
    return lambda task: str(araby.strip_tashkeel(task.text))


def _arabic(_tasks: Sequence[Task]) -> Run:
    with needed("PyArabic"):
        from pyarabic import araby  # noqa: PLC0415
    return lambda task: str(araby.normalize_ligature(araby.strip_tatweel(task.text)))


PYARABIC = Tool(
    name="pyarabic",
    track=Track.REPAIR,
    link=_README,
    licence="GPL-3.0-only",
    version=installed("pyarabic"),
    settings=(
        Setting("as-shipped", f"strip_tashkeel(text), the first of the main functions in the README of {_README}", _as_shipped),
        Setting("arabic", f"strip_tatweel and normalize_ligature: what of its README, {_README}, changes no letter or haraka of a word", _arabic),
    ),
)
