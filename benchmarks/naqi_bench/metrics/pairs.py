"""Pair accuracy on contrasts: near-identical documents in which one cue stands once as furniture and once as journalism.

As minimal pairs are scored (BLiMP, Warstadt et al. 2020; WinoGrande's twins): a pair is right only when both documents are. A word list gets one of the
two wrong in every pair, and so does a tool that deletes nothing or everything.
"""

from __future__ import annotations

from naqi_bench.metrics.characters import Comparison


def right(comparison: Comparison) -> bool:
    """Whether a document of a pair was cleaned right.

    Its furniture span, if it has one, lost more than half of its characters; all other characters are there, and nothing else is. So the journalism
    document must come back unchanged but for white space. Its title counts as text here: the cue may stand in it.
    """
    counts = comparison.counts
    return counts.body_kept == counts.body and counts.invented == 0 and not any(item.leaked for item in comparison.items)
