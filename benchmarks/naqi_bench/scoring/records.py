"""Records of a run, and the same with less: what anyone hands in, a `{"id", "text"}` a line."""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from naqi_bench.tracks.model import Track

EXITS: Final = ("ok", "empty", "error", "timeout", "memory", "crash")
_NUMBERS: Final = ("wall", "cpu", "peak_mb", "own")


class SubmissionError(ValueError):
    """A file of records cannot be scored. The message is one line that says where and why."""


@dataclass(frozen=True, slots=True)
class Submission:
    """header: of a runner's file, else empty. records: one for each task, by its id; each has `id`, `text` and `exit`."""

    header: Mapping[str, Any] = field(default_factory=dict)
    records: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read(path: Path, track: Track, ids: Collection[str], others: Mapping[Track, Collection[str]] | None = None) -> Submission:
    """Read a file of records, which must answer each task once.

    ids: of the track's tasks. others: ids of other tracks' tasks, to tell what a file answers instead. Raises SubmissionError, and OSError where there is
    no file.
    """
    header: dict[str, Any] = {}
    records: dict[str, Mapping[str, Any]] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        where = f"{path}: line {number}"
        record = _object(line, where)
        if number == 1 and "id" not in record and "schema" in record:
            header = _header(record, track, where)
            continue
        record = _record(record, where)
        identity = record["id"]
        if identity in records:
            raise SubmissionError(f"{where}: id {identity!r} stands twice; give one text a task")
        if identity not in ids:
            raise SubmissionError(f"{where}: {_unknown(identity, track, ids, others or {})}")
        records[identity] = record
    if not records:
        raise SubmissionError(f"{path}: holds no record; give one {{'id', 'text'}} a line")
    missing = [identity for identity in ids if identity not in records]
    if missing:
        raise SubmissionError(f"{path}: {len(missing)} of {len(ids)} tasks have no text, first {missing[0]!r}; where a tool gives nothing, give an empty text")
    return Submission(header, records)


def _lines(path: Path) -> list[str]:
    data = path.read_bytes()
    if not data.strip():
        raise SubmissionError(f"{path}: is empty; give one {{'id', 'text'}} a line")
    try:
        # Lines end with a line feed and nothing else: U+2028 may stand in a JSON string.
        return data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise SubmissionError(f"{path}: is not UTF-8 at byte {error.start}; write the texts as UTF-8") from error


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SubmissionError(f"{where}: is not JSON ({str(error).splitlines()[0]}); give one {{'id', 'text'}} a line") from error
    if not isinstance(record, dict):
        raise SubmissionError(f"{where}: is a JSON {type(record).__name__}, not an object with id and text")
    return record


def _header(record: dict[str, Any], track: Track, where: str) -> dict[str, Any]:
    if record["schema"] != 1:
        raise SubmissionError(f"{where}: the header's schema is {record['schema']!r}; this naqi reads 1")
    if record.get("track", track) != track:
        raise SubmissionError(f"{where}: these are records of track {record['track']!r}, not {track.value!r}; give --track {record['track']}")
    return record


def _record(record: dict[str, Any], where: str) -> dict[str, Any]:
    for name in ("id", "text"):
        if not isinstance(record.get(name), str):
            had = "is missing" if name not in record else f"is a JSON {type(record[name]).__name__}"
            raise SubmissionError(f"{where}: {name!r} {had}; it must be a string")
    for name in _NUMBERS:
        if name in record and (isinstance(record[name], bool) or not isinstance(record[name], int | float)):
            raise SubmissionError(f"{where}: {name!r} is a JSON {type(record[name]).__name__}; it must be a number")
    leave = record.get("exit", "ok" if record["text"].strip() else "empty")
    if leave not in EXITS:
        raise SubmissionError(f"{where}: exit {leave!r} is none of {', '.join(EXITS)}")
    # Whatever stands in a text that a tool did not finish is not its answer.
    return {**record, "exit": leave, "text": record["text"] if leave == "ok" else ""}


def _unknown(identity: str, track: Track, ids: Collection[str], others: Mapping[Track, Collection[str]]) -> str:
    for other, known in others.items():
        if identity in known:
            return f"{identity!r} is a task of track {other.value!r}, not {track.value!r}; give --track {other.value}"
    near = difflib.get_close_matches(identity, list(ids), 1, 0.8)
    return f"{identity!r} is no task of track {track.value!r} in these splits" + (
        f"; did you mean {near[0]!r}?" if near else "; `naqi-bench export` writes them"
    )
