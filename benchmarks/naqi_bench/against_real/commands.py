"""The command `naqi-bench against-real`."""

from __future__ import annotations

from pathlib import Path

import click

from naqi.cli.entry import need_extra, say
from naqi_bench.texts import checkout, real_data
from naqi_bench.tracks.model import Track


@click.command("against-real")
@click.option("--tool", "names", multiple=True, metavar="NAME", help="Only this tool; repeatable. Needs --output.  [default: all]")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Tools to run side by side.")
@click.option(
    "--results", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of results on the dataset.  [default: benchmarks/results]"
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File for the figures.  [default: benchmarks/results/against-real.json]")
def against_real_command(names: tuple[str, ...], jobs: int, results: Path | None, output: Path | None) -> int:
    """Run tools on the real pages and texts of NAQI_REAL_DATA, and compare how they rank there with how they rank on the dataset.

    Extractors are run on the pages that have gold, cleaners on the labelled texts. The figures hold no text. Needs a checkout, and results of
    `naqi-bench run`. What was recorded of a run that was interrupted is taken up. Exits 2 when nothing could be compared.
    """
    with need_extra("bench"):
        from naqi_bench.runner.choice import UnknownNameError, choose  # noqa: PLC0415  # psutil, scipy and rapidfuzz are loaded only when asked for
        from naqi_bench.runner.model import Limits  # noqa: PLC0415
        from naqi_bench.scoring.qualities import measured  # noqa: PLC0415
        from naqi_bench.scoring.records import SubmissionError  # noqa: PLC0415
    with need_extra("dataset"):
        from naqi_bench.against_real import figures, ground  # noqa: PLC0415
        from naqi_bench.against_real.section import section  # noqa: PLC0415
        from naqi_bench.scoring.results import write  # noqa: PLC0415
        from naqi_bench.tracks.tasks import dataset_identity  # noqa: PLC0415
    if names and output is None:
        raise click.UsageError("figures of some tools are no ranking to commit: give --output")
    try:
        folder = real_data()
        if folder is None:
            raise click.UsageError("NAQI_REAL_DATA is not set: point it to the folder of real pages and texts")
        root = checkout()
        source = results or root / "benchmarks" / "results"
        dataset = dataset_identity()
        tracks = (Track.EXTRACT, Track.SCRUB)
        choices = [choice for choice in choose(tracks, names, None) if choice.origin == "registry"]
        content = {}
        for track in tracks:
            of_track = [choice for choice in choices if choice.tool.track is track]
            if not of_track:
                continue
            real = ground.ground(track, folder)
            made, left_out = measured(of_track, real, root / "build" / "bench" / "real" / track, Limits(), jobs)
            for line in left_out:
                say(line)
            content[track.value], alone = figures.track_figures(track, real, made, source, dataset)
            for line in alone:
                say(line)
        if not content:
            raise click.UsageError(f"{', '.join(names)}: neither an extractor nor a cleaner of the list; naqi-bench tools lists them")
        found = {"schema": figures.SCHEMA, "dataset": dataset, "tracks": content}
        target = output or source / figures.FILE
        write(target, found)
    except (FileNotFoundError, UnknownNameError, SubmissionError, figures.FiguresError, ground.RealGroundError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(section(found))
    say(f"wrote {target}")
    return 0
