"""Whether a function's cost is linear in the length of what it is given: counted in lines run, and as a ratio of times where the work is not Python's."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

# Lengths in code points. Four times the length makes linear cost four-fold, quadratic cost sixteen-fold.
_LENGTHS: Final = (1_000, 4_000)
_MOST: Final = 7.0
# Caches, compiled patterns and first imports: lines that do not come with length.
_ALLOWANCE: Final = 500
# Times vary where lines do not: repeated, the least of them counts, and only what is far from linear is told from noise.
_TIMED: Final = (2_000, 8_000, 32_000)
_MOST_TIMES: Final = 9.0
_MOST_TIMES_LONG: Final = 100.0
_REPEATS: Final = 4
# A time shorter than this is the clock's as much as the function's; such lengths are not compared.
_MEASURABLE: Final = 0.005


def _lines(function: Callable[[Any], object], given: Any) -> int:
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(given)
    finally:
        sys.settrace(before)
    return count


def _seconds(function: Callable[[Any], object], given: Any) -> float:
    # Of this process alone: what else the machine does is not counted, nor is the collection of what others left.
    collected = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        function(given)
        return time.process_time() - start
    finally:
        if collected:
            gc.enable()


def growth(function: Callable[[Any], object], grown: Callable[[int], Any]) -> str | None:
    """What is wrong with the growth of a function's cost, in a sentence, or None.

    grown: an input of about so many code points. Lines of Python are counted; then times of lengths four-fold apart are compared, as long as the
    shorter takes long enough to be told from noise. No limit is put on a time. No input is given twice: a function may remember its answers.
    """
    function(grown(_LENGTHS[0] // 2))
    short, long = (_lines(function, grown(length)) for length in _LENGTHS)
    if long > _MOST * short + _ALLOWANCE:
        few, many = _LENGTHS
        return f"{few:,} characters took {short:,} lines of Python, {many:,} took {long:,}: {long / max(short, 1):.0f} times as many for 4 times the length"
    for length in _TIMED:
        if _seconds(function, grown(length)) >= _MEASURABLE:
            # Longer ones would say the same, and cost four times as much.
            return _timed(function, grown, length)
    return None


def _timed(function: Callable[[Any], object], grown: Callable[[int], Any], length: int) -> str | None:
    """The same of a length and four times that. Both are taken in turns, so that they meet the same machine, and the least of each counts."""
    before = now = float("inf")
    for turn in range(1, _REPEATS + 1):
        before = min(before, _seconds(function, grown(length + turn)))
        now = min(now, _seconds(function, grown(4 * length + turn)))
        if now <= _MOST_TIMES * before:
            return None
    # Cores that are shared run at half their speed for a while; over sixteen times the length that is far from what squares.
    if _seconds(function, grown(16 * length)) <= _MOST_TIMES_LONG * before:
        return None
    # The bound, not the ratio measured: that would be another one each time.
    return f"{4 * length:,} characters took more than {_MOST_TIMES:.0f} times as long as {length:,}, which is 4 times the length"
