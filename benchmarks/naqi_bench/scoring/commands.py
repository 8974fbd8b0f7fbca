"""`naqi-bench export` and `naqi-bench score`: taking part through files."""

from __future__ import annotations

from pathlib import Path

import click

from naqi.cli.entry import need_extra
from naqi_bench.tracks.model import Track

_SPLITS = ("train", "validation", "test")
_track = click.option("--track", type=click.Choice([track.value for track in Track]), required=True, help="What a tool is given.")
_split = click.option("--split", "splits", type=click.Choice(_SPLITS), multiple=True, help="Only this split; repeatable.  [default: all]")


@click.command("export")
@_track
@_split
@click.option("--force", is_flag=True, help="Replace an earlier export in a folder that is not empty.")
@click.argument("folder", type=click.Path(path_type=Path))
def export_command(track: str, splits: tuple[str, ...], folder: Path, *, force: bool) -> int:
    """Write the tasks of a track into FOLDER, with a README that says how to answer."""
    with need_extra("dataset"):
        from naqi_bench.tracks.export import ExportError, export  # noqa: PLC0415  # reads the dataset
        from naqi_bench.tracks.tasks import tasks  # noqa: PLC0415
    chosen = _chosen(splits)
    found = tasks(Track(track), chosen)
    try:
        export(Track(track), chosen, found, folder, force=force)
    except ExportError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"wrote {len(found)} tasks to {folder}; {folder / 'README.md'} says how to answer")
    return 0


@click.command("score")
@_track
@_split
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Also write the scores as a result file (JSON).")
@click.argument("file", type=click.Path(path_type=Path))
def score_command(track: str, splits: tuple[str, ...], file: Path, output: Path | None) -> int:
    """Score FILE, which holds one {"id", "text"} a line for each task, or what a run wrote.

    Prints the mean over sites with its 95 % interval beside what doing nothing and deleting everything score, leaks by class, and the worst pages.
    """
    with need_extra("bench"):
        from naqi_bench.scoring import results  # noqa: PLC0415  # scipy and rapidfuzz are loaded only when asked for
        from naqi_bench.scoring.controls import controls  # noqa: PLC0415
        from naqi_bench.scoring.pages import scores  # noqa: PLC0415
        from naqi_bench.scoring.records import SubmissionError, read  # noqa: PLC0415
        from naqi_bench.scoring.table import table  # noqa: PLC0415
    with need_extra("dataset"):
        from naqi_bench.tracks.gold import gold  # noqa: PLC0415
        from naqi_bench.tracks.tasks import dataset_identity, task_ids  # noqa: PLC0415
    chosen, which = _chosen(splits), Track(track)
    if not file.is_file():
        raise click.UsageError(f"{file}: there is no such file; `naqi-bench export` writes the tasks to answer")
    golds = gold(which, chosen)
    others = {other: task_ids(other, _SPLITS) for other in Track if other is not which}
    try:
        submission = read(file, which, golds, others)
    except SubmissionError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be read ({error.strerror})") from error
    with need_extra("dataset"):
        submissions = {file.name: submission, **controls(golds)}
        scored = scores(golds, [each.records for each in submissions.values()])
    reached = {name: results.setting_result(which, golds, each, chosen, pages=pages) for (name, each), pages in zip(submissions.items(), scored, strict=True)}
    if output is not None:
        name = str(submission.header.get("setting", "submitted"))
        header = {"tool": file.stem, **submission.header}
        results.write(output, results.result(which, {name: reached[file.name]}, header, dataset_identity()))
    click.echo(table(which, reached))
    return 0


def _chosen(splits: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(split for split in _SPLITS if not splits or split in splits)
