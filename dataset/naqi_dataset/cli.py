"""The command `naqi-dataset`."""

from __future__ import annotations

import sys

import click

from naqi import __version__
from naqi.cli.entry import Group, need_extra
from naqi_dataset.paths import dataset_dir


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="naqi-dataset")
def main() -> None:
    """Build the naqi dataset, and see the gate at work on it."""


@main.command("demo")
def demo_command() -> int:
    """Run the gate over the shipped dataset, which is clean, and over a shipped scrape, which is not.

    Exits 0 when the one passed and the other gave exactly the findings that are known to be in it.
    """
    from naqi_dataset.demo import run  # noqa: PLC0415  # a table is read only when asked for

    return run(sys.stdout)


@main.command("build")
def build_command() -> int:
    """Build data/ and the card's metadata from sources/, in a checkout."""
    with need_extra("dataset"):
        from naqi_dataset.articles import SourceError  # noqa: PLC0415  # needs the extra
        from naqi_dataset.build import build  # noqa: PLC0415
    try:
        counts = build(dataset_dir())
    except (SourceError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    for config, splits in counts.items():
        click.echo(f"{config}: " + ", ".join(f"{split} {rows}" for split, rows in splits.items()))
    return 0
