"""The pytest plugin: `--naqi-corpus`, `--naqi-cleaner` and `--naqi-extractor`.

It is loaded in every pytest run of whoever installed naqi, so it imports pytest alone until asked.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

_CONTRACTS = pytest.StashKey[Any]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("naqi", "naqi")
    what = "draw the prose of naqi.testing's strategies from these clean articles: anything that `naqi check` reads"
    group.addoption("--naqi-corpus", metavar="PATH", default=None, help=what)
    group.addoption("--naqi-cleaner", metavar="MODULE:FUNCTION", default=None, help="also test that a function, text to text, keeps the contract of cleaners")
    group.addoption(
        "--naqi-extractor", metavar="MODULE:FUNCTION", default=None, help="also test that a function, HTML to text, keeps the contract of extractors"
    )
    group.addoption(
        "--naqi-skip",
        metavar="PROPERTY",
        action="append",
        default=[],
        help="a property of the contract that is not meant to hold; repeatable, or several with commas",
    )
    what = "a kind of corruption that the cleaner undoes or module:function that makes its repairs and removes nothing"
    group.addoption("--naqi-repairs", metavar="KIND", action="append", default=[], help=what)


def pytest_configure(config: pytest.Config) -> None:
    """Read the corpus, and import what is to be tested, if they were given."""
    path = config.getoption("--naqi-corpus")
    skip, repairs = ([name for given in config.getoption(option) for name in given.split(",")] for option in ("--naqi-skip", "--naqi-repairs"))
    asked = (config.getoption("--naqi-cleaner"), config.getoption("--naqi-extractor"), skip, repairs)
    try:
        if path is not None:
            from naqi.testing.sample import CorpusError, use_corpus  # noqa: PLC0415  # nothing is imported until an option is given

            try:
                use_corpus(Path(path))
            except CorpusError as error:
                raise pytest.UsageError(f"--naqi-corpus {error}") from error
        if any(asked):
            from naqi.testing.contract.items import Contracts  # noqa: PLC0415
            from naqi.testing.contract.model import ContractError  # noqa: PLC0415

            # As `python -m pytest` does, behind all else: a function beside the tests is found without being installed.
            sys.path.append(str(config.invocation_params.dir))
            try:
                config.stash[_CONTRACTS] = Contracts(*asked)
            except ContractError as error:
                raise pytest.UsageError(str(error)) from error
    except ModuleNotFoundError as error:
        raise pytest.UsageError(str(error)) from error


# First: other plugins then select from all tests, by -k or at random.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the tests of the contracts."""
    contracts = config.stash.get(_CONTRACTS, None)
    if contracts is not None:
        items += contracts.items(session)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Forget the corpus: another run in the same process has its own."""
    if config.getoption("--naqi-corpus") is not None:
        from naqi.testing.sample import use_sample  # noqa: PLC0415

        use_sample()
