"""`naqi profile`: learn the furniture of each source of a crawl."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from naqi.cli.check import ProblemLog, check_command
from naqi.cli.entry import say
from naqi.cli.options import read_all, read_profile, settings_options
from naqi.cli.progress import counted
from naqi.cli.settings import SettingsCommand
from naqi.files import atomically
from naqi.inputs.discover import STDIN_FORMATS
from naqi.inputs.model import Columns, Problem, ReadOptions, Record
from naqi.profile import Learner, Options, Profile, save
from naqi.report.visible import isolate, visible

_DEFAULTS = Options()


class _ProfileCommand(SettingsCommand):
    """Takes what it shares with `naqi check` from the same settings."""

    def _known(self) -> click.Command:
        return check_command


def _read(learner: Learner, records: Iterator[Record | Problem]) -> int:
    """Let a learner read all; return how many problems were met, which are printed."""
    log = ProblemLog()
    problems = 0
    for item in records:
        if isinstance(item, Problem):
            problems += 1
            log.add(item)
        else:
            learner.add(item.text, item.source)
    log.end()
    return problems


def _row(cells: tuple[Any, ...], name: str) -> str:
    return "".join(f"{cell:>11}" if isinstance(cell, str) else f"{cell:>11,}" for cell in cells) + f"  {name}"


def _print(profile: Profile, learner: Learner) -> None:
    read = learner.read
    click.echo(_row(("documents", "looked at", "stories", "entries", "sure", "to review"), "source"))
    for name, source in profile.sources.items():
        if read[name]:
            counts = (read[name], source.documents, source.stories, len(source.entries), source.count(accept=True), source.count(accept=None))
            click.echo(_row(counts, isolate(visible(name)) if name else "(no source named)"))


def _say_small(profile: Profile, learner: Learner) -> bool:
    """Say which sources have too few documents; return whether any has enough."""
    least = learner.options.least_documents
    small = [name for name in learner.read if profile.sources[name].stories < least]
    for name in small:
        count = profile.sources[name].stories
        stories = f"{count} different stor{'y' if count == 1 else 'ies'}"
        say(f"{name or 'documents without a source'}: {stories}, too few to learn from: --min-documents is {least}")
    return len(small) < len(learner.read)


def _keep_sample(learner: Learner, path: Path) -> None:
    """Write what is kept of the documents as JSON lines: `naqi profile` reads them, with those of other parts of a crawl, in place of the documents."""
    try:
        with atomically(path) as file:
            for source, text in learner.kept():
                # Escaped, so that a lone surrogate passes as it is.
                file.write(json.dumps({"source": source or None, "text": text}) + "\n")
    except OSError as error:
        raise click.UsageError(f"{path}: sample cannot be written ({error.strerror}): choose another place") from error


@click.command("profile", cls=_ProfileCommand)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--by", "--source-column", "source_column", help="Column that names the publisher of a document. Guessed when only one fits.")
@click.option("--column", help="Column that holds the text. Guessed when only one fits.")
@click.option("--input-format", type=click.Choice(STDIN_FORMATS), default="txt", show_default=True, help="Format of standard input (-).")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Write the profile: a file whose name ends in .toml, or a folder, a file for each source. What a person decided in one that is there is kept.",
)
@click.option(
    "--min-documents",
    type=click.IntRange(2),
    default=_DEFAULTS.least_documents,
    show_default=True,
    help="Different stories of a source that must hold a piece of text; near copies count once.",
)
@click.option(
    "--min-share", type=click.FloatRange(0, 1), default=_DEFAULTS.least_share, show_default=True, help="Share of a source's stories that must hold it, besides."
)
@click.option(
    "--sample",
    type=click.IntRange(10),
    default=_DEFAULTS.sample,
    show_default=True,
    help="Different texts of a source that are looked at: a sample that does not depend on their order.",
)
@click.option(
    "--keep-sample",
    type=click.Path(path_type=Path),
    help="Also write these texts, as JSON lines: those of the parts of a crawl give the profile of the whole.",
)
@settings_options
def profile_command(
    *,
    paths: tuple[str, ...],
    source_column: str | None,
    column: str | None,
    input_format: str,
    output: Path | None,
    min_documents: int,
    min_share: float,
    sample: int,
    keep_sample: Path | None,
) -> int:
    """Learn the furniture of each source: what its documents repeat, without a word list.

    A PATH is what `naqi check` takes. Review the file that --output names, and give it to `naqi check` and `naqi fix` as --profile.

    Exits 0 when all was read and a source had documents enough to learn from, else 2, and then writes nothing.
    """
    if not paths:
        raise click.UsageError("Missing argument 'PATH...': name a file, a folder, or - for standard input")
    earlier = read_profile((output,)) if output is not None and _holds_profile(output) else None
    learner = Learner(Options(min_documents, min_share, sample))
    problems = _read(learner, counted(read_all(paths, input_format, ReadOptions(Columns(column, None, source_column), say))))
    if not learner.read:
        raise click.UsageError("no document with text was read: there is nothing to learn from")
    profile = learner.profile()
    _print(profile, learner)
    enough = _say_small(profile, learner)
    if problems or not enough:
        say("nothing is written: " + ("not everything could be read" if problems else "no source has documents enough"))
        return 2
    if keep_sample is not None:
        _keep_sample(learner, keep_sample)
    if output is None:
        say("nothing is written: --output FILE.toml keeps the profile, for --profile of naqi check and naqi fix")
        return 0
    try:
        save(profile if earlier is None else profile.decided_in(earlier), output)
    except OSError as error:
        raise click.UsageError(f"{output}: profile cannot be written ({error.strerror}): choose another place") from error
    say(f"wrote {output}: set accept to true or false where it says review")
    return 0


def _holds_profile(output: Path) -> bool:
    """Whether a profile is there already; a folder may be new or hold none yet."""
    return any(output.glob("*.toml")) if output.is_dir() else output.exists()
