"""jusText's classification of paragraphs by length, stop words and neighbours, on the lines of a text: no links, no headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from naqi_bench.tools.justext import LINK, settings
from naqi_bench.tools.model import Run, Tool, installed, needed
from naqi_bench.tracks.model import Task, Track


def _with_stoplist(language: str) -> Callable[[Sequence[Task]], Run]:
    def load(_tasks: Sequence[Task]) -> Run:
        with needed("jusText"):
            from justext import get_stoplist  # noqa: PLC0415
            from justext.core import PathInfo, classify_paragraphs, revise_paragraph_classification  # noqa: PLC0415
            from justext.paragraph import Paragraph  # noqa: PLC0415
        stoplist = get_stoplist(language)

        def run(task: Task) -> str:
            lines = [line for line in task.text.split("\n") if line.strip()]
            paragraphs = [Paragraph(PathInfo()) for _ in lines]
            for paragraph, line in zip(paragraphs, lines, strict=True):
                paragraph.append_text(line)
            classify_paragraphs(paragraphs, stoplist)
            revise_paragraph_classification(paragraphs)
            return "\n".join(line for paragraph, line in zip(paragraphs, lines, strict=True) if not paragraph.is_boilerplate)

        return run

    return load


JUSTEXT_LINES = Tool(
    name="justext-lines",
    track=Track.SCRUB,
    link=LINK,
    licence="BSD-2-Clause",
    version=installed("justext"),
    settings=settings(_with_stoplist),
)
