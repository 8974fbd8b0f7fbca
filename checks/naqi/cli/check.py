"""`naqi check`: the gate."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, TextIO

import click

from naqi.cli.entry import say
from naqi.cli.options import GateOptions, gate_options, profile_option, read_all, read_baseline, settings_options
from naqi.cli.progress import counted
from naqi.cli.settings import SettingsCommand, settings_in_force, show
from naqi.corpus import BoundsError, MissingLibraryError
from naqi.files import atomically
from naqi.gate.baseline import Baseline, write_baseline
from naqi.gate.events import Located, Summary
from naqi.gate.run import Gate
from naqi.inputs.model import Problem, ReadOptions, Record
from naqi.report.html import Html
from naqi.report.machine import Json, JsonLines
from naqi.report.model import Report
from naqi.report.table import Table

FORMATS = ("table", "json", "jsonl", "html")

# A corpus of which every line is broken should not bury the terminal; all are counted, and all stand in json and jsonl.
_PROBLEMS_SHOWN_PER_FILE = 20


def _report(kind: str, stream: TextIO, max_findings: int, *, statistics: bool) -> Report:
    if kind == "json":
        return Json(stream)
    if kind == "jsonl":
        return JsonLines(stream)
    if kind == "html":
        return Html(stream, max_findings)
    return Table(stream, max_findings, statistics=statistics)


def _destinations(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, Path], ...]:
    destinations = []
    for value in values:
        kind, equals, path = value.partition("=")
        if kind not in FORMATS or not equals or not path:
            raise click.UsageError(f"--report {value!r}: give FORMAT=PATH, with a format of {', '.join(FORMATS)}")
        destinations.append((kind, Path(path)))
    return tuple(destinations)


class ProblemLog:
    """Prints problems to standard error as they come, the first of each file."""

    def __init__(self) -> None:
        self._path = ""
        self._count = 0

    def add(self, problem: Problem) -> None:
        if problem.path != self._path:
            self.end()
            self._path, self._count = problem.path, 0
        self._count += 1
        if self._count <= _PROBLEMS_SHOWN_PER_FILE:
            say(str(problem))

    def end(self) -> None:
        more = self._count - _PROBLEMS_SHOWN_PER_FILE
        if more > 0:
            say(f"{self._path}: {more:,} more problems like these (--format jsonl lists all)")


class _Reports:
    """Several reports as one."""

    def __init__(self, reports: list[Report]) -> None:
        self._reports = reports

    def add(self, report: Report) -> None:
        self._reports.append(report)

    def finding(self, located: Located) -> None:
        for report in self._reports:
            report.finding(located)

    def problem(self, problem: Problem) -> None:
        for report in self._reports:
            report.problem(problem)

    def end(self, summary: Summary) -> None:
        for report in self._reports:
            report.end(summary)


def _gate(options: GateOptions, jobs: int, baseline: Baseline | None, *, keep_fingerprints: bool) -> Gate:
    try:
        return Gate(options.rules, jobs, baseline, keep_fingerprints, options.by_source, options.bounds, options.splits, options.profile)
    except (BoundsError, MissingLibraryError) as error:
        raise click.UsageError(str(error)) from error


def _read_twice(gate: Gate, paths: tuple[str, ...], input_format: str, options: ReadOptions, files: ExitStack) -> Iterator[Record | Problem]:
    """Let a gate learn all paths, then read them again. Standard input is kept in a file meanwhile."""
    stdin: BinaryIO | None = None
    if "-" in paths:
        stdin = files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115  # the stack closes it
        shutil.copyfileobj(sys.stdin.buffer, stdin)
        stdin.seek(0)
    gate.learn(counted(read_all(paths, input_format, options, stdin)))
    if stdin is not None:
        stdin.seek(0)
    return read_all(paths, input_format, ReadOptions(options.columns), stdin)


@click.command("check", cls=SettingsCommand)
@click.argument("paths", nargs=-1, metavar="PATH...")
@gate_options
@profile_option
@click.option("--format", "kind", type=click.Choice(FORMATS), default="table", show_default=True, help="Format of standard output.")
@click.option("--report", "reports", multiple=True, callback=_destinations, metavar="FORMAT=PATH", help="Also write a report to a file. Repeatable.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Pass over the findings that this file accepts.")
@click.option("--write-baseline", "write_baseline_to", type=click.Path(path_type=Path), help="Accept all present findings: write them to this file and exit 0.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings. What could not be checked still exits 2.")
@click.option("--statistics", is_flag=True, help="Show counts by rule instead of each finding.")
@click.option(
    "--max-findings",
    type=click.IntRange(0),
    default=1000,
    show_default=True,
    help="Findings that table and html show; 0 shows all. Counts and exit code are of all.",
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes to use.")
@settings_options
@click.option("--show-settings", is_flag=True, help="Print the settings in force and where they come from, and check nothing.")
@click.pass_context
def check_command(
    context: click.Context,
    *,
    paths: tuple[str, ...],
    options: GateOptions,
    kind: str,
    reports: tuple[tuple[str, Path], ...],
    baseline: Path | None,
    write_baseline_to: Path | None,
    strict: bool,
    exit_zero: bool,
    statistics: bool,
    max_findings: int,
    jobs: int,
    show_settings: bool,
) -> int:
    """Check texts for boilerplate and broken encoding.

    A PATH is a .txt file (one document), a file of records (.jsonl, also .gz and .zst, .json, .csv, .parquet, .arrow), a folder of
    these, a saved or cloned dataset, or - for standard input.

    Exits 0 when everything was read and nothing of error severity was found, 1 when something was, 2 when something could not be
    checked. Problems are printed to standard error, one line each.

    Rules of family CP compare documents, and are off by default. With one of them the input is read twice. Rules of
    family SF apply a --profile.
    """
    if show_settings:
        click.echo(show(settings_in_force(context), context.command, context.params))
        return 0
    if not paths:
        raise click.UsageError("Missing argument 'PATH...': name a file, a folder, or - for standard input")
    gate = _gate(options, jobs, read_baseline(baseline), keep_fingerprints=write_baseline_to is not None)
    log = ProblemLog()
    with ExitStack() as files:
        report = _Reports([_report(kind, sys.stdout, max_findings, statistics=statistics)])
        for other, path in reports:
            try:
                stream = files.enter_context(atomically(path))
            except OSError as error:
                raise click.UsageError(f"{path}: report cannot be written ({error.strerror}): choose another place") from error
            report.add(_report(other, stream, max_findings, statistics=statistics))
        read = (paths, options.input_format, options.reading)
        records = _read_twice(gate, *read, files) if gate.compares else read_all(*read)
        for event in gate.events(counted(records)):
            if isinstance(event, Problem):
                log.add(event)
                report.problem(event)
            else:
                report.finding(event)
        log.end()
        for note in gate.notes:
            say(note)
        report.end(gate.summary)
    code = gate.summary.exit_code(strict=strict, exit_zero=exit_zero or write_baseline_to is not None)
    if write_baseline_to is not None and code == 0:
        try:
            write_baseline(write_baseline_to, gate.fingerprints)
        except OSError as error:
            raise click.UsageError(f"{write_baseline_to}: baseline cannot be written ({error.strerror})") from error
        say(f"accepted {gate.fingerprints.total():,} findings in {write_baseline_to}")
    return code
