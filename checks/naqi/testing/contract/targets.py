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
    return function


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
