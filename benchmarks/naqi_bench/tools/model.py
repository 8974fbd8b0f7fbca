"""A tool under test, and the ways it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from naqi_bench.tracks.model import Task, Track

# Turns one task into text. Whatever it raises is that page's `error`; None counts as no text.
Run = Callable[[Task], str | None]


class ToolMissingError(Exception):
    """The tool is not installed here. The message says what to do."""


class ToolCrashedError(Exception):
    """The process of its own that the tool works in ended. The page is a `crash`, and a new worker takes the next one."""


class Standing(StrEnum):
    """Who a tool belongs to, which decides what it may be scored on and how it is ranked."""

    OUTSIDE = "outside"  # never tuned on these sites: scored on all of them
    NAQI = "naqi"  # by the dataset's authors, or learned from train: scored on validation and test
    CONTROL = "control"  # everything, nothing, oracle and its ceilings: shown, not ranked


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to run a tool.

    name: `as-shipped` (nothing but what its README's first example does) or `arabic` (the best that its documentation offers for Arabic news).
    note: what is set, and which page of the documentation says so.
    load: imports the tool and readies it; gets all tasks of the run, without answers, for tools that learn from repetition. Its time counts
    as import time. Raises ToolMissingError.
    """

    name: str
    note: str
    load: Callable[[Sequence[Task]], Run]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool on one track: one that serves two tracks is two Tools with one name.

    version: of the tool as installed; raises ToolMissingError. licence: SPDX. settings: in order, `as-shipped` first; where the documentation offers
    nothing for Arabic there is no second. code: files, beside the module that `load` is of, that its answers depend on. learns: what it makes of a task
    depends on the others of the run, so it is no function of the text.
    """

    name: str
    track: Track
    link: str
    licence: str
    version: Callable[[], str]
    settings: tuple[Setting, ...]
    standing: Standing = Standing.OUTSIDE
    code: tuple[Path, ...] = ()
    learns: bool = False


def installed(distribution: str, extra: str = "tools") -> Callable[[], str]:
    """The version of a Python distribution, asked for when it is needed."""

    def ask() -> str:
        try:
            return version(distribution)
        except PackageNotFoundError as error:
            raise ToolMissingError(f"{distribution} is not installed: pip install 'naqi[{extra}]'") from error

    return ask


@contextmanager
def needed(tool: str, extra: str = "tools") -> Iterator[None]:
    """Import a tool in this context: where a module is not installed it raises ToolMissingError with the line that helps.

    Other failures to import are the tool's own, and shown as such.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise ToolMissingError(f"{tool} is not installed ({error.name} is missing): pip install 'naqi[{extra}]'") from error
