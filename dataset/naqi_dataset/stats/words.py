"""Texts as measures see them: folded words and sentences, with names masked.

Folding unites spellings (hamza, yeh, teh marbuta) and drops vowel signs and tatweel, so a text's habits of writing are no variety, and harakat split
no word. A number is one word, whatever its digits.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Final

from naqi.arabic.folding import DIGITS, LETTERS, fold, fold_phrase

NUMBER: Final = b"0"

_WORD: Final = re.compile(b"[" + re.escape(DIGITS) + b"]+(?:[.,][" + re.escape(DIGITS) + b"]+)*|[" + re.escape(LETTERS) + b"]+")
# A stop ends a sentence where white space or nothing follows, perhaps behind a closing quotation mark.
_END: Final = re.compile(r"[.!?؟…]+[»”\"'’)\]]*(?=\s|$)|\n+")
# "and", "so", then "in", "for", "as" are written before a name without a space.
_PROCLITIC: Final = re.compile(b"[" + b"".join(map(fold_phrase, "وف")) + b"]?[" + b"".join(map(fold_phrase, "بلك")) + b"]?")

# A folded word, or None where a name stood: runs of words do not reach across it.
Word = bytes | None


def words(text: str) -> list[bytes]:
    """The folded words of a text.

    >>> [word.decode("latin-1") for word in words("2.5 GB, 10")]
    ['0', 'gb', '0']
    >>> words("كَتَبَ") == words("كتـب")
    True
    """
    return [NUMBER if word[0] in DIGITS else word for word in _WORD.findall(fold(text).data)]


def sentences(text: str) -> list[str]:
    """The sentences of a text that hold a word: to a stop, a question or exclamation mark, an ellipsis, or the end of a line."""
    return [sentence for sentence in (part.strip() for part in _END.split(text)) if words(sentence)]


def mask(text: Sequence[bytes], names: Iterable[str]) -> list[Word]:
    """Words with None in place of each word of a name, longest name first; particles written before a name go with it."""
    by_first: dict[bytes, list[list[bytes]]] = defaultdict(list)
    for name in sorted(map(words, names), key=len, reverse=True):
        if name:
            by_first[name[0]].append(name)
    masked: list[Word] = list(text)
    at = 0
    while at < len(text):
        length = next((len(name) for name in _candidates(text[at], by_first) if list(text[at + 1 : at + len(name)]) == name[1:]), 0)
        masked[at : at + length] = [None] * length
        at += max(1, length)
    return masked


def _candidates(word: bytes, by_first: Mapping[bytes, list[list[bytes]]]) -> Iterable[list[bytes]]:
    for cut in range(3):
        if _PROCLITIC.fullmatch(word, 0, cut):
            yield from by_first.get(word[cut:], ())


def masked_like(texts: Sequence[Sequence[bytes]], counts: Mapping[int, int], seed: str) -> list[list[Word]]:
    """Texts with as many word types masked as a collection of the same size has names, of the same frequencies.

    Nobody marked the names in real texts. Names that composed texts have are taken away from them; the like is taken from these, on the assumption that
    real stories name as much: for each type that was masked n times there, a type, drawn at random, that occurs n times here, or next more often.

    counts: how many types were masked so often. texts, return value: one list of words a text.
    """
    frequency = Counter(word for text in texts for word in text if word != NUMBER)
    by_count: dict[int, list[bytes]] = defaultdict(list)
    for word, count in sorted(frequency.items()):
        by_count[count].append(word)
    rng = Random(seed)
    for group in by_count.values():
        rng.shuffle(group)
    taken: set[bytes] = set()
    for count, types in sorted(counts.items(), reverse=True):
        for _ in range(types):
            found = min((other for other, group in by_count.items() if other >= count and group), default=None)
            if found is not None:
                taken.add(by_count[found].pop())
    return [[None if word in taken else word for word in text] for text in texts]


def masked_counts(texts: Sequence[Sequence[bytes]], masked: Sequence[Sequence[Word]]) -> Counter[int]:
    """How many word types were masked once, twice and so on. texts, masked: the same texts before and after."""
    types = Counter(word for text, after in zip(texts, masked, strict=True) for word, left in zip(text, after, strict=True) if left is None and word != NUMBER)
    return Counter(types.values())
