"""The command `naqi-bench cost`."""

from __future__ import annotations

from pathlib import Path

import click

from naqi.cli.entry import need_extra, say
from naqi.report.console import PlainConsole
from naqi_bench.texts import checkout
from naqi_bench.tracks.model import Track

# Repair has no furniture.
_TRACKS = (Track.EXTRACT, Track.SCRUB)


@click.command("cost")
@click.option("--track", "tracks", type=click.Choice([track.value for track in _TRACKS]), multiple=True, help="Repeatable.  [default: both]")
@click.option("--tool", "names", multiple=True, metavar="NAME", help="A tool of the list, or module:function. Repeatable.  [default: all of the list]")
@click.option("--sites", multiple=True, metavar="SITE", help="Only this site; repeatable. Needs --output.  [default: all of the split]")
@click.option("--articles", type=click.IntRange(1), help="How many articles are dealt out. Needs --output.  [default: 6]")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Tools to run side by side.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Folder for results.  [default: benchmarks/results]")
def cost_command(*, tracks: tuple[str, ...], names: tuple[str, ...], sites: tuple[str, ...], articles: int | None, jobs: int, output: Path | None) -> int:
    """Measure what a leak costs: pages with one class of furniture, 1, 2 or 4 times, before, inside or behind the story, beside the same pages without any.

    A tool is run in the setting that is better by its committed result, or in all where it has none. Extractors are run on test, where they stand alone;
    cleaners on validation, where naqi's stand beside them. Writes <tool>/<version>/cost-<track>.json, which `naqi-bench leaderboard` draws. What was recorded
    of a run that was interrupted is taken up. Needs a checkout. Exits 2 when no tool ran.
    """
    with need_extra("bench"):
        from naqi_bench.runner.choice import UnknownNameError, choose  # noqa: PLC0415  # psutil, scipy and rapidfuzz are loaded only when asked for
        from naqi_bench.runner.functions import FunctionError  # noqa: PLC0415
        from naqi_bench.runner.model import Limits  # noqa: PLC0415
        from naqi_bench.runner.plan import file_name  # noqa: PLC0415
        from naqi_bench.scoring.qualities import Measured, measured  # noqa: PLC0415
        from naqi_bench.scoring.records import SubmissionError  # noqa: PLC0415
    with need_extra("dataset"):
        from naqi_bench.cost.design import ARTICLES, of_dataset  # noqa: PLC0415
        from naqi_bench.cost.figures import result, table  # noqa: PLC0415
        from naqi_bench.scoring.results import better_setting, write  # noqa: PLC0415
        from naqi_bench.tracks.tasks import dataset_identity  # noqa: PLC0415
        from naqi_dataset.articles import SourceError  # noqa: PLC0415
    part = bool(sites) or articles is not None
    functions = [name for name in names if ":" in name]
    if (part or functions) and output is None:
        raise click.UsageError("figures of a part, or of a function of yours, are not for benchmarks/results: give --output")
    if functions and not tracks:
        raise click.UsageError(f"say what {functions[0]} does: --track extract or scrub")
    ran = []
    try:
        root = checkout()
        chosen = [track for track in _TRACKS if not tracks or track.value in tracks]
        dataset, committed = dataset_identity(), root / "benchmarks" / "results"
        choices = [
            choice
            for choice in choose(chosen, names, None)
            # Controls know the answers of the dataset's pages only.
            if choice.origin != "controls" and better_setting(committed, choice.tool, dataset) in {None, choice.setting.name}
        ]
        target, records = output or committed, root / "build" / "bench" / ("cost-part" if part else "cost")
        for track in chosen:
            of_track = [choice for choice in choices if choice.tool.track is track]
            if not of_track:
                continue
            made = of_dataset(track, sites, articles or ARTICLES, jobs)
            if not made.pairs:
                say(f"{track}: none of {', '.join(sites)} is a site of its split")
                continue
            found, left_out = measured(of_track, made.ground, records / track, Limits(), jobs)
            for line in left_out:
                say(line)
            by_tool: dict[str, list[Measured]] = {}
            for one in found:
                by_tool.setdefault(one.choice.tool.name, []).append(one)
            for name, settings in by_tool.items():
                content = result(track, settings, made, dataset)
                write(target / file_name(name) / settings[0].version / f"cost-{track}.json", content)
                ran.append(content)
    except (FileNotFoundError, UnknownNameError, FunctionError, SubmissionError, SourceError) as error:
        raise click.UsageError(str(error)) from error
    if not ran:
        raise click.UsageError("no tool ran")
    PlainConsole(width=160).print(table(ran))
    click.echo(f"\nresults: {target}")
    return 0
