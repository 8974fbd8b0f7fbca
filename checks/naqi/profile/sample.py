"""Which documents of a source are looked at: at most so many, in whatever order they come.

Kept are the documents whose texts have the smallest hashes. That is a uniform sample of the different texts; it depends on nothing but the set of
texts, so that the samples of two halves make that of the whole (bottom-k sampling: Cohen and Kaplan, 2007).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from naqi.arabic.folding import fold


class Sample:
    """A sample of the different texts of one source.

    Args:
        size: how many to keep. Memory: about a third of their UTF-8, and as much again before what is too much is let go.

    read: how many documents were added that are not blank, copies included.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: dict[bytes, bytes] = {}
        self._limit: bytes | None = None
        self.read = 0

    def add(self, text: str) -> None:
        """Take a document. Spelling variants that naqi folds are one text; of them the first by code points is kept."""
        words = b" ".join(fold(text).data.split())
        if not words:
            return
        self.read += 1
        digest = hashlib.blake2b(words, digest_size=16).digest()
        if self._limit is None or digest <= self._limit:
            self._keep(digest, zlib.compress(text.encode("utf-8", "surrogatepass")))

    def merge(self, other: Sample) -> None:
        """Take what another sample of the same size has seen."""
        self.read += other.read
        for digest, packed in other._kept.items():
            self._keep(digest, packed)

    def _keep(self, digest: bytes, packed: bytes) -> None:
        known = self._kept.get(digest)
        if known is None or _text(packed) < _text(known):
            self._kept[digest] = packed
        if len(self._kept) >= 2 * self._size:
            self._let_go()

    def _let_go(self) -> None:
        if len(self._kept) > self._size:
            self._kept = {digest: self._kept[digest] for digest in sorted(self._kept)[: self._size]}
            self._limit = max(self._kept)

    def texts(self) -> Iterator[str]:
        """The texts of the sample in order of their hashes."""
        self._let_go()
        for digest in sorted(self._kept):
            yield _text(self._kept[digest])


def _text(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")
