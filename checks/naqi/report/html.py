"""HTML: what a reviewer opens. One file that stands for itself."""

from __future__ import annotations

from typing import TextIO

from naqi.gate.events import Located, Summary
from naqi.inputs.model import Problem
from naqi.report.excerpt import excerpt
from naqi.report.page import Entry, Page, problem_list, rule_table
from naqi.report.table import Table, verdict

# Problems are rarely many; where every line of a file is broken, the first show why.
_PROBLEMS_SHOWN = 100


class Html:
    """Findings below their documents, each in its line; above them the verdict, what could not be checked, and counts by rule."""

    def __init__(self, stream: TextIO, max_findings: int) -> None:
        self._stream = stream
        self._page = Page(max_findings)
        self._problems: list[str] = []

    def finding(self, located: Located) -> None:
        record, found = located.record, located.finding
        # A record is named by its row; a file that is the document, by itself.
        name, place = (record.path, Table.place(located)) if record.row is None else (f"{record.path}, {Table.row(record)}", f"{found.line}:{found.column}")
        self._page.add(Entry(name, place, found.rule, found.message, None if record.text is None else excerpt(record.text, found.start, found.end)))

    def problem(self, problem: Problem) -> None:
        if len(self._problems) < _PROBLEMS_SHOWN:
            self._problems.append(str(problem))

    def end(self, summary: Summary) -> None:
        left_out = summary.problems - len(self._problems)
        problems = [*self._problems, *([f"{left_out:,} more problems"] if left_out > 0 else [])]
        is_good = not summary.exit_code(strict=True)
        self._page.write(self._stream, "naqi check", verdict(summary).plain, (problem_list(problems), rule_table(summary.rules.items())), is_good=is_good)
