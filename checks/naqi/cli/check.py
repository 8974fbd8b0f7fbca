"""`naqi check`: the gate."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from naqi.cli.progress import counted
from naqi.gate.baseline import Baseline, BaselineError, write_baseline
from naqi.gate.run import Gate
from naqi.inputs.discover import STDIN_FORMATS, read_path, read_stdin
from naqi.inputs.model import Columns, Problem, ReadOptions, Record
from naqi.report.machine import Json, JsonLines
from naqi.report.model import Report
from naqi.report.table import Table
from naqi.rules.model import Rule
from naqi.rules.registry import UnknownRuleError, select

FORMATS = ("table", "json", "jsonl")

# A corpus of which every line is broken should not bury the terminal; all are counted, and all stand in json and jsonl.
_PROBLEMS_SHOWN_PER_FILE = 20


def _split(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _say(line: str) -> None:
    click.echo(f"naqi: {line}", err=True)


def _rules(chosen: tuple[str, ...], extended: tuple[str, ...], ignored: tuple[str, ...]) -> tuple[Rule, ...]:
    try:
        rules = select(chosen, extended, ignored)
    except UnknownRuleError as error:
        raise click.UsageError(str(error)) from error
    if not rules:
        raise click.UsageError("no rule is selected: --ignore left nothing of --select; a gate that checks nothing cannot pass")
    return rules


def _read(paths: tuple[str, ...], input_format: str, options: ReadOptions) -> Iterator[Record | Problem]:
    for path in paths:
        if path == "-":
            yield from read_stdin(sys.stdin.buffer, input_format, options)
        else:
            yield from read_path(Path(path), options)


def _report(kind: str, max_findings: int, *, statistics: bool) -> Report:
    if kind == "json":
        return Json(sys.stdout)
    if kind == "jsonl":
        return JsonLines(sys.stdout)
    return Table(sys.stdout, max_findings, statistics=statistics)


class _ProblemLog:
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
            _say(str(problem))

    def end(self) -> None:
        more = self._count - _PROBLEMS_SHOWN_PER_FILE
        if more > 0:
            _say(f"{self._path}: {more:,} more problems like these (--format jsonl lists all)")


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--column", help="Column that holds the text. Guessed when only one fits.")
@click.option("--id-column", help="Column that names a document.")
@click.option("--source-column", help="Column that names the publisher of a document.")
@click.option("--input-format", type=click.Choice(STDIN_FORMATS), default="txt", show_default=True, help="Format of standard input (-).")
@click.option("--select", "chosen", multiple=True, callback=_split, help="Rules to apply: codes, their beginnings, names, or ALL; separated by commas.")
@click.option("--extend-select", "extended", multiple=True, callback=_split, help="Rules to apply besides.")
@click.option("--ignore", "ignored", multiple=True, callback=_split, help="Rules to leave out.")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="table", show_default=True, help="Format of standard output.")
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
    help="Findings that the table shows; 0 shows all. Counts and exit code are of all.",
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes to use.")
def check_command(
    *,
    paths: tuple[str, ...],
    column: str | None,
    id_column: str | None,
    source_column: str | None,
    input_format: str,
    chosen: tuple[str, ...],
    extended: tuple[str, ...],
    ignored: tuple[str, ...],
    kind: str,
    baseline: Path | None,
    write_baseline_to: Path | None,
    strict: bool,
    exit_zero: bool,
    statistics: bool,
    max_findings: int,
    jobs: int,
) -> int:
    """Check texts for boilerplate and broken encoding.

    A PATH is a .txt file (one document), a .jsonl or .parquet file (one document a record), a folder of these, or - for standard
    input.

    Exits 0 when everything was read and nothing of error severity was found, 1 when something was, 2 when something could not be
    checked. Problems are printed to standard error, one line each.
    """
    rules = _rules(chosen, extended, ignored)
    try:
        accepted = None if baseline is None else Baseline.read(baseline)
    except BaselineError as error:
        raise click.UsageError(str(error)) from error
    gate = Gate(rules, jobs, accepted, keep_fingerprints=write_baseline_to is not None)
    report = _report(kind, max_findings, statistics=statistics)
    log = _ProblemLog()
    options = ReadOptions(Columns(column, id_column, source_column), _say)
    for event in gate.events(counted(_read(paths, input_format, options))):
        if isinstance(event, Problem):
            log.add(event)
            report.problem(event)
        else:
            report.finding(event)
    log.end()
    report.end(gate.summary)
    code = gate.summary.exit_code(strict=strict, exit_zero=exit_zero or write_baseline_to is not None)
    if write_baseline_to is not None and code == 0:
        try:
            write_baseline(write_baseline_to, gate.fingerprints)
        except OSError as error:
            raise click.UsageError(f"{write_baseline_to}: baseline cannot be written ({error.strerror})") from error
        _say(f"accepted {gate.fingerprints.total():,} findings in {write_baseline_to}")
    return code
