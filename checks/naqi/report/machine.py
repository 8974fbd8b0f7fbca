"""JSON and JSON lines, written as the run goes."""

from __future__ import annotations

import json
from typing import Any, TextIO

from naqi.gate.events import Located, Summary, problem_json
from naqi.inputs.model import Problem

SCHEMA = 1


def dump(value: dict[str, Any], stream: TextIO) -> str:
    """A value as JSON on one line, as a stream can hold it."""
    # What the stream cannot hold (a lone surrogate; any Arabic where the locale is ASCII), JSON can spell.
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


class JsonLines:
    """One `finding` or `error` record a line; last a `summary`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def _line(self, kind: str, value: dict[str, Any]) -> None:
        self._stream.write(dump({"type": kind, **value}, self._stream) + "\n")

    def finding(self, located: Located) -> None:
        self._line("finding", located.as_json())

    def problem(self, problem: Problem) -> None:
        self._line("error", problem_json(problem))

    def end(self, summary: Summary) -> None:
        self._line("summary", {"schema": SCHEMA, **summary.as_json()})


class Json:
    """One object: `{"schema", "findings", "errors", "summary"}`. Only problems, which are few, are held back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._problems: list[dict[str, Any]] = []
        self._separator = "\n"
        stream.write(f'{{"schema": {SCHEMA}, "findings": [')

    def finding(self, located: Located) -> None:
        self._stream.write(self._separator + dump(located.as_json(), self._stream))
        self._separator = ",\n"

    def problem(self, problem: Problem) -> None:
        self._problems.append(problem_json(problem))

    def end(self, summary: Summary) -> None:
        problems = ",\n".join(dump(problem, self._stream) for problem in self._problems)
        self._stream.write(f'],\n"errors": [{problems}],\n"summary": {dump(summary.as_json(), self._stream)}}}\n')
