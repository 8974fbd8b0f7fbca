"""Options that several commands share: what to read, and which rules to apply."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce, wraps
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar

import click
from click.core import ParameterSource

from naqi.cli.entry import say
from naqi.cli.settings import bounds_of, settings_in_force
from naqi.corpus import Bounds, Splits, SplitsError, unbounded
from naqi.gate.baseline import Baseline, BaselineError
from naqi.gate.ignores import Ignores, SourceIgnores
from naqi.inputs.discover import STDIN_FORMATS, read_path, read_stdin
from naqi.inputs.model import Columns, Problem, ReadOptions, Record
from naqi.profile import Profile, ProfileError
from naqi.profile import load as load_profile
from naqi.rules.model import Rule
from naqi.rules.registry import UnknownRuleError, select

_SOURCE_FAMILY: Final = "SF"

Command = TypeVar("Command", bound=Callable[..., Any])


def split(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Let values be repeated, or separated by commas."""
    parts = tuple(part.strip() for value in values for part in value.split(",") if part.strip())
    if values and not parts:
        raise click.UsageError("no rule is selected: an option names none; give codes, names, or ALL")
    return parts


def _by_source(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[SourceIgnores, ...]:
    """Paths in a settings file are relative to it, those of a flag to the working folder."""
    assert parameter.name is not None
    settings = settings_in_force(context)
    from_file = context.get_parameter_source(parameter.name) is ParameterSource.DEFAULT_MAP and settings.path is not None
    folder = settings.path.parent if from_file and settings.path is not None else Path()
    items = []
    for value in values:
        pattern, colon, named = value.rpartition(":")
        selectors = tuple(part.strip() for part in named.split(",") if part.strip())
        if not colon or not pattern or not selectors:
            raise click.UsageError(f"per-source-ignores {value!r}: give GLOB:RULES, with rules separated by commas")
        items.append(SourceIgnores(pattern, selectors, folder))
    return tuple(items)


def ignores_of(rules: tuple[Rule, ...], by_source: tuple[SourceIgnores, ...]) -> Ignores:
    """What is ignored for which documents. Raises click.UsageError for an unknown rule."""
    try:
        return Ignores(rules, by_source)
    except UnknownRuleError as error:
        raise click.UsageError(str(error)) from error


_READING: Final = (
    click.option("--column", help="Column that holds the text. Guessed when only one fits."),
    click.option("--id-column", help="Column that names a document."),
    click.option("--source-column", help="Column that names the publisher of a document."),
    click.option("--input-format", type=click.Choice(STDIN_FORMATS), default="txt", show_default=True, help="Format of standard input (-)."),
)
_SELECT_HELP: Final = (
    "Rules to apply: codes, names, or ALL; separated by commas. The beginning of codes stands for those of its rules that are on by default, "
    "or for all of them where none is (CP, TX9)."
)
_SELECTING: Final = (
    click.option("--select", "chosen", multiple=True, callback=split, help=_SELECT_HELP),
    click.option("--extend-select", "extended", multiple=True, callback=split, help="Rules to apply besides."),
    click.option("--ignore", "ignored", multiple=True, callback=split, help="Rules to leave out, by codes, their beginnings, or names."),
)
_IGNORING: Final = (
    click.option(
        "--per-source-ignores",
        "by_source",
        multiple=True,
        callback=_by_source,
        metavar="GLOB:RULES",
        help="Rules to leave out for documents whose source, file name or path fits a glob. Repeatable; in a settings file a table.",
    ),
    click.option("--ignore-column", help="Column that names rules to leave out for its document: a string with commas, or a list."),
)
_COMPARING: Final = (
    click.option("--split-column", help="Column that names the split of a document."),
    click.option("--label-column", help="Column whose values CP502 counts."),
    click.option("--split", "splits", multiple=True, metavar="NAME=GLOB", help="Files of a split; without it, their names tell. Repeatable."),
)
profile_option: Final = click.option(
    "--profile",
    "profiles",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Furniture of sources, as `naqi profile` learns it: a file, or a folder of files. Brings in the rules of family SF. Repeatable.",
)
_SETTINGS: Final = (
    click.option("--config", type=click.Path(path_type=Path), expose_value=False, help="Read settings from this file, not from the nearest naqi.toml."),
    click.option("--isolated", is_flag=True, expose_value=False, help="Read no settings file."),
)


def _all(options: tuple[Callable[[Command], Command], ...]) -> Callable[[Command], Command]:
    return lambda command: reduce(lambda decorated, option: option(decorated), reversed(options), command)


reading_options: Callable[[Command], Command] = _all(_READING)
selecting_options: Callable[[Command], Command] = _all(_SELECTING)
ignoring_options: Callable[[Command], Command] = _all(_IGNORING)
comparing_options: Callable[[Command], Command] = _all(_COMPARING)
settings_options: Callable[[Command], Command] = _all(_SETTINGS)


@dataclass(frozen=True, slots=True)
class GateOptions:
    """What the commands that gate a corpus share: what to read, and the rules of each document.

    rules: the selection, without rules whose bounds are not stated; ignores: those of each document. bounds, splits: for rules that compare.
    profile: for rules that apply one.
    """

    columns: Columns
    input_format: str
    rules: tuple[Rule, ...]
    by_source: tuple[SourceIgnores, ...]
    ignores: Ignores
    bounds: Bounds
    splits: Splits
    profile: Profile | None

    @property
    def reading(self) -> ReadOptions:
        """How to read, with guesses said to the user."""
        return ReadOptions(self.columns, say)


def gate_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all options of a gate, and their values as one `GateOptions`. Raises click.UsageError for what makes no sense together."""

    @wraps(command)
    def gathered(
        *arguments: Any,
        column: str | None,
        id_column: str | None,
        source_column: str | None,
        input_format: str,
        chosen: tuple[str, ...],
        extended: tuple[str, ...],
        ignored: tuple[str, ...],
        by_source: tuple[SourceIgnores, ...],
        ignore_column: str | None,
        split_column: str | None,
        label_column: str | None,
        splits: tuple[str, ...],
        profiles: tuple[Path, ...] = (),
        **others: Any,
    ) -> Any:
        profile = read_profile(profiles)
        bounds = bounds_of(settings_in_force(click.get_current_context()))
        rules = _bounded(selected_rules(chosen, extended, ignored, profile), bounds, (*chosen, *extended))
        columns = Columns(column, id_column, source_column, ignore_column, split_column, label_column)
        ignores = ignores_of(rules, by_source)
        try:
            named = Splits(splits)
        except SplitsError as error:
            raise click.UsageError(str(error)) from error
        return command(*arguments, options=GateOptions(columns, input_format, rules, by_source, ignores, bounds, named, profile), **others)

    return reading_options(selecting_options(ignoring_options(comparing_options(gathered))))


def _bounded(rules: tuple[Rule, ...], bounds: Bounds, selectors: tuple[str, ...]) -> tuple[Rule, ...]:
    """A selection without the rules whose bounds are not stated. One that is selected by its own code or name stays, and the gate refuses it."""
    named = {selector.lower() for selector in selectors}
    left_out = [rule for rule in unbounded(rules, bounds) if not {rule.code.lower(), rule.name} & named]
    for rule in left_out:
        say(f"{rule.code} {rule.name} is left out: no bounds are stated in the settings")
    kept = tuple(rule for rule in rules if rule not in left_out)
    if not kept:
        raise click.UsageError("no rule is left: state bounds in the settings; a gate that checks nothing cannot pass")
    return kept


def read_baseline(path: Path | None) -> Baseline | None:
    """The baseline that a command is to heed. Raises click.UsageError."""
    try:
        return None if path is None else Baseline.read(path)
    except BaselineError as error:
        raise click.UsageError(str(error)) from error


def read_profile(paths: tuple[Path, ...]) -> Profile | None:
    """The profile that a command is to apply, of files and folders. Raises click.UsageError."""
    try:
        return load_profile(*paths) if paths else None
    except ProfileError as error:
        raise click.UsageError(str(error)) from error


def selected_rules(chosen: tuple[str, ...], extended: tuple[str, ...], ignored: tuple[str, ...], profile: Profile | None = None) -> tuple[Rule, ...]:
    """The rules of a selection, with those that apply a profile where there is one.

    Raises click.UsageError for an unknown rule or an empty selection.
    """
    try:
        rules = _profiled(select(chosen, extended if profile is None else (*extended, _SOURCE_FAMILY), ignored), profile, (*chosen, *extended))
    except UnknownRuleError as error:
        raise click.UsageError(str(error)) from error
    if not rules:
        raise click.UsageError("no rule is selected: --ignore left nothing of --select; a gate that checks nothing cannot pass")
    return rules


def _profiled(rules: tuple[Rule, ...], profile: Profile | None, selectors: tuple[str, ...]) -> tuple[Rule, ...]:
    """A selection, without a profile without the rules that apply one. Raises click.UsageError where those were asked for by their own family."""
    left_out = [rule for rule in rules if rule.learned] if profile is None else []
    if not left_out:
        return rules
    names = {rule.name for rule in left_out}
    if any(selector.upper().startswith("S") or selector.lower() in names for selector in selectors):
        raise click.UsageError(f"{left_out[0].code} {left_out[0].name} applies a profile, and none is given: give --profile FILE")
    say(f"{', '.join(rule.code for rule in left_out)}: left out, since no --profile is given")
    return tuple(rule for rule in rules if not rule.learned)


def read_all(paths: tuple[str, ...], input_format: str, options: ReadOptions, stdin: BinaryIO | None = None) -> Iterator[Record | Problem]:
    """Read all paths in order; `-` is standard input, or what stands for it. A file that several paths reach is read once."""
    done: set[Path] = set()
    for path in paths:
        if path == "-":
            yield from read_stdin(stdin or sys.stdin.buffer, input_format, options)
        else:
            yield from read_path(Path(path), options, done)
