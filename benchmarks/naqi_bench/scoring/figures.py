"""Files of figures that are no result of one tool: read alike, whatever is measured in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class FiguresError(ValueError):
    """Figures are missing or cannot be read. The message is one line that says what to do."""


def read_figures(path: Path, schema: int, dataset: Mapping[str, str], command: str) -> dict[str, Any] | None:
    """The committed figures of a file; None where there is none, or they are of another dataset. Raises FiguresError.

    command: what writes the file, for the message.
    """
    if not path.is_file():
        return None
    again = f"delete it and run {command}"
    try:
        content = json.loads(path.read_text("utf-8"))
        known, same = content["schema"] == schema, dict(content["dataset"]) == dict(dataset)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FiguresError(f"{path}: holds no figures ({error!r}): {again}") from error
    if not known:
        raise FiguresError(f"{path}: has schema {content['schema']!r} where {schema} is read: {again}")
    return dict(content) if same else None
