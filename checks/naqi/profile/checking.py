"""Check texts with rules and the profile of their source: `naqi.checker.Checker`, with one more argument."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import tee

from naqi.checker import Checker, Finding, Hits
from naqi.profile.furniture import Furniture
from naqi.profile.model import Profile
from naqi.rules.model import Rule
from naqi.rules.registry import RULES, select


class SourceChecker:
    """A compiled selection of rules, and a profile of sources.

    Args:
        rules: as for `Checker`; by default all that are on by default and, with a profile, those that apply it. Without a profile, rules that
            apply one are passed over.
        profile: the furniture of sources.

    Raises:
        ValueError: the selection holds no rule that can be applied.
        SelfCheckError: a rule does not find its own documented example.
    """

    def __init__(self, rules: Sequence[Rule] | None = None, profile: Profile | None = None) -> None:
        if rules is None:
            rules = select() if profile is None else select(extended=["SF"])
        learned = () if profile is None else tuple(rule for rule in rules if rule.learned)
        alone = [rule for rule in rules if rule.is_alone]
        self._furniture = None if profile is None or not learned else Furniture(profile, learned)
        self._scans = bool(alone) or self._furniture is None
        # A profile alone needs of a checker only how findings are made of hits.
        self._checker = Checker(alone if self._scans else [RULES[0]])
        self.rules = (*self._checker.rules, *learned) if self._scans else learned

    def check(self, text: str | None, source: str | None = None) -> list[Finding]:
        """Check one text of a source, None where nothing names it. As `Checker.check`."""
        return self.resolve(text, next(self.hits_of([(text, source)])))

    def hits_of(self, texts: Iterable[tuple[str | None, str | None]]) -> Iterator[Hits]:
        """The hits of each of many texts, given with their sources, in order. As `Checker.hits_of`."""
        first, second = tee(texts)
        scanned: Iterator[Hits] = self._checker.hits_of(text for text, _ in first) if self._scans else (() for _ in first)
        for hits, (text, source) in zip(scanned, second, strict=True):
            yield hits if self._furniture is None else (*hits, *self._furniture.hits(text, source))

    def resolve(self, text: str | None, hits: Hits, rules: Collection[Rule] | None = None) -> list[Finding]:
        """Findings of some of the checker's rules, None for all, of the hits of all. As `Checker.resolve`."""
        codes = None if rules is None else {rule.code for rule in rules}
        chosen = hits if codes is None else tuple(hit for hit in hits if hit[0].code in codes)
        # Rules that apply a profile say of each entry what it is: the checker does not know them.
        return self._checker.findings(text, self._checker.choose(chosen, {rule for rule, _, _ in chosen}))
