"""clean-text, without the GPL-licensed transliteration that it can be installed with: `to_ascii`, its default, then deletes every Arabic letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from naqi_bench.tools.model import Run, Setting, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track

_README: Final = "https://github.com/jfilter/clean-text#usage"


def _with(**options: Any) -> Callable[[Sequence[Task]], Run]:
    def load(_tasks: Sequence[Task]) -> Run:
        with needed("clean-text"):
            from cleantext import clean  # noqa: PLC0415
        return lambda task: str(clean(task.text, **options))

    return load


def _on(track: Track) -> Tool:
    return Tool(
        name="clean-text",
        track=track,
        link="https://github.com/jfilter/clean-text",
        licence="Apache-2.0",
        version=installed("clean-text"),
        settings=(
            Setting("as-shipped", f"clean(text): the defaults, which {_README} lists", _with()),
            Setting(
                "arabic",
                f"to_ascii=False, lower=False: neither transliterated nor lower-cased; {_README} asks to choose arguments that fit",
                _with(to_ascii=False, lower=False),
            ),
        ),
    )


CLEAN_TEXT_SCRUB = _on(Track.SCRUB)
CLEAN_TEXT_REPAIR = _on(Track.REPAIR)
