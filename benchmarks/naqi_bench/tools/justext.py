"""jusText, which takes bytes and tells text from furniture by a language's stop words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _with_stoplist(language: str) -> Callable[[Sequence[Task]], Run]:
    def load(_tasks: Sequence[Task]) -> Run:
        with needed("jusText"):
            import justext  # noqa: PLC0415
        stoplist = justext.get_stoplist(language)
        return lambda task: "\n".join(part.text for part in justext.justext(task.html, stoplist) if not part.is_boilerplate)

    return load


JUSTEXT = Tool(
    name="justext",
    track=Track.EXTRACT,
    link="https://github.com/miso-belica/jusText",
    licence="BSD-2-Clause",
    version=installed("justext"),
    settings=(
        Setting("as-shipped", "the English stop list, as in the README of https://github.com/miso-belica/jusText", _with_stoplist("English")),
        Setting(
            "arabic",
            'get_stoplist("Arabic"), one of the lists shipped in https://github.com/miso-belica/jusText/tree/main/justext/stoplists',
            _with_stoplist("Arabic"),
        ),
    ),
)
