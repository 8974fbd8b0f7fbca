"""What a run of the gate produces, in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from naqi.checker import Finding
from naqi.fixing import fix_of
from naqi.inputs.model import Problem, Record
from naqi.rules.model import Severity


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and the record it was made in. text: the whole text of the record, for showing the line."""

    record: Record
    finding: Finding

    @property
    def file_line(self) -> int | None:
        """Line of the file at which the finding stands: that of the record, or, where the file is the document, its own."""
        first = self.record.file_line
        if first is None or self.record.row is not None:
            return first
        return first + self.finding.line - 1

    def as_json(self) -> dict[str, Any]:
        """The finding as documented for `--format json`."""
        found = self.finding
        return {
            "path": self.record.path,
            "row": self.record.row,
            "file_line": self.file_line,
            "document": self.record.document,
            "rule": found.rule,
            "name": found.name,
            "label": found.label,
            "severity": str(found.severity),
            "start": found.start,
            "end": found.end,
            "line": found.line,
            "column": found.column,
            "text": found.text,
            "message": found.message,
            "url": found.url,
            "fix": fix_of(self.record.text, found),
        }


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem as documented for `--format json`."""
    return {"path": problem.path, "file_line": problem.file_line, "message": problem.message}


@dataclass(slots=True)
class Summary:
    """Counts of a run. Findings that a baseline accepts are counted apart.

    documents: all that were read. exempt: those of them whose ignores leave no rule, which were not checked. characters: of those checked.
    """

    documents: int = 0
    characters: int = 0
    problems: int = 0
    accepted: int = 0
    exempt: int = 0
    documents_with_errors: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)

    @property
    def errors(self) -> int:
        return self.severities[Severity.ERROR]

    @property
    def warnings(self) -> int:
        return self.severities[Severity.WARNING]

    def exit_code(self, *, strict: bool, exit_zero: bool = False) -> int:
        """0 clean, 1 findings, 2 something could not be checked. A run that read no document, or checked none of them, is 2."""
        if self.problems or self.exempt == self.documents:
            return 2
        if exit_zero:
            return 0
        return int(bool(self.errors or (strict and self.warnings)))

    def as_json(self) -> dict[str, Any]:
        """The summary as documented for `--format json`."""
        return {
            "documents": self.documents,
            "characters": self.characters,
            "documents_with_errors": self.documents_with_errors,
            "errors": self.errors,
            "warnings": self.warnings,
            "problems": self.problems,
            "accepted_by_baseline": self.accepted,
            "documents_without_rules": self.exempt,
            "rules": dict(sorted(self.rules.items())),
        }
