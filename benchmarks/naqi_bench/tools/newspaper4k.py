"""newspaper4k, which takes text and counts a language's stop words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _in_language(language: str | None) -> Callable[[Sequence[Task]], Run]:
    def load(_tasks: Sequence[Task]) -> Run:
        with needed("newspaper4k"):
            import newspaper  # noqa: PLC0415
            import nltk  # noqa: F401, PLC0415  # it takes Arabic apart with this, and asks for it only then

        # Images would be looked up over the network; they have no part in the text.
        options = {"fetch_images": False} | ({"language": language} if language else {})
        return lambda task: str(newspaper.article(task.url or "https://page.example/", input_html=decoded(task.html, task.encoding), **options).text)

    return load


NEWSPAPER4K = Tool(
    name="newspaper4k",
    track=Track.EXTRACT,
    link="https://github.com/AndyTheFactory/newspaper4k",
    licence="MIT",
    version=installed("newspaper4k"),
    settings=(
        Setting(
            "as-shipped",
            "article(url).text with the page as input_html, without images, else as in the README of https://github.com/AndyTheFactory/newspaper4k: the "
            "language is the one that the page declares, else English",
            _in_language(None),
        ),
        Setting(
            "arabic",
            "language='ar', which the page's own declaration does not overrule: https://newspaper4k.readthedocs.io/en/latest/user_guide/languages.html",
            _in_language("ar"),
        ),
    ),
)
