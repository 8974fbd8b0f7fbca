"""Verify a built dataset: its files, its schema, each row, that splits do not leak into each other, and that test is as it was frozen.

It reads what a user gets and trusts nothing that the build says. Sources come with the repository and not with the wheel: what only they can tell is
checked where they are. It does not ask that naqi's furniture rules pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from naqi_dataset.tables import DatasetError, Tables, find_files, read_file
from naqi_dataset.verify.fault import Fault
from naqi_dataset.verify.files import checksum_faults
from naqi_dataset.verify.registry import CHECKS, Checks
from naqi_dataset.verify.schema import fits, schema_faults
from naqi_dataset.verify.sources import UNCHECKED, has_sources, source_faults
from naqi_dataset.verify.splits import Placed, disjoint_faults, entity_faults, id_faults, near_duplicate_faults, sameness_faults
from naqi_dataset.verify.templates import template_faults

__all__ = ["UNCHECKED", "Fault", "has_sources", "verify"]


def verify(dataset: Path, checks: Mapping[str, Checks] = CHECKS) -> Iterator[Fault]:
    """Find all faults of a dataset repository: files first, then schema, rows, splits, sources.

    checks: by config. Raises DatasetError when the folder is no dataset repository.
    """
    if not (dataset / "data").is_dir():
        raise DatasetError(f"{dataset}: is not a dataset repository, it has no folder data")
    files = find_files(dataset)
    yield from checksum_faults(dataset)
    tables: Tables = {}
    for config, splits in files.items():
        for split, path in splits.items():
            try:
                tables.setdefault(config, {})[split] = read_file(path)
            except DatasetError as error:
                yield Fault(str(error).removeprefix(f"{path}: "), file=path.relative_to(dataset).as_posix())
    yield from schema_faults(dataset, tables)
    for config in tables:
        if config not in checks:
            yield Fault("has no checks: list them in naqi_dataset.verify.registry", config)
    # Rows of another shape cannot be checked; their schema is a fault already.
    shaped = {config: splits for config, splits in tables.items() if config in checks and all(fits(config, table) for table in splits.values())}
    yield from _row_faults(shaped, checks)
    yield from source_faults(dataset)


def _row_faults(tables: Tables, checks: Mapping[str, Checks]) -> Iterator[Fault]:
    rows = [Placed(config, split, row) for config, splits in tables.items() for split, table in splits.items() for row in table.to_pylist()]
    known: dict[str, dict[str, Mapping[str, object]]] = {config: {} for config in tables}
    for placed in rows:
        known[placed.config][placed.id] = placed.row
    yield from id_faults(rows)
    for placed in rows:
        for check in checks[placed.config].rows:
            yield from map(placed.fault, check(placed.row, known))
    for config in tables:
        for split in tables[config]:
            own = [placed.row for placed in rows if (placed.config, placed.split) == (config, split)]
            for split_check in checks[config].splits:
                yield from (Fault(reason, config, split) for reason in split_check(own))
    yield from disjoint_faults(rows, {config: checks[config].disjoint for config in tables})
    yield from entity_faults(rows, "entities", {config: checks[config].prose for config in tables})
    yield from near_duplicate_faults(rows, {config: checks[config].near or "" for config in tables if checks[config].near})
    yield from sameness_faults(rows, {config: checks[config].varied or "" for config in tables if checks[config].varied})
    yield from template_faults([placed for placed in rows if placed.config == "pages"])
