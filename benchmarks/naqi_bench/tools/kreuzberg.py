"""Kreuzberg, which takes bytes of any format, those of a page as UTF-8 whatever it declares, and leaves out navigation and forms."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("kreuzberg"):
        from kreuzberg import ExtractionConfig, extract_bytes_sync  # noqa: PLC0415
    # A cached answer would say nothing of its time.
    config = ExtractionConfig(use_cache=False, enable_quality_processing=True)

    def run(task: Task) -> str:
        page = decoded(task.html, task.encoding).encode("utf-8", "replace")
        return str(extract_bytes_sync(page, "text/html", config=config).content)

    return run


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
