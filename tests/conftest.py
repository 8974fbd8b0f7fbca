"""Settings that all tests share. Where a new test goes: README.md beside this file."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

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

# Programs, not tests: see README.md beside this file.
collect_ignore = ["fuzz", "mutation"]

ROOT = Path(__file__).parent.parent

# What marked tests need of the system: the program, and the Debian package that brings it.
_PARTS = {"spark": ("java", "openjdk-17-jre-headless"), "browser": ("chromium", "chromium"), "node": ("node", "nodejs")}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose part of the system is missing; fail it where NAQI_REQUIRE names that part."""
    for marker, (program, package) in _PARTS.items():
        if item.get_closest_marker(marker) is not None and shutil.which(program) is None:
            advice = f"{program} is not here: apt-get install -y --no-install-recommends {package}"
            if program in os.environ.get("NAQI_REQUIRE", "").split(","):
                pytest.fail(f"{advice} (NAQI_REQUIRE asks for it)")
            pytest.skip(advice)


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


@pytest.fixture(scope="session")
def look(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Any]:
    """Open a page in chromium and say what an expression of JavaScript is there. For tests marked `browser`."""

    def see(page: Path, expression: str) -> Any:
        folder = tmp_path_factory.mktemp("browser")
        html = page.read_text("utf-8")
        # The page's own policy must not keep the question from being asked; what it holds back is asked for by other tests.
        html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
        answer = f"document.body.innerHTML = JSON.stringify({expression}).replaceAll('<', '&lt;')"
        asked = f"<script>addEventListener('load', () => {{ {answer} }})</script>"
        (folder / "page.html").write_text(html.replace("</body>", f"{asked}</body>"), "utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", f"--user-data-dir={folder}", "--dump-dom"]
        done = subprocess.run([*command, (folder / "page.html").as_uri()], capture_output=True, text=True, check=True, timeout=120)
        return json.loads(unescape(done.stdout.rpartition("<body")[2].partition(">")[2].partition("</body>")[0]))

    return see
