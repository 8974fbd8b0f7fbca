"""The build depends on its sources alone: not on folder, hash seed, time zone, locale or clock."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from naqi_dataset.identity import summed_files
from naqi_dataset.paths import sample_dir

_BUILD = "import sys, pathlib; from naqi_dataset.build import build; build(*map(pathlib.Path, sys.argv[1:]))"

# As far from what developers have as can be: a hash seed, the far side of the date line, and a locale that is ASCII with nothing to mend it.
_ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
}


def test_a_build_in_another_folder_and_environment_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    dataset = tmp_path / "elsewhere" / "key=value"
    sample = tmp_path / "sample"
    dataset.mkdir(parents=True)
    shutil.copytree(root / "dataset" / "sources", dataset / "sources")
    shutil.copy(root / "dataset" / "README.md", dataset / "README.md")
    environment = {**os.environ, **_ELSEWHERE}
    done = subprocess.run([sys.executable, "-c", _BUILD, str(dataset), str(sample)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    names = [*summed_files(dataset), "SHA256SUMS"]
    assert names == [*summed_files(root / "dataset"), "SHA256SUMS"]
    for name in names:
        assert (dataset / name).read_bytes() == (root / "dataset" / name).read_bytes(), f"{name} differs: run `make build`, then look for what it depends on"
    assert sorted(path.name for path in sample.iterdir()) == sorted(path.name for path in sample_dir().iterdir())
    for path in sample.iterdir():
        assert path.read_bytes() == (sample_dir() / path.name).read_bytes(), f"the sample's {path.name} differs: run `make build`"
