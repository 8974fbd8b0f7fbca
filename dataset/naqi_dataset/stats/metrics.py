"""Measures of variety over a collection of texts. All are exact: no sampling, no hashing.

Sources: types in a fixed number of tokens and compression ratio as Shaib et al., "Standardizing the Measurement of Text Diversity" (2024), gather them;
Jaccard index of shingles as in Broder (1997), of which MinHash is the estimate.
"""

from __future__ import annotations

import itertools
import lzma
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from random import Random
from statistics import fmean, quantiles
from typing import Final

from naqi.arabic.folding import unfold
from naqi_dataset.stats.words import NUMBER, Word

# Orders in which texts are read for a vocabulary of so many tokens: which come first must not decide.
_ORDERS: Final = 20
# Standard errors. Words are many, so some are that far out by chance; the surest come first.
_SURE: Final = 3


def types_in(texts: Sequence[Sequence[Word]], tokens: int) -> float:
    """Word types in the first so many words of all texts, mean over 20 orders of the texts. Masked words and numbers are passed over."""
    plain = [[word for word in text if word is not None and word != NUMBER] for text in texts]
    counts = []
    for order in range(_ORDERS):
        mixed = list(plain)
        Random(order).shuffle(mixed)
        counts.append(len(set(itertools.islice(itertools.chain.from_iterable(mixed), tokens))))
    return fmean(counts)


def grams(text: Sequence[Word], size: int) -> Iterator[tuple[bytes, ...]]:
    """Runs of so many words that no masked word interrupts."""
    for at in range(len(text) - size + 1):
        run = text[at : at + size]
        if None not in run:
            yield tuple(word for word in run if word is not None)


def spread(texts: Sequence[Sequence[Word]], size: int) -> Counter[tuple[bytes, ...]]:
    """In how many texts each run of so many words stands."""
    return Counter(gram for text in texts for gram in set(grams(text, size)))


def shared_share(texts: Sequence[Sequence[Word]], size: int) -> float:
    """Share of the distinct runs of so many words that stand in two texts or more, 0 to 1."""
    counts = spread(texts, size)
    return sum(count > 1 for count in counts.values()) / max(1, len(counts))


def most_reused(texts: Sequence[Sequence[Word]], size: int, top: int) -> list[tuple[str, int]]:
    """The runs of so many words that stand in most texts, folded, and in how many; those of one text are not listed."""
    counts = sorted(((unfold(b" ".join(gram)), count) for gram, count in spread(texts, size).items() if count > 1), key=lambda item: (-item[1], item[0]))
    return counts[:top]


def entropy(values: Sequence[object], size: int) -> float:
    """Entropy in bits of the first `size` values, in an order drawn once: what is compared must be as many on each side."""
    drawn = list(values)
    Random(size).shuffle(drawn)
    counts = Counter(drawn[:size])
    return -sum(count / counts.total() * math.log2(count / counts.total()) for count in counts.values())


def compression_ratio(texts: Sequence[Sequence[Word]]) -> float:
    """Bytes of the folded words of all texts, a space between, to their bytes under LZMA, which sees all of them at once. Higher is more repetitive."""
    data = b"\n".join(b" ".join(word for word in text if word is not None) for text in texts)
    packed = lzma.compress(data, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "preset": 9}])
    return len(data) / len(packed)


def alike(sets: Sequence[frozenset[bytes]], least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs (later, earlier) of sets whose Jaccard index is at least `least`, above 0, and the index.

    Exact: a pair at or above the threshold t shares one of the rarest n - ceil(t n) + 1 members of each (prefix filtering; Chaudhuri et al., 2006), so
    only such pairs are compared.
    """
    frequency = Counter(member for own in sets for member in own)
    index: dict[bytes, list[int]] = defaultdict(list)
    for number, own in enumerate(sets):
        prefix = sorted(own, key=lambda member: (frequency[member], member))[: len(own) - math.ceil(least * len(own)) + 1]
        for other in sorted({other for member in prefix for other in index[member]}):
            shared = len(own & sets[other])
            jaccard = shared / (len(own) + len(sets[other]) - shared)
            if jaccard >= least:
                yield number, other, jaccard
        for member in prefix:
            index[member].append(number)


def most_alike(texts: Sequence[Sequence[Word]], size: int) -> float:
    """The greatest Jaccard index of the runs of so many words of two texts, 0 to 1."""
    sets = [frozenset(b" ".join(gram) for gram in grams(text, size)) for text in texts]
    return max((jaccard for _, _, jaccard in alike(sets, 1e-9)), default=0.0)


def stand_out(texts: Sequence[Sequence[Word]], others: Sequence[Sequence[Word]], top: int) -> list[tuple[str, int, int]]:
    """Words that stand in more of the texts than of the others by more than chance: word, texts with it, others with it; the surest first.

    By the log of the odds ratio over its standard error (Woolf, 1955), half a text added to each count.
    """
    ours, theirs = spread(texts, 1), spread(others, 1)

    def score(gram: tuple[bytes, ...]) -> float:
        own, without = ours[gram] + 0.5, len(texts) - ours[gram] + 0.5
        other, others_without = theirs[gram] + 0.5, len(others) - theirs[gram] + 0.5
        return math.log(own * others_without / without / other) / math.sqrt(1 / own + 1 / without + 1 / other + 1 / others_without)

    scored = sorted(((score(gram), gram) for gram in ours if gram != (NUMBER,)), key=lambda item: (-item[0], item[1]))
    return [(unfold(gram[0]), ours[gram], theirs[gram]) for least, gram in scored[:top] if least > _SURE]


def length_figures(lengths: Sequence[int]) -> dict[str, float]:
    """Mean, and tenth, fifth and ninth decile, of lengths."""
    deciles = quantiles(lengths, n=10, method="inclusive") if len(lengths) > 1 else [float(value) for value in lengths] * 9
    return {"mean": round(fmean(lengths), 1), "p10": round(deciles[0], 1), "p50": round(deciles[4], 1), "p90": round(deciles[8], 1)} if lengths else {}
