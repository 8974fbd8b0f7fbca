"""Settings that all tests share. Where a new test goes: README.md beside this file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# One place for all Hypothesis settings. dev: quick. ci: reproducible. thorough: for `make thorough`.
_SLOW_START = [HealthCheck.too_slow]
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=_SLOW_START)
settings.register_profile("ci", max_examples=150, deadline=None, derandomize=True, print_blob=True, suppress_health_check=_SLOW_START)
settings.register_profile("thorough", max_examples=5000, deadline=None, suppress_health_check=_SLOW_START)
settings.load_profile(os.environ.get("NAQI_HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))

# Great Expectations would report its use to its makers.
os.environ["GX_ANALYTICS_ENABLED"] = "False"

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def exemplar(root: Path) -> Path:
    """The exemplar of dirt, which lies beside the checkout where the project is developed."""
    path = root.parent / "shared" / "seed" / "wire-scrape.txt"
    if not path.is_file():
        pytest.skip("the exemplar ../shared/seed/wire-scrape.txt is not here")
    return path


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Real texts to measure on."""
    name = os.environ.get("NAQI_REAL_DATA")
    if not name:
        pytest.skip("NAQI_REAL_DATA is not set: no real texts to measure on")
    return Path(name)
