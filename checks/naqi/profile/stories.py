"""Which documents tell one story: an updated or reprinted text repeats its own sentences, and must not count as many."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from naqi.scan.document import count_words

_SENTENCE_ENDS: Final = re.compile(rb"[.!?\n]")
# Shorter sentences may be headings or links.
_LEAST_WORDS: Final = 8
# A sentence of more documents is the site's: no story is told so often.
_VERSIONS: Final = 20
_SHARED: Final = 0.5


def _sentences(text: bytes) -> dict[bytes, int]:
    """The sentences of a folded text that are long enough, with their numbers of words."""
    counts = {sentence: count_words(sentence) for sentence in map(bytes.strip, _SENTENCE_ENDS.split(text))}
    return {sentence: words for sentence, words in counts.items() if words >= _LEAST_WORDS}


def stories(texts: Sequence[bytes]) -> list[int]:
    """For each folded text, the number of the first that tells the same story.

    Two texts do where at least half of the shorter one's words stand in sentences, of eight words or more, that both have; so do those that a chain
    of such pairs joins.
    """
    sentences = [_sentences(text) for text in texts]
    holders: defaultdict[bytes, list[int]] = defaultdict(list)
    for number, own in enumerate(sentences):
        for sentence in own:
            holders[sentence].append(number)
    own_words = [sum(words for sentence, words in own.items() if len(holders[sentence]) <= _VERSIONS) for own in sentences]
    shared: Counter[tuple[int, int]] = Counter()
    for sentence, numbers in holders.items():
        if 1 < len(numbers) <= _VERSIONS:
            words = sentences[numbers[0]][sentence]
            for pair in combinations(numbers, 2):
                shared[pair] += words
    first = list(range(len(texts)))

    def root(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for (one, other), words in shared.items():
        if words >= _SHARED * min(own_words[one], own_words[other]):
            low, high = sorted((root(one), root(other)))
            first[high] = low
    return [root(number) for number in range(len(texts))]
