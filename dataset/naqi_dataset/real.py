"""Real texts, where `NAQI_REAL_DATA` points to them: other people's work, measured on and never copied."""

from __future__ import annotations

import json
import os
from pathlib import Path


def real_data() -> Path | None:
    """The folder of real data, or None where `NAQI_REAL_DATA` is not set.

    Raises FileNotFoundError when it is set to something that is no such folder.
    """
    name = os.environ.get("NAQI_REAL_DATA")
    if not name:
        return None
    folder = Path(name)
    if not (folder / "clean.jsonl").is_file():
        raise FileNotFoundError(f"NAQI_REAL_DATA is {name}, which holds no clean.jsonl: point it to the folder of real data")
    return folder


def clean_by_source(folder: Path) -> dict[str, list[str]]:
    """Texts that pass for clean, by the outlet or corpus that they are from, both in order of the file. Raises OSError, and ValueError for what is no JSON."""
    texts: dict[str, list[str]] = {}
    with (folder / "clean.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            texts.setdefault(row["source"], []).append(row["text"])
    return texts
