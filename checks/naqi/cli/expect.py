"""`naqi expect`: the gate as a Great Expectations checkpoint."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import Any, TextIO

import click
from click.core import ParameterSource

from naqi.cli.check import ProblemLog, check_command
from naqi.cli.entry import need_extra
from naqi.cli.options import GateOptions, gate_options, read_all, read_baseline, settings_options
from naqi.cli.progress import counted
from naqi.cli.settings import SettingsCommand
from naqi.engines.staging import Staged, StagingError, staged
from naqi.files import atomically
from naqi.report.excerpt import Excerpt
from naqi.report.page import Entry, Page, problem_list, rule_table, safe, table
from naqi.rules.model import Rule
from naqi.rules.registry import BY_CODE


def _report(context: click.Context, _: click.Parameter, values: tuple[str, ...]) -> tuple[Path, ...]:
    if context.get_parameter_source("reports") is ParameterSource.DEFAULT_MAP:
        return ()  # the settings' reports are those of `naqi check`
    for value in values:
        if not re.fullmatch(r"html=.+", value, re.DOTALL):
            raise click.UsageError(f"--report {value!r}: give html=PATH; Great Expectations' own result is written by --result")
    return tuple(Path(value.removeprefix("html=")) for value in values)


class _ExpectCommand(SettingsCommand):
    """Takes what it shares with `naqi check` from the same settings."""

    def _known(self) -> click.Command:
        return check_command


@click.command("expect", cls=_ExpectCommand)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@gate_options
@click.option("--baseline", type=click.Path(path_type=Path), help="Pass over the findings that this file accepts.")
@click.option("--result", type=click.Path(path_type=Path), help="Write Great Expectations' validation result to this file, as JSON.")
@click.option(
    "--report", "reports", multiple=True, callback=_report, metavar="html=PATH", help="Also write a report to a file: one page that stands for itself."
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--max-findings", type=click.IntRange(0), default=1000, show_default=True, help="Findings that the report shows; 0 shows all.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that scan texts.")
@settings_options
def expect_command(
    *,
    paths: tuple[str, ...],
    options: GateOptions,
    baseline: Path | None,
    result: Path | None,
    reports: tuple[Path, ...],
    strict: bool,
    max_findings: int,
    jobs: int,
) -> int:
    """Check texts as `naqi check` does, by a Great Expectations checkpoint.

    Reads what `naqi check` reads, puts it into a temporary database, and validates that with the suite of the selected rules; rules that
    compare documents may be among them. The verdict is that of `naqi check` with the same settings, but that a rule against leaks between
    splits also fails where a document is of no split, or all are of one: there it compares nothing. Needs the extra gx.

    Exits 0 when everything was read and every expectation was met, 1 when one was not, 2 when something could not be checked.
    """
    read_baseline(baseline)
    _suite(options, options.rules, baseline, strict=strict)
    from naqi.expectations.run import run_checkpoint  # noqa: PLC0415  # Great Expectations takes seconds to load

    log = ProblemLog()
    problems: list[str] = []
    with ExitStack() as files, staged() as records:
        streams = {path: _opened(path, files) for path in (*reports, *([result] if result is not None else []))}
        try:
            items = counted(read_all(paths, options.input_format, options.reading))
            for problem in records.problems(items, options.splits, options.ignores):
                log.add(problem)
                problems.append(str(problem))
        except StagingError as error:
            raise click.UsageError(str(error)) from error
        log.end()
        # A rule that all documents are excused from has nothing to expect; where none is left, all have, and nothing was checked.
        rules = tuple(rule for rule in options.rules if rule in records.rules or not records.rules)
        validation = run_checkpoint(_suite(options, rules, baseline, strict=strict), records.path, jobs).to_json_dict()
        outcomes = list(map(_Outcome, validation["results"]))
        for outcome in outcomes:
            click.echo(outcome.line())
        verdict = _verdict(outcomes, records, len(problems))
        click.echo(verdict)
        if result is not None:
            json.dump(validation, streams[result], indent=1)
            streams[result].write("\n")
        code = 2 if problems or records.exempt == records.documents or any(outcome.is_unchecked for outcome in outcomes) else int(not validation["success"])
        for path in reports:
            page = Page(max_findings)
            for entry in _entries(outcomes):
                page.add(entry)
            counts = sum((outcome.rules for outcome in outcomes), Counter[str]())
            rows = ((outcome.mark(), f"<code>{escape(outcome.type)}</code>", safe(outcome.observed)) for outcome in outcomes)
            sections = (problem_list(problems), table("Expectations", ("Met", "Expectation", "Observed"), rows), rule_table(counts.items()))
            page.write(streams[path], "naqi expect", verdict, sections, is_good=code == 0)
    return code


def _suite(options: GateOptions, rules: tuple[Rule, ...], baseline: Path | None, *, strict: bool) -> Any:
    # Great Expectations would report its use to its makers; whoever wants that can say so.
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "False")
    with need_extra("gx"):
        from naqi.expectations import suite  # noqa: PLC0415

    try:
        return suite(
            column="text",
            select=[rule.code for rule in rules],
            source_column="source",
            split_column="split",
            id_column="document",
            label_column="label",
            ignore_column="ignored",
            bounds=options.bounds,
            baseline=None if baseline is None else str(baseline.resolve()),
            path_column="path",
            document_column="document",
            strict=strict,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _opened(path: Path, files: ExitStack) -> TextIO:
    try:
        return files.enter_context(atomically(path))
    except OSError as error:
        raise click.UsageError(f"{path}: report cannot be written ({error.strerror}): choose another place") from error


class _Outcome:
    """The result of one expectation, as Great Expectations serialises it."""

    def __init__(self, result: dict[str, Any]) -> None:
        self.type: str = result["expectation_config"]["type"]
        self.success: bool = result["success"]
        self.result: dict[str, Any] = result["result"]
        self.details: dict[str, Any] = self.result.get("details", {})
        self.rules = Counter[str](self.details.get("rules", {}))
        self._raised = [str(info["exception_message"]) for info in _raised(result.get("exception_info") or {})]

    @property
    def is_unchecked(self) -> bool:
        """Whether the expectation could not be told to be met or not."""
        return bool(self._raised or self.details.get("not_checked"))

    @property
    def observed(self) -> str:
        if self._raised:
            return "; ".join(self._raised)
        value = self.result.get("observed_value", "")
        return f"{value:,} rows" if isinstance(value, int) else str(value)

    def line(self) -> str:
        return f"{'met    ' if self.success else 'NOT MET'}  {self.type}: {self.observed}"

    def mark(self) -> str:
        return f'<strong class="{"good" if self.success else "error"}">{"yes" if self.success else "no"}</strong>'


def _raised(info: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What was raised: Great Expectations gives it plain, or by metric."""
    for one in [info] if "raised_exception" in info else info.values():
        if one["raised_exception"]:
            yield one


def _verdict(outcomes: list[_Outcome], records: Staged, problems: int) -> str:
    met = sum(outcome.success for outcome in outcomes)
    is_checked = records.documents > records.exempt
    scope = f"{records.documents:,} documents, {records.characters:,} characters" if is_checked else "no document was checked"
    exempt = f"; {records.exempt:,} documents whose ignores leave no rule" if records.exempt else ""
    unread = f"{problems:,} problems: not everything could be checked. " if problems else ""
    return f"{unread}{met} of {len(outcomes)} expectations met; {scope}{exempt}."


def _entries(outcomes: list[_Outcome]) -> Iterator[Entry]:
    """Findings of all expectations in order of place; a blank text, which all report, once."""
    seen: set[Any] = set()
    rows = [(row["index"], finding) for outcome in outcomes for row in outcome.result.get("unexpected_list", ()) for finding in row["findings"]]
    for index, finding in sorted(rows, key=lambda item: (item[0]["path"], item[0]["row"] or 0, item[1]["start"], item[1]["rule"])):
        key = (index["path"], index["row"], finding["rule"], finding["start"], finding["end"])
        if key in seen:
            continue
        seen.add(key)
        where = "" if index["row"] is None else f", row {index['row']}"
        name = f"{index['path']}{where}" + (f" ({index['document']})" if index["document"] is not None and index["row"] is not None else "")
        shown = Excerpt(finding.get("before", ""), finding["text"], finding.get("after", ""))
        message = finding.get("message", BY_CODE[finding["rule"]].message)
        place = f"{finding['line']}:{finding['column']}" if "line" in finding else ""
        yield Entry(name, place, finding["rule"], message, shown if any(shown) else None)
