r"""F1 over 4-word shingles, as the published article extraction benchmark defines it, so that figures compare with its tables.

Source: `evaluate.py` of https://github.com/scrapinghub/article-extraction-benchmark. Words are `\w+` and all else is left out,
which splits vocalised Arabic words: that is the published definition, and `bags` has the other.
A text of one to three words is one shingle; an empty text has none.
tp, fp and fn are counts of shingles as multisets, divided by their sum, so that long pages weigh no more. A page's precision is 1 where fp = fn = 0, 0
where tp = fp = 0, else tp / (tp + fp); its recall likewise. Over pages, precision is averaged where the output holds something and recall where the gold
does, and F1 is the harmonic mean of the two averages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean
from typing import Final

_WORD: Final = re.compile(r"\w+")
_LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class Shingles:
    """Shares of shingles: in both, in the output only, in the gold only. They sum to 1, or all are 0 where both texts are empty."""

    both: float
    output: float
    gold: float

    @property
    def precision(self) -> float:
        """Of one page, 0 to 1."""
        return _share(self.both, self.output, self.gold)

    @property
    def recall(self) -> float:
        """Of one page, 0 to 1."""
        return _share(self.both, self.gold, self.output)


def _share(both: float, wrong: float, other: float) -> float:
    if wrong == other == 0:
        return 1.0
    return both / (both + wrong) if both or wrong else 0.0


def shingles(gold: str, output: str) -> Shingles:
    """Compare two texts by their shingles."""
    ours, theirs = _counted(gold), _counted(output)
    both, extra, missing = (ours & theirs).total(), (theirs - ours).total(), (ours - theirs).total()
    total = max(both + extra + missing, 1)
    return Shingles(both / total, extra / total, missing / total)


# The same gold comes again and again, beside one output after the other.
@lru_cache(2)
def _counted(text: str) -> Counter[tuple[str, ...]]:
    found = _WORD.findall(text)
    return Counter(tuple(found[at : at + _LENGTH]) for at in range(max(1, len(found) - _LENGTH + 1)) if found)


def shingle_f1(pages: Sequence[Shingles]) -> float:
    """F1 over pages, 0 to 1; of one page too. Where all texts are empty it is 1, where all of one side are, 0: the published script fails there."""
    precision = [page.precision for page in pages if page.both + page.output > 0]
    recall = [page.recall for page in pages if page.both + page.gold > 0]
    if not precision or not recall:
        return float(not precision and not recall)
    left, right = fmean(precision), fmean(recall)
    return 2 * left * right / (left + right) if left + right else 0.0
