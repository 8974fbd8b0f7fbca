"""The pytest plugin: `--naqi-corpus PATH`. It is loaded in every pytest run of whoever installed naqi, so it imports pytest alone until asked."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    group = parser.getgroup("naqi", "naqi")
    what = "draw the prose of naqi.testing's strategies from these clean articles: anything that `naqi check` reads"
    group.addoption("--naqi-corpus", metavar="PATH", default=None, help=what)


def pytest_configure(config: pytest.Config) -> None:
    """Read the corpus, if one was given."""
    path = config.getoption("--naqi-corpus")
    if path is None:
        return
    try:
        from naqi.testing.sample import CorpusError, use_corpus  # noqa: PLC0415  # nothing is imported until the option is given
    except ModuleNotFoundError as error:
        raise pytest.UsageError(str(error)) from error
    try:
        use_corpus(Path(path))
    except CorpusError as error:
        raise pytest.UsageError(f"--naqi-corpus {error}") from error


def pytest_unconfigure(config: pytest.Config) -> None:
    """Forget the corpus: another run in the same process has its own."""
    if config.getoption("--naqi-corpus") is not None:
        from naqi.testing.sample import use_sample  # noqa: PLC0415

        use_sample()
