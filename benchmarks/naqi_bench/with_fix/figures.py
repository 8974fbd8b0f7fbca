"""The file of figures, `benchmarks/results/with-fix.json`. No text of anyone's stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from naqi_bench.scoring.figures import FiguresError, read_figures

__all__ = ["FILE", "SCHEMA", "FiguresError", "read"]

SCHEMA: Final = 1
FILE: Final = "with-fix.json"


def read(results: Path, dataset: Mapping[str, str]) -> dict[str, Any] | None:
    """The committed figures; None where there are none, or they are of another dataset. Raises FiguresError."""
    return read_figures(results / FILE, SCHEMA, dataset, "naqi-bench with-fix")
