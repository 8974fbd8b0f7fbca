"""The function that `module:function` names."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from naqi.testing.contract.model import ContractError


def load(name: str) -> Callable[[Any], Any]:
    """Import what is named. Raises ContractError where it is not there, cannot be imported, or cannot be called."""
    module, _, path = name.partition(":")
    if not module or not path:
        raise ContractError(f"{name!r} is not of the form module:function")
    try:
        found: Any = importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is not None and (module == error.name or module.startswith(f"{error.name}.")):
            raise ContractError(
                f"{name}: there is no module {error.name!r}; is its folder on the path (setting pythonpath), or its package installed?"
            ) from error
        raise ContractError(f"{name}: importing {module} failed: {type(error).__name__}: {error}") from error
    except Exception as error:
        raise ContractError(f"{name}: importing {module} failed: {type(error).__name__}: {' '.join(str(error).split())}") from error
    for part in path.split("."):
        try:
            found = getattr(found, part)
        except AttributeError as error:
            raise ContractError(f"{name}: {module} has no {path!r}") from error
    if not callable(found):
        raise ContractError(f"{name}: cannot be called, it is of type {type(found).__name__}")
    function: Callable[[Any], Any] = found
    _check(name, function)
    return function


def _check(name: str, function: Callable[[Any], Any]) -> None:
    """Raises ContractError where a call with one text cannot give the answer itself."""
    wrap = "give a function of one text that calls it and returns what it makes of that"
    called = function if inspect.isroutine(function) else type(function).__call__
    if inspect.iscoroutinefunction(called):
        raise ContractError(f"{name}: is async, so its answer has to be awaited; {wrap} (asyncio.run)")
    if inspect.isgeneratorfunction(called) or inspect.isasyncgenfunction(called):
        raise ContractError(f"{name}: is a generator, whose answer comes in pieces; {wrap}")
    try:
        signature = inspect.signature(function)
    except ValueError:
        return  # some of those written in C do not say what they take
    try:
        signature.bind("")
    except TypeError as error:
        raise ContractError(f"{name}: cannot be called with one text, it takes {signature}; {wrap}") from error


def takes_bytes(function: Callable[[Any], Any]) -> bool:
    """Whether an extractor takes a page as bytes: its first parameter is annotated so, or it raises on a small page as str and not on one as bytes."""
    with suppress(TypeError, ValueError):
        annotation = str(next(iter(inspect.signature(function).parameters.values())).annotation)
        if "bytes" in annotation or "str" in annotation:
            return "bytes" in annotation
    page = "<!doctype html><html lang='ar'><head><title>-</title></head><body><p>-</p></body></html>"
    for probe in (page, page.encode()):
        with suppress(Exception):
            function(probe)
            return isinstance(probe, bytes)
    return False
