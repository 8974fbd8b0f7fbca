"""The command `naqi-bench`."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import click

from naqi import __version__
from naqi.cli.entry import Group, need_extra, say
from naqi.files import write_atomically
from naqi_bench.against_real.commands import against_real_command
from naqi_bench.agreement.commands import agreement_command, annotate_command
from naqi_bench.assurance.commands import assurance_command
from naqi_bench.contract.commands import contract_command
from naqi_bench.cost.commands import cost_command
from naqi_bench.leaderboard.commands import leaderboard_command
from naqi_bench.runner.commands import run_command, tools_command
from naqi_bench.scoring.commands import export_command, score_command
from naqi_bench.texts import checkout, real_data
from naqi_bench.with_fix.commands import with_fix_command


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="naqi-bench")
def main() -> None:
    """Measure naqi, and the tools that claim to do its job."""


main.add_command(annotate_command)
main.add_command(agreement_command)
main.add_command(run_command)
main.add_command(tools_command)
main.add_command(export_command)
main.add_command(score_command)
main.add_command(leaderboard_command)
main.add_command(cost_command)
main.add_command(against_real_command)
main.add_command(contract_command)
main.add_command(with_fix_command)
main.add_command(assurance_command)


@main.command("speed")
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True, help="Timed rounds of each; the median counts.")
@click.option("--megabytes", type=click.FloatRange(0.05), default=4.0, show_default=True, help="UTF-8 text of each kind to scan.")
@click.option("--phrases", type=click.IntRange(1), multiple=True, default=(200, 1000, 3000), show_default=True)
@click.option("--rows", type=click.IntRange(0), default=100_000, show_default=True, help="Rows for Great Expectations, if it is installed; 0 leaves it out.")
@click.option("--output", type=click.Path(path_type=Path), help="Also write the figures as JSON.")
def speed_command(rounds: int, megabytes: float, phrases: tuple[int, ...], rows: int, output: Path | None) -> int:
    """Measure the gate beside a bare fold + match, a tolerant RE2 set and Python's re, in one run; then its suite in Great Expectations.

    Reads real texts from NAQI_REAL_DATA, or, without it, the shipped articles and scrape. Megabytes a second are of this machine;
    the ratios are what compares.
    """
    from naqi_bench.speed import measure, table  # noqa: PLC0415  # measuring loads what help need not

    figures = measure(rounds, megabytes, phrases)
    click.echo(table(figures))
    if rows and find_spec("great_expectations") is not None:
        from naqi_bench import speed_gx  # noqa: PLC0415  # Great Expectations takes seconds to load

        figures["great_expectations"] = speed_gx.measure(rows, 200, max(1, rounds // 2))
        click.echo("\n" + speed_gx.table(figures["great_expectations"]))
    if output is not None:
        write_atomically(output, json.dumps(figures, indent=1) + "\n")
    return 0


@main.command("accuracy")
@click.option("--test", "with_test", is_flag=True, help="Also score the test split, once a release; nothing else reads it.")
@click.option("--pin-floors", is_flag=True, help="Also make the figures of validation the floors below which tests fail.")
@click.option("--results", type=click.Path(path_type=Path), help="File to write figures to.  [default: benchmarks/results/naqi/VERSION/accuracy.json]")
@click.option("--unjudged", is_flag=True, help="Only list findings on clean real text that have no verdict yet, with their text, for reading.")
def accuracy_command(results: Path | None, *, with_test: bool, pin_floors: bool, unjudged: bool) -> int:
    """Measure the rules on the dataset and on real texts, and write the figures and checks/ACCURACY.md.

    Needs a checkout. Without NAQI_REAL_DATA the figures of real texts are kept as they were. Every finding of error severity on clean
    real text is judged once by reading; verdicts are kept in benchmarks/results/adjudication.jsonl, one {"source", "id", "rule",
    "verdict"} a line.
    """
    with need_extra("bench"):
        from naqi_bench.accuracy import results as kept  # noqa: PLC0415  # scipy is loaded only when asked for
        from naqi_bench.accuracy.composed import Scanner  # noqa: PLC0415
        from naqi_bench.accuracy.run import AdjudicationError, findings_on_clean, measure, read_verdicts  # noqa: PLC0415
    try:
        folder = real_data()
        root = checkout()
        files = kept.Files.of(root, results)
        earlier = kept.read(files.figures)
        verdicts = read_verdicts(root / "benchmarks" / "results" / "adjudication.jsonl")
    except (FileNotFoundError, AdjudicationError, kept.ResultsError) as error:
        raise click.UsageError(str(error)) from error
    if unjudged:
        if folder is None:
            raise click.UsageError("NAQI_REAL_DATA is not set: point it to the folder of real texts to judge findings on")
        for text, finding in findings_on_clean(folder):
            if (text.source, text.id, finding.rule) not in verdicts:
                click.echo(json.dumps({"source": text.source, "id": text.id, "rule": finding.rule, "text": finding.text}, ensure_ascii=False))
        return 0
    if folder is None:
        say("NAQI_REAL_DATA is not set: the figures of real texts are kept as they were")
    scanner = Scanner()
    figures = kept.figures_with(None if folder is None else measure(folder, verdicts), earlier, scanner)
    kept.write(files.figures, figures)
    written = [files.figures]
    if with_test:
        kept.write(files.test, kept.figures_of_test(figures, scanner))
        written.append(files.test)
    validation = figures["composed"]["validation"]
    floors = kept.read(files.floors)
    if pin_floors:
        kept.write(files.floors, kept.floors_of(validation))
        written.append(files.floors)
    elif floors is not None:
        for line in kept.broken_floors(validation, floors):
            say(line)
    write_atomically(files.page, files.rendered())
    for path in [*written, files.page]:
        click.echo(f"wrote {path}")
    return 0


@main.command("fixes")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="Make unsafe fixes too.")
@click.option("--list", "listed", is_flag=True, help="Only list the edits of clean real texts, for reading. Needs NAQI_REAL_DATA.")
def fixes_command(*, unsafe: bool, listed: bool) -> int:
    """Print what naqi fix touches of texts it should leave alone, and what it takes out and mends: on validation, and on real texts of NAQI_REAL_DATA.

    Edits of clean real texts are judged by reading; verdicts are kept in benchmarks/results/edits.jsonl, one {"source", "id", "rule", "start", "end",
    "verdict"} a line, verdict right, wrong or doubtful.
    """
    with need_extra("bench"):
        from naqi.fixing import Fixer  # noqa: PLC0415  # rules are compiled only when asked for
        from naqi_bench import fixes  # noqa: PLC0415
    try:
        folder = real_data()
        verdicts = fixes.read_verdicts(checkout() / "benchmarks" / "results" / "edits.jsonl") if folder is not None and not listed else {}
    except (FileNotFoundError, fixes.VerdictsError) as error:
        raise click.UsageError(str(error)) from error
    if not listed:
        for line in fixes.table(folder, verdicts, unsafe=unsafe):
            click.echo(line)
        return 0
    if folder is None:
        raise click.UsageError("NAQI_REAL_DATA is not set: point it to the folder of real texts to list edits of")
    for text, edits in fixes.edits_on_clean(folder, Fixer(unsafe=unsafe)):
        for edit in edits:
            click.echo(json.dumps({"source": text.source, "id": text.id, **edit.as_json()}, ensure_ascii=False))
    return 0


@main.command("profiles")
def profiles_command() -> int:
    """Print what profiles add to the rules: learned of the scrapes of train and of validation without labels, and of real texts of NAQI_REAL_DATA.

    Nothing in them is reviewed. By evidence: labelled spans found; then body characters touched, and what the findings of profiles stand on.
    """
    with need_extra("bench"):
        from naqi_bench import profiles  # noqa: PLC0415  # rules are compiled only when asked for
    try:
        folder = real_data()
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error
    for line in profiles.table(folder):
        click.echo(line)
    return 0


@main.command("realism")
@click.option("--output", type=click.Path(path_type=Path), help="Also write the statistics as JSON.")
def realism_command(output: Path | None) -> int:
    """Print statistics of the composed scrapes, by kind of scraper, and pages beside those of real ones. Needs NAQI_REAL_DATA."""
    with need_extra("dataset"):
        from naqi_bench.realism import RealDataError, as_json, table  # noqa: PLC0415  # lxml is loaded only when asked for
    try:
        folder = real_data()
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error
    if folder is None:
        raise click.UsageError("NAQI_REAL_DATA is not set: point it to the folder of real texts to compare with")
    try:
        click.echo(table(folder))
        if output is not None:
            write_atomically(output, as_json(folder) + "\n")
    except RealDataError as error:
        raise click.UsageError(str(error)) from error
    return 0
