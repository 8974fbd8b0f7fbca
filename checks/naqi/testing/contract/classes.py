"""The contracts as classes of tests to subclass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar
from unittest import SkipTest

from hypothesis import strategies as st

from naqi.testing.contract.cleaners import CLEANER_PROPERTIES
from naqi.testing.contract.extractors import EXTRACTOR_PROPERTIES
from naqi.testing.contract.model import Property, Repairs, Subject, known
from naqi.testing.contract.running import run
from naqi.testing.contract.serving import extractor
from naqi.testing.furniture import Furniture


def _keep(prop: Property, subject: Subject, owner: type, skip: Iterable[str]) -> None:
    __tracebackhide__ = True
    if prop.name in skip:
        raise SkipTest(f"{owner.__name__}.skip names {prop.name}")
    failure = run(prop, subject)
    if failure is not None:
        raise AssertionError(failure.message(owner.__name__, f'skip = {{"{prop.name}"}} in {owner.__name__}')) from None


class CleanerContract:
    """The contract of a cleaner, text → text. Subclass it in a test, with a method `clean`; pytest finds its eleven tests.

    skip: names of properties that are not meant to hold. repairs: what the cleaner writes that does not stand in its input: names of
    `naqi.corruptions.kinds.KINDS` that it undoes, or a function, text → text, that makes its repairs and removes nothing. furniture: strategy of what it
    must remove; by default all that is told by its own words.

    Raises ContractError, when the class is made, for an unknown name.
    """

    skip: ClassVar[Iterable[str]] = ()
    # Any: a type checker takes a function here for a method.
    repairs: ClassVar[Any] = ()
    furniture: ClassVar[st.SearchStrategy[Furniture] | None] = None

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        known(cls.skip, [prop.name for prop in CLEANER_PROPERTIES], "property")
        # A function as a class attribute would be a method.
        declared = cls.__dict__.get("repairs", ())
        if callable(declared):
            cls.repairs = staticmethod(declared)
        Repairs.of(cls.repairs)

    def clean(self, text: str) -> str:
        """The cleaner under test."""
        raise NotImplementedError("define clean(self, text): it gives what your cleaner makes of the text")

    def _holds(self, name: str) -> None:
        __tracebackhide__ = True
        prop = next(prop for prop in CLEANER_PROPERTIES if prop.name == name)
        subject = Subject(self.clean, Repairs.of(self.repairs))
        own = self.furniture
        if own is not None:
            subject = Subject(self.clean, subject.repairs, lambda: own)
        _keep(prop, subject, type(self), self.skip)


class ExtractorContract:
    """The contract of an extractor, HTML → text. Subclass it in a test, with a method `extract`, whose `html` is annotated `str` or `bytes`.

    skip, furniture: as of `CleanerContract`. Raises ContractError, when the class is made, for an unknown name.
    """

    skip: ClassVar[Iterable[str]] = ()
    furniture: ClassVar[st.SearchStrategy[Furniture] | None] = None

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        known(cls.skip, [prop.name for prop in EXTRACTOR_PROPERTIES], "property")

    def extract(self, html: Any) -> str:
        """The extractor under test."""
        raise NotImplementedError("define extract(self, html: str) or (self, html: bytes): it gives what your extractor makes of the page")

    def _holds(self, name: str) -> None:
        __tracebackhide__ = True
        prop = next(prop for prop in EXTRACTOR_PROPERTIES if prop.name == name)
        function = extractor(self.extract)
        own = self.furniture
        subject = Subject(function) if own is None else Subject(function, furniture=lambda: own)
        _keep(prop, subject, type(self), self.skip)


def _test_of(prop: Property) -> Callable[[Any], None]:
    def test(self: Any) -> None:
        __tracebackhide__ = True
        self._holds(prop.name)

    test.__name__ = f"test_{prop.name.replace('-', '_')}"
    test.__doc__ = prop.promise
    return test


for _contract, _properties in ((CleanerContract, CLEANER_PROPERTIES), (ExtractorContract, EXTRACTOR_PROPERTIES)):
    for _property in _properties:
        _test = _test_of(_property)
        setattr(_contract, _test.__name__, _test)
