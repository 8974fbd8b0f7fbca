"""From findings to edits, again and again until no finding is left that can be fixed."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Generic, TypeVar

from naqi.checker import Checker, Finding
from naqi.fixing.edits import Edit, apply, compose
from naqi.fixing.gaps import Span, removals
from naqi.rules.model import Fix, Rule
from naqi.rules.registry import RULES

# Each round takes out what the one before laid bare, such as an escape inside of an escape; texts that are not made for it need two or three.
_MOST_ROUNDS: Final = 100

_Edits = list[tuple[int, int, str]]
_Owner = TypeVar("_Owner")


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of a text.

    text: the text after all edits; None for a null. edits: in order of place, offsets of the text that was given; `naqi.fixing.apply` makes `text`
    of it with them, and `naqi.fixing.undo` the reverse. findings: what is left, offsets of `text`.
    """

    text: str | None
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]


class Fixer:
    """A compiled selection of rules that mends what they find.

    Args:
        rules: as for `Checker`.
        unsafe: also make edits that may touch what is the author's.

    Raises what `Checker` raises.
    """

    def __init__(self, rules: Sequence[Rule] | None = None, *, unsafe: bool = False) -> None:
        self._checker = Checker(rules)
        self._unsafe = unsafe
        self._fixes = {rule.code: rule.fix for rule in self._checker.rules if rule.fix is not None and (rule.fix.safe or unsafe)}

    def fix(self, text: str | None, rules: Collection[Rule] | None = None) -> Fixed:
        """Mend a text.

        Args:
            text: one document; a null stays one.
            rules: those of the fixer's to apply; None for all.
        """
        first = text
        edits: list[Edit] = []
        for _ in range(_MOST_ROUNDS):
            findings = self._findings(text, rules)
            made = [] if text is None else _edits_of(text, findings, self._fixes)
            if not made or first is None or text is None:
                break
            edits = compose(first, edits, made)
            text = apply(text, made)
        else:
            findings = self._findings(text, rules)
        return Fixed(text, tuple(edits), tuple(findings))

    def _findings(self, text: str | None, rules: Collection[Rule] | None) -> list[Finding]:
        if rules is None:
            return self._checker.check(text)
        return self._checker.resolve(text, self._checker.hits(text), rules) if rules else []


def _edits_of(text: str, findings: Iterable[Finding], fixes: dict[str, Fix]) -> list[Edit]:
    """The edits of one round: of fixes that touch the same characters, the outermost, then the first, is made; the other has the next round.

    Furniture that overlaps other furniture goes with it.
    """
    removed: dict[Span, str] = {}
    mended: list[tuple[Finding, _Edits]] = []
    for finding in findings:
        if finding.rule not in fixes:
            continue
        edits = fixes[finding.rule].mend(text, finding.start, finding.end)
        if edits is None:
            removed.setdefault((finding.start, finding.end), finding.rule)
        else:
            mended.append((finding, list(edits)))
    mended.sort(key=lambda item: (item[0].start, -item[0].end))
    repairs = _Disjoint[Finding]()
    kept = [(finding, edits) for finding, edits in mended if repairs.add([(start, end) for start, end, _ in edits], finding)]
    # A repair around furniture is made first: only then is the furniture what it is.
    spans = [span for span in removed if not any(_encloses(finding, span) for finding in repairs.over(*span))]
    made = [(start, end, replacement, removed[span]) for start, end, replacement, span in removals(text, spans)]
    gone = _Disjoint[None]()
    for start, end, _, _ in made:
        gone.add([(start, end)], None)
    for finding, edits in kept:
        if not any(True for start, end, _ in edits for _ in gone.over(start, end)):
            made += ((start, end, replacement, finding.rule) for start, end, replacement in edits)
    return [Edit(start, end, replacement, text[start:end], rule) for start, end, replacement, rule in sorted(made) if text[start:end] != replacement]


def _encloses(finding: Finding, span: Span) -> bool:
    return finding.start <= span[0] and span[1] <= finding.end and (finding.start, finding.end) != span


class _Disjoint(Generic[_Owner]):
    """Spans of a text that do not overlap, each with its owner."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._owners: dict[Span, _Owner] = {}

    def over(self, start: int, end: int) -> Iterator[_Owner]:
        """Owners of the spans that overlap a span."""
        at = bisect_right(self._spans, (start, start))
        at -= at > 0 and self._spans[at - 1][1] > start
        while at < len(self._spans) and self._spans[at][0] < end:
            yield self._owners[self._spans[at]]
            at += 1

    def add(self, spans: Sequence[Span], owner: _Owner) -> bool:
        """Add spans of one owner, all or none: whether none of them overlaps what is there."""
        if any(True for span in spans for _ in self.over(*span)):
            return False
        for span in spans:
            insort(self._spans, span)
            self._owners[span] = owner
        return True


def fix_of(text: str | None, finding: Finding) -> dict[str, Any] | None:
    """The fix of one finding, were it the only one: `{"safe": bool, "edits": [{"start", "end", "replacement"}]}`; None where it has none.

    Offsets are code points of `text`, which the finding was made in.
    """
    fix = _fixes().get(finding.rule)
    if fix is None or text is None:
        return None
    edits = _edits_of(text, [finding], {finding.rule: fix})
    if not edits:
        return None
    return {"safe": fix.safe, "edits": [{"start": edit.start, "end": edit.end, "replacement": edit.replacement} for edit in edits]}


@cache
def _fixes() -> dict[str, Fix]:
    return {rule.code: rule.fix for rule in RULES if rule.fix is not None}
