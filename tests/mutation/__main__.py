"""Change naqi's code in small ways and see whether its tests notice: `python tests/mutation`. `make mutation` is the way to it.

Cosmic Ray makes the mutants, one at a time, in copies of the checkout; the checkout itself is not touched. Which modules, and which tests must
notice, is in pyproject.toml (`tool.mutation`). Of each place in the code at most one mutant is drawn, by a seed. Annotations are no places:
nothing runs them. What survived is in `build/mutation/survivors.diff`. Mutants that no test can tell from the code, as they do the same, are in
`equivalent.toml` with the reason: they are tried like the others, and count neither way.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import click

from naqi_bench.accuracy.results import ResultsError
from naqi_bench.assurance import results

ROOT: Final = Path(__file__).parents[2]
_FOLDER: Final = ROOT / "build" / "mutation"
_EQUIVALENT: Final = Path(__file__).with_name("equivalent.toml")
_ROOTS: Final = ("checks", "benchmarks", "dataset")
_SECONDS_A_MUTANT: Final = 300

Place = tuple[int, int]
# A module, what is taken out of it, and what is put in.
Change = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change. operator, occurrence: as Cosmic Ray names it. place: line and column where it stands."""

    part: str
    module: str
    tests: tuple[str, ...]
    operator: str
    occurrence: int
    place: Place


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant. what: "killed", "survived", "equivalent", or why it could not be tried."""

    mutant: Mutant
    what: str
    diff: str


def _equivalents() -> frozenset[Change]:
    """The changes of `equivalent.toml`. Raises click.ClickException for one whose code is gone: it excuses nothing, or something else."""
    found = set()
    for entry in tomllib.loads(_EQUIVALENT.read_text("utf-8"))["mutant"]:
        lines = {line.strip() for line in (ROOT / entry["module"]).read_text("utf-8").splitlines()}
        if not set(entry["code"].splitlines()) <= lines:
            raise click.ClickException(f"{_EQUIVALENT.name}: {entry['module']} has no more {entry['code']!r}: take the entry out")
        found.add((entry["module"], entry["code"], entry["mutant"]))
    return frozenset(found)


def _change(module: str, diff: str) -> Change:
    lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
    gone, come = ("\n".join(line[1:].strip() for line in lines if line.startswith(sign) and line[1:].strip()) for sign in "-+")
    return module, gone, come


def _annotations(source: str) -> list[tuple[Place, Place]]:
    """Where annotations begin and end."""
    found: list[ast.expr | None] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AnnAssign | ast.arg):
            found.append(node.annotation)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(node.returns)
    return [((node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)) for node in found if node is not None]


def _possible(part: str, module: str, tests: tuple[str, ...]) -> dict[Place, list[Mutant]]:
    """All mutants of a module by place."""
    from cosmic_ray.ast import ast_nodes, get_ast  # an extra
    from cosmic_ray.plugins import get_operator, operator_names  # an extra

    source = (ROOT / module).read_text("utf-8")
    # Columns of ast are bytes, those of parso characters: on lines that annotations share with Arabic they would differ. There are none.
    untouched = _annotations(source)
    nodes = list(ast_nodes(get_ast(source)))
    made: dict[Place, list[Mutant]] = {}
    for name in operator_names():
        kind = get_operator(name)
        if kind.arguments():
            continue
        operator = kind()
        positions = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, start in enumerate(positions):
            if not any(first <= start < last for first, last in untouched):
                made.setdefault(start, []).append(Mutant(part, module, tests, name, occurrence, start))
    return made


def _command(tests: tuple[str, ...]) -> str:
    return shlex.join([sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "--tb=line", "-p", "no:cacheprovider", *tests])


@contextmanager
def _copy() -> Iterator[None]:
    """Work in a copy of what is tracked or new in the checkout."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True).stdout
    with tempfile.TemporaryDirectory(prefix="naqi-mutation-") as folder:
        place = Path(folder, "naqi")
        for name in filter(None, listed.decode().split("\0")):
            if (ROOT / name).is_file():
                (place / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, place / name)
        os.chdir(place)
        os.environ["PYTHONPATH"] = os.pathsep.join(str(place / root) for root in _ROOTS)
        # The same examples each time: else a mutant is killed today and lives tomorrow.
        os.environ["NAQI_HYPOTHESIS_PROFILE"] = "ci"
        yield
        os.chdir(ROOT)


def _tried(mutants: list[Mutant]) -> list[Outcome]:
    """What becomes of each mutant of a share."""
    from cosmic_ray.mutating import mutate_and_test  # an extra
    from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkerOutcome  # an extra

    equivalents = _equivalents()
    done = []
    with _copy():
        for mutant in mutants:
            line, column = mutant.place
            spec = MutationSpec(mutant.module, mutant.operator, mutant.occurrence, (line, column), (line, column + 1))
            result = mutate_and_test([spec], _command(mutant.tests), _SECONDS_A_MUTANT)
            diff = result.diff or ""
            listed = _change(mutant.module, diff) in equivalents
            what = "killed" if result.test_outcome is TestOutcome.KILLED else "equivalent" if listed else "survived"
            if result.worker_outcome is not WorkerOutcome.NORMAL or result.test_outcome is TestOutcome.INCOMPETENT:
                what = (result.output or "no such mutant").strip().splitlines()[-1]
            elif what == "killed" and listed:
                what = f"{_EQUIVALENT.name} lists a mutant of {mutant.module}:{line} that tests tell from the code: take the entry out"
            done.append(Outcome(mutant, what, diff))
            click.echo(f"{what}: {mutant.module}:{line} {mutant.operator} {mutant.occurrence}", err=True)
    return done


def _failing(tests: tuple[str, ...]) -> str | None:
    """What pytest says where tests fail without any mutant, None where they pass."""
    with _copy():
        clean = subprocess.run(shlex.split(_command(tests)), capture_output=True, text=True, check=False)
    return f"{' '.join(tests)}\n{clean.stdout[-1500:]}" if clean.returncode else None


def _key(mutant: Mutant) -> str:
    """What a mutant is known by in the outcomes: with another code around it, it is another one."""
    code = hashlib.sha256((ROOT / mutant.module).read_bytes()).hexdigest()[:16]
    return f"{mutant.module} {code} {mutant.operator} {mutant.occurrence}"


def _killed_before() -> frozenset[str]:
    path = _FOLDER / "killed.json"
    return frozenset(json.loads(path.read_text("utf-8")) if path.exists() else ())


def _report(outcomes: list[Outcome]) -> None:
    """Write what a later run, and who reads survivors, need."""
    _FOLDER.mkdir(parents=True, exist_ok=True)
    survivors = [f"{one.mutant.operator} {one.mutant.occurrence}\n{one.diff}\n" for one in outcomes if one.what == "survived"]
    (_FOLDER / "survivors.diff").write_text("\n".join(survivors), "utf-8")
    (_FOLDER / "killed.json").write_text(json.dumps(sorted(_key(one.mutant) for one in outcomes if one.what == "killed"), indent=1), "utf-8")


def _figures(possible: dict[str, dict[str, int]], outcomes: list[Outcome], seed: int) -> dict[str, Any]:
    groups: dict[str, dict[str, dict[str, int]]] = {
        part: {module: {"possible": places, "mutants": 0, "equivalent": 0, "killed": 0} for module, places in modules.items()}
        for part, modules in possible.items()
    }
    for one in outcomes:
        figures = groups[one.mutant.part][one.mutant.module]
        figures["mutants"] += one.what in {"killed", "survived", "equivalent"}
        figures["equivalent"] += one.what == "equivalent"
        figures["killed"] += one.what == "killed"
    return {"tool": f"Cosmic Ray {version('cosmic-ray')}", "seed": seed, "groups": groups}


@click.command()
@click.option("--mutants", type=click.IntRange(0), default=12, show_default=True, help="Of each module; 0 for one of each place.")
@click.option("--module", "only", multiple=True, help="Only modules whose path ends so; repeatable. Then no results are written.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True, help="Mutants at a time, each in a copy.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--again", is_flag=True, help="Try only what the run before this one did not kill; its killed mutants count as killed.")
@click.option("--note", default="", help="What the tests' README shall say of this run.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the figures [the results of this version].")
def main(*, mutants: int, only: tuple[str, ...], jobs: int, seed: int, again: bool, note: str, output: Path | None) -> None:
    """Try mutants of naqi's code against its tests. Ends with 1 where none could be tried; survivors are for reading, not for failing."""
    if find_spec("cosmic_ray") is None:
        click.echo("Cosmic Ray is not here: pip install 'naqi[mutation]'", err=True)
        sys.exit(2)
    parts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutation"]
    possible: dict[str, dict[str, int]] = {}
    drawn: list[Mutant] = []
    for part, modules in parts.items():
        for module, tests in modules.items():
            if only and not module.endswith(only):
                continue
            places = _possible(part, module, tuple(tests))
            possible.setdefault(part, {})[module] = len(places)
            # Of each module by itself: a module more changes no other's sample.
            generator = random.Random(f"{seed} {module}")
            chosen = sorted(generator.sample(sorted(places), min(mutants or len(places), len(places))))
            drawn += [generator.choice(places[place]) for place in chosen]
    if not drawn:
        raise click.UsageError("no module of pyproject.toml's tool.mutation is named so")
    _equivalents()
    known = _killed_before() if again else frozenset[str]()
    outcomes = [Outcome(mutant, "killed", "") for mutant in drawn if _key(mutant) in known]
    left = [mutant for mutant in drawn if _key(mutant) not in known]
    shares = [left[number::jobs] for number in range(min(jobs, len(left)))]
    with ProcessPoolExecutor(jobs) as pool:
        for failing in pool.map(_failing, dict.fromkeys(mutant.tests for mutant in left)):
            if failing is not None:
                raise click.ClickException(f"without a mutant these tests fail already: {failing}")
        outcomes += [one for share in pool.map(_tried, shares) for one in share]
    _report(outcomes)
    figures = _figures(possible, outcomes, seed)
    killed, equivalent, counted = (
        sum(one[key] for modules in figures["groups"].values() for one in modules.values()) for key in ("killed", "equivalent", "mutants")
    )
    click.echo(f"{killed} of {counted} mutants killed, {equivalent} equivalent; survivors: build/mutation/survivors.diff")
    for odd in sorted({one.what for one in outcomes} - {"killed", "survived", "equivalent"}):
        click.echo(f"could not be tried: {odd}", err=True)
    if output is not None or not only:
        try:
            results.record_mutation({**figures, "note": note}, output)
        except ResultsError as error:
            raise click.ClickException(str(error)) from error
    if not counted:
        sys.exit(1)


if __name__ == "__main__":
    main()
