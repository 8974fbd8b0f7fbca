r"""naqi: make sure that Arabic news text is clean.

>>> import naqi
>>> [finding.rule for finding in naqi.check("انتهت المباراة بالتعادل.\n\nاترك تعليقاً")]
['BP501']
"""

from __future__ import annotations

from functools import cache

from naqi.checker import Checker, Finding
from naqi.rules.model import Severity

__version__ = "0.1.0"
__all__ = ["Checker", "Finding", "Severity", "__version__", "check"]


@cache
def _default_checker() -> Checker:
    return Checker()


def check(text: str | None) -> list[Finding]:
    """Check one text with the rules that are on by default.

    Args:
        text: one document; `None` is a null and gives finding TX001.

    Returns:
        Findings in order of start; offsets are code points of `text`. An empty list means clean.
    """
    return _default_checker().check(text)
