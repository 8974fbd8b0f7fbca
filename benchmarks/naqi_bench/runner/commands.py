"""The commands `naqi-bench run` and `naqi-bench tools`."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.table import Table

from naqi.cli.entry import need_extra, say
from naqi.report.console import PlainConsole
from naqi_bench.texts import checkout
from naqi_bench.tools.model import Tool, ToolMissingError
from naqi_bench.tracks.model import Track

_TRACK = click.Choice([track.value for track in Track])


@click.command("run")
@click.option("--track", "tracks", type=_TRACK, multiple=True, help="Repeatable.  [default: all]")
@click.option("--tool", "names", multiple=True, metavar="NAME", help="A tool of the list, or module:function. Repeatable.  [default: all of the list]")
@click.option("--setting", help="Only this setting of each tool.")
@click.option(
    "--split", "splits", type=click.Choice(["train", "validation", "test"]), multiple=True, help="Repeatable.  [default: all a tool may be scored on]"
)
@click.option("--sites", multiple=True, metavar="SITE", help="Only pages of this site. Repeatable.  [default: all]")
@click.option("--limit", type=click.IntRange(0), default=0, metavar="N", help="At most N pages of each site.  [default: all]")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Tools to run side by side; their times suffer when cores are fewer.")
@click.option("--test", "with_test", is_flag=True, help="Run naqi's own tools on test too, once a release.")
@click.option("--page-seconds", type=click.FloatRange(min=0, min_open=True), default=30.0, show_default=True, help="Wall time a page may take.")
@click.option("--memory-mb", type=click.FloatRange(min=0, min_open=True), default=2048.0, show_default=True, help="Resident memory a tool may take, in MiB.")
@click.option("--fresh", is_flag=True, help="Forget the records of earlier runs.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Folder for records and results.  [default: build/bench, benchmarks/results]")
def run_command(
    *,
    tracks: tuple[str, ...],
    names: tuple[str, ...],
    setting: str | None,
    splits: tuple[str, ...],
    sites: tuple[str, ...],
    limit: int,
    jobs: int,
    page_seconds: float,
    memory_mb: float,
    output: Path | None,
    with_test: bool,
    fresh: bool,
) -> int:
    """Run tools over the dataset, each in a process of its own, and score what they make of it.

    A tool has no network, a wall limit a page and a memory limit; whatever it does counts as that page's ok, empty, error, timeout, memory or crash.
    Records go to <track>/<tool>/<setting>.jsonl in the output folder, as they come: a run that was interrupted or killed is taken up where it
    ended. Tools that are not installed are listed, and left out. Scores go to benchmarks/results in a checkout; those of a run of less than all
    (a setting, splits, sites, a limit, a function of yours), or with --output, to results/ beside the records.

    --tool module:function runs a function of yours, of an installed module or one in the current folder: str → str for scrub and repair; for extract it
    gets bytes or decoded str, as its parameter is annotated, else the one that it takes (str is tried first). It needs --track.

    Exits 0 when every tool that is installed ran, whatever its pages came to; 2 when one could not be readied, or none ran.
    """
    with need_extra("bench"):
        from naqi_bench.runner import summary  # noqa: PLC0415  # psutil is loaded only when asked for
        from naqi_bench.runner.choice import UnknownNameError  # noqa: PLC0415
        from naqi_bench.runner.folder import temporary  # noqa: PLC0415
        from naqi_bench.runner.functions import FunctionError  # noqa: PLC0415
        from naqi_bench.runner.journal import forget  # noqa: PLC0415
        from naqi_bench.runner.model import Limits  # noqa: PLC0415
        from naqi_bench.runner.plan import Request, describe, plan  # noqa: PLC0415
        from naqi_bench.runner.progress import shown  # noqa: PLC0415
        from naqi_bench.runner.run import run  # noqa: PLC0415
    with need_extra("dataset"):
        from naqi_bench.scoring.runs import score  # noqa: PLC0415
        from naqi_bench.tracks.tasks import dataset_identity, tasks  # noqa: PLC0415  # reads parquet
    functions = [name for name in names if ":" in name]
    if functions and not tracks:
        raise click.UsageError(f"say what {functions[0]} does: --track extract, scrub or repair")
    request = Request(tuple(map(Track, tracks)), names, setting, splits, sites, limit, with_test)
    try:
        kept = request.whole and not functions
        records = output if output is not None else checkout() / "build" / "bench" / ("" if kept else "part")
        results = checkout() / "benchmarks" / "results" if output is None and kept else records / "results"
        dataset = dataset_identity()
        with temporary() as spools:
            works, left_out = plan(request, tasks, records.resolve(), spools)
            if fresh:
                for work in works:
                    forget(work.path)
            for line in left_out:
                say(line)
            with shown(works) as advance:
                outcomes = run(works, dataset, Limits(page_seconds=page_seconds, memory_mb=memory_mb), jobs, advance)
    except (UnknownNameError, FunctionError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    for outcome in outcomes:
        if outcome.notice:
            say(f"{outcome.work.path}: {outcome.notice}; begun anew")
        if outcome.problem:
            say(f"{describe(outcome.work.choice)} was not run: {outcome.problem}")
    ran = [outcome for outcome in outcomes if not outcome.problem]
    if not ran:
        raise click.UsageError("no tool ran")
    PlainConsole(width=160).print(summary.table(ran))
    works = [outcome.work for outcome in ran]
    scored = score([(work.choice.tool, work.choice.setting, work.splits, work.ids, work.path) for work in works], dataset, results, jobs)
    click.echo("")
    PlainConsole(width=160).print(summary.scores(scored))
    click.echo(f"\nrecords: {records}\nresults: {results}\n{summary.own_cost(ran)}")
    return 2 if any(outcome.problem and not outcome.missing for outcome in outcomes) else 0


def _state(tool: Tool) -> tuple[str, str]:
    """The version, and what is missing."""
    try:
        return tool.version(), ""
    except ToolMissingError as error:
        return "", str(error)


@click.command("tools")
@click.option("--track", "tracks", type=_TRACK, multiple=True, help="Repeatable.  [default: all]")
@click.option("--format", "kind", type=click.Choice(("table", "json")), default="table", show_default=True)
def tools_command(tracks: tuple[str, ...], kind: str) -> int:
    """List the tools that the benchmark ranks, and its controls: version, licence, settings, and what is missing here."""
    with need_extra("bench"):
        from naqi_bench.runner.choice import known  # noqa: PLC0415  # the tools' modules
        from naqi_bench.tools.registry import UNAVAILABLE  # noqa: PLC0415
    rows = []
    for track in map(Track, tracks or [track.value for track in Track]):
        for _, tool in known(track):
            version, missing = _state(tool)
            settings = {setting.name: setting.note for setting in tool.settings}
            fields = {"track": track.value, "tool": tool.name, "version": version, "standing": tool.standing.value, "licence": tool.licence, "link": tool.link}
            rows.append(fields | {"settings": settings, "missing": missing})
    if kind == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("track", "tool", "version", "standing", "licence", "settings", "link"):
        made.add_column(column, no_wrap=column != "link")
    for row in rows:
        shown = (row["track"], row["tool"], row["version"] or "missing", row["standing"], row["licence"], ", ".join(row["settings"]), row["link"])
        made.add_row(*map(str, shown))
    PlainConsole(width=160).print(made)
    for row in rows:
        if row["missing"]:
            click.echo(f"{row['tool']} ({row['track']}): {row['missing']}")
    for name, reason in UNAVAILABLE.items():
        click.echo(f"{name} cannot be run: {reason}")
    return 0
