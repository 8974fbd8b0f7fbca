"""C4's rules for lines and documents, by datatrove."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from naqi_bench.tools.datatrove import ARABIC, LICENCE, LINK, VERSION, run
from naqi_bench.tools.model import Setting, Tool
from naqi_bench.tracks.model import Track


def _as_shipped() -> Sequence[Any]:
    from datatrove.pipeline.filters import C4QualityFilter  # noqa: PLC0415

    return [C4QualityFilter()]


def _arabic() -> Sequence[Any]:
    from datatrove.pipeline.filters import C4QualityFilter  # noqa: PLC0415

    return [C4QualityFilter(filter_no_terminal_punct=False, language=ARABIC)]


def _with_end_mark(text: str) -> str:
    """The lines that C4's rule keeps, had it the end marks of all scripts: the filter's own cannot be set."""
    from datatrove.pipeline.filters import c4_filters  # noqa: PLC0415
    from datatrove.utils.text import TERMINAL_PUNCTUATION  # noqa: PLC0415

    marks = (*c4_filters.END_PUNCTUATION, *TERMINAL_PUNCTUATION)
    ends = ((line, c4_filters.CITATION_REGEX.sub("", line.strip())) for line in text.splitlines())
    return "\n".join(line for line, end in ends if end.endswith(marks) and not end.endswith(c4_filters.ELLIPSIS))


C4 = Tool(
    name="datatrove-c4",
    track=Track.SCRUB,
    link=LINK,
    licence=LICENCE,
    version=VERSION,
    settings=(
        Setting("as-shipped", "C4QualityFilter(), after https://jmlr.org/papers/volume21/20-074/20-074.pdf, section 2.2", run(_as_shipped)),
        Setting(
            "arabic",
            f'C4QualityFilter(language="{ARABIC}"); end marks of all scripts (TERMINAL_PUNCTUATION of https://github.com/huggingface/datatrove) beside C4\'s',
            run(_arabic, _with_end_mark),
        ),
    ),
)
