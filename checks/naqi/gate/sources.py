"""Whether a run's profile is of its documents: a profile that applies to none must not look like a pass."""

from __future__ import annotations

from collections import Counter
from typing import Final

from naqi.inputs.model import Problem, Record
from naqi.profile.model import Profile
from naqi.rules.model import Rule

_NAMED: Final = 5
# A column may name something else in every document.
_COUNTED: Final = 10_000


class Applied:
    """Counts of the documents that a profile is of, and is not.

    Args:
        rules: the selection; where none of them applies a profile there is nothing to say.
        profile: of the run.

    Raises ValueError where a rule needs a profile and there is none.
    """

    def __init__(self, rules: tuple[Rule, ...], profile: Profile | None) -> None:
        needy = [rule for rule in rules if rule.learned]
        if needy and profile is None:
            raise ValueError(f"{needy[0].code} {needy[0].name} applies a profile, and none is given: give --profile FILE, or --ignore {needy[0].code}")
        self._profile = profile if needy else None
        self._nameless = self._others = self._own = 0
        self._unknown: Counter[str] = Counter()

    def add(self, record: Record) -> None:
        """Count a document."""
        if self._profile is None:
            return
        if self._profile.for_source(record.source) is None:
            self._others += 1
            if len(self._unknown) < _COUNTED:
                self._unknown[record.source or ""] += 1
        elif record.source is None and "" not in self._profile.sources:
            self._nameless += 1
        else:
            self._own += 1

    def problems(self) -> list[Problem]:
        """What is wrong when all documents are counted: a profile that is of none of them."""
        if self._profile is None or not self._others or self._own or self._nameless:
            return []
        wanted = _listed(sorted(self._profile.sources))
        if set(self._unknown) == {""}:
            return [Problem("--profile", f"no document names its source, and the profile is of several ({wanted}): name the column with --source-column")]
        found = _listed([name for name, _ in self._unknown.most_common()])
        return [Problem("--profile", f"no document is of a source of the profile ({wanted}), but of {found}: give their profile, or --ignore SF")]

    def notes(self) -> list[str]:
        """Where the profile was applied, as far as that is not plain."""
        if self._profile is None:
            return []
        said = []
        if self._nameless:
            (name,) = self._profile.sources
            said.append(f"the profile of {name} is applied to {_documents(self._nameless)} without a source")
        if self._others and (self._own or self._nameless):
            said.append(f"no profile is applied to {_documents(self._others)} of other sources")
        waiting = sum(source.count(None) for source in self._profile.sources.values())
        if waiting:
            said.append(f"{waiting:,} profile entr{'y waits' if waiting == 1 else 'ies wait'} for review, and {'is' if waiting == 1 else 'are'} not applied")
        return said


def _documents(count: int) -> str:
    return f"{count:,} document{'' if count == 1 else 's'}"


def _listed(names: list[str]) -> str:
    shown = [name or "(none)" for name in names[:_NAMED]]
    return ", ".join(shown) + (f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else "")
