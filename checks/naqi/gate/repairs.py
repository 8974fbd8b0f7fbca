"""A run that mends records instead of reporting them: which rules each is mended with, and what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from naqi.fixing import Fixed, Fixer
from naqi.gate.events import Summary
from naqi.gate.ignores import Ignores, SourceIgnores
from naqi.gate.sources import Applied
from naqi.inputs.model import Problem, Record
from naqi.profile.model import Profile
from naqi.rules.model import Rule, Severity


@dataclass(frozen=True, slots=True)
class Mended:
    """A record and what became of its text."""

    record: Record
    fixed: Fixed


class Repairs:
    """A run over records: iterate over `events`, then read what follows.

    summary: of the findings that are left. edits: how many each rule made. changed: documents with an edit.

    Args:
        rules: what to mend; those that compare documents are passed over.
        by_source: rules to ignore for some sources or files.
        unsafe: also make edits that may touch what is the author's.
        profile: the furniture of sources, for rules that apply one.

    Raises ValueError without a rule, or for one that needs a profile without one, and UnknownRuleError for a selector of `by_source` that names none.
    """

    def __init__(self, rules: tuple[Rule, ...], by_source: Sequence[SourceIgnores] = (), *, unsafe: bool = False, profile: Profile | None = None) -> None:
        self._ignores = Ignores(rules, by_source)
        self._applied = Applied(rules, profile)
        self._fixer = Fixer(rules, unsafe=unsafe, profile=profile)
        self.summary = Summary()
        self.edits: Counter[str] = Counter()
        self.changed = 0

    def events(self, items: Iterable[Record | Problem]) -> Iterator[Mended | Problem]:
        """Mend records; problems pass through."""
        for item in items:
            if isinstance(item, Problem):
                self.summary.problems += 1
                yield item
                continue
            rules, problems = self._ignores.of(item)
            for problem in problems:
                self.summary.problems += 1
                yield Problem(item.path, problem, item.file_line)
            fixed = self._fixer.fix(item.text, None if rules is self._ignores.rules else rules, source=item.source)
            self._applied.add(item)
            self._count(fixed, exempt=not rules)
            yield Mended(item, fixed)

    def closing(self) -> tuple[list[Problem], list[str]]:
        """What is wrong with the profile, and what to tell the user about it, when all records are mended."""
        problems = self._applied.problems()
        self.summary.problems += len(problems)
        return problems, self._applied.notes()

    def _count(self, fixed: Fixed, *, exempt: bool) -> None:
        self.summary.documents += 1
        self.summary.exempt += exempt
        self.summary.characters += 0 if exempt else len(fixed.text or "")
        self.changed += bool(fixed.edits)
        self.edits.update(edit.rule for edit in fixed.edits)
        self.summary.rules.update(finding.rule for finding in fixed.findings)
        self.summary.severities.update(finding.severity for finding in fixed.findings)
        self.summary.documents_with_errors += any(finding.severity is Severity.ERROR for finding in fixed.findings)
