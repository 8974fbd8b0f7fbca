"""A property of the contract, what is tested for it, and how it is broken."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from hypothesis import strategies as st

from naqi.corruptions.kinds import KINDS
from naqi.testing.contract.evidence import told_by_wording
from naqi.testing.contract.limits import TooLongError, limited
from naqi.testing.furniture import Furniture

# So long no text of the contract takes, however slow what cleans it.
_SECONDS: Final = 60


class ContractError(ValueError):
    """What was asked of a contract cannot be; the message says what was given and what is allowed, in one line."""


class UnusableError(Exception):
    """The function raised, or gave no string. That is for `never-raises` to say; other properties have nothing to look at then."""


class BrokenError(AssertionError):
    """A property does not hold for an input.

    given: what the function was called with, as text. expected, got: what its answer should have been and was, where there is one to show.
    note: what is wrong with it, in a sentence.
    """

    def __init__(self, note: str, given: str, expected: str | None = None, got: str | None = None) -> None:
        super().__init__(note)
        self.note = note
        self.given = given
        self.expected = expected
        self.got = got


class HungError(BrokenError):
    """The function gave no answer in time. It is asked no more."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """What a cleaner may write that does not stand in its input.

    kinds: of `naqi.corruptions.kinds.KINDS`, which it undoes. function: text → text that makes the cleaner's repairs and removes nothing.
    """

    kinds: tuple[str, ...] = ()
    function: Callable[[str], str] | None = None

    @classmethod
    def of(cls, declared: Iterable[str] | Callable[[str], str]) -> Repairs:
        """From names of kinds, or a function. Raises ContractError for an unknown name."""
        if callable(declared):
            return cls(function=declared)
        return cls(kinds=known([declared] if isinstance(declared, str) else declared, [kind.name for kind in KINDS], "kind of repair"))


@dataclass(frozen=True, slots=True)
class Subject:
    """What is under test. function: a cleaner, text → text, or an extractor, HTML → text. furniture: what must be removed of a text or page."""

    function: Callable[[Any], Any]
    repairs: Repairs = field(default_factory=Repairs)
    furniture: Callable[[], st.SearchStrategy[Furniture]] = told_by_wording

    _hung: list[HungError] = field(default_factory=list, repr=False, compare=False)

    def __call__(self, given: Any) -> str:
        """The function's answer. Raises UnusableError where it has none, and HungError where it takes longer than a minute, from then on at once."""
        if self._hung:
            raise self._hung[0]
        try:
            with limited(_SECONDS):
                answer = self.function(given)
        except TooLongError as error:
            self._hung.append(HungError(f"it gave no answer in {_SECONDS} s", getattr(given, "html", given)))
            raise self._hung[0] from error
        # A program's end is its answer here, and no end of the tests.
        except (Exception, SystemExit) as error:
            raise UnusableError(f"it raised {type(error).__name__}: {error}") from error
        if not isinstance(answer, str):
            raise UnusableError(f"it gave {type(answer).__name__}, no str")
        return answer


@dataclass(frozen=True, slots=True)
class Property:
    """One promise of a contract.

    name: by which it is switched off. promise: a sentence. advice: what to do where it is broken. examples: strategy of the inputs, made when the test
    runs. check: raises BrokenError, or UnusableError. fixed: inputs that are tried first, each time; they are not shrunk, so `examples` holds their parts.
    """

    name: str
    promise: str
    advice: str
    check: Callable[[Subject, Any], None]
    examples: Callable[[Subject], st.SearchStrategy[Any]] | None = None
    fixed: Callable[[], Sequence[Any]] | None = None


def known(names: Iterable[str], allowed: Sequence[str], what: str) -> tuple[str, ...]:
    """The names, each once, in the order of `allowed`. Raises ContractError for one that is not allowed, with the nearest that is."""
    given = list(names)
    for name in given:
        if name not in allowed:
            near = difflib.get_close_matches(name, allowed, 1, 0.5)
            raise ContractError(f"unknown {what} {name!r}: " + (f"did you mean {near[0]}?" if near else f"there are {', '.join(allowed)}"))
    return tuple(name for name in allowed if name in given)
