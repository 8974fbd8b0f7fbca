"""How new a piece of furniture is to somebody who knows the train sites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from naqi.arabic.folding import fold_phrase
from naqi_dataset.sites.model import Site

# Shorter words are prepositions and the like, and cue nothing.
_CUE_LETTERS: Final = 4
_CUE_SITES: Final = 2
_SLOT: Final = re.compile(r"\{[a-z_]+\}")


class Inventory:
    """The furniture of a set of sites, as a reference for novelty.

    `string`: the wording, its slots aside, stands in the reference. `cue`: it shares a word that furniture of at least two reference sites has.
    `none`: neither.
    """

    def __init__(self, sites: Iterable[Site]) -> None:
        self._wordings: set[bytes] = set()
        words: Counter[bytes] = Counter()
        for site in sites:
            own: set[bytes] = set()
            for phrase in site.furniture:
                for variant in phrase.variants:
                    self._wordings.add(_wording(variant))
                    own.update(word for word in _wording(variant).split() if len(word) >= _CUE_LETTERS)
            words.update(own)
        self._cues = {word for word, sites_with_it in words.items() if sites_with_it >= _CUE_SITES}

    def novelty(self, phrase: str) -> str:
        """Novelty of an inventory wording: "string", "cue" or "none"."""
        wording = _wording(phrase)
        if wording in self._wordings:
            return "string"
        return "cue" if self._cues & set(wording.split()) else "none"


def _wording(variant: str) -> bytes:
    return b" ".join(fold_phrase(_SLOT.sub(" ", variant)).split())
