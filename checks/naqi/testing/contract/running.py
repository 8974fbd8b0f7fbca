"""Run one property, and say in words how it is broken."""

from __future__ import annotations

import difflib
import traceback
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import Flaky, Unsatisfiable

from naqi.report.visible import visible
from naqi.testing.contract.limits import TooLongError
from naqi.testing.contract.model import BrokenError, HungError, Property, Subject, UnusableError

# So many inputs are tried to make a failing one smaller.
_MOST_SHRINKS: Final = 400
_LONGEST: Final = 1200


@dataclass(frozen=True, slots=True)
class Failure:
    """A property that a function does not keep, and the smallest input found for which it does not."""

    property: Property
    broken: BrokenError

    def message(self, name: str, switch: str) -> str:
        """What failed, for whom, with the input and a short diff, invisible characters shown, and what to do. switch: how this property is switched off."""
        broken = self.broken
        parts = [f"{name} breaks {self.property.name}: {self.property.promise}", *(f"  {line}" for line in example(broken))]
        parts += [f"  at {place}" for place in _place(broken)]
        if broken.expected is not None and broken.got is not None:
            parts.append(f"    {_where(broken.expected, broken.got)}")
        parts.append(f"  What to do: {self.property.advice} Where it is not meant to hold: {switch}")
        return "\n".join(parts)


def _place(broken: BrokenError) -> Iterator[str]:
    """Where the function raised, if that is how it broke the property: the innermost line of it."""
    cause = broken.__cause__
    raised = cause.__cause__ if isinstance(cause, UnusableError) else cause if isinstance(cause, TooLongError) else None
    if raised is not None:
        # The limit's own line says nothing.
        frames = [frame for frame in traceback.extract_tb(raised.__traceback__) if Path(frame.filename).parent != Path(__file__).parent]
        if frames:
            yield f"{frames[-1].filename}, line {frames[-1].lineno}: {frames[-1].line}"


def example(broken: BrokenError, *, longest: int = _LONGEST) -> list[str]:
    """How a property is broken, a line each: the note, the input, and the answer or its difference from what was expected; invisible characters shown.

    longest: of a text, in code points; the middle of a longer one is left out.
    """
    parts = [f"{visible(broken.note)}.", f"given ({len(broken.given):,} characters):", *_quoted(broken.given, longest)]
    if broken.expected is not None and broken.got is not None:
        rows = list(difflib.unified_diff(_rows(broken.expected, longest), _rows(broken.got, longest), n=1, lineterm=""))[2:]
        parts += ["expected (-), got (+):", *(f"  {row}" for row in rows if not row.startswith("@@"))]
    elif broken.got is not None:
        parts += ["got:", *_quoted(broken.got, longest)]
    return parts


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest // 2]} \N{HORIZONTAL ELLIPSIS} {text[-longest // 2 :]}"


def _rows(text: str, longest: int) -> list[str]:
    return [visible(row) for row in _cut(text, longest).split("\n")]


def _quoted(text: str, longest: int) -> list[str]:
    return [f"  | {row}" for row in _rows(text, longest)]


def first_difference(one: str, other: str) -> int:
    """The place of the first character in which two texts differ; the length of both where they do not."""
    return next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), min(len(one), len(other)))


def _where(expected: str, got: str) -> str:
    at = first_difference(expected, got)
    return f"first difference at {at}: {_named(expected, at)}, got {_named(got, at)}"


def _named(text: str, at: int) -> str:
    if at >= len(text):
        return "the end"
    return f"U+{ord(text[at]):04X} {unicodedata.name(text[at], '')}".rstrip()


class _Drawn:
    """An input without its text: Hypothesis writes out what it draws, and warns where that is a whole page."""

    def __init__(self, example: Any) -> None:
        self.example = example

    def __repr__(self) -> str:
        return "an input"


class _Attempt:
    """A property's check as a test, which stops making a failing input smaller after a while."""

    def __init__(self, prop: Property, subject: Subject, most_shrinks: int) -> None:
        self._property = prop
        self._subject = subject
        self._failing: set[str] = set()
        self._left = most_shrinks
        self.smallest: BrokenError | None = None
        self.usable = False
        self.unusable: UnusableError | None = None

    def __call__(self, example: Any) -> None:
        key = ""
        if self.smallest is not None:
            key = repr(example)
            self._left -= 1
            # Hypothesis comes back to what failed before it reports it: that must fail again.
            if self._left < 0 and key not in self._failing:
                return
        try:
            self._property.check(self._subject, example)
        except UnusableError as error:
            self.unusable = error
            return
        except BrokenError as broken:
            self._failing.add(key or repr(example))
            if isinstance(broken, HungError):
                self._left = 0
            if self.smallest is None or len(broken.given) <= len(self.smallest.given):
                self.smallest = broken
            raise
        self.usable = True


def run(
    prop: Property, subject: Subject, *, max_examples: int | None = None, derandomize: bool | None = None, most_shrinks: int = _MOST_SHRINKS
) -> Failure | None:
    """Test a property, and shrink the input that breaks it; None where nothing did.

    max_examples, derandomize: as in Hypothesis; by default those of the profile in use. most_shrinks: how many inputs are tried to make a failing one
    smaller. A function that gives no string for any input breaks every property.
    """
    attempt = _Attempt(prop, subject, most_shrinks)
    broken: BrokenError | None = None
    for example in prop.fixed() if prop.fixed is not None else ():
        try:
            attempt(example)
        except BrokenError as error:
            broken = error
            break
    drawn = None
    if prop.examples is not None:
        drawn = _draw(attempt, prop.examples(subject), max_examples, derandomize)
    broken = drawn or broken
    if broken is None and not attempt.usable and attempt.unusable is not None:
        broken = BrokenError(f"no input gave a text to look at: {attempt.unusable}", "")
        broken.__cause__ = attempt.unusable
        prop = replace(prop, advice="Let it give a string first, as never-raises asks.")
    if isinstance(broken, HungError):
        prop = replace(prop, advice="Find what it waits for, or why it goes on.")
    return None if broken is None else Failure(prop, broken)


def _draw(attempt: _Attempt, strategy: Any, max_examples: int | None, derandomize: bool | None) -> BrokenError | None:
    profile = settings.default
    assert profile is not None
    chosen = settings(
        profile,
        max_examples=profile.max_examples if max_examples is None else max_examples,
        derandomize=profile.derandomize if derandomize is None else derandomize,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        report_multiple_bugs=False,
        print_blob=False,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )

    @chosen
    @given(strategy.map(_Drawn))
    def test(drawn: _Drawn) -> None:
        attempt(drawn.example)

    try:
        test()
    except BrokenError as error:
        return error
    except (Flaky, Unsatisfiable):
        # It failed once and not again: what failed is shown all the same.
        return attempt.smallest
    return None
