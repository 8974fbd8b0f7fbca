"""The command `naqi-bench with-fix`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import Progress

from naqi.cli.entry import need_extra, say
from naqi_bench.texts import checkout, real_data
from naqi_bench.tracks.model import Track

if TYPE_CHECKING:
    from naqi_bench.with_fix.pairs import Recorded


@click.command("with-fix")
@click.option("--test", "with_test", is_flag=True, help="Also on test, once a release.")
@click.option(
    "--records", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder that a run wrote its records to.  [default: build/bench]"
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File for the figures.  [default: benchmarks/results/with-fix.json]")
def with_fix_command(records: Path | None, output: Path | None, *, with_test: bool) -> int:
    """Measure what `naqi fix` adds behind each extractor: on validation, and on the real pages of NAQI_REAL_DATA.

    Takes the texts that `naqi-bench run` (and `naqi-bench against-real`, for real pages) recorded, so that nothing is extracted anew, and scores them as they
    are and fixed. Writes figures by site, without any text; `naqi-bench leaderboard` shows them. Needs a checkout. Exits 2 when there is nothing to score.
    """
    with need_extra("bench"):
        from naqi_bench.with_fix import figures, pairs  # noqa: PLC0415  # scipy and rapidfuzz are loaded only when asked for
        from naqi_bench.with_fix.section import section  # noqa: PLC0415
    with need_extra("dataset"):
        import naqi  # noqa: PLC0415
        from naqi_bench.against_real.ground import RealGroundError, ground  # noqa: PLC0415
        from naqi_bench.scoring.results import write  # noqa: PLC0415
        from naqi_bench.tracks.gold import gold  # noqa: PLC0415
        from naqi_bench.tracks.tasks import dataset_identity, task_ids  # noqa: PLC0415
    splits = ("validation", "test") if with_test else ("validation",)
    try:
        root = checkout()
        folder = real_data()
        base, dataset = records or root / "build" / "bench", dataset_identity()
        composed = _part(*pairs.recorded(base / "extract", lambda of: task_ids(Track.EXTRACT, of), dataset), gold(Track.EXTRACT, splits))
        real = None
        if folder is None:
            say("NAQI_REAL_DATA is not set: real pages are not measured")
        else:
            pages = ground(Track.EXTRACT, folder)
            known = {"version": pages.name, "sha256": pages.sha256}
            real = _part(*pairs.recorded(base / "real" / "extract", lambda _of: set(pages.golds), known), pages.golds)
    except (FileNotFoundError, RealGroundError) as error:
        raise click.UsageError(str(error)) from error
    if composed is None and real is None:
        raise click.UsageError(f"{base}: holds no records of extractors on this dataset: run naqi-bench run --track extract first")
    found = {
        "schema": figures.SCHEMA,
        "dataset": dataset,
        "naqi": naqi.__version__,
        "composed": composed and {"splits": list(splits), **composed},
        "real": real,
    }
    target = output or root / "benchmarks" / "results" / figures.FILE
    write(target, found)
    click.echo(section(found))
    say(f"wrote {target}")
    return 0


def _part(made: Sequence[Recorded], left_out: Sequence[str], golds: Mapping[str, Any]) -> dict[str, Any] | None:
    import naqi  # noqa: PLC0415
    from naqi_bench.with_fix.pairs import measure  # noqa: PLC0415

    for line in left_out:
        say(line)
    # What was run on a part of the pages only cannot stand beside the others.
    whole = [one for one in made if one.texts.keys() >= golds.keys()]
    for one in made:
        if one not in whole:
            say(f"{one.tool} ({one.setting}): its records lack some of the pages that count; run naqi-bench run --track extract")
    if not whole:
        return None
    sites = Counter(answer.group for answer in golds.values())
    quiet = not sys.stderr.isatty() or bool(os.environ.get("CI"))
    with Progress(console=Console(stderr=True), transient=True, disable=quiet) as progress:
        task = progress.add_task("scoring", total=len(golds))
        tools = measure(whole, golds, naqi.clean, lambda: progress.advance(task))
    return {"sites": dict(sorted(sites.items())), "tools": tools}
