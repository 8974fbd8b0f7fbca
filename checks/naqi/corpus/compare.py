"""Documents in one by one, findings about all of them out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from naqi.checker import SelfCheckError
from naqi.corpus.analyses import ANALYSES
from naqi.corpus.bounds import Bounds, BoundsError
from naqi.corpus.example import Case, read_case
from naqi.corpus.records import CorpusFinding, Need, Records
from naqi.rules.model import Rule


class Corpus:
    """Compares documents by a selection of rules.

    Args:
        rules: those of a selection that compare documents are applied, the others passed over.
        bounds: what the corpus may be like.

    Raises:
        ValueError: the selection holds no rule that compares documents.
        BoundsError: a rule is selected whose bounds are not stated.
        MissingLibraryError: a rule needs a library of the extra `corpus`.
        SelfCheckError: a rule does not find its own documented example.
    """

    def __init__(self, rules: Sequence[Rule], bounds: Bounds | None = None) -> None:
        self.rules = tuple(rule for rule in rules if rule.across)
        self.bounds = Bounds() if bounds is None else bounds
        if not self.rules:
            raise ValueError("no rule that compares documents is selected: a gate that checks nothing cannot pass")
        for rule in self.rules:
            if not ANALYSES[rule.code].is_bounded(self.bounds):
                raise BoundsError(
                    f"{rule.code} {rule.name} holds a corpus to bounds, and none are stated: state them {ANALYSES[rule.code].advice}, or --ignore {rule.code}"
                )
            _self_check(rule)
        self._records = _records(self.rules, self.bounds)

    def __len__(self) -> int:
        """How many documents were added."""
        return len(self._records.entries)

    def add(
        self,
        document: str | None,
        text: str | None,
        *,
        source: str | None = None,
        split: str | None = None,
        label: str | None = None,
        path: str = "",
        row: int | None = None,
    ) -> None:
        """Take a document.

        Args:
            document: its id.
            text: the text; None is a null.
            source: its publisher; documents without one count as of one source.
            split: the split that it belongs to.
            label: what CP502 counts.
            path: where it stands. Of several copies, the first in order of path, row and id is the one that is not reported.
            row: its position there.
        """
        self._records.add(document, text, path=path, row=row, source=source, split=split, label=label)

    def findings(self) -> list[CorpusFinding]:
        """What the rules find in all documents added, in order of path, row, id, start and rule.

        The same documents with different places give the same findings in whatever order they were added.
        """
        return _findings(self.rules, self._records, self.bounds)


def unbounded(rules: Sequence[Rule], bounds: Bounds) -> list[Rule]:
    """The rules that need bounds which are not stated."""
    return [rule for rule in rules if rule.across and not ANALYSES[rule.code].is_bounded(bounds)]


def _records(rules: Sequence[Rule], bounds: Bounds) -> Records:
    return Records(reduce(or_, (ANALYSES[rule.code].needs for rule in rules), Need.NOTHING), bounds.near_duplicate_similarity)


def _findings(rules: Sequence[Rule], records: Records, bounds: Bounds) -> list[CorpusFinding]:
    found = [finding for rule in rules for finding in ANALYSES[rule.code].find(rule, records, bounds)]
    return sorted(found, key=lambda finding: (finding.entry.place, finding.start, finding.rule.code))


def apply(rule: Rule, case: Case) -> set[tuple[int, int, int]]:
    """What a rule finds in a case: (number of the document, start, end)."""
    records = _records([rule], case.bounds)
    for number, document in enumerate(case.documents):
        records.add(document.id, document.text, path="", row=number, source=document.source, split=document.split, label=document.label)
    return {(finding.entry.row or 0, finding.start, finding.end) for finding in _findings([rule], records, case.bounds)}


def _self_check(rule: Rule) -> None:
    example = rule.example()
    if example is not None:  # documentation is stripped under `python -OO`
        case = read_case(example)
        if apply(rule, case) != case.spans:
            raise SelfCheckError(f"{rule.code} does not find its own documented example: reinstall naqi")
