"""goose3, which takes text and counts a language's stop words."""

from __future__ import annotations

from collections.abc import Sequence

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    with needed("goose3"):
        from goose3 import Goose  # noqa: PLC0415
    goose = Goose()
    return lambda task: str(goose.extract(raw_html=decoded(task.html, task.encoding)).cleaned_text)


def _arabic(_tasks: Sequence[Task]) -> Run:
    with needed("goose3"):
        import nltk  # noqa: F401, PLC0415  # without it the stop words warn, and find nothing
        from goose3 import Goose  # noqa: PLC0415
        from goose3.text import StopWordsArabic  # noqa: PLC0415
    goose = Goose({"stopwords_class": StopWordsArabic})
    return lambda task: str(goose.extract(raw_html=decoded(task.html, task.encoding)).cleaned_text)


GOOSE3 = Tool(
    name="goose3",
    track=Track.EXTRACT,
    link="https://github.com/goose3/goose3",
    licence="Apache-2.0",
    version=installed("goose3"),
    settings=(
        Setting("as-shipped", "Goose().extract(raw_html=html).cleaned_text, as in the README of https://github.com/goose3/goose3", _as_shipped),
        Setting("arabic", 'stopwords_class=StopWordsArabic, as in "Goose in Arabic" of https://github.com/goose3/goose3', _arabic),
    ),
)
