"""The command `naqi-bench`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from naqi import __version__
from naqi.cli.entry import Group, need_extra
from naqi.files import write_atomically
from naqi_bench.agreement.commands import agreement_command, annotate_command
from naqi_bench.texts import checkout, real_data


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="naqi-bench")
def main() -> None:
    """Measure naqi, and the tools that claim to do its job."""


main.add_command(annotate_command)
main.add_command(agreement_command)


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


@main.command("accuracy")
@click.option("--results", type=click.Path(path_type=Path), help="File to write figures to.  [default: benchmarks/results/naqi/VERSION/accuracy.json]")
@click.option("--unjudged", is_flag=True, help="Only list findings on clean text that have no verdict yet, with their text, for reading.")
def accuracy_command(results: Path | None, *, unjudged: bool) -> int:
    """Measure the rules on real texts, and write the figures and checks/ACCURACY.md.

    Needs NAQI_REAL_DATA and a checkout. Every finding of error severity on clean text is judged once by reading; verdicts are kept
    in benchmarks/results/adjudication.jsonl, one {"source", "id", "rule", "verdict"} a line.
    """
    with need_extra("bench"):
        from naqi_bench.accuracy.page import page  # noqa: PLC0415  # scipy is loaded only when asked for
        from naqi_bench.accuracy.run import AdjudicationError, findings_on_clean, measure, read_verdicts  # noqa: PLC0415
    try:
        folder = real_data()
        root = checkout()
        verdicts = read_verdicts(root / "benchmarks" / "results" / "adjudication.jsonl")
    except (FileNotFoundError, AdjudicationError) as error:
        raise click.UsageError(str(error)) from error
    if folder is None:
        raise click.UsageError("NAQI_REAL_DATA is not set: point it to the folder of real texts to measure on")
    if unjudged:
        for text, finding in findings_on_clean(folder):
            if (text.source, text.id, finding.rule) not in verdicts:
                click.echo(json.dumps({"source": text.source, "id": text.id, "rule": finding.rule, "text": finding.text}, ensure_ascii=False))
        return 0
    figures = measure(folder, verdicts)
    path = results or root / "benchmarks" / "results" / "naqi" / __version__ / "accuracy.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(figures, indent=1) + "\n")
    write_atomically(root / "checks" / "ACCURACY.md", page(figures, path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name))
    found, spans = figures["naqi"]["labelled"]["by_evidence"]["wording"]
    clean = figures["naqi"]["clean"]["all_documents"]
    click.echo(
        f"wording {found}/{spans}, body touched {100 * figures['naqi']['labelled']['body_touched']:.3f} %, "
        f"wrong clean documents {clean['wrong']:.0f} of {clean['documents']:.0f}, unjudged {len(figures['naqi']['unjudged'])}"
    )
    click.echo(f"wrote {path} and {root / 'checks' / 'ACCURACY.md'}")
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
