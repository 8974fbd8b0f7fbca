"""What every report can do."""

from __future__ import annotations

from typing import Protocol

from naqi.gate.events import Located, Summary
from naqi.inputs.model import Problem


class Report(Protocol):
    """Takes the events of a run one by one, then the summary."""

    def finding(self, located: Located) -> None:
        """Take a finding."""

    def problem(self, problem: Problem) -> None:
        """Take a problem."""

    def end(self, summary: Summary) -> None:
        """Finish."""
