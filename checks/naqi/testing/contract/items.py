"""The contracts as tests of a pytest run that was given a function by name."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import pytest

from naqi.testing.contract.cleaners import CLEANER_PROPERTIES
from naqi.testing.contract.extractors import EXTRACTOR_PROPERTIES
from naqi.testing.contract.model import ContractError, Property, Repairs, Subject, known
from naqi.testing.contract.running import run
from naqi.testing.contract.serving import extractor
from naqi.testing.contract.targets import load


class _ContractFailureError(Exception):
    """A property that does not hold; its text is all there is to say."""


class ContractItem(pytest.Item):
    """A test: one property of one function."""

    def __init__(self, *, target: str, prop: Property, subject: Subject, **options: Any) -> None:
        super().__init__(**options)
        self._target = target
        self._property = prop
        self._subject = subject

    def runtest(self) -> None:
        failure = run(self._property, self._subject)
        if failure is not None:
            raise _ContractFailureError(failure.message(self._target, f"--naqi-skip {self._property.name}"))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return str(excinfo.value) if isinstance(excinfo.value, _ContractFailureError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        return self.path, None, self.name


class Contracts:
    """What the options ask for. Raises ContractError where they cannot be met."""

    def __init__(self, cleaner: str | None, extract: str | None, skip: Sequence[str], repairs: Sequence[str]) -> None:
        if cleaner is None and extract is None:
            raise ContractError("--naqi-skip and --naqi-repairs need --naqi-cleaner or --naqi-extractor")
        if repairs and cleaner is None:
            raise ContractError("--naqi-repairs is about cleaners: give --naqi-cleaner")
        self._asked: list[tuple[str, str, Subject, Sequence[Property]]] = []
        if cleaner is not None:
            functions = [name for name in repairs if ":" in name]
            if functions and len(repairs) > 1:
                raise ContractError("--naqi-repairs takes kinds, or one function")
            declared = Repairs.of(load(functions[0]) if functions else repairs)
            self._asked.append(("naqi-cleaner", cleaner, Subject(load(cleaner), declared), CLEANER_PROPERTIES))
        if extract is not None:
            self._asked.append(("naqi-extractor", extract, Subject(extractor(load(extract))), EXTRACTOR_PROPERTIES))
        names = dict.fromkeys(prop.name for *_, properties in self._asked for prop in properties)
        self._skipped = known(skip, list(names), "property")
        for kind, _, _, properties in self._asked:
            if all(prop.name in self._skipped for prop in properties):
                raise ContractError(f"--naqi-skip leaves no property of --{kind}")

    def items(self, session: pytest.Session) -> list[pytest.Item]:
        """A test for each property that is not skipped."""
        return [
            ContractItem.from_parent(
                session, name=f"{kind}[{target}]::{prop.name}", nodeid=f"{kind}[{target}]::{prop.name}", target=target, prop=prop, subject=subject
            )
            for kind, target, subject, properties in self._asked
            for prop in properties
            if prop.name not in self._skipped
        ]
