"""What changed between two versions of the dataset, and which step of the version that demands.

The rule, for who depends on the dataset (semantic versioning, https://semver.org/):

- *major*: a config, split, column or row is gone, or a column has another type; a row moved to another split; a row of `test` changed. Code
  breaks, or a score no longer means what it meant.
- *minor*: a config, split, column or row was added. Nothing that was there is different.
- *patch*: a row of `train` or `validation` changed, as when a slip of the pen is mended; columns come in another order.

While the version begins with 0, nothing is promised yet and each step moves one place to the right: major 0.1.0 → 0.2.0, minor and patch
0.1.0 → 0.1.1. A changed row is one whose id is in the same split of both versions and whose values differ in columns that both have.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from naqi_dataset.croissant import NAME as CROISSANT
from naqi_dataset.identity import canonical_line
from naqi_dataset.tables import DatasetError, Tables, read_tables

_NOTHING: Final = pa.table({"id": pa.array([], pa.string())})


class Step(enum.IntEnum):
    """How far the version must move; the greatest step of all changes is that of the whole."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. place: `config`, `config/split` or `config/split id`; what: added, removed or changed, and what of it."""

    place: str
    what: str
    step: Step

    def __str__(self) -> str:
        return f"{self.place}: {self.what} ({self.step.name.lower()})"


def changes(old: Path, new: Path) -> Iterator[Change]:
    """All differences between two dataset folders (or data folders), by config, split and id.

    Raises DatasetError for a folder that holds no dataset, a file that cannot be read, or rows without distinct ids.
    """
    before, after = read_tables(old), read_tables(new)
    for config in sorted({*before, *after}):
        if config not in after:
            yield Change(config, "config removed", Step.MAJOR)
        elif config not in before:
            yield Change(config, "config added", Step.MINOR)
        else:
            yield from _config_changes(config, before, after)


def _config_changes(config: str, before: Tables, after: Tables) -> Iterator[Change]:
    old, new = before[config], after[config]
    yield from _schema_changes(config, next(iter(old.values())).schema, next(iter(new.values())).schema)
    for split in dict.fromkeys([*old, *new]):
        place = f"{config}/{split}"
        if split not in new:
            yield Change(place, "split removed", Step.MAJOR)
        elif split not in old:
            yield Change(place, "split added", Step.MINOR)
        yield from _row_changes(config, split, old.get(split, _NOTHING), new.get(split, _NOTHING))


def _schema_changes(config: str, old: pa.Schema, new: pa.Schema) -> Iterator[Change]:
    for name in dict.fromkeys([*old.names, *new.names]):
        if name not in new.names:
            yield Change(config, f"column {name} removed", Step.MAJOR)
        elif name not in old.names:
            yield Change(config, f"column {name} added", Step.MINOR)
        elif old.field(name).type != new.field(name).type:
            yield Change(config, f"column {name} changed from {old.field(name).type} to {new.field(name).type}", Step.MAJOR)
    kept = [name for name in old.names if name in new.names]
    if kept != [name for name in new.names if name in old.names]:
        yield Change(config, "columns changed their order", Step.PATCH)


def _row_changes(config: str, split: str, old: pa.Table, new: pa.Table) -> Iterator[Change]:
    before, after = _by_id(config, split, old), _by_id(config, split, new)
    for identity in sorted({*before, *after}):
        place = f"{config}/{split} {identity}"
        if identity not in after:
            yield Change(place, "row removed", Step.MAJOR)
        elif identity not in before:
            yield Change(place, "row added", Step.MINOR)
        else:
            columns = [name for name in before[identity] if name in after[identity]]
            changed = [name for name in columns if _value(before[identity][name]) != _value(after[identity][name])]
            if changed:
                yield Change(place, f"{', '.join(changed)} changed", Step.MAJOR if split == "test" else Step.PATCH)


def _value(value: Any) -> bytes:
    return canonical_line("", "", {"": value})


def _by_id(config: str, split: str, table: pa.Table) -> dict[str, dict[str, Any]]:
    if "id" not in table.schema.names:
        raise DatasetError(f"{config}/{split}: has no column id, so its rows cannot be compared")
    rows = {str(row["id"]): row for row in table.to_pylist()}
    if len(rows) != table.num_rows:
        raise DatasetError(f"{config}/{split}: ids are not distinct, so its rows cannot be compared")
    return rows


def demanded_step(found: Iterable[Change]) -> Step:
    """The greatest step of the changes."""
    return max((change.step for change in found), default=Step.NONE)


def version_of(folder: Path) -> str | None:
    """The version that a dataset repository's `croissant.json` tells; None for a data folder, or when it tells none."""
    path = folder / CROISSANT
    try:
        described = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    except ValueError as error:
        raise DatasetError(f"{path}: is not JSON ({error})") from error
    version = described.get("version") if isinstance(described, dict) else None
    return version if isinstance(version, str) else None


def next_version(version: str, step: Step) -> str:
    """The version that a step leads to.

    Raises ValueError for a version that is not three numbers.

    >>> next_version("1.4.2", Step.MAJOR), next_version("1.4.2", Step.MINOR), next_version("0.1.0", Step.MAJOR), next_version("0.1.0", Step.MINOR)
    ('2.0.0', '1.5.0', '0.2.0', '0.1.1')
    """
    parts = version.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"version {version!r} is not three numbers with dots between")
    major, minor, patch = map(int, parts)
    if step is Step.NONE:
        return version
    if major == 0:
        return f"0.{minor + 1}.0" if step is Step.MAJOR else f"0.{minor}.{patch + 1}"
    return {Step.MAJOR: f"{major + 1}.0.0", Step.MINOR: f"{major}.{minor + 1}.0", Step.PATCH: f"{major}.{minor}.{patch + 1}"}[step]
