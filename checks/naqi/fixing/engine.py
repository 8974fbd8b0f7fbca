"""From findings to edits, again and again until no finding is left that can be fixed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from naqi.checker import Finding
from naqi.fixing.edits import Edit, apply, compose
from naqi.fixing.gaps import Span, removals
from naqi.profile.checking import SourceChecker
from naqi.profile.model import Profile
from naqi.rules.model import Fix, Rule
from naqi.rules.registry import RULES

# Each round takes out what the one before laid bare, such as an escape inside of an escape; texts that are not made for it need two or three.
_MOST_ROUNDS: Final = 100


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
        profile: the furniture of sources, whose accepted entries are taken out.

    Raises what `Checker` raises.
    """

    def __init__(self, rules: Sequence[Rule] | None = None, *, unsafe: bool = False, profile: Profile | None = None) -> None:
        self._checker = SourceChecker(rules, profile)
        self._unsafe = unsafe
        self._fixes = {rule.code: rule.fix for rule in self._checker.rules if rule.fix is not None and (rule.fix.safe or unsafe)}

    def fix(self, text: str | None, rules: Collection[Rule] | None = None, *, source: str | None = None) -> Fixed:
        """Mend a text.

        Args:
            text: one document; a null stays one.
            rules: those of the fixer's to apply; None for all.
            source: of the document, for the profile.
        """
        first = text
        edits: list[Edit] = []
        for _ in range(_MOST_ROUNDS):
            findings = self._findings(text, rules, source)
            made = [] if text is None else _edits_of(text, findings, self._fixes)
            if not made or first is None or text is None:
                break
            edits = compose(first, edits, made)
            text = apply(text, made)
        else:
            findings = self._findings(text, rules, source)
        return Fixed(text, tuple(edits), tuple(findings))

    def _findings(self, text: str | None, rules: Collection[Rule] | None, source: str | None) -> list[Finding]:
        if rules is not None and not rules:
            return []
        return self._checker.resolve(text, next(self._checker.hits_of([(text, source)])), rules)


def _edits_of(text: str, findings: Iterable[Finding], fixes: dict[str, Fix]) -> list[Edit]:
    """The edits of one round. Characters are repaired first: what is furniture is judged on text that can be read.

    Of repairs that touch the same characters the outermost, then the first, is made; the other has the next round. Furniture that overlaps other
    furniture goes with it. A text that is furniture and nothing else stays as it is: a blank one would say less, and its findings fail the gate.
    """
    removed: dict[Span, str] = {}
    repairs: list[Edit] = []
    done = 0
    for finding in sorted(findings, key=lambda finding: (finding.start, -finding.end)):
        # What begins inside of an earlier repair has the next round.
        if finding.rule not in fixes or finding.start < done:
            continue
        made = fixes[finding.rule].mend(text, finding.start, finding.end)
        if made is None:
            removed.setdefault((finding.start, finding.end), finding.rule)
            continue
        edits = [Edit(start, end, new, text[start:end], finding.rule) for start, end, new in made if new != text[start:end]]
        if edits and edits[0].start >= done:
            repairs += edits
            done = edits[-1].end
    if repairs:
        return repairs
    edits = [Edit(start, end, gap, text[start:end], removed[span]) for start, end, gap, span in removals(text, list(removed))]
    return edits if apply(text, edits).strip() else []


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
