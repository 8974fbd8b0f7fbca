"""Schemas: the parquet files against the card's YAML, against the config's own schema, and against `croissant.json`.

`datasets` casts in silence where the card and a file differ, so users would get other types than the files hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml
from datasets import Features
from datasets.info import DatasetInfosDict

from naqi_dataset import croissant
from naqi_dataset.card import with_numbers
from naqi_dataset.configs import CONFIGS, SPLITS
from naqi_dataset.tables import Tables
from naqi_dataset.verify.fault import Fault


def read_card(path: Path) -> Any:
    """The YAML front matter of a card. Raises ValueError when there is none or it is not YAML."""
    parts = path.read_text("utf-8").split("---\n", 2) if path.is_file() else []
    if len(parts) != 3 or parts[0]:
        raise ValueError("has no YAML front matter")
    try:
        card = yaml.safe_load(parts[1])
    except yaml.YAMLError as error:
        raise ValueError(f"has front matter that is not YAML ({str(error).splitlines()[0]})") from error
    for key in ("configs", "dataset_info"):
        items = card.get(key) if isinstance(card, Mapping) else None
        if not isinstance(items, list) or not all(isinstance(item, Mapping) and "config_name" in item for item in items):
            raise ValueError(f"must hold a list {key} of mappings with a config_name in its front matter")
    return card


def schema_faults(dataset: Path, tables: Tables) -> Iterator[Fault]:
    """Each disagreement on configs, splits, columns and numbers of rows."""
    for config in CONFIGS:
        if config not in tables:
            yield Fault("is a config of the dataset without data", config)
    for config, splits in tables.items():
        if config not in CONFIGS:
            yield Fault("is not a config of the dataset", config)
        for split in SPLITS:
            if split not in splits:
                yield Fault("is missing", config, split)
        for split, table in splits.items():
            if split not in SPLITS:
                yield Fault(f"is none of the splits {', '.join(SPLITS)}", config, split)
            if config in CONFIGS:
                yield from _own_schema(config, split, CONFIGS[config].schema, table.schema.remove_metadata())
    try:
        card = read_card(dataset / "README.md")
    except ValueError as error:
        yield Fault(str(error), file="README.md")
        return
    yield from _card_faults(card, tables)
    yield from _description_faults(dataset, card, tables)


def fits(config: str, table: pa.Table) -> bool:
    """Whether a table has all columns of its config, so that rows can be checked."""
    schema = table.schema
    return config in CONFIGS and all(field.name in schema.names and schema.field(field.name).type == field.type for field in CONFIGS[config].schema)


def _own_schema(config: str, split: str, expected: pa.Schema, found: pa.Schema) -> Iterator[Fault]:
    """Columns by name, type and order against the config's schema."""
    for name in found.names:
        if name not in expected.names:
            yield Fault(f"column {name} is not in the schema of the config", config, split)
    for field in expected:
        if field.name not in found.names:
            yield Fault(f"column {field.name} is missing", config, split)
        elif found.field(field.name).type != field.type:
            yield Fault(f"column {field.name} is {found.field(field.name).type}, its config says {field.type}", config, split)
    if found.names != expected.names and sorted(found.names) == sorted(expected.names):
        yield Fault(f"columns come in the order {', '.join(found.names)}, its config says {', '.join(expected.names)}", config, split)


def _card_faults(card: Mapping[str, Any], tables: Tables) -> Iterator[Fault]:
    infos = {str(info.get("config_name")): info for info in card["dataset_info"]}
    files = {str(item.get("config_name")): item for item in card["configs"]}
    for config in sorted({*infos, *files} - set(tables)):
        yield Fault("is in the card and has no data", config)
    for config, splits in tables.items():
        if config not in infos or config not in files:
            yield Fault("is not in the card under both configs and dataset_info", config)
            continue
        paths = {entry.get("split"): entry.get("path") for entry in files[config].get("data_files", [])}
        expected = {split: f"data/{config}/{split}.parquet" for split in splits}
        if paths != expected:
            yield Fault(f"the card's data_files are {paths}, the files are {expected}", config)
        counts = {entry.get("name"): entry.get("num_examples") for entry in infos[config].get("splits", [])}
        for split, table in splits.items():
            if counts.get(split) != table.num_rows:
                yield Fault(f"the card says {counts.get(split)} rows, the file has {table.num_rows}", config, split)
            yield from _features(config, split, infos[config], table.schema)


def _features(config: str, split: str, info: Mapping[str, Any], schema: pa.Schema) -> Iterator[Fault]:
    """The card's features, as `datasets` reads them, against those it makes of the file."""
    try:
        told = DatasetInfosDict.from_dataset_card_data({"dataset_info": [{"config_name": config, "features": info.get("features")}]})[config].features or {}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        yield Fault(f"the card's features cannot be read ({error})", config, split)
        return
    found = Features.from_arrow_schema(schema.remove_metadata())
    for name in {**told, **found}:
        if name not in found:
            yield Fault(f"column {name} is in the card and not in the file", config, split)
        elif name not in told:
            yield Fault(f"column {name} is in the file and not in the card", config, split)
        elif told[name] != found[name]:
            yield Fault(f"column {name} is {found[name]} in the file and {told[name]} in the card", config, split)


def _description_faults(dataset: Path, card: Mapping[str, Any], tables: Tables) -> Iterator[Fault]:
    """The version is one; each column is described; `croissant.json` is what the files and the card make it."""
    versions = {str(item.get("version")) for item in card["configs"]}
    if len(versions) != 1:
        yield Fault(f"gives configs the versions {', '.join(sorted(versions))}; there is one", file="README.md")
        return
    text = (dataset / "README.md").read_text("utf-8")
    for config, splits in tables.items():
        notes = croissant.column_notes(text, config)
        for name in next(iter(splits.values())).schema.names:
            if name not in notes:
                yield Fault(f"column {name} is not described in the card's table under ### {config}", config)
    if with_numbers(text, tables) != text:
        yield Fault("gives numbers or a content hash that are not those of the files: build the dataset again", file="README.md")
    path = dataset / croissant.NAME
    if path.is_file():
        try:
            described = croissant.describe(dataset, tables, versions.pop())
        except ValueError as error:
            yield Fault(str(error), file=croissant.NAME)
        else:
            if path.read_text("utf-8", errors="replace") != described:
                yield Fault("is not what the files and the card make it: build the dataset again", file=croissant.NAME)
