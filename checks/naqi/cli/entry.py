"""What all commands of the project share: exit codes, and the word about a missing extra."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import click

from naqi.checker import SelfCheckError
from naqi.processes import WorkerError
from naqi.report.visible import visible


class _OutputError(Exception):
    """Carries an error of reading or writing past click, which would answer it with an exit code of its own."""


class Group(click.Group):
    """Turns what ends a run early into the documented exit codes, without a traceback.

    A command returns its exit code; None is 0.
    """

    def invoke(self, ctx: click.Context) -> Any:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except OSError as error:
            raise _OutputError from error
        return code

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        kwargs["standalone_mode"] = False
        if isinstance(sys.stdout, io.TextIOWrapper):
            # A terminal without Arabic letters gets escapes instead of an end.
            sys.stdout.reconfigure(errors="backslashreplace")
        code: object = None
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.Exit as error:
            code = error.exit_code
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            code = 2
        except click.ClickException as error:
            say(error.format_message())
            code = 2
        except (SelfCheckError, WorkerError) as error:
            say(str(error))
            code = 2
        except (click.Abort, KeyboardInterrupt):
            code = 128 + signal.SIGINT
        except _OutputError as error:
            code = _output_failed(error.__cause__)
        sys.exit(code if isinstance(code, int) else 0)


def _output_failed(error: BaseException | None) -> int:
    assert isinstance(error, OSError)
    with suppress(OSError, ValueError):
        # Nothing more can be said there; keep the interpreter from trying at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        # The reader left, as `head` does.
        return 128 + signal.SIGPIPE
    say(f"{error.filename or 'output'}: cannot be written ({error.strerror})")
    return 2


def say(line: str) -> None:
    """Tell the user something in one line on standard error."""
    click.echo(f"naqi: {visible(line)}", err=True)


@contextmanager
def need_extra(extra: str) -> Iterator[None]:
    """Import what an extra brings; a missing module becomes one line and exit 2."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in {"naqi", "naqi_dataset", "naqi_bench"}:
            raise
        raise click.UsageError(f"this needs {error.name}: pip install 'naqi[{extra}]'") from error
