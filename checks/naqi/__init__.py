r"""naqi: make sure that Arabic news text is clean.

>>> import naqi
>>> [finding.rule for finding in naqi.check("انتهت المباراة بالتعادل.\n\nاترك تعليقاً")]
['BP501']
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from naqi.checker import Checker, Finding
    from naqi.rules.model import Severity

__version__ = "0.1.0"
__all__ = ["Checker", "Finding", "Severity", "__version__", "check"]

# Imported when first asked for: the pytest plugin lives in this package, and is loaded in runs that need nothing of it.
_LAZY: Final = {"Checker": "naqi.checker", "Finding": "naqi.checker", "Severity": "naqi.rules.model"}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'naqi' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)


@cache
def _default_checker() -> Checker:
    from naqi.checker import Checker  # noqa: PLC0415  # see _LAZY

    return Checker()


def check(text: str | None) -> list[Finding]:
    """Check one text with the rules that are on by default.

    Args:
        text: one document; `None` is a null and gives finding TX001.

    Returns:
        Findings in order of start; offsets are code points of `text`. An empty list means clean.
    """
    return _default_checker().check(text)
