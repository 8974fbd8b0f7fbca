"""The dataset card: its YAML front matter is computed from the tables, its text is written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import yaml

from naqi.files import write_atomically

_FACTS: Final[dict[str, Any]] = {
    "pretty_name": "naqi: clean Arabic wire articles",
    "language": ["ar"],
    "license": "cc-by-4.0",
    "annotations_creators": ["machine-generated"],
    "language_creators": ["machine-generated"],
    "multilinguality": ["monolingual"],
    "source_datasets": ["original"],
    "size_categories": ["n<1K"],
    "task_categories": ["text-generation", "token-classification"],
    "tags": ["arabic", "news", "boilerplate", "text-cleaning", "synthetic"],
}


def features(schema: pa.Schema) -> list[dict[str, Any]]:
    """A schema as the card's `dataset_info.features`.

    Source of the notation: `datasets.Features`, as `DatasetInfo` writes it to cards; a test compares the two.
    """
    return [{"name": field.name, **_feature(field.type)} for field in schema]


def _feature(kind: pa.DataType) -> dict[str, Any]:
    if pa.types.is_struct(kind):
        return {"struct": [{"name": field.name, **_feature(field.type)} for field in kind]}
    if pa.types.is_list(kind):
        inner = _feature(kind.value_type)
        return {"list": inner.get("struct") or inner["dtype"]}
    return {"dtype": str(kind)}


def front_matter(tables: Mapping[str, Mapping[str, pa.Table]], version: str) -> str:
    """The card's YAML for tables by config and split."""
    configs = [
        {
            "config_name": config,
            "version": version,
            "data_files": [{"split": split, "path": f"data/{config}/{split}.parquet"} for split in splits],
            **({"default": True} if number == 0 else {}),
        }
        for number, (config, splits) in enumerate(tables.items())
    ]
    info = [
        {
            "config_name": config,
            "features": features(next(iter(splits.values())).schema),
            "splits": [{"name": split, "num_bytes": rows.nbytes, "num_examples": rows.num_rows} for split, rows in splits.items()],
        }
        for config, splits in tables.items()
    ]
    facts = {**_FACTS, "configs": configs, "dataset_info": info}
    return yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=120)


def update_card(path: Path, tables: Mapping[str, Mapping[str, pa.Table]], version: str) -> None:
    """Write the front matter of the card anew; its text stays."""
    text = path.read_text("utf-8") if path.exists() else ""
    body = text.split("---\n", 2)[2] if text.startswith("---\n") else text
    write_atomically(path, f"---\n{front_matter(tables, version)}---\n{body}")
