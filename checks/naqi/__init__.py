r"""naqi: make sure that Arabic news text is clean.

>>> import naqi
>>> [finding.rule for finding in naqi.check("انتهت المباراة بالتعادل.\n\nاترك تعليقاً")]
['BP501']
>>> naqi.clean("انتهت المباراة بالتعادل.\n\nاترك تعليقاً")
'انتهت المباراة بالتعادل.'
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from naqi.checker import Checker, Finding
    from naqi.fixing import Edit, Fixed, Fixer
    from naqi.rules.model import Rule, Severity

__version__ = "0.1.0"
__all__ = ["Checker", "Edit", "Finding", "Fixed", "Severity", "__version__", "check", "clean", "fix"]

# Imported when first asked for: the pytest plugin lives in this package, and is loaded in runs that need nothing of it.
_LAZY: Final = {
    "Checker": "naqi.checker",
    "Edit": "naqi.fixing",
    "Finding": "naqi.checker",
    "Fixed": "naqi.fixing",
    "Severity": "naqi.rules.model",
}


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


@cache
def _fixer(rules: tuple[Rule, ...] | None, unsafe: bool) -> Fixer:
    from naqi.fixing import Fixer  # noqa: PLC0415  # see _LAZY

    return Fixer(rules, unsafe=unsafe)


def fix(text: str | None, rules: Sequence[Rule] | None = None, *, unsafe: bool = False) -> Fixed:
    """Take boilerplate out of one text and mend its encoding; nothing else is touched.

    Args:
        text: one document; a null stays one.
        rules: those to apply (`naqi.rules.registry.select`); by default all that are on by default.
        unsafe: also make edits that may touch what is the author's, such as letters of another keyboard.

    Returns:
        The text, the edits that make it of `text`, and the findings that are left. Fixing its text again changes nothing.

    Raises:
        ValueError: `rules` holds no rule for a single text.
    """
    return _fixer(None if rules is None else tuple(rules), unsafe).fix(text)


def clean(text: str) -> str:
    """The text that `fix` makes of a text."""
    return str(fix(text).text)
