"""Fuzz the scanner and the readers, guided by coverage: `python tests/fuzz`. `make fuzz` is the way to it; README.md of the tests says more.

Each target runs in a process of its own. One that crashes leaves its input in `build/fuzz/<target>/` and goes on; `--replay FILE` runs it again.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import click

from naqi_bench.assurance import results
from seeds import dictionary, seeds
from targets import TARGETS

ROOT: Final = Path(__file__).parents[2]
_NAMES: Final = tuple(TARGETS)
# How the time is shared: the scanner is slow, and what is learned of settings soon ends.
_SHARES: Final = {"scanner": 5, "readers": 2, "writers": 2, "settings": 1}
# Code units of input; a page of a news site.
_LONGEST_INPUT: Final = 4096
# Of one input: what takes longer is a finding too.
_SECONDS_AN_INPUT: Final = 60
_MOST_CRASHES: Final = 20
_STATUS: Final = re.compile(r"^#(\d+)\s.*?cov: (\d+)(?:.*?corp: (\d+))?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a target. edges: of the control-flow graph of naqi's modules that were passed. corpus: inputs kept because they passed new ones."""

    executions: int = 0
    edges: int = 0
    corpus: int = 0
    seconds: float = 0
    crashes: tuple[str, ...] = ()


def _prepared(target: str, folder: Path) -> list[str]:
    """Put seeds and words into a folder, and give the fuzzer's arguments that name them."""
    corpus = folder / "corpus"
    # From the seeds each time, so that the figures are of one run; crashes of earlier ones stay.
    shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir(parents=True)
    for number, seed in enumerate(seeds(target)):
        (corpus / f"seed-{number:04}").write_bytes(seed)
    (folder / "words.dict").write_text(dictionary(target), "ascii")
    return [str(corpus), f"-dict={folder / 'words.dict'}"]


def _fuzz(target: str, seconds: float, seed: int, folder: Path) -> Run:
    """Fuzz a target for a time, again after each crash."""
    arguments = _prepared(target, folder)
    made, begin, attempt = Run(), time.monotonic(), 0
    while (left := seconds - (time.monotonic() - begin)) > 1 and len(made.crashes) < _MOST_CRASHES:
        limits = [f"-max_total_time={int(left) or 1}", f"-max_len={_LONGEST_INPUT}", f"-timeout={_SECONDS_AN_INPUT}", "-rss_limit_mb=3072"]
        flags = [*limits, f"-seed={seed + attempt}", "-print_final_stats=1", f"-artifact_prefix={folder}/"]
        before = set(folder.glob("*-*"))
        command = [sys.executable, str(Path(__file__).with_name("child.py")), target, *arguments, *flags]
        with (folder / f"log-{attempt:02}.txt").open("w+", encoding="utf-8", errors="replace") as log:
            done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False, cwd=folder)
            log.seek(0)
            told = log.read()
        status = _STATUS.findall(told)
        if not status:
            raise click.ClickException(f"{target}: the fuzzer did not begin:\n{told[-2000:]}")
        executed, edges, corpus = max((int(one), int(two), int(three or 0)) for one, two, three in status)
        found = sorted(path.name for path in set(folder.glob("*-*")) - before if not path.name.startswith("log-"))
        made = replace(made, executions=made.executions + executed, edges=max(made.edges, edges), corpus=corpus or made.corpus)
        if done.returncode:
            made = replace(made, crashes=(*made.crashes, *(found or (f"log-{attempt:02}.txt",))))
        attempt += 1
    return replace(made, seconds=round(time.monotonic() - begin, 1))


def _as_json(runs: dict[str, Run], seed: int) -> dict[str, Any]:
    targets = {
        name: {"executions": run.executions, "edges": run.edges, "corpus": run.corpus, "seconds": run.seconds, "crashes": len(run.crashes)}
        for name, run in runs.items()
    }
    return {"fuzzer": f"atheris {version('atheris')}", "seed": seed, "targets": targets}


def _replay(files: tuple[Path, ...], names: tuple[str, ...]) -> Iterator[str]:
    """Run files, or without one all seeds, through targets, without a fuzzer; yield what was run."""
    for name in names:
        inputs = [path.read_bytes() for path in files] or list(seeds(name))
        for data in inputs:
            TARGETS[name](data)
        yield f"{name}: {len(inputs)} inputs, no crash"


@click.command()
@click.option("--seconds", type=click.FloatRange(1), default=600, show_default=True, help="Of the whole run; the targets share them.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True, help="Targets at a time.")
@click.option("--target", "names", multiple=True, type=click.Choice(_NAMES), help="Only this one; repeatable. Without it, all.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the figures [the results of this version].")
@click.option("--replay", is_flag=True, help="Run FILES, or all seeds, through the targets without a fuzzer; a crash is a traceback.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def main(seconds: float, jobs: int, names: tuple[str, ...], seed: int, output: Path | None, replay: bool, files: tuple[Path, ...]) -> None:
    """Fuzz naqi, guided by coverage. Ends with 1 where something crashed."""
    chosen = tuple(dict.fromkeys(names)) or _NAMES
    if replay:
        for line in _replay(files, chosen):
            click.echo(line)
        return
    if files:
        raise click.UsageError("FILES are for --replay")
    if find_spec("atheris") is None:
        click.echo("atheris is not here: pip install 'naqi[fuzz]' (Linux only)", err=True)
        sys.exit(2)
    jobs = min(jobs, len(chosen))
    place = ROOT / "build" / "fuzz"
    share = seconds * jobs / sum(_SHARES[name] for name in chosen)
    with ThreadPoolExecutor(jobs) as pool:
        started = {name: pool.submit(_fuzz, name, min(seconds, share * _SHARES[name]), seed, place / name) for name in chosen}
        runs = {name: future.result() for name, future in started.items()}
    for name, run in runs.items():
        click.echo(f"{name}: {run.executions:,} executions in {run.seconds:g} s, {run.edges:,} edges, {len(run.crashes)} crashes")
        for crash in run.crashes:
            click.echo(f"  {(place / name / crash).relative_to(ROOT)}")
    if output is not None or not names:
        results.write("fuzz", _as_json(runs, seed), output)
    if any(run.crashes for run in runs.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
