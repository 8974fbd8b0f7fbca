"""A tool of whoever runs the benchmark, named `module:function`."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path
from typing import Any

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, Setting, Tool
from naqi_bench.tracks.model import Task, Track

_PROBE = "<!doctype html><html lang='ar'><head><meta charset='utf-8'><title>-</title></head><body><p>-</p></body></html>"


class FunctionError(ValueError):
    """What `module:function` names is not there, or is no function. The message is one line."""


def tool_from(name: str, track: Track) -> Tool:
    """The tool that `module:function` names: a function of an installed module, or of one in the current folder.

    A function of scrub and repair takes the text and returns text or None. One of extract takes the page: as bytes or as decoded str, as its first parameter
    is annotated; without an annotation, as the one of the two (str first) that it takes without raising on a small page. The module is imported by
    the worker only: what it does then is held to the limits. Raises FunctionError when there is no such module.
    """
    _spec(name)

    def load(_tasks: Sequence[Task]) -> Run:
        function = _function(name)
        if track is not Track.EXTRACT:
            return lambda task: function(task.text)
        if _takes_bytes(function):
            return lambda task: function(task.html)
        return lambda task: function(decoded(task.html, task.encoding))

    return Tool(name, track, "", "", lambda: _version(name), (Setting("as-shipped", "the function as it is", load),))


def source_of(name: str) -> Path | None:
    """The file of the module, or the folder of the package, that `module:function` is in; None of what is not of Python."""
    origin = _spec(name).origin
    if origin is None or not origin.endswith(".py"):
        return None
    return Path(origin).parent if Path(origin).name == "__init__.py" else Path(origin)


def _spec(name: str) -> ModuleSpec:
    module, _, function = name.partition(":")
    if not module or not function:
        raise FunctionError(f"{name!r} is not of the form module:function")
    top = module.partition(".")[0]
    # `python -m`, which starts the worker, looks in the current folder first.
    spec = PathFinder.find_spec(top, [str(Path.cwd()), *sys.path])
    if spec is None:
        raise FunctionError(f"{name}: there is no module {top!r}, neither installed nor in {Path.cwd()}")
    return spec


def _function(name: str) -> Callable[[Any], str | None]:
    module, _, path = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        if not hasattr(found, part):
            raise FunctionError(f"{module} has no {path!r}")
        found = getattr(found, part)
    if not callable(found):
        raise FunctionError(f"{name} is no function, but of type {type(found).__name__}")
    function: Callable[[Any], str | None] = found
    return function


def _takes_bytes(function: Callable[[Any], str | None]) -> bool:
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        # Some built-in ones have no signature.
        parameters = []
    if parameters and parameters[0].annotation is not inspect.Parameter.empty:
        annotation = parameters[0].annotation
        said = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
        words = {word.strip(" '\"") for word in said.split("|")}
        if words & {"bytes", "str"}:
            return "bytes" in words
    for probe in (_PROBE, _PROBE.encode()):
        try:
            function(probe)
        except Exception:  # noqa: BLE001, S112  # any failure means: not this type
            continue
        return isinstance(probe, bytes)
    return False


def _version(name: str) -> str:
    for distribution in packages_distributions().get(name.partition(":")[0].partition(".")[0], ()):
        try:
            return version(distribution)
        except PackageNotFoundError:
            continue
    return "unversioned"
