"""`naqi fix`: take out boilerplate and mend encoding, in place, into another file, or only shown."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TextIO

import click

from naqi.cli.check import ProblemLog, check_command
from naqi.cli.entry import say
from naqi.cli.options import (
    ignores_of,
    ignoring_options,
    profile_option,
    read_profile,
    reading_options,
    selected_rules,
    selecting_options,
    settings_options,
)
from naqi.cli.progress import counted
from naqi.cli.settings import SettingsCommand
from naqi.gate.ignores import SourceIgnores
from naqi.gate.repairs import Mended, Repairs
from naqi.inputs.discover import data_files, read_path, read_stdin, suffix_of
from naqi.inputs.model import Columns, Problem, ReadOptions, Record
from naqi.outputs.model import BrokenFileError, Changes
from naqi.outputs.rewrite import rewrite, write_to
from naqi.report.difference import difference
from naqi.report.machine import dump
from naqi.rules.model import Rule

_STREAM: Final = "-"


class _FixCommand(SettingsCommand):
    """Takes what it shares with `naqi check` from the same settings."""

    def _known(self) -> click.Command:
        return check_command


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to mend. name: as the user gave or found it. target: where to write; None writes nothing, "-" is standard output."""

    name: str
    source: Path
    target: Path | str | None


@dataclass(slots=True)
class _Run:
    """Files mended one after another, with what is told of each document."""

    repairs: Repairs
    options: ReadOptions
    input_format: str
    edits: TextIO | None
    diff: bool
    log: ProblemLog = field(default_factory=ProblemLog)

    def problem(self, problem: Problem) -> None:
        self.repairs.summary.problems += 1
        self.log.add(problem)

    def _items(self, job: _Job, done: set[Path]) -> Iterator[Record | Problem]:
        if job.name != _STREAM:
            yield from read_path(job.source, self.options, done)
            return
        with job.source.open("rb") as stream:
            yield from read_stdin(stream, self.input_format, self.options)

    def changes(self, job: _Job, done: set[Path]) -> Iterator[tuple[int | None, str]]:
        """New texts of a file's documents, in order; what else is to be told of them is told on the way."""
        read = False
        for event in self.repairs.events(counted(self._items(job, done))):
            if isinstance(event, Problem):
                self.log.add(event)
                continue
            read = True
            if event.fixed.edits:
                self._tell(event)
                assert event.fixed.text is not None
                yield event.record.row, event.fixed.text
        if self.edits is not None:
            # Before the file itself is replaced: without its edits there is no way back.
            self.edits.flush()
        if not read:
            raise BrokenFileError("no document could be read")

    def _tell(self, mended: Mended) -> None:
        record = mended.record
        if self.diff:
            sys.stdout.write(difference(record, mended.fixed.text or ""))
        if self.edits is not None:
            for edit in mended.fixed.edits:
                value = {"path": record.path, "row": record.row, "document": record.document, **edit.as_json()}
                self.edits.write(dump(value, self.edits) + "\n")

    def do(self, job: _Job, done: set[Path]) -> None:
        """Mend one file."""
        changes = Changes(self.changes(job, done))
        try:
            # The first change, or the end: a file that cannot be read must not leave a trace where it would have been written.
            changes.start()
            if job.target is None:
                changes.finish(skip=True)
            elif isinstance(job.target, Path):
                job.target.parent.mkdir(parents=True, exist_ok=True)
                rewrite(job.source, job.target, self.options, changes)
            else:
                self._to_stdout(job, changes)
        except BrokenFileError as error:
            if job.target is not None:
                self.problem(Problem(job.name, f"is not written: {error}"))
        except OSError as error:
            self.problem(Problem(str(error.filename or job.target), f"cannot be written ({error.strerror})"))

    def _to_stdout(self, job: _Job, changes: Changes) -> None:
        # First into a file: half a document is worse than none.
        with tempfile.TemporaryFile() as whole:
            write_to(job.source, whole, self.options, changes)
            whole.seek(0)
            shutil.copyfileobj(whole, sys.stdout.buffer)


def _refused(paths: tuple[str, ...], output: str, *, force: bool) -> str | None:
    """Why data cannot be written to a place; None when it can."""
    if len(paths) > 1:
        return "--output takes one PATH: name a folder that holds all, or write each by itself"
    source, target = Path(paths[0]), Path(output)
    if output == _STREAM:
        return "--output - takes a file, not a folder: name a folder to write" if source.is_dir() else None
    if paths[0] != _STREAM:
        here, there = source.resolve(), target.resolve()
        if here == there:
            return f"{output}: is the input: use --in-place to replace it"
        if source.is_dir() and (here in there.parents or there in here.parents):
            return f"{output}: lies inside the input, or holds it: choose a place beside it"
        given, asked = suffix_of(source), suffix_of(target)
        if not source.is_dir() and given is not None and asked is not None and given != asked:
            return f"{output}: data is written in the input's format: give a name that ends in {given}"
    if target.is_dir() and not source.is_dir():
        return f"{output}: is a folder: name a file"
    if target.exists() and not force:
        return f"{output}: exists: use --force to write over it"
    if source.is_dir() and target.exists() and not target.is_dir():
        return f"{output}: is a file: the input is a folder, name one"
    return None


def _jobs(paths: tuple[str, ...], output: str | None, *, in_place: bool, stdin: Path) -> Iterator[_Job | Problem]:
    for path in paths:
        if path == _STREAM:
            yield _Job(_STREAM, stdin, None if output is None else output if output == _STREAM else Path(output))
            continue
        files = list(data_files(Path(path)))
        if not files:
            # Let the reader say what is wrong with it.
            yield _Job(path, Path(path), None)
        for file in files:
            if isinstance(file, Problem):
                yield file
            elif in_place or output is None:
                yield _Job(str(file), file, file if in_place else None)
            elif output == _STREAM:
                yield _Job(str(file), file, output)
            else:
                yield _Job(str(file), file, Path(output) / file.relative_to(path) if Path(path).is_dir() else Path(output))


def _copy_rest(folder: Path, output: Path, data: set[Path]) -> None:
    """Copy what stands beside the data, such as a dataset's card; hidden files and caches are left out."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            file = Path(here) / name
            if file not in data and not name.startswith((".", "cache-", "tmp")) and file.is_file():
                target = output / file.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)


def _checked(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    alone = tuple(rule for rule in rules if not rule.across)
    if not alone:
        raise click.UsageError("rules that compare documents mend none: select others")
    return alone


def _settle_places(paths: tuple[str, ...], output: str | None, edits: Path | None, *, diff: bool, in_place: bool, force: bool) -> None:
    """Raises click.UsageError for what cannot be done, before anything is read."""
    if not paths:
        raise click.UsageError("Missing argument 'PATH...': name a file, a folder, or - for standard input")
    if sum((diff, in_place, output is not None)) > 1:
        raise click.UsageError("--diff, --output and --in-place exclude each other: give one")
    if not (diff or in_place or output is not None or edits is not None):
        raise click.UsageError("nothing to do: give --diff to see what would change, --output PATH or --in-place to write it, or --edits FILE")
    if in_place and _STREAM in paths:
        raise click.UsageError("standard input has no place: use --output")
    if output is not None and (reason := _refused(paths, output, force=force)) is not None:
        raise click.UsageError(reason)
    if edits is not None and edits.exists() and not force:
        raise click.UsageError(f"{edits}: exists: without the edits in it there may be no way back; use --force to write over it")


@contextlib.contextmanager
def _edits_file(path: Path | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
        return
    # Not atomically: when a run breaks off, what it replaced until then can still be undone.
    try:
        file = path.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise click.UsageError(f"{path}: edits cannot be written ({error.strerror}): choose another place") from error
    with file:
        yield file


@click.command("fix", cls=_FixCommand)
@click.argument("paths", nargs=-1, metavar="PATH...")
@reading_options
@selecting_options
@ignoring_options
@profile_option
@click.option("--diff", is_flag=True, help="Write nothing: show what would change, and exit 1 if anything would.")
@click.option("--output", metavar="PATH", help="Write the data here, in the input's format: a file, a folder if the input is one, or - for standard output.")
@click.option("--in-place", is_flag=True, help="Replace each file, whole or not at all.")
@click.option("--force", is_flag=True, help="Write over what exists.")
@click.option("--edits", type=click.Path(path_type=Path), metavar="FILE", help="Write each edit to this file, as JSON lines that can be replayed and undone.")
@click.option(
    "--unsafe-fixes", "unsafe", is_flag=True, help="Also make fixes that may touch what is the author's: letters of another keyboard, tatweel, digits."
)
@settings_options
def fix_command(
    *,
    paths: tuple[str, ...],
    column: str | None,
    id_column: str | None,
    source_column: str | None,
    input_format: str,
    chosen: tuple[str, ...],
    extended: tuple[str, ...],
    ignored: tuple[str, ...],
    by_source: tuple[SourceIgnores, ...],
    ignore_column: str | None,
    profiles: tuple[Path, ...],
    diff: bool,
    output: str | None,
    in_place: bool,
    force: bool,
    edits: Path | None,
    unsafe: bool,
) -> int:
    """Take boilerplate out of texts and mend their encoding.

    A PATH is what `naqi check` takes. Only the text column changes; other columns, the order of rows and the format stay. A record that cannot be
    read is kept as it is and reported.

    Exits 0 when nothing of error severity is left, 1 when something is, 2 when something could not be read or written. With --diff, 1 means that
    something would change.
    """
    profile = read_profile(profiles)
    rules = _checked(selected_rules(chosen, extended, ignored, profile))
    ignores_of(rules, by_source)
    _settle_places(paths, output, edits, diff=diff, in_place=in_place, force=force)
    options = ReadOptions(Columns(column, id_column, source_column, ignore_column), say)
    repairs = Repairs(rules, by_source, unsafe=unsafe, profile=profile)
    with ExitStack() as files:
        stdin = Path(files.enter_context(tempfile.TemporaryDirectory())) / f"stdin.{input_format}"
        if _STREAM in paths:
            with stdin.open("wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
        run = _Run(repairs, options, input_format, files.enter_context(_edits_file(edits)), diff)
        done: set[Path] = set()
        data: set[Path] = set()
        for job in _jobs(paths, output, in_place=in_place, stdin=stdin):
            if isinstance(job, Problem):
                run.problem(job)
            elif job.source.resolve() not in done:
                data.add(job.source)
                run.do(job, done)
        problems, notes = repairs.closing()
        for problem in problems:
            run.log.add(problem)
        run.log.end()
        for note in notes:
            say(note)
        if output is not None and Path(paths[0]).is_dir():
            _copy_rest(Path(paths[0]), Path(output), data)
    say(_summary(repairs, diff=diff))
    code = repairs.summary.exit_code(strict=False)
    return code if code == 2 or not diff else int(bool(repairs.changed))


def _summary(repairs: Repairs, *, diff: bool) -> str:
    left = repairs.summary
    edits = repairs.edits.total()
    what = f"{edits:,} edit{'' if edits == 1 else 's'} in {repairs.changed:,} of {left.documents:,} document{'' if left.documents == 1 else 's'}"
    counts = ", ".join(f"{rule} {count:,}" for rule, count in sorted(left.rules.items()))
    rest = f"{left.errors:,} error{'' if left.errors == 1 else 's'} and {left.warnings:,} warning{'' if left.warnings == 1 else 's'}"
    return f"{'would make ' if diff else ''}{what}; left: {rest}{f' ({counts})' if counts else ''}"
