"""The command `naqi-dataset`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from naqi import __version__
from naqi.cli.entry import Group, need_extra
from naqi.files import write_atomically
from naqi_dataset.paths import data_dir, dataset_dir, sample_dir


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="naqi-dataset")
def main() -> None:
    """Build, verify and compare the naqi dataset, and see the gate at work on it."""


@main.command("demo")
def demo_command() -> int:
    """Run the gate over the shipped dataset, which is clean, and over a shipped scrape, which is not.

    Exits 0 when the one passed and the other gave exactly the findings that are known to be in it.
    """
    from naqi_dataset.demo import run  # noqa: PLC0415  # a table is read only when asked for

    return run(sys.stdout)


@main.command("build")
def build_command() -> int:
    """Build data/, the card's metadata, croissant.json and SHA256SUMS from sources/, and the sample of naqi.testing, in a checkout."""
    with need_extra("dataset"):
        from naqi_dataset.articles import SourceError  # noqa: PLC0415  # needs the extra
        from naqi_dataset.build import build  # noqa: PLC0415
        from naqi_dataset.identity import content_hash  # noqa: PLC0415
    try:
        counts = build(dataset_dir(), sample_dir())
    except (SourceError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    for config, splits in counts.items():
        click.echo(f"{config}: " + ", ".join(f"{split} {rows}" for split, rows in splits.items()))
    click.echo(f"content sha256: {content_hash(dataset_dir())}")
    return 0


@main.command("verify")
@click.argument("dataset", type=click.Path(path_type=Path), required=False)
def verify_command(dataset: Path | None) -> int:
    """Check a built dataset repository: checksums, schema, each row, that splits do not leak into each other, and that test is as it was frozen.

    DATASET is its folder; without it, that of the checkout. Prints one line a fault. Exits 0 without a fault, 1 with one, 2 when there is no dataset.
    """
    with need_extra("dataset"):
        from naqi_dataset.verify import UNCHECKED, has_sources, verify  # noqa: PLC0415
    from naqi_dataset.tables import DatasetError  # noqa: PLC0415  # reads parquet

    count = 0
    try:
        folder = dataset or dataset_dir()
        for fault in verify(folder):
            count += 1
            click.echo(str(fault))
        if not has_sources(folder):
            click.echo(UNCHECKED)
    except (DatasetError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{count} fault{'' if count == 1 else 's'}" if count else "ok: no fault")
    return 1 if count else 0


@main.command("freeze-test")
@click.option("--unreleased", is_flag=True, help="Freeze anew without a major step: the frozen version was never published.")
def freeze_command(*, unreleased: bool) -> int:
    """Write the checksums of the sources of test, which `verify` holds them to, in a checkout.

    Once frozen, test may change only with a major step of the version. Prints what changed since the last freeze. Exits 2 when that demands a step
    that the version did not take.
    """
    with need_extra("dataset"):
        from naqi_dataset.articles import SourceError  # noqa: PLC0415  # needs the extra
        from naqi_dataset.build import VERSION  # noqa: PLC0415
        from naqi_dataset.freeze import freeze, read_freeze  # noqa: PLC0415
    try:
        folder = dataset_dir()
        found = freeze(folder, VERSION, unreleased=unreleased)
        version, sums = read_freeze(folder)
    except (SourceError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    for name, what in found:
        click.echo(f"sources/{name}: {what}")
    click.echo(f"{'froze' if found else 'unchanged:'} {len(sums)} sources of test at version {version}")
    return 0


@main.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def diff_command(old: Path, new: Path) -> int:
    """List what differs between two versions of the dataset, and the version step that it demands.

    OLD and NEW are dataset folders or their data folders. Major: something is gone, has another type or split, or a row of test changed. Minor:
    something was added. Patch: a row of train or validation changed. Exits 0 when nothing differs, 1 when something does, 2 on bad input.
    """
    from naqi_dataset.diff import changes, demanded_step, next_version, version_of  # noqa: PLC0415  # reads parquet

    try:
        found = list(changes(old, new))
        before, after = version_of(old), version_of(new)
        step = demanded_step(found)
        demanded = next_version(before, step) if before else None
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    for change in found:
        click.echo(str(change))
    if not found:
        click.echo("ok: no difference")
        return 0
    verdict = f"{len(found)} change{'' if len(found) == 1 else 's'} demand{'s' if len(found) == 1 else ''} a {step.name.lower()} step"
    click.echo(verdict + (f": {before} to {demanded}; NEW says {after or 'no version'}" if demanded else ""))
    return 1


@main.command("stats")
def stats_command() -> int:
    """Count what the dataset is made of and measure how varied its articles are, beside real news; in a checkout.

    Prints both, and writes them into DATASHEET.md and dataset/stats.json. Real news is read where NAQI_REAL_DATA points to it; without it, the
    committed figures of real news stay.
    """
    from naqi_dataset.real import clean_by_source, real_data  # noqa: PLC0415  # reads parquet
    from naqi_dataset.stats.datasheet import NAME, SectionError, as_json, measure, read_figures, variety, with_sections  # noqa: PLC0415
    from naqi_dataset.tables import DatasetError, read_tables  # noqa: PLC0415

    try:
        folder, real = dataset_dir(), real_data()
        tables = read_tables(folder)
        with need_extra("bench"):
            figures = measure(tables, clean_by_source(real) if real else None, read_figures(folder))
        path = folder.parent / "DATASHEET.md"
        page = with_sections(path.read_text("utf-8"), tables, figures)
    except (DatasetError, SectionError, OSError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    write_atomically(folder / NAME, as_json(figures))
    write_atomically(path, page)
    click.echo(variety(figures))
    if real is None:
        click.echo("\nNAQI_REAL_DATA is not set: the figures of real news are those of stats.json")
    click.echo(f"\nwrote {path.name} and {folder.name}/{NAME}")
    return 0


@main.command("picture")
def picture_command() -> int:
    """Draw the card's picture, a scrape with its labels in colour, from the built data, in a checkout."""
    from naqi_dataset.picture import NAME, picture  # noqa: PLC0415  # reads parquet
    from naqi_dataset.tables import DatasetError, read_tables  # noqa: PLC0415

    try:
        folder = dataset_dir()
        write_atomically(folder / NAME, picture(read_tables(folder)))
    except (DatasetError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"wrote {folder.name}/{NAME}")
    return 0


@main.command("hash")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def hash_command(folder: Path | None) -> int:
    """Print the content hash: SHA-256 over all rows as canonical JSON lines, the same wherever and however they are stored.

    FOLDER is a dataset folder or its data folder; without it, the installed data.
    """
    from naqi_dataset.identity import content_hash  # noqa: PLC0415  # reads parquet
    from naqi_dataset.tables import DatasetError  # noqa: PLC0415

    try:
        click.echo(content_hash(folder or data_dir()))
    except (DatasetError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    return 0
