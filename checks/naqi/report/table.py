"""The table: what a person reads on a terminal or in a CI log."""

from __future__ import annotations

from typing import TextIO

from rich.text import Text

from naqi.gate.events import Located, Summary
from naqi.inputs.model import Problem, Record
from naqi.report.console import PlainConsole
from naqi.report.excerpt import excerpt
from naqi.report.visible import isolate, visible
from naqi.rules.model import Severity
from naqi.rules.registry import BY_CODE

_MARKS = ("\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}", "\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}")
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


class Table:
    """Findings grouped by file, each with its line; the finding stands in white brackets, coloured on a terminal."""

    def __init__(self, stream: TextIO, max_findings: int, *, statistics: bool = False) -> None:
        self._console = PlainConsole(stream)
        self._max = max_findings
        self._statistics = statistics
        self._shown = self._left_out = 0
        self._path: str | None = None

    def finding(self, located: Located) -> None:
        if self._statistics:
            return
        if self._max and self._shown >= self._max:
            self._left_out += 1
            return
        self._shown += 1
        if located.record.path != self._path:
            self._path = located.record.path
            self._console.print(Text(f"\n{visible(self._path)}", "bold underline"))
        found = located.finding
        style = _STYLES[found.severity]
        self._console.print(Text.assemble("  ", (self.place(located), "cyan"), "  ", (found.rule, style), f" {found.name}: {visible(found.message)}"))
        self._console.print(Text.assemble("      ", self._excerpt(located, style)))

    @classmethod
    def place(cls, located: Located) -> str:
        """Where a finding stands: its record, if its file has several, and line and column in there."""
        record, found = located.record, located.finding
        place = f"{found.line}:{found.column}"
        return place if record.row is None else f"{cls.row(record)}, {place}"

    @staticmethod
    def row(record: Record) -> str:
        """How a record of a file is named: by line or row, and id."""
        name = f"line {record.file_line}" if record.file_line is not None else f"row {record.row}"
        return name if record.document is None else f"{name} ({visible(record.document)})"

    @staticmethod
    def _excerpt(located: Located, style: str) -> Text:
        """The line of the finding, cut to size, isolated as right-to-left."""
        text, found = located.record.text, located.finding
        if text is None:
            return Text("(null)", style)
        before, middle, after = map(visible, excerpt(text, found.start, found.end))
        left, right = isolate("|").split("|")
        return Text.assemble(left, before, (_MARKS[0] + middle + _MARKS[1], style), after, right)

    def problem(self, problem: Problem) -> None:
        """Problems go to standard error, where the command prints them."""

    def end(self, summary: Summary) -> None:
        if self._left_out:
            self._console.print(f"\n{self._left_out:,} more findings not shown (--max-findings 0 shows all)")
        if summary.rules:
            self._console.print(Text("\nby rule", "bold"))
            width = len(f"{max(summary.rules.values()):,}")
            for code, count in sorted(summary.rules.items(), key=lambda item: (-item[1], item[0])):
                rule = BY_CODE[code]
                self._console.print(Text.assemble(f"  {count:>{width},}  ", (code, _STYLES[rule.severity]), f" {rule.name} ({rule.severity})"))
        self._console.print()
        self._console.print(verdict(summary))


def verdict(summary: Summary) -> Text:
    """One line that says what was checked and what came of it."""
    documents = _count(summary.documents - summary.exempt, "document")
    scope = f"{documents}, {summary.characters:,} characters"
    text = Text()
    if summary.problems:
        text.append(f"{_count(summary.problems, 'problem')}: not everything could be checked. ", "bold red")
    if not summary.documents:
        text.append("No document was checked.", "bold red")
    elif summary.exempt == summary.documents:
        text.append(f"No document was checked: the ignores of {_count(summary.documents, 'document')} leave no rule.", "bold red")
    elif summary.errors or summary.warnings:
        worst = "bold red" if summary.errors else "yellow"
        text.append(f"{_count(summary.errors, 'error')} and {_count(summary.warnings, 'warning')} in {scope}", worst)
        text.append(f"; {_count(summary.documents_with_errors, 'document')} with errors.")
    else:
        text.append(f"Clean: no finding in {scope}.", "bold green" if not summary.problems else "")
    if summary.exempt and summary.exempt < summary.documents:
        text.append(f" {_count(summary.exempt, 'document')} not checked: ignores leave no rule.", "yellow")
    if summary.accepted:
        text.append(f" {_count(summary.accepted, 'finding')} accepted by the baseline.")
    return text


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
