"""Pages given to an extractor in the type that it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from naqi.testing.contract.extractors import Served
from naqi.testing.contract.targets import takes_bytes


def extractor(function: Callable[[Any], Any]) -> Callable[[Served], Any]:
    """The function on pages: as bytes or as str, as its first parameter is annotated; without an annotation, as the one (str first) that does not raise."""
    if takes_bytes(function):
        return lambda page: function(page.html.encode(page.encoding, "replace"))
    return lambda page: function(page.html)
