"""news-please, which takes text and has newspaper4k and readability-lxml vote."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("news-please"):
        from newsplease import NewsPlease  # noqa: PLC0415

    def run(task: Task) -> str | None:
        # Images would be looked up over the network; they have no part in the text. An empty page comes back as {}.
        article = NewsPlease.from_html(decoded(task.html, task.encoding), url=task.url or None, fetch_images=False)
        return article.maintext if article else None

    return run


NEWS_PLEASE = Tool(
    name="news-please",
    track=Track.EXTRACT,
    link="https://github.com/fhamborg/news-please",
    licence="Apache-2.0",
    version=installed("news-please"),
    settings=(
        Setting("as-shipped", "from_html(html, url).maintext, without images, else as in the README of https://github.com/fhamborg/news-please", _as_shipped),
    ),
)
