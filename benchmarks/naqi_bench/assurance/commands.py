"""`naqi-bench assurance`."""

from __future__ import annotations

from typing import Final

import click

from naqi.files import write_atomically
from naqi_bench.accuracy.results import ResultsError
from naqi_bench.assurance.results import rendered
from naqi_bench.texts import checkout

_PAGE: Final = ("tests", "README.md")


@click.command("assurance")
def assurance_command() -> int:
    """Write what fuzzing and mutation of naqi's own code found into tests/README.md, from the committed results.

    `make fuzz` and `make mutation` make these and run this command.
    """
    try:
        path = checkout().joinpath(*_PAGE)
        write_atomically(path, rendered(path.read_text("utf-8")))
    except (FileNotFoundError, ResultsError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"wrote {'/'.join(_PAGE)}")
    return 0
