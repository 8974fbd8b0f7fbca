r"""Rules that compare documents: repeated lines, duplicates, leaks between splits, lengths and labels.

>>> from naqi.corpus import Corpus, unbounded
>>> from naqi.rules.registry import select
>>> corpus = Corpus(select(["CP401"]))
>>> corpus.add("a-1", "انتهت المباراة بالتعادل.")
>>> corpus.add("a-1", "افتتح المتحف أبوابه.")
>>> [(finding.rule.code, finding.entry.document, finding.message) for finding in corpus.findings()]
[('CP401', 'a-1', 'the same id as an earlier document')]
"""

from naqi.corpus.bounds import Bounds, BoundsError
from naqi.corpus.compare import Corpus, unbounded
from naqi.corpus.near import MissingLibraryError
from naqi.corpus.records import CorpusFinding, Entry
from naqi.corpus.splits import Splits, SplitsError

__all__ = ["Bounds", "BoundsError", "Corpus", "CorpusFinding", "Entry", "MissingLibraryError", "Splits", "SplitsError", "unbounded"]
