"""jusText, which takes bytes and tells text from furniture by a language's stop words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track

LINK: Final = "https://github.com/miso-belica/jusText"


def _with_stoplist(language: str) -> Callable[[Sequence[Task]], Run]:
    def load(_tasks: Sequence[Task]) -> Run:
        with needed("jusText"):
            import justext  # noqa: PLC0415
        stoplist = justext.get_stoplist(language)
        return lambda task: "\n".join(part.text for part in justext.justext(task.html, stoplist) if not part.is_boilerplate)

    return load


def settings(with_stoplist: Callable[[str], Callable[[Sequence[Task]], Run]]) -> tuple[Setting, ...]:
    """The settings of what works with jusText's stop lists. with_stoplist: how to load it with the list of a language."""
    return (
        Setting("as-shipped", f"the English stop list, as in the README of {LINK}", with_stoplist("English")),
        Setting("arabic", f'get_stoplist("Arabic"), one of the lists shipped in {LINK}/tree/main/justext/stoplists', with_stoplist("Arabic")),
    )


JUSTEXT = Tool(
    name="justext",
    track=Track.EXTRACT,
    link=LINK,
    licence="BSD-2-Clause",
    version=installed("justext"),
    settings=settings(_with_stoplist),
)
