"""Tools written in JavaScript: each in a Node process of its own, which lives as long as the worker and is served by a script in `benchmarks/envs/node`."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import subprocess
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

from naqi_bench.tools.decoding import decoded
from naqi_bench.tools.model import Run, ToolCrashedError, ToolMissingError
from naqi_bench.tools.rendering import renderer
from naqi_bench.tracks.model import Task

ENVIRONMENT: Final = Path(__file__).parents[2] / "envs" / "node"
_OLDEST: Final = 18
_PR_SET_PDEATHSIG: Final = 1


class JavaScriptError(Exception):
    """What the tool threw, in its words."""


def installed(package: str) -> Callable[[], str]:
    """The version of an npm package, asked for when it is needed."""

    def ask() -> str:
        _program()
        try:
            return str(json.loads((ENVIRONMENT / "node_modules" / package / "package.json").read_text("utf-8"))["version"])
        except FileNotFoundError as error:
            raise ToolMissingError(f"{package} is not installed: `make node` in a checkout of naqi does it, by npm ci in benchmarks/envs/node") from error

    return ask


def code(script: str) -> tuple[Path, ...]:
    """The files that a tool's answers depend on beside its own module."""
    return (Path(__file__), *(ENVIRONMENT / name for name in (script, "serve.mjs", "package-lock.json")))


def _program() -> str:
    program = shutil.which("node")
    if program is None:
        raise ToolMissingError("node is not here: apt-get install -y --no-install-recommends nodejs npm")
    return program


def _die_with_worker() -> None:
    """Have the kernel kill this process when the one that started it ends, also in the middle of a page. Elsewhere than on Linux it ends with that page."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class Page:
    """Turns a page's HTML into what the tool of a script makes of it; may be called any number of times.

    script: name of a file in ENVIRONMENT. Raises ToolMissingError where there is no Node, RuntimeError where the script does not load.
    """

    def __init__(self, script: str) -> None:
        asked, asking = os.pipe()
        hearing, answered = os.pipe()
        self._questions, self._answers = os.fdopen(asking, "wb"), os.fdopen(hearing, "rb")
        null = subprocess.DEVNULL
        # What stands in NODE_OPTIONS and the like is for the user's own programs.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NODE_")}
        try:
            self._process = subprocess.Popen(  # noqa: S603  # the program that PATH leads to, with a script of ours
                [_program(), str(ENVIRONMENT / script), str(asked), str(answered)],
                stdin=null,
                stdout=null,
                stderr=null,
                env=environment,
                pass_fds=(asked, answered),
                preexec_fn=_die_with_worker,  # noqa: PLW1509  # a worker that loads its tool has one thread
            )
        except BaseException:
            self._questions.close()
            self._answers.close()
            raise
        finally:
            # Held by the child alone, so that its end is the end of the file.
            os.close(asked)
            os.close(answered)
        weakref.finalize(self, _end, self._process, self._questions, self._answers)
        if not self._answers.readline():
            raise RuntimeError(f"node {script} {_how_it_ended(self._process)} before it was ready; it needs Node {_OLDEST} or newer, and `make node`")

    def __call__(self, html: str, url: str) -> str | None:
        """What the tool returns for a page. url: its address, or "". Raises JavaScriptError, and ToolCrashedError when Node ends."""
        try:
            self._questions.write(json.dumps({"html": html, "url": url}).encode("ascii") + b"\n")
            self._questions.flush()
            line = self._answers.readline()
        except BrokenPipeError:
            line = b""
        except BaseException:
            # Given up in the middle: what it still answers must not pass for the next page's.
            self._process.kill()
            raise
        if not line.endswith(b"\n"):
            raise ToolCrashedError(f"node {_how_it_ended(self._process)}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise JavaScriptError(answer["error"])
        text: str | None = answer["text"]
        return text


def rendered(script: str) -> Callable[[Sequence[Task]], Run]:
    """How a setting loads a script that gives HTML: what it gives becomes text as for every tool that gives HTML."""

    def load(_tasks: Sequence[Task]) -> Run:
        text, page = renderer(), Page(script)
        return lambda task: text(page(decoded(task.html, task.encoding), task.url))

    return load


def _how_it_ended(process: subprocess.Popen[bytes]) -> str:
    code_ = process.wait()
    return f"ended with exit code {code_}" if code_ >= 0 else f"was ended by {signal.Signals(-code_).name}"


def _end(process: subprocess.Popen[bytes], questions: IO[bytes], answers: IO[bytes]) -> None:
    process.kill()
    process.wait()
    # It may have ended before it read all of its question.
    with suppress(BrokenPipeError):
        questions.close()
    answers.close()
