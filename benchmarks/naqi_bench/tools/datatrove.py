"""datatrove's filters, run as steps on one text, without its executors. The files of the tools say which steps.

What FineWeb-2 sets for Arabic comes from its file of thresholds, https://github.com/huggingface/fineweb-2/blob/05e6729567a5df985fbd814e862c48f796feb09f/configs/arb_Arab.yml,
and from its pipeline, https://github.com/huggingface/fineweb-2/blob/main/fineweb-2-pipeline.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from naqi_bench.tools.model import Run, installed, needed
from naqi_bench.tracks.model import Task

LINK: Final = "https://github.com/huggingface/datatrove"
LICENCE: Final = "Apache-2.0"
VERSION: Final = installed("datatrove")
FINEWEB: Final = "https://github.com/huggingface/datatrove/blob/main/examples/fineweb.py"
FINEWEB_2: Final = "https://github.com/huggingface/fineweb-2 (fineweb-2-pipeline.py with configs/arb_Arab.yml)"
# Chooses the tokenizer, which is spaCy's for Arabic; the filters' own default is spaCy's for English.
ARABIC: Final = "arb_Arab"

_REPETITION: Final = {
    "dup_para_frac": 0,
    "dup_line_char_frac": 0,
    "dup_para_char_frac": 0,
    "dup_line_frac": 0.304,
    "top_n_grams": ((2, 0.197), (3, 0.172), (4, 0.146)),
    "dup_n_grams": ((5, 0.165), (6, 0.153), (7, 0.142), (8, 0.131), (9, 0.12), (10, 0.109)),
}
_QUALITY: Final = {
    "min_avg_word_length": 2,
    "max_avg_word_length": 9,
    "max_non_alpha_words_ratio": 0.787,
    "min_stop_words": 2,
    "stop_words": ["،", "في", "من", "على", "إلى", "عام", "أن", "مع", "أو", "هو", "عن", "التي", "كان", "بين", "ما", "كانت", "هي", "المتحدة", "بعد"],
}
_FINEWEB_QUALITY: Final = {"short_line_thr": 999, "char_duplicates_ratio": 0.1, "line_punct_thr": 0.143, "new_line_ratio": 0.189}


def gopher(language: str | None = None) -> list[Any]:
    """Gopher's filters of repetition and of quality, with their defaults or as FineWeb-2 sets them for Arabic."""
    from datatrove.pipeline.filters import GopherQualityFilter, GopherRepetitionFilter  # noqa: PLC0415

    if language is None:
        return [GopherRepetitionFilter(), GopherQualityFilter()]
    return [GopherRepetitionFilter(language=language, **_REPETITION), GopherQualityFilter(language=language, **_QUALITY)]


def fineweb(language: str | None = None) -> list[Any]:
    """The filters of FineWeb in its order, with their defaults, or those of FineWeb-2 as it sets them for Arabic."""
    from datatrove.pipeline.filters import C4QualityFilter, FineWebQualityFilter  # noqa: PLC0415

    if language is None:
        return [*gopher(), C4QualityFilter(filter_no_terminal_punct=False), FineWebQualityFilter()]
    repetition, quality = gopher(language)
    return [repetition, FineWebQualityFilter(language=language, **_FINEWEB_QUALITY), quality]


def run(steps: Callable[[], Sequence[Any]], before: Callable[[str], str] = str) -> Callable[[Sequence[Task]], Run]:
    """Load a run through steps. A text that a step drops is None; a step may also change it, as C4's drops lines. before: is done to a text first."""

    def load(_tasks: Sequence[Task]) -> Run:
        with needed("datatrove"):
            import spacy  # noqa: F401, PLC0415  # datatrove asks for it with the first text
            from datatrove.data import Document  # noqa: PLC0415

            made = steps()
        # Tokenizers are made with the first text, too.
        _through(made, Document(text="This is one sentence. This is another.", id=""))
        return lambda task: _through(made, Document(text=before(task.text), id=task.id))

    return load


def _through(steps: Sequence[Any], document: Any) -> str | None:
    kept = iter([document])
    for step in steps:
        kept = step(kept)
    left = next(kept, None)
    return None if left is None else str(left.text)
