"""trafilatura, which takes bytes and finds their encoding itself."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("trafilatura"):
        from trafilatura import extract  # noqa: PLC0415
    return lambda task: extract(task.html)


def _arabic(_tasks: Sequence[Task]) -> Run:
    with needed("trafilatura"):
        from trafilatura import extract  # noqa: PLC0415
    return lambda task: extract(task.html, include_comments=False)


TRAFILATURA = Tool(
    name="trafilatura",
    track=Track.EXTRACT,
    link="https://github.com/adbar/trafilatura",
    licence="Apache-2.0",
    version=installed("trafilatura"),
    settings=(
        Setting("as-shipped", "extract(html), as in the README of https://github.com/adbar/trafilatura", _as_shipped),
        Setting(
            "arabic",
            "include_comments=False, for a page's article is wanted without what readers say below it; target_language only drops whole pages, and "
            "favor_precision and favor_recall trade one for the other, by https://trafilatura.readthedocs.io/en/latest/usage-python.html",
            _arabic,
        ),
    ),
)
