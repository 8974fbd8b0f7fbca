"""Whether a function's cost is linear in the length of what it is given: counted in lines run, and as a ratio of times where the work is not Python's."""

from __future__ import annotations

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
_TIMED: Final = (2_000, 8_000, 32_000, 128_000)
_MOST_TIMES: Final = 9.0
_REPEATS: Final = 3
# A time shorter than this is the clock's and the scheduler's as much as the function's; such lengths are not compared.
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
    best = float("inf")
    for _ in range(_REPEATS):
        start = time.perf_counter()
        function(given)
        best = min(best, time.perf_counter() - start)
    return best


def growth(function: Callable[[Any], object], grown: Callable[[int], Any]) -> str | None:
    """What is wrong with the growth of a function's cost, in a sentence, or None.

    grown: an input of about so many code points. Lines of Python are counted; then times of lengths four-fold apart are compared, as long as the
    shorter takes long enough to be told from noise. No limit is put on a time.
    """
    function(grown(_LENGTHS[0]))
    short, long = (_lines(function, grown(length)) for length in _LENGTHS)
    if long > _MOST * short + _ALLOWANCE:
        few, many = _LENGTHS
        return f"{few:,} characters took {short:,} lines of Python, {many:,} took {long:,}: {long / max(short, 1):.0f} times as many for 4 times the length"
    before = _seconds(function, grown(_TIMED[0]))
    for length in _TIMED[1:]:
        now = _seconds(function, grown(length))
        if before >= _MEASURABLE:
            # Once more: a machine that was busy for a while is not the function's fault.
            if now > _MOST_TIMES * before:
                before, now = min(before, _seconds(function, grown(length // 4))), min(now, _seconds(function, grown(length)))
            if now > _MOST_TIMES * before:
                return f"{length:,} characters took {now / before:.0f} times as long as {length // 4:,}, which is 4 times the length"
            # Longer ones would say the same, and cost four times as much.
            return None
        before = now
    return None
