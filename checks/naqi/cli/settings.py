"""Settings from a file: the nearest `naqi.toml`, else `pyproject.toml` with `[tool.naqi]`, upwards from the working folder, no merging.

Keys are the names of `naqi check`'s options without the dashes in front. Flags win. Paths are relative to the file. The table `corpus` holds the
bounds of rules that compare documents.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import click

from naqi.corpus import Bounds, BoundsError
from naqi.report.visible import visible

# Options that make no sense in a file: what a single run does with its output.
_ONLY_FLAGS: Final = frozenset({"config", "isolated", "show-settings", "help", "write-baseline"})

# The key that is a table, not an option.
_CORPUS: Final = "corpus"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings by option name, and the file that they come from (None: built-in defaults)."""

    values: Mapping[str, Any] = field(default_factory=dict)
    path: Path | None = None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise click.UsageError(f"{path}: settings cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path}: settings are not TOML ({error})") from error


def _section(path: Path) -> dict[str, Any] | None:
    """The settings of a file; None when a pyproject.toml has none."""
    data = _read(path)
    if path.name != "pyproject.toml":
        return data
    tool = data.get("tool", {})
    if not isinstance(tool, dict):
        raise click.UsageError(f"{path}: tool must be a table")
    section = tool.get("naqi")
    if section is not None and not isinstance(section, dict):
        raise click.UsageError(f"{path}: tool.naqi must be a table")
    return section


def find(start: Path) -> Settings:
    """The nearest settings at or above a folder."""
    for folder in (start, *start.parents):
        for name in ("naqi.toml", "pyproject.toml"):
            path = folder / name
            if path.is_file():
                section = _section(path)
                if section is not None:
                    return Settings(section, path)
    return Settings()


def load(path: Path) -> Settings:
    """The settings of a file that the user named."""
    section = _section(path)
    if section is None:
        raise click.UsageError(f"{path}: has no [tool.naqi] table")
    return Settings(section, path)


def _options(command: click.Command) -> dict[str, click.Option]:
    """Options of a command by the name that a file uses for them."""
    options = {}
    for option in command.params:
        if isinstance(option, click.Option):
            name = max(option.opts, key=len).removeprefix("--")
            if name not in _ONLY_FLAGS:
                options[name] = option
    return options


def default_map(settings: Settings, command: click.Command, known: click.Command) -> dict[str, Any]:
    """Settings as click's defaults of a command: parameter name to value.

    known: the command whose options a file may hold; those that `command` lacks are passed over.

    Raises click.UsageError for an unknown key or a value of the wrong kind.
    """
    own = _options(command)
    options = _options(known) | own
    defaults: dict[str, Any] = {}
    for key, value in settings.values.items():
        if key == _CORPUS:
            bounds_of(settings)
            continue
        option = options.get(key)
        if option is None:
            allowed = sorted([*options, _CORPUS])
            near = difflib.get_close_matches(key, allowed, 1, 0.5)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(allowed)}"
            raise click.UsageError(f"{settings.path}: unknown setting {key!r}: {hint}")
        assert option.name is not None
        checked = _value(settings, key, value, option)
        if key in own:
            defaults[option.name] = checked
    return defaults


def bounds_of(settings: Settings) -> Bounds:
    """The bounds of the corpus rules: those stated, else the defaults. Raises click.UsageError."""
    stated = settings.values.get(_CORPUS, {})
    if not isinstance(stated, dict):
        raise click.UsageError(f"{settings.path}: setting {_CORPUS!r} must be a table")
    try:
        return Bounds.parse(stated)
    except BoundsError as error:
        raise click.UsageError(f"{settings.path}: {_CORPUS}: {error}") from error


def _beside(settings: Settings, report: str) -> str:
    """FORMAT=PATH with the path relative to the settings file."""
    kind, equals, path = report.partition("=")
    return f"{kind}{equals}{settings.path.parent / path}" if settings.path is not None and path else report


def _table(settings: Settings, key: str, value: Any) -> list[str]:
    """A table of selectors by pattern as the flag's values. A single selector may stand for a list."""
    if not isinstance(value, dict):
        raise click.UsageError(f"{settings.path}: setting {key!r} must be a table: a pattern each, with a string or a list of strings")
    values = []
    for pattern, named in value.items():
        selectors = [named] if isinstance(named, str) else named
        if not isinstance(selectors, list) or not all(isinstance(item, str) for item in selectors):
            raise click.UsageError(f"{settings.path}: setting {key!r}: {pattern!r} must have a string or a list of strings")
        values.append(f"{pattern}:{','.join(selectors)}")
    return values


def _value(settings: Settings, key: str, value: Any, option: click.Option) -> Any:
    if key == "per-source-ignores":
        return _table(settings, key, value)
    if option.multiple:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
            raise click.UsageError(f"{settings.path}: setting {key!r} must be a string or a list of strings")
        if isinstance(option.type, click.Path) and settings.path is not None:
            return [settings.path.parent / item for item in values]
        return [_beside(settings, item) for item in values] if key == "report" else values
    if isinstance(value, list | dict) or (option.is_flag != isinstance(value, bool)):
        raise click.UsageError(f"{settings.path}: setting {key!r} must be {'true or false' if option.is_flag else 'a single value'}")
    wanted = int if isinstance(option.type, click.types.IntParamType | click.IntRange) else str
    if not option.is_flag and not isinstance(value, wanted):
        raise click.UsageError(f"{settings.path}: setting {key!r} must be a {'number' if wanted is int else 'string'}")
    if isinstance(option.type, click.Path) and settings.path is not None:
        return settings.path.parent / str(value)
    try:
        return option.type.convert(value, option, None)
    except click.BadParameter as error:
        raise click.UsageError(f"{settings.path}: setting {key!r}: {error.message}") from error


def show(settings: Settings, command: click.Command, parameters: Mapping[str, Any]) -> str:
    """The settings in force as TOML, with where they come from."""
    lines = [f"# {visible(str(settings.path)) if settings.path else 'no settings file: defaults and flags'}"]
    for name, option in sorted(_options(command).items()):
        assert option.name is not None
        value = parameters.get(option.name)
        if name == "report":
            value = [f"{kind}={path}" for kind, path in value or ()]
        if name == "per-source-ignores":
            value = {item.pattern: item.selectors for item in value or ()}
        if value is None:
            lines.append(f"# {name} is not set")
        else:
            lines.append(f"{name} = {toml(value)}")
    return "\n".join([*lines, *_corpus_toml(bounds_of(settings))])


def _corpus_toml(bounds: Bounds) -> list[str]:
    lines = ["", f"[{_CORPUS}]"]
    tables: list[str] = []
    for name in bounds.__dataclass_fields__:
        value, key = getattr(bounds, name), name.replace("_", "-")
        if isinstance(value, Mapping):
            tables += ["", f"[{_CORPUS}.{key}]", *(f"{toml(label)} = {toml(range_)}" for label, range_ in value.items())] if value else []
        else:
            lines.append(f"{key} = {toml(value)}")
    return lines + tables


def toml(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(str(key))} = {toml(item)}" for key, item in value.items()) + "}"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(character if character.isprintable() else f"\\U{ord(character):08X}" for character in escaped) + '"'


class SettingsCommand(click.Command):
    """A command whose options have defaults from a settings file; `--config PATH` names it, `--isolated` ignores all.

    A file holds the options of `naqi check`; another command takes those that it shares.
    """

    def _known(self) -> click.Command:
        return self

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        settings = _settings_of(args)
        ctx.meta[__name__] = settings
        ctx.default_map = default_map(settings, self, self._known())
        return super().parse_args(ctx, args)


def _settings_of(args: list[str]) -> Settings:
    # Before click parses: the file decides what parsing starts from.
    own = args[: args.index("--")] if "--" in args else args
    if "--isolated" in own or {"--help", "-h"} & set(own):
        return Settings()
    for number, argument in enumerate(own):
        if argument == "--config" and number + 1 < len(own):
            return load(Path(own[number + 1]))
        if argument.startswith("--config="):
            return load(Path(argument.removeprefix("--config=")))
    return find(Path.cwd())


def settings_in_force(context: click.Context) -> Settings:
    """The settings that a `SettingsCommand` runs with."""
    settings = context.meta[__name__]
    assert isinstance(settings, Settings)
    return settings
