"""`naqi init`: settings, a baseline and a CI snippet for a corpus."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from naqi import __version__
from naqi.cli.check import ProblemLog
from naqi.cli.progress import counted
from naqi.cli.settings import find, toml
from naqi.files import write_atomically
from naqi.gate.baseline import write_baseline
from naqi.gate.run import Gate
from naqi.gate.worst import Leak, WorstLeaks
from naqi.inputs.discover import read_path
from naqi.inputs.guess import Guess, guess_columns
from naqi.inputs.model import ColumnError, Columns, Problem, ReadOptions
from naqi.report.visible import isolate, visible
from naqi.rules.registry import BY_CODE, select

SETTINGS: Final = "naqi.toml"
BASELINE: Final = "naqi-baseline.json"
SCRIPT: Final = "naqi-ci.sh"
WORKFLOW: Final = "naqi-ci.yml"

_LEAKS: Final = 10
_LONGEST: Final = 80

_SCRIPT: Final = """#!/bin/sh
# Fails on leaks that {baseline} does not accept. Written by naqi init, for any CI.
set -eu
python -m pip install --quiet 'naqi=={version}'
exec naqi check {corpus}
"""
_WORKFLOW: Final = """# For GitHub Actions: move this file to .github/workflows/naqi.yml. Written by naqi init.
name: naqi
on: [push, pull_request]
permissions:
  contents: read
jobs:
  naqi:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: sh {script}
"""


def _argument(corpus: Path) -> str:
    """The corpus as a word of a shell's command line, and no option."""
    name = str(corpus)
    return shlex.quote(f"./{name}" if name.startswith("-") else name)


def _settings(columns: Columns, corpus: Path) -> str:
    named = {"column": columns.text, "id-column": columns.id, "source-column": columns.source, "baseline": BASELINE}
    lines = [f"{key} = {toml(value)}" for key, value in named.items() if value is not None]
    head = f"# Settings of naqi for {visible(str(corpus))}, written by naqi init; `naqi check --show-settings` shows all."
    return "\n".join([head, *lines]) + "\n"


def _refuse_overwriting() -> None:
    for name in (SETTINGS, BASELINE, SCRIPT, WORKFLOW):
        if Path(name).exists():
            raise click.UsageError(f"{name} is here already: --force overwrites it")
    settings = find(Path.cwd())
    if settings.path is not None:
        raise click.UsageError(f"{settings.path} holds settings, which {SETTINGS} here would hide: --force writes it all the same")


def _print_columns(guesses: Sequence[Guess]) -> None:
    click.echo("\ncolumns")
    for guess in guesses:
        click.echo(f"  {guess.role:<7} {visible(guess.name or '-')}  ({visible(guess.why)})")
    if not guesses:
        click.echo("  none: a file is a document")


def _print_leaks(leaks: Sequence[Leak]) -> None:
    click.echo("\nworst leaks, by documents x characters" if leaks else "\nno leak")
    for leak in leaks:
        text = leak.text if len(leak.text) <= _LONGEST else f"{leak.text[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}"
        click.echo(f"  {leak.documents:>7,} x {leak.characters:<6,} {leak.rule} {BY_CODE[leak.rule].name}  {isolate(visible(text))}")


@click.command("init")
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--column", help="Column that holds the text.")
@click.option("--id-column", help="Column that names a document.")
@click.option("--source-column", help="Column that names the publisher of a document.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes to use.")
@click.option("--force", is_flag=True, help="Overwrite files that are here already.")
def init_command(corpus: Path, *, column: str | None, id_column: str | None, source_column: str | None, jobs: int, force: bool) -> int:
    """Set up naqi for a corpus: guess its columns, accept what it has today, and print its worst leaks.

    Writes naqi.toml, naqi-baseline.json, naqi-ci.sh and naqi-ci.yml to the working folder. Then `naqi check CORPUS` exits 0 until a new
    leak comes. Nothing is written when something could not be checked.
    """
    if str(corpus) == "-":
        raise click.UsageError("standard input is no corpus to come back to: name a file or a folder")
    if not corpus.exists():
        raise click.UsageError(f"{corpus}: no such file or folder")
    if not force:
        _refuse_overwriting()
    try:
        columns, guesses = guess_columns(corpus, Columns(column, id_column, source_column))
    except ColumnError as error:
        raise click.UsageError(f"{corpus}: {error}") from error
    gate = Gate(select(), jobs, keep_fingerprints=True)
    worst = WorstLeaks()
    log = ProblemLog()
    for event in gate.events(counted(read_path(corpus, ReadOptions(columns)))):
        if isinstance(event, Problem):
            log.add(event)
        else:
            worst.add(event)
    log.end()
    summary = gate.summary
    if summary.exit_code(strict=False, exit_zero=True):
        raise click.UsageError(f"{corpus}: not everything could be checked, so nothing was written: mend what is said above")
    click.echo(f"{visible(str(corpus))}: {summary.documents:,} documents, {summary.characters:,} characters, {summary.documents_with_errors:,} with errors")
    _print_columns(guesses)
    _print_leaks(worst.top(_LEAKS))
    try:
        write_baseline(Path(BASELINE), gate.fingerprints)
        write_atomically(Path(SETTINGS), _settings(columns, corpus))
        write_atomically(Path(SCRIPT), _SCRIPT.format(baseline=BASELINE, version=__version__, corpus=_argument(corpus)))
        write_atomically(Path(WORKFLOW), _WORKFLOW.format(script=SCRIPT))
    except OSError as error:
        raise click.UsageError(f"{error.filename or Path.cwd()}: cannot be written ({error.strerror})") from error
    click.echo(f"\nwrote {SETTINGS}, {BASELINE} ({gate.fingerprints.total():,} findings accepted), {SCRIPT} and {WORKFLOW} (for GitHub Actions)")
    if corpus.is_absolute():
        click.echo("the baseline and the snippets hold this absolute path: for CI, run naqi init again with a relative one")
    click.echo(f"next: naqi check {visible(_argument(corpus))}")
    return 0
