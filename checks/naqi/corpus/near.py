"""Near duplicates: MinHash signatures of word 3-grams, and the groups that similar texts form.

Signatures and the search for candidates are datasketch's. Source: A. Broder, On the resemblance and containment of documents, 1997.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

SHINGLE_WORDS: Final = 3
# The standard error of an estimated similarity of .8 is sqrt(.8 × .2 / 128) = .035.
PERMUTATIONS: Final = 128
# A missed candidate costs more than one that the signatures then rule out.
_WEIGHTS: Final = (0.1, 0.9)


class MissingLibraryError(ImportError):
    """datasketch is not installed. The message is the command that installs it."""


def _datasketch() -> Any:
    try:
        import datasketch  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise MissingLibraryError(f"finding near duplicates needs {error.name}: pip install 'naqi[corpus]'") from error
    return datasketch


def _shingles(words: Sequence[bytes]) -> list[bytes]:
    return sorted({b" ".join(words[at : at + SHINGLE_WORDS]) for at in range(max(1, len(words) - SHINGLE_WORDS + 1))})


@cache
def _bands(similarity: float) -> tuple[int, int]:
    """How many bands of how many rows find candidates of this similarity best. datasketch integrates for it each time, a tenth of a second."""
    index = _datasketch().MinHashLSH(threshold=similarity, num_perm=PERMUTATIONS, weights=_WEIGHTS)
    return index.b, index.r


class Signatures:
    """Signatures of texts. Each text is kept once, however many documents have it.

    Raises MissingLibraryError.
    """

    def __init__(self, similarity: float) -> None:
        library = _datasketch()
        self._similarity = similarity
        self._make = library.MinHash
        self._index = library.MinHashLSH(num_perm=PERMUTATIONS, params=_bands(similarity))
        self._kept: dict[bytes, Any] = {}

    def add(self, words: Sequence[bytes], digest: bytes) -> None:
        """Keep the signature of a text. words: of its folded text, at least one. digest: of the whole."""
        if digest in self._kept:
            return
        signature = self._make(num_perm=PERMUTATIONS)
        signature.update_batch(_shingles(words))
        self._kept[digest] = signature
        self._index.insert(digest, signature, check_duplication=False)

    def pairs(self) -> Iterator[tuple[bytes, bytes, float]]:
        """Digests of two different texts that are similar, each pair once, with their similarity."""
        for digest, signature in self._kept.items():
            for other in self._index.query(signature):
                if digest < other:
                    similarity = float(signature.jaccard(self._kept[other]))
                    if similarity >= self._similarity:
                        yield digest, other, similarity
