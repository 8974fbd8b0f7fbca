"""`pytest --naqi-cleaner` and `--naqi-extractor`, in a project of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_MODULE = """
number = 1

def identity(text):
    return text

def nothing(text):
    return None

def page(html: str) -> str:
    return html

async def later(text):
    return text

def pieces(text):
    yield text

def two(text, language):
    return text
"""
_QUICK = ("--naqi-skip=never-raises,linear-cost,removes-what-the-gate-finds,nfc-nfd,neighbours,never-invents,keeps-order,idempotent",)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.py").write_text(_MODULE, "utf-8")
    (tmp_path / "broken.py").write_text("raise RuntimeError('not today')\n", "utf-8")
    (tmp_path / "conftest.py").write_text(
        "from hypothesis import settings\nsettings.register_profile('quick', max_examples=10, derandomize=True)\nsettings.load_profile('quick')\n", "utf-8"
    )
    return tmp_path


def _pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("COV_", "PYTEST"))}
    command = [str(Path(sys.executable).with_name("pytest")), "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_property_that_fails_is_told_in_words_without_a_traceback(folder: Path) -> None:
    done = _pytest(folder, "-q", "-W", "error", "--naqi-cleaner", "mine:identity", *_QUICK)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    assert "1 failed, 2 passed" in done.stdout
    assert "mine:identity breaks removes-injected: " in done.stdout
    assert "--naqi-skip removes-injected" in done.stdout
    assert "Traceback" not in done.stdout


def test_tests_of_the_contract_stand_beside_those_of_the_project_and_are_selected_like_them(folder: Path) -> None:
    (folder / "test_own.py").write_text("def test_own_deterministic():\n    pass\n", "utf-8")
    done = _pytest(folder, "-q", "--naqi-cleaner", "mine:identity", "-k", "deterministic")
    assert done.returncode == pytest.ExitCode.OK, done.stdout + done.stderr
    assert "2 passed, 10 deselected" in done.stdout


def test_it_is_spread_over_processes(folder: Path) -> None:
    done = _pytest(folder, "-q", "-n", "2", "--naqi-cleaner", "mine:identity", "-k", "deterministic or identity-on-clean")
    assert done.returncode == pytest.ExitCode.OK, done.stdout + done.stderr


def test_an_extractor_has_its_own_contract_and_both_may_be_given(folder: Path) -> None:
    done = _pytest(folder, "-q", "--naqi-extractor", "mine:page", "--naqi-cleaner", "mine:identity", "-k", "no-markup or identity-on-clean")
    assert "mine:page breaks no-markup" in done.stdout, done.stdout + done.stderr
    assert "1 failed, 1 passed" in done.stdout


def test_prose_may_come_from_a_corpus(folder: Path) -> None:
    (folder / "own.txt").write_text("عنوان من عندي\n\nوصل الوفد صباح الأحد إلى المدينة القديمة.\n", "utf-8")
    done = _pytest(folder, "-q", "--naqi-corpus", "own.txt", "--naqi-cleaner", "mine:identity", "-k", "identity-on-clean")
    assert done.returncode == pytest.ExitCode.OK, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--naqi-cleaner", "mine"], "'mine' is not of the form module:function"),
        (["--naqi-cleaner", "none_such:clean"], "there is no module 'none_such'"),
        (["--naqi-cleaner", "mine:none"], "mine:none: mine has no 'none'"),
        (["--naqi-cleaner", "mine:number"], "cannot be called, it is of type int"),
        (["--naqi-cleaner", "mine:later"], "mine:later: is async, so its answer has to be awaited"),
        (["--naqi-cleaner", "mine:pieces"], "mine:pieces: is a generator"),
        (["--naqi-extractor", "mine:two"], "mine:two: cannot be called with one text, it takes (text, language)"),
        (["--naqi-extractor", "broken:extract"], "importing broken failed: RuntimeError: not today"),
        (["--naqi-cleaner", "mine:identity", "--naqi-skip", "idempotant"], "unknown property 'idempotant': did you mean idempotent?"),
        (["--naqi-cleaner", "mine:identity", "--naqi-repairs", "mojibake-of-mine"], "unknown kind of repair 'mojibake-of-mine'"),
        (["--naqi-skip", "idempotent"], "need --naqi-cleaner or --naqi-extractor"),
        (["--naqi-extractor", "mine:page", "--naqi-repairs", "tatweel"], "give --naqi-cleaner"),
    ],
)
def test_what_cannot_be_done_is_a_line_and_a_usage_error(folder: Path, options: list[str], message: str) -> None:
    done = _pytest(folder, *options)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR, done.stdout
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_contract_without_a_property_is_refused(folder: Path) -> None:
    done = _pytest(folder, "--naqi-cleaner", "mine:identity", *_QUICK, "--naqi-skip=deterministic,identity-on-clean,removes-injected")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "leaves no property of --naqi-cleaner" in done.stderr
