"""The command `naqi-bench leaderboard`."""

from __future__ import annotations

from pathlib import Path

import click

from naqi.cli.entry import need_extra, say
from naqi.files import write_atomically
from naqi_bench.texts import checkout


@click.command("leaderboard")
@click.option("--results", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of results.  [default: benchmarks/results]")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Write below this folder, and leave the checkout alone.")
@click.option("--pin-floors", is_flag=True, help="Also make what naqi's tools and the leader reach the floors below which this command and the tests fail.")
def leaderboard_command(folder: Path | None, output: Path | None, *, pin_floors: bool) -> int:
    """Write what the results say: benchmarks/README.md, its plots, benchmarks/leaderboard/index.html, and the table in README.md.

    Exits 1, with all written, when a result fell below its floor (benchmarks/results/floors.json). Needs a checkout.
    """
    with need_extra("bench"):
        from naqi_bench.leaderboard import doses, floors  # noqa: PLC0415  # scipy and rapidfuzz are loaded only when asked for
        from naqi_bench.leaderboard.entries import ResultsError, read  # noqa: PLC0415
    with need_extra("dataset"):
        from naqi_bench.against_real import figures, section  # noqa: PLC0415
        from naqi_bench.leaderboard.generate import PLOTS, generated  # noqa: PLC0415
        from naqi_bench.tracks.tasks import dataset_identity  # noqa: PLC0415
        from naqi_bench.with_fix import figures as fixed  # noqa: PLC0415
        from naqi_bench.with_fix.section import section as fixed_section  # noqa: PLC0415
    try:
        root = checkout()
        source = folder or root / "benchmarks" / "results"
        results = read(source, dataset_identity())
        against_real = section.section(figures.read(source, results.dataset))
        with_fix = fixed_section(fixed.read(source, results.dataset))
        files = generated(results, (root / "README.md").read_text("utf-8"), doses.read(source, results.dataset), [with_fix, against_real])
        target = output or root
        pinned = Path("benchmarks") / "results" / "floors.json"
        if pin_floors:
            files[pinned] = floors.render(floors.floors_of(results))
            held = None
        else:
            # Those of a folder of one's own say nothing about the committed floors.
            held = floors.read(root / pinned) if folder is None else None
    except (FileNotFoundError, ResultsError, figures.FiguresError) as error:
        raise click.UsageError(str(error)) from error
    for file in results.others:
        say(f"{file}: of another version of the dataset, not ranked")
    for path in (target / PLOTS).glob("*.svg"):
        if path.relative_to(target) not in files:
            path.unlink()
    for name, content in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target / name, content)
        click.echo(f"wrote {target / name}")
    broken = floors.broken_floors(results, held) if held is not None else []
    for line in broken:
        say(line)
    return 1 if broken else 0
