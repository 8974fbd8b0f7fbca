"""F1 over words: as a bag, and in order.

Bag: with multisets of words, `common = Σ min(count in gold, count in output)`, `F1 = 2 · common / (words of gold + words of output)`, as SQuAD scores
answers (Rajpurkar et al. 2016). In order: common is the length of the longest common subsequence of words, as ROUGE-L with β = 1 (Lin 2004).
Words are those of `words.words`: `rouge_score`'s own tokenizer finds none in Arabic. Both empty: 1; one empty: 0.
"""

from __future__ import annotations

from collections import Counter

from rapidfuzz.distance import LCSseq

from naqi_bench.metrics.words import words


def token_f1(gold: str, output: str) -> float:
    """F1 of bags of words, 0 to 1."""
    ours, theirs = words(gold), words(output)
    return _f1((Counter(ours) & Counter(theirs)).total(), len(ours) + len(theirs))


def token_f1_ordered(gold: str, output: str) -> float:
    """F1 of words in order, 0 to 1."""
    ours, theirs = words(gold), words(output)
    return _f1(int(LCSseq.similarity(ours, theirs)), len(ours) + len(theirs))


def _f1(common: int, both: int) -> float:
    return 2 * common / both if both else 1.0
