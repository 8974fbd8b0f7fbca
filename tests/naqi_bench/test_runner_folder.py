"""The temporary folder of a run goes with it, or with the next run when it was killed; no other folder does."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from naqi_bench.runner.folder import temporary

HOLDS = "import sys\nfrom naqi_bench.runner.folder import temporary\nwith temporary() as folder:\n    print(folder, flush=True)\n    sys.stdin.read()"


def test_what_killed_runs_left_is_removed_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    unlocked, elsewhere = tmp_path / "naqi-bench-unlocked", tmp_path / "elsewhere"
    for folder in (unlocked, elsewhere):
        folder.mkdir()
    (elsewhere / "lock").touch()
    linked = tmp_path / "naqi-bench-linked"
    linked.symlink_to(elsewhere)
    with subprocess.Popen([sys.executable, "-c", HOLDS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        held = Path(run.stdout.readline().strip())
        (held / "worker").mkdir()
        with temporary() as own:
            assert {held, own} < set(tmp_path.iterdir())
        assert set(tmp_path.iterdir()) == {held, unlocked, elsewhere, linked}
        run.kill()
        run.wait()
    with temporary() as own:
        assert set(tmp_path.iterdir()) == {own, unlocked, elsewhere, linked}
    assert (elsewhere / "lock").exists()
