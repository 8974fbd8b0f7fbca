"""Resiliparse, which takes text."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415
    return lambda task: str(extract_plain_text(decoded(task.html, task.encoding), main_content=True))


def _arabic(_tasks: Sequence[Task]) -> Run:
    with needed("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415
    return lambda task: str(extract_plain_text(decoded(task.html, task.encoding), main_content=True, alt_texts=False, comments=False, post_meta=False))


RESILIPARSE = Tool(
    name="resiliparse",
    track=Track.EXTRACT,
    link="https://github.com/chatnoir-eu/chatnoir-resiliparse",
    licence="Apache-2.0",
    version=installed("resiliparse"),
    settings=(
        Setting(
            "as-shipped",
            "extract_plain_text(html, main_content=True), the example of main content of https://resiliparse.chatnoir.eu/en/latest/man/extract/html2text.html",
            _as_shipped,
        ),
        Setting(
            "arabic",
            "alt_texts=False, comments=False, post_meta=False as well: texts of images, comments of readers and dates are not the article's; no option "
            "is about language: https://resiliparse.chatnoir.eu/en/latest/api/extract/html2text.html",
            _arabic,
        ),
    ),
)
