"""What is kept of each document of a corpus: where it stands, and a few numbers that stand for its text.

Memory: about 400 bytes a document and, with the rules that need them, 16 for a digest, 24 for each line, and 6 kB for a signature and its
buckets. The texts themselves are not kept.
"""

from __future__ import annotations

import enum
import hashlib
import re
from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from naqi.corpus.near import Signatures
from naqi.rules.model import Rule
from naqi.scan.document import Document, count_words, has_letters

# A count or a date in a line of furniture changes from page to page.
_NUMBER: Final = re.compile(rb"[0-9]+")

Numbers = npt.NDArray[np.int64]


class Need(enum.Flag):
    """What a rule wants kept of each document."""

    NOTHING = 0
    DIGEST = enum.auto()
    LINES = enum.auto()
    SIGNATURE = enum.auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of a corpus, without its text.

    document: its id. path, row: where it was read. source: its publisher. split, label: as told. length: in code points. words: runs of
    letters and digits.
    """

    document: str | None
    path: str
    row: int | None
    source: str | None
    split: str | None
    label: str | None
    length: int
    words: int

    @property
    def place(self) -> tuple[str, int, str]:
        """What documents are ordered by: path, row, id."""
        return self.path, -1 if self.row is None else self.row, self.document or ""

    def __str__(self) -> str:
        """How a message names it: by id, else by place."""
        if self.document is not None:
            return self.document
        return self.path or "a document without id" if self.row is None else f"{self.path} row {self.row}".strip()


@dataclass(frozen=True, slots=True)
class CorpusFinding:
    """One rule's finding in one document of a corpus.

    start, end: span in code points of the document's text; (0, 0) where the finding is about the corpus as a whole, which is reported at
    its first document. message: what is wrong, with the other document or the number.
    """

    rule: Rule
    entry: Entry
    start: int
    end: int
    message: str


class Records:
    """The documents of a corpus in the order in which they were added, with what `needs` says of each."""

    def __init__(self, needs: Need, similarity: float) -> None:
        self.entries: list[Entry] = []
        self._needs = needs
        self._digests: list[bytes] = []
        # One item for each line that holds a letter: number of its document, hash, start and end.
        self._lines = (array("I"), array("Q"), array("I"), array("I"))
        self.signatures = Signatures(similarity) if Need.SIGNATURE in needs else None

    def add(self, document: str | None, text: str | None, **where: Any) -> None:
        """Keep what is needed of a document. where: the other fields of `Entry` that the text does not tell."""
        number = len(self.entries)
        read = Document(text)
        self.entries.append(Entry(document, **where, length=len(read.text), words=count_words(read.data)))
        words = b" ".join(read.data.split())
        if self._needs & (Need.DIGEST | Need.LINES | Need.SIGNATURE):
            # A blank text is no copy of another blank text: TX001 reports both.
            self._digests.append(hashlib.blake2b(words, digest_size=16).digest() if words else b"")
        if Need.LINES in self._needs:
            self._add_lines(number, read)
        if self.signatures is not None and words:
            self.signatures.add(words.split(), self._digests[number])

    def _add_lines(self, number: int, read: Document) -> None:
        numbers, hashes, starts, ends = self._lines
        for line in read.lines:
            if has_letters(line.text):
                start, end = read.code_points(line.start, line.end)
                numbers.append(number)
                hashes.append(int.from_bytes(hashlib.blake2b(_NUMBER.sub(b"0", line.text), digest_size=8).digest(), "little"))
                starts.append(start)
                ends.append(end)

    @cached_property
    def order(self) -> list[int]:
        """Numbers of all documents in order of place; documents without any are in the order in which they were added."""
        return sorted(range(len(self.entries)), key=lambda number: self.entries[number].place)

    @cached_property
    def copies(self) -> dict[bytes, list[int]]:
        """Numbers of the documents of each text, in order of place."""
        groups: dict[bytes, list[int]] = {}
        for number in self.order:
            if self._digests[number]:
                groups.setdefault(self._digests[number], []).append(number)
        return groups

    @cached_property
    def texts(self) -> Numbers:
        """For each document, the number of the first document that has the same text."""
        first = np.arange(len(self.entries))
        for group in self.copies.values():
            first[group] = group[0]
        return first

    @cached_property
    def lines(self) -> tuple[Numbers, npt.NDArray[np.uint64], Numbers, Numbers]:
        """Document, hash, start and end of each line that holds a letter, numbers in it aside. Shapes: (number of lines,)."""
        numbers, hashes, starts, ends = self._lines
        return np.array(numbers, np.int64), np.array(hashes, np.uint64), np.array(starts, np.int64), np.array(ends, np.int64)
