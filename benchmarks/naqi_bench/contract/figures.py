"""The file of verdicts, `benchmarks/results/contract.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from naqi.files import write_atomically
from naqi_bench.tools.registry import TOOLS

SCHEMA: Final = 1
FILE: Final = "contract.json"
_NEEDED: Final = ("tool", "version", "track", "setting", "standing", "naqi", "examples", "properties")


class VerdictsError(ValueError):
    """The verdicts cannot be read. The message is one line that says what to do."""


def read(path: Path) -> list[dict[str, Any]]:
    """The verdicts of each tool and setting, as `Trial.as_json` gives them; none where there is no file. Raises VerdictsError."""
    if not path.is_file():
        return []
    again = "delete it and run naqi-bench contract"
    try:
        content = json.loads(path.read_text("utf-8"))
        if content["schema"] != SCHEMA:
            raise VerdictsError(f"{path}: has schema {content['schema']!r} where {SCHEMA} is read: {again}")
        rows = [dict(row) for row in content["tools"]]
        missing = sorted({name for row in rows for name in _NEEDED if name not in row})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise error if isinstance(error, VerdictsError) else VerdictsError(f"{path}: holds no verdicts ({error!r}): {again}") from error
    if missing:
        raise VerdictsError(f"{path}: lacks {', '.join(missing)}: {again}")
    return rows


def merged(earlier: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """New verdicts in the place of earlier ones, in the order of the registry. Those of tools and settings that it does not list any more go."""
    by_key = {_key(row): dict(row) for row in (*earlier, *new)}
    order = [(tool.track.value, tool.name, setting.name) for tool in TOOLS for setting in tool.settings]
    return [by_key[key] for key in order if key in by_key]


def _key(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(row["track"]), str(row["tool"]), str(row["setting"])


def render(rows: Sequence[Mapping[str, Any]]) -> str:
    """The file's content. Characters that do not show, or act on what shows them, are escaped; lone surrogates, which no file can hold, are among them."""
    return "".join(map(_escaped, json.dumps({"schema": SCHEMA, "tools": list(rows)}, ensure_ascii=False, indent=1))) + "\n"


def _escaped(character: str) -> str:
    if character.isprintable() or character == "\n":
        return character
    return json.dumps(character)[1:-1]


def write(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the file, its folders too. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, render(rows))
