"""The pytest plugin: it imports nothing until asked, then draws from the corpus that it was given."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_TEST = """
from hypothesis import given, settings
from naqi.testing import articles, sample

def test_prose_is_of_the_corpus():
    assert [article.title for article in sample.articles()] == ["عنوان من عندي"]

@settings(max_examples=20, database=None, deadline=None)
@given(articles())
def test_articles_can_be_drawn(article):
    assert article.paragraphs
"""


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("COV_", "PYTEST"))}
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def _pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _run(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "test_mine.py").write_text(_TEST, "utf-8")
    (tmp_path / "mine.txt").write_text("عنوان من عندي\n\nوصل الوفد صباح الأحد إلى المدينة القديمة.\n", "utf-8")
    return tmp_path


def test_prose_comes_from_the_corpus_that_was_given(folder: Path) -> None:
    done = _pytest(folder, "--naqi-corpus", "mine.txt")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("name", "text", "message"), [("none.txt", None, "no such file or folder"), ("blank.txt", " \n", "holds no text")])
def test_a_corpus_that_cannot_be_used_is_a_line_and_a_usage_error(folder: Path, name: str, text: str | None, message: str) -> None:
    if text is not None:
        (folder / name).write_text(text, "utf-8")
    done = _pytest(folder, "--naqi-corpus", name)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert message in done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_without_its_option_the_plugin_imports_pytest_alone(folder: Path) -> None:
    code = "import sys, pytest; before = set(sys.modules); import naqi.pytest_plugin; print(sorted(set(sys.modules) - before))"
    done = _run(folder, "-c", code)
    assert done.stdout.strip() == "['naqi', 'naqi.pytest_plugin']", done.stderr


def test_without_hypothesis_the_import_says_what_to_install(folder: Path) -> None:
    done = _run(folder, "-c", "import sys; sys.modules['hypothesis'] = None; import naqi.testing")
    assert done.stderr.strip().splitlines()[-1] == "ModuleNotFoundError: naqi.testing needs hypothesis: pip install 'naqi[testing]'"


def test_the_engine_and_the_command_line_import_no_hypothesis(folder: Path) -> None:
    done = _run(folder, "-c", "import sys, naqi, naqi.cli; naqi.check('نص'); print('hypothesis' in sys.modules, 'naqi.testing' in sys.modules)")
    assert done.stdout.strip() == "False False", done.stderr


def test_what_is_not_in_naqi_is_an_attribute_error() -> None:
    import naqi

    with pytest.raises(AttributeError, match="module 'naqi' has no attribute 'chek'"):
        naqi.chek  # noqa: B018
