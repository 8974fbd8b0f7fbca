"""How well a classifier tells composed articles from real news, at outlets that it has not seen; and, as a yardstick, one real outlet from the others.

Character 2- to 4-grams inside words, hashed, into a linear support vector machine. For each real outlet that is held out, it learns one half of the
texts of the collection in question against the other outlets, and is tested on the other half against the outlet held out: what is only an outlet's own
does not help.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.metrics import roc_auc_score
from sklearn.svm import SVC

from naqi.arabic.folding import unfold
from naqi_dataset.stats.words import words

# Texts of each collection, and words of each text: neither size nor length tells anything.
TEXTS: Final = 120
WORDS: Final = 120
_FEWEST: Final = 24

Numbers = npt.NDArray[np.int64]
Collections = Mapping[str, Sequence[str]]


def as_written(text: str) -> str:
    """The first words of a text as they stand, one space between."""
    return " ".join(text.split()[:WORDS])


def folded(text: str) -> str:
    """The first words of a text, folded: no punctuation, digits or habits of spelling."""
    return unfold(b" ".join(words(text)[:WORDS]))


def held_out(composed: Sequence[str], real: Collections, view: Callable[[str], str]) -> dict[str, float]:
    """Areas under the ROC curve, means over outlets held out: of "composed", and of each real outlet put in its place.

    composed, real: texts, of which the first 120 that are at least 120 words long are taken; a collection with fewer than 24 such texts is left out.
    """
    collections = {"composed": _usable(composed), **{name: _usable(texts) for name, texts in sorted(real.items())}}
    collections = {name: texts for name, texts in collections.items() if len(texts) >= _FEWEST}
    hashing = HashingVectorizer(analyzer="char_wb", ngram_range=(2, 4), n_features=2**20, alternate_sign=False, norm="l2")
    features = hashing.transform([view(text) for texts in collections.values() for text in texts])
    # Few texts, many features: all that the machine needs is how alike each two texts are.
    likeness = (features @ features.T).toarray()
    places: dict[str, Numbers] = {}
    for name, texts in collections.items():
        first = sum(map(len, places.values()))
        places[name] = np.arange(first, first + len(texts))
    areas: dict[str, float] = {}
    for name, own in places.items():
        outlets = [other for other in places if other not in {name, "composed"}]
        areas[name] = fmean(_area(likeness, own, np.concatenate([places[other] for other in outlets if other != outlet]), places[outlet]) for outlet in outlets)
    return areas


def _usable(texts: Sequence[str]) -> list[str]:
    return [text for text in texts if len(text.split()) >= WORDS][:TEXTS]


def _area(likeness: npt.NDArray[np.float64], own: Numbers, others: Numbers, outlet: Numbers) -> float:
    learned, tested = np.concatenate([own[::2], others]), np.concatenate([own[1::2], outlet])
    machine = SVC(kernel="precomputed", C=10.0, class_weight="balanced")
    machine.fit(likeness[np.ix_(learned, learned)], np.isin(learned, own))
    return float(roc_auc_score(np.isin(tested, own), machine.decision_function(likeness[np.ix_(tested, learned)])))
