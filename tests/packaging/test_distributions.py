"""What is built installs and works in an empty environment, with the dataset's data in it."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from naqi_dataset.configs import CONFIGS

pytestmark = pytest.mark.packaging

_LIMIT = 25 * 2**20


def _run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("COV_", "PYTHON"))}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def _install(folder: Path, *what: str) -> Path:
    """Install into a new, empty environment; return its folder of commands."""
    venv.create(folder, with_pip=True)
    done = _run(folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what)
    assert done.returncode == 0, done.stderr
    return folder / "bin"


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """sdist, and the wheel that is built from it, as `python -m build` does."""
    folder = tmp_path_factory.mktemp("dist")
    done = _run(sys.executable, "-m", "build", "--outdir", folder, root)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def _data_files(root: Path) -> set[str]:
    return {str(path.relative_to(root / "dataset")) for path in (root / "dataset" / "data").rglob("*.parquet")}


def test_the_wheel_made_from_the_sdist_carries_code_phrases_and_data(built: Path, root: Path) -> None:
    (wheel,) = built.glob("*.whl")
    assert wheel.stat().st_size < _LIMIT
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"naqi_dataset/{name}" for name in _data_files(root)} <= names
    assert {"naqi/py.typed", "naqi_bench/py.typed", "naqi_dataset/py.typed", "naqi_dataset/demo/wire-scrape.txt"} <= names
    lexicons = {f"naqi/lexicons/{path.name}" for path in (root / "checks" / "naqi" / "lexicons").glob("*.txt")}
    assert lexicons
    assert lexicons <= names
    assert {f"naqi/testing/sample/{name}.parquet" for name in ("articles", "pages", "sites")} <= names
    assert not any(name.startswith(("tests/", "dataset/sources")) for name in names)


def test_the_sdist_holds_the_sources_and_both_licences(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "dataset/LICENSE", "dataset/README.md", "hatch_build.py", "pyproject.toml"} <= names


def test_the_installed_wheel_checks_a_file_without_any_extra(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    commands = _install(tmp_path / "venv", str(wheel))
    (tmp_path / "dirty.txt").write_text("وصل الوفد صباح الأحد إلى المدينة القديمة ثم غادرها في المساء.\n\nاترك تعليقاً\n", "utf-8")
    done = _run(commands / "naqi", "check", "dirty.txt", "--format", "jsonl", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert '"rule": "BP501"' in done.stdout
    assert _run(commands / "naqi-dataset", "demo", cwd=tmp_path).returncode == 0
    loaded = _run(
        commands / "python", "-c", "import naqi, sys; print(sorted({'pandas', 'datasets', 'pyspark', 'great_expectations', 'yaml'} & set(sys.modules)))"
    )
    assert loaded.stdout == "[]\n"
    code = "import sys, naqi_dataset; print(*(naqi_dataset.load(config, 'test').num_rows > 0 for config in sys.argv[1:]))"
    rows = _run(commands / "python", "-c", code, *CONFIGS, cwd=tmp_path)
    assert rows.stdout.split() == ["True"] * len(CONFIGS), rows.stderr
    missing = _run(commands / "naqi-dataset", "build", cwd=tmp_path)
    assert missing.returncode == 2
    assert "pip install 'naqi[dataset]'" in missing.stderr


def test_an_editable_install_reads_the_checkout(root: Path, tmp_path: Path) -> None:
    commands = _install(tmp_path / "venv", "--editable", str(root))
    done = _run(commands / "python", "-c", "import naqi_dataset.paths as p; print(p.data_dir())", cwd=tmp_path)
    assert done.stdout.strip() == str(root / "dataset" / "data"), done.stderr
    site = next((tmp_path / "venv" / "lib").glob("python3*")) / "site-packages"
    assert not list(site.glob("naqi*/**/*.parquet"))
    assert _run(commands / "naqi", "check", root / "dataset" / "data" / "articles" / "train.parquet", cwd=tmp_path).returncode == 0
