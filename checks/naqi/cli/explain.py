"""`naqi explain`: why a line is, or is not, a finding."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import click

from naqi.checker import Checker, Trial
from naqi.cli.check import check_command
from naqi.cli.entry import say
from naqi.cli.options import ignores_of, ignoring_options, reading_options, selected_rules, selecting_options, settings_options
from naqi.cli.settings import SettingsCommand
from naqi.gate.ignores import SourceIgnores
from naqi.inputs.discover import read_path
from naqi.inputs.model import Columns, Problem, ReadOptions, Record
from naqi.report.visible import isolate, visible

_LONGEST: Final = 160
_LINE_BREAK: Final = re.compile(r"\r\n|\n|\r")


def _place(value: str) -> tuple[Path, int]:
    path, colon, line = value.rpartition(":")
    if not colon or not path or not line.isdecimal() or int(line) < 1:
        raise click.UsageError(f"{value!r} is no place: give FILE:LINE, with a line from 1")
    return Path(path), int(line)


class _ExplainCommand(SettingsCommand):
    """Takes what it shares with `naqi check` from the same settings."""

    def _known(self) -> click.Command:
        return check_command


def _record_at(path: Path, line: int, options: ReadOptions) -> Record | None:
    """The record that holds a line of a file; in formats without lines, the record of that number, counted from 1.

    Raises click.UsageError where the file, or its line, cannot be read.
    """
    if path.is_dir():
        raise click.UsageError(f"{path} is a folder: name a file")
    best: Record | None = None
    for item in read_path(path, options):
        if isinstance(item, Problem):
            if item.file_line in {None, 1, line}:
                raise click.UsageError(str(item))
        elif item.file_line is None:
            if item.row == line - 1:
                return item
        elif item.file_line > line:
            break
        else:
            best = item
    else:
        if best is not None and best.row is not None and line > _lines(path):
            return None
    # A line of JSON lines is one record or none; records of CSV and JSON span lines.
    return None if best is not None and ".jsonl" in path.suffixes and best.file_line != line else best


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}"


def _print(trial: Trial) -> None:
    verdict = "finding" if trial.reported else "no finding"
    click.echo(f"{trial.rule.code} {trial.rule.name}: {verdict}")
    click.echo(f"  cue {isolate(visible(_cut(trial.text)))} ({trial.kind}) at {trial.line}:{trial.column}")
    for name, holds in trial.conditions:
        click.echo(f"    {'yes' if holds else 'NO '}  {name}")
    if trial.swallowed_by is not None:
        click.echo(f"    NO   not inside a finding of {trial.swallowed_by}")


@click.command("explain", cls=_ExplainCommand)
@click.argument("place", metavar="FILE:LINE")
@reading_options
@selecting_options
@ignoring_options
@settings_options
def explain_command(
    *,
    place: str,
    column: str | None,
    id_column: str | None,
    source_column: str | None,
    input_format: str,  # noqa: ARG001  # a file is always named here
    chosen: tuple[str, ...],
    extended: tuple[str, ...],
    ignored: tuple[str, ...],
    by_source: tuple[SourceIgnores, ...],
    ignore_column: str | None,
) -> int:
    """Explain a line: which rules looked at it, which cue hit, which condition said no.

    In a file of records, LINE is the line (in parquet and Arrow, the number) of a record, and the whole record is explained.
    """
    rules = selected_rules(chosen, extended, ignored)
    if not any(rule.is_alone for rule in rules):
        raise click.UsageError(f"{', '.join(rule.code for rule in rules)}: rules that compare documents have nothing to say about one line")
    ignores = ignores_of(rules, by_source)
    path, line = _place(place)
    record = _record_at(path, line, ReadOptions(Columns(column, id_column, source_column, ignore_column), say))
    if record is None:
        raise click.UsageError(f"{path} has no record at line {line}")
    only = line if record.row is None else None
    if only is not None and only > len(_LINE_BREAK.split(record.text or "")):
        raise click.UsageError(f"{path} has no line {line}")
    rules, problems = ignores.of(record)
    for problem in problems:
        raise click.UsageError(f"{path}:{line}: {problem}")
    if not rules:
        click.echo("No rule looks here: the document's ignores leave none.")
        return 0
    trials = [trial for trial in Checker(rules).explain(record.text) if only is None or trial.line <= only <= trial.last_line]
    for trial in trials:
        _print(trial)
    if not trials:
        click.echo(f"{len(rules)} rules looked; no cue of theirs stands here.")
    return 0
