"""Run one property, and say in words how it is broken."""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import Flaky, Unsatisfiable

from naqi.report.visible import visible
from naqi.testing.contract.model import BrokenError, Property, Subject, UnusableError

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
        parts = [f"{name} breaks {self.property.name}: {self.property.promise}", f"  {visible(broken.note)}.", f"  given ({len(broken.given):,} characters):"]
        parts += _quoted(broken.given)
        if broken.expected is not None and broken.got is not None:
            parts += ["  expected (-), got (+):", *_difference(broken.expected, broken.got)]
        elif broken.got is not None:
            parts += ["  got:", *_quoted(broken.got)]
        parts.append(f"  What to do: {self.property.advice} Where it is not meant to hold: {switch}")
        return "\n".join(parts)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} \N{HORIZONTAL ELLIPSIS} {text[-_LONGEST // 2 :]}"


def _rows(text: str) -> list[str]:
    return [visible(row) for row in _cut(text).split("\n")]


def _quoted(text: str) -> list[str]:
    return [f"    | {row}" for row in _rows(text)]


def _difference(expected: str, got: str) -> list[str]:
    rows = list(difflib.unified_diff(_rows(expected), _rows(got), n=1, lineterm=""))[2:]
    at = next((at for at, (one, other) in enumerate(zip(expected, got, strict=False)) if one != other), min(len(expected), len(got)))
    return [*(f"    {row}" for row in rows if not row.startswith("@@")), f"    first difference at {at}: {_named(expected, at)}, got {_named(got, at)}"]


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

    def __init__(self, prop: Property, subject: Subject) -> None:
        self._property = prop
        self._subject = subject
        self._failing: set[str] = set()
        self._left = _MOST_SHRINKS
        self.smallest: BrokenError | None = None
        self.usable = False
        self.unusable = ""

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
            self.unusable = str(error)
            return
        except BrokenError as broken:
            self._failing.add(key or repr(example))
            if self.smallest is None or len(broken.given) <= len(self.smallest.given):
                self.smallest = broken
            raise
        self.usable = True


def run(prop: Property, subject: Subject, *, max_examples: int | None = None, derandomize: bool | None = None) -> Failure | None:
    """Test a property, and shrink the input that breaks it; None where nothing did.

    max_examples, derandomize: as in Hypothesis; by default those of the profile in use. A function that gives no string for any input breaks every property.
    """
    attempt = _Attempt(prop, subject)
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
    if broken is None and not attempt.usable and attempt.unusable:
        broken = BrokenError(f"no input gave a text to look at: {attempt.unusable}", "")
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
