"""Dataset cards: which files of a repository are its data, as the YAML of README.md declares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import yaml


def _front_matter(folder: Path) -> Any:
    try:
        lines = (folder / "README.md").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    if not lines or lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        return None
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == "---")
    try:
        return yaml.safe_load("\n".join(lines[1:end]))
    except yaml.YAMLError:
        return None


def _patterns(value: Any) -> Iterator[str]:
    """Patterns of a `data_files` value: a string, a list, a mapping of splits, or a list of {split, path}."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _patterns(item.get("path") if isinstance(item, dict) and "path" in item else item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _patterns(item)


def declared_patterns(folder: Path) -> list[str]:
    """Patterns of the data files that a folder's dataset card declares, in its order; empty where no card declares any.

    Source of the notation: the Hub's documentation of `configs`, `data_files` and `data_dir`.
    """
    card = _front_matter(folder)
    configs = card.get("configs") if isinstance(card, dict) else None
    patterns: list[str] = []
    for config in configs if isinstance(configs, list) else []:
        if not isinstance(config, dict):
            continue
        directory = str(config.get("data_dir") or "")
        if "data_files" in config:
            patterns += [str(PurePosixPath(directory, pattern)) for pattern in _patterns(config["data_files"])]
        elif directory:
            patterns.append(f"{directory.rstrip('/')}/**")
    return list(dict.fromkeys(patterns))


def matching(folder: Path, pattern: str) -> list[Path]:
    """Files inside a folder that a pattern names, in order of path. Nothing outside of the folder is ever named."""
    if PurePosixPath(pattern).is_absolute() or ".." in PurePosixPath(pattern).parts:
        return []
    below = f"{pattern}/*" if pattern.endswith("**") else pattern
    try:
        return sorted(path for path in folder.glob(below) if path.is_file())
    except ValueError:
        return []
