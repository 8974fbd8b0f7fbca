"""What a version of the dataset is: one hash of its content, and checksums of its files.

Parquet embeds its writer's version, so files of one content may differ in bytes. The *content hash* is the same wherever the rows are: SHA-256
over canonical JSON lines. `SHA256SUMS` tells whether files arrived as they were made.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from naqi.files import write_atomically
from naqi_dataset.tables import Tables, read_tables, split_place

SUMS: Final = "SHA256SUMS"

# What is summed besides all files under data/. LICENSE and sources/ are no part of a release's data.
_METADATA: Final = ("README.md", "croissant.json")


def canonical_line(config: str, split: str, row: Mapping[str, Any]) -> bytes:
    r"""One row as canonical JSON: keys sorted, no spaces, UTF-8 as is, bytes as base64, one line feed.

    Raises TypeError for a value that JSON does not have and ValueError for a number that is none.

    >>> canonical_line("articles", "train", {"id": "a", "body": ["نص"], "byline": None}).decode()
    '{"config":"articles","row":{"body":["نص"],"byline":null,"id":"a"},"split":"train"}\n'
    """
    line = {"config": config, "row": dict(row), "split": split}
    return (json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_encode) + "\n").encode()


def _encode(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    raise TypeError(f"a {type(value).__name__} has no canonical JSON")


def canonical_lines(config: str, split: str, table: pa.Table) -> list[bytes]:
    """All rows of a table as canonical lines, sorted: neither the order of rows nor of columns is content."""
    return sorted(canonical_line(config, split, row) for row in table.to_pylist())


def content_hash(folder: Path) -> str:
    """The identity of a version, in hex, of a dataset repository or data folder. Raises DatasetError."""
    return hash_tables(read_tables(folder))


def hash_tables(tables: Tables) -> str:
    """The identity of a version, in hex: SHA-256 over the canonical lines of all splits, by name of config and order of split."""
    digest = hashlib.sha256()
    for config in sorted(tables):
        for split in sorted(tables[config], key=split_place):
            for line in canonical_lines(config, split, tables[config][split]):
                digest.update(line)
    return digest.hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def summed_files(dataset: Path) -> Iterator[str]:
    """The files of a dataset repository that `SHA256SUMS` lists, as POSIX paths inside it, in order."""
    data = (path.relative_to(dataset).as_posix() for path in (dataset / "data").rglob("*") if path.is_file())
    yield from sorted([*data, *(name for name in _METADATA if (dataset / name).is_file())])


def write_sums(dataset: Path) -> None:
    """Write `SHA256SUMS`, which `sha256sum --check` reads."""
    write_atomically(dataset / SUMS, "".join(f"{file_hash(dataset / name)}  {name}\n" for name in summed_files(dataset)))
