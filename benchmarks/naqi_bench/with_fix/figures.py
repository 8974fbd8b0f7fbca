"""The file of figures, `benchmarks/results/with-fix.json`. No text of anyone's stands in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

SCHEMA: Final = 1
FILE: Final = "with-fix.json"


class FiguresError(ValueError):
    """The figures cannot be read. The message is one line that says what to do."""


def read(results: Path, dataset: Mapping[str, str]) -> dict[str, Any] | None:
    """The committed figures; None where there are none, or they are of another dataset. Raises FiguresError."""
    path = results / FILE
    if not path.is_file():
        return None
    again = "delete it and run naqi-bench with-fix"
    try:
        content = json.loads(path.read_text("utf-8"))
        known, same = content["schema"] == SCHEMA, dict(content["dataset"]) == dict(dataset)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FiguresError(f"{path}: holds no figures ({error!r}): {again}") from error
    if not known:
        raise FiguresError(f"{path}: has schema {content['schema']!r} where {SCHEMA} is read: {again}")
    return dict(content) if same else None
