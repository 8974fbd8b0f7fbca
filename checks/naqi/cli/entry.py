"""What all commands of the project share: exit codes, and the word about a missing extra."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import click


class Group(click.Group):
    """Turns what ends a run early into the documented exit codes, without a traceback.

    A command returns its exit code; None is 0.
    """

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        kwargs["standalone_mode"] = False
        code: object = None
        try:
            code = super().main(*args, **kwargs)
            sys.stdout.flush()
        except click.exceptions.Exit as error:
            code = error.exit_code
        except click.ClickException as error:
            click.echo(f"naqi: {error.format_message()}", err=True)
            code = 2
        except (click.Abort, KeyboardInterrupt):
            code = 128 + signal.SIGINT
        except BrokenPipeError:
            # The reader left (as `head` does). Nothing more can be said there; keep the interpreter from trying at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 128 + signal.SIGPIPE
        sys.exit(code if isinstance(code, int) else 0)


@contextmanager
def need_extra(extra: str) -> Iterator[None]:
    """Import what an extra brings; a missing module becomes one line and exit 2."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in {"naqi", "naqi_dataset", "naqi_bench"}:
            raise
        raise click.UsageError(f"this needs {error.name}: pip install 'naqi[{extra}]'") from error
