"""The command `naqi-bench contract`."""

from __future__ import annotations

from pathlib import Path

import click

from naqi.cli.entry import need_extra, say
from naqi.files import write_atomically
from naqi_bench.texts import checkout
from naqi_bench.tracks.model import Track


@click.command("contract")
@click.option("--tool", "names", multiple=True, metavar="NAME", help="Only this tool, the others' verdicts stay; repeatable.  [default: all]")
@click.option("--track", "tracks", type=click.Choice([track.value for track in Track]), multiple=True, help="Repeatable.  [default: all]")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Tools to run side by side.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Write below this folder, and leave the checkout alone.")
def contract_command(names: tuple[str, ...], tracks: tuple[str, ...], jobs: int, output: Path | None) -> int:
    """Test which tools keep the contract of cleaners and extractors (docs/testing.md), in each of their settings.

    Writes benchmarks/results/contract.json, with the smallest input found for each property that is broken, and benchmarks/CONTRACT.md. Inputs are the same
    each time. Each tool works in a process of its own, without a network where `unshare -rn` works, within limits of memory and of time for a property. Needs
    a checkout. Exits 0 when every tool that is installed was tested, whatever it keeps; 2 when one could not be readied, or none was tested.
    """
    with need_extra("testing"):
        from naqi_bench.contract import figures  # noqa: PLC0415  # Hypothesis and psutil are loaded only when asked for
        from naqi_bench.contract.page import page  # noqa: PLC0415
    with need_extra("bench"):
        from naqi_bench.contract.trials import trials  # noqa: PLC0415
        from naqi_bench.runner.choice import UnknownNameError, choose  # noqa: PLC0415
    try:
        root = checkout()
        choices = [choice for choice in choose([Track(track) for track in tracks] or list(Track), names, None) if choice.origin == "registry"]
        if not choices:
            raise click.UsageError(f"{', '.join(names)}: no tool of the list; naqi-bench tools lists them")
        benchmarks = (output or root) / "benchmarks"
        file = benchmarks / "results" / figures.FILE
        earlier = figures.read(file)
        made, missing, failed = trials(choices, jobs)
        for line in (*missing, *failed):
            say(line)
        if not made:
            raise click.UsageError("no tool was tested")
        rows = figures.merged(earlier, [trial.as_json() for trial in made])
        figures.write(file, rows)
        write_atomically(benchmarks / "CONTRACT.md", page(rows))
    except (FileNotFoundError, UnknownNameError, figures.VerdictsError) as error:
        raise click.UsageError(str(error)) from error
    for trial in made:
        states = [verdict["state"] for verdict in trial.verdicts.values()]
        broken = ", ".join(name for name, verdict in trial.verdicts.items() if verdict["state"] == "broken")
        tool = trial.choice.tool
        click.echo(
            f"{tool.track} {tool.name} ({trial.choice.setting.name}): keeps {states.count('kept')} of {len(states) - states.count('not run')}"
            + (f", breaks {broken}" if broken else "")
        )
    click.echo(f"wrote {file}\nwrote {benchmarks / 'CONTRACT.md'}")
    return 2 if failed else 0
