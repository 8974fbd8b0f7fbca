"""`croissant.json`: the dataset described for machines, in Croissant 1.1.

One record set a config, read from its parquet files in a clone of the dataset repository, and one that lists the splits, as the specification
asks. A list is a field with `isArray`; a struct's members are sub-fields, each taken from the column by a JSON path.

Source of the format: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html; a test validates with mlcroissant and reads all records back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from naqi.files import write_atomically
from naqi_dataset.identity import file_hash

NAME: Final = "croissant.json"
_URL: Final = "https://huggingface.co/datasets/naqi/arabic-wire"
_PARQUET: Final = "application/x-parquet"
_SPLITS: Final = "splits"

# The context that the specification prints. JSON-LD readers compare it key by key.
_CONTEXT: Final[dict[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    **{
        name: f"cr:{name}"
        for name in (
            "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet",
            "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex",
            "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
        )
    },
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    "sc": "https://schema.org/",
}  # fmt: skip

# Of a table row in the card: columns in back quotes, then what they are.
_CARD_ROW: Final = re.compile(r"\| (`[^|]+`) \| ([^|]+) \|")


def column_notes(card: str, config: str) -> dict[str, str]:
    """What the card says of each column: the tables under `### <config>`, whose first cell names columns in back quotes."""
    _, _, section = card.partition(f"\n### {config}\n")
    notes: dict[str, str] = {}
    for cells in _CARD_ROW.finditer(re.split(r"\n##+ ", section)[0]):
        for column in re.findall("`([^`]+)`", cells[1]):
            notes[column] = cells[2].strip()
    return notes


def _data_type(kind: pa.DataType) -> str | None:
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind):
        return "sc:Text"  # bytes, too: Croissant has no type of their own for them
    if pa.types.is_integer(kind):
        return "sc:Integer"
    if pa.types.is_floating(kind):
        return "sc:Float"
    return "sc:Boolean" if pa.types.is_boolean(kind) else None


def _field(path: tuple[str, ...], kind: pa.DataType, note: str | None) -> dict[str, Any]:
    """path: config, column and, inside a struct, member. Raises ValueError for a type that has no notation here."""
    config, column, *members = path
    listed = pa.types.is_list(kind)
    inner = kind.value_type if isinstance(kind, pa.ListType) else kind
    field: dict[str, Any] = {"@type": "cr:Field", "@id": "/".join(path), "name": path[-1]}
    if note:
        field["description"] = note
    if listed:
        field |= {"isArray": True, "arrayShape": "-1"}
    if isinstance(inner, pa.StructType) and not members:
        field["subField"] = [_field((*path, member.name), member.type, None) for member in inner]
        return field
    field["dataType"] = _data_type(inner)
    if field["dataType"] is None:
        raise ValueError(f"{config}.{'.'.join(path[1:])}: croissant.json has no notation for {kind}; use lists of values, or of structs of values")
    field["source"] = {"fileSet": {"@id": f"{config}-files"}, "extract": {"column": column}}
    if members:
        field["source"]["transform"] = {"jsonPath": members[0]}
    if not members and column == "split":
        field["references"] = {"field": {"@id": f"{_SPLITS}/name"}}
    return field


def _record_set(config: str, schema: pa.Schema, notes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": config,
        "name": config,
        "key": {"@id": f"{config}/id"},
        "field": [_field((config, field.name), field.type, notes.get(field.name)) for field in schema],
    }


def _split_set(splits: list[str]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": _SPLITS,
        "name": _SPLITS,
        "dataType": "cr:Split",
        "key": {"@id": f"{_SPLITS}/name"},
        "field": [{"@type": "cr:Field", "@id": f"{_SPLITS}/name", "name": "name", "dataType": "sc:Text"}],
        "data": [{f"{_SPLITS}/name": split} for split in splits],
    }


def describe(dataset: Path, tables: Mapping[str, Mapping[str, pa.Table]], version: str) -> str:
    """The text of `croissant.json` for tables by config and split, whose files and card lie in the dataset repository.

    Raises ValueError for a column type that has no notation.
    """
    card = (dataset / "README.md").read_text("utf-8")
    distribution: list[dict[str, Any]] = []
    records: list[dict[str, Any]] = [_split_set(list(dict.fromkeys(split for splits in tables.values() for split in splits)))]
    for config, splits in tables.items():
        for split in splits:
            name = f"data/{config}/{split}.parquet"
            distribution.append(
                {
                    "@type": "cr:FileObject",
                    "@id": f"{config}-{split}",
                    "name": f"{config}-{split}",
                    "contentUrl": name,
                    "encodingFormat": _PARQUET,
                    "sha256": file_hash(dataset / name),
                }
            )
        distribution.append(
            {
                "@type": "cr:FileSet",
                "@id": f"{config}-files",
                "name": f"{config}-files",
                "encodingFormat": _PARQUET,
                "includes": f"data/{config}/*.parquet",
            }
        )
        records.append(_record_set(config, next(iter(splits.values())).schema, column_notes(card, config)))
    described = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": "naqi-arabic-wire",
        "description": (
            "Synthetic Arabic wire articles and what scraping leaves on them, to test and compare tools that clean text. Composed with a large "
            "language model under written editorial rules, about invented events, people, companies and news agencies."
        ),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "url": _URL,
        "version": version,
        "citeAs": f"@misc{{naqi-arabic-wire, title={{naqi: clean Arabic wire articles}}, author={{The naqi authors}}, version={{{version}}}, url={{{_URL}}}}}",
        "inLanguage": "ar",
        "creator": {"@type": "sc:Organization", "name": "The naqi authors"},
        "distribution": distribution,
        "recordSet": records,
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def write_croissant(dataset: Path, tables: Mapping[str, Mapping[str, pa.Table]], version: str) -> None:
    """Write `croissant.json` beside the data it describes, which must be written already."""
    write_atomically(dataset / NAME, describe(dataset, tables, version))
