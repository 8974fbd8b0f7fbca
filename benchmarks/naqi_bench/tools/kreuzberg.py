"""Kreuzberg, which takes bytes of any format; of pages it leaves out navigation and forms."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("kreuzberg"):
        from kreuzberg import ExtractionConfig, extract_bytes_sync  # noqa: PLC0415
    # A cached answer would say nothing of its time.
    config = ExtractionConfig(use_cache=False, enable_quality_processing=True)
    return lambda task: str(extract_bytes_sync(task.html, "text/html", config=config).content)


KREUZBERG = Tool(
    name="kreuzberg",
    track=Track.EXTRACT,
    link="https://github.com/kreuzberg-dev/kreuzberg-lts",
    licence="MIT",
    version=installed("kreuzberg"),
    settings=(
        Setting(
            "as-shipped",
            "extract_bytes_sync with enable_quality_processing=True, as in the README of https://github.com/kreuzberg-dev/kreuzberg-lts, but without its cache",
            _as_shipped,
        ),
    ),
)
