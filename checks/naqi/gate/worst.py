"""The worst leaks of a corpus: what most of it would teach a model, by documents times characters."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from naqi.arabic.folding import fold_phrase
from naqi.gate.events import Located
from naqi.rules.model import Severity

# Enough of a leak to show; of millions of them, no more is kept.
_KEPT: Final = 200


@dataclass(slots=True)
class Leak:
    """What one rule finds in one wording, whatever its orthography. text: as it first stood, cut; characters: of the longest."""

    rule: str
    text: str
    characters: int
    documents: int
    last: tuple[str, int | None]

    @property
    def weight(self) -> int:
        """Documents times characters."""
        return self.documents * self.characters


class WorstLeaks:
    """Collects findings of error severity as they come."""

    def __init__(self) -> None:
        self._leaks: dict[tuple[str, bytes], Leak] = {}

    def add(self, located: Located) -> None:
        """Take a finding. Findings of one document come one after another."""
        found = located.finding
        if found.severity is not Severity.ERROR or found.start == found.end:
            return
        place = (located.record.path, located.record.row)
        key = (found.rule, hashlib.sha256(fold_phrase(found.text)).digest()[:16])
        leak = self._leaks.setdefault(key, Leak(found.rule, found.text[:_KEPT], 0, 0, ("", None)))
        leak.characters = max(leak.characters, len(found.text))
        if leak.last != place:
            leak.documents += 1
            leak.last = place

    def top(self, count: int) -> list[Leak]:
        """The heaviest, heaviest first."""
        return sorted(self._leaks.values(), key=lambda leak: (-leak.weight, leak.rule, leak.text))[:count]
