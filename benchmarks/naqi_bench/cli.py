"""The command `naqi-bench`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from naqi import __version__
from naqi.cli.entry import Group
from naqi.files import write_atomically


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="naqi-bench")
def main() -> None:
    """Measure naqi, and the tools that claim to do its job."""


@main.command("speed")
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True, help="Timed rounds of each; the median counts.")
@click.option("--megabytes", type=click.FloatRange(0.05), default=4.0, show_default=True, help="UTF-8 text of each kind to scan.")
@click.option("--phrases", type=click.IntRange(1), multiple=True, default=(200, 1000, 3000), show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Also write the figures as JSON.")
def speed_command(rounds: int, megabytes: float, phrases: tuple[int, ...], output: Path | None) -> int:
    """Measure the gate beside a bare fold + match, a tolerant RE2 set and Python's re, in one run.

    Reads real texts from NAQI_REAL_DATA, or, without it, the shipped articles and scrape. Megabytes a second are of this machine;
    the ratios are what compares.
    """
    from naqi_bench.speed import measure, table  # noqa: PLC0415  # measuring loads what help need not

    figures = measure(rounds, megabytes, phrases)
    click.echo(table(figures))
    if output is not None:
        write_atomically(output, json.dumps(figures, indent=1) + "\n")
    return 0
