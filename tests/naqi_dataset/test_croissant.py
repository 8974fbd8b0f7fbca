"""croissant.json validates with mlcroissant, and the records read through it are those of the parquet files."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naqi_dataset.build import VERSION, write
from naqi_dataset.configs import CONFIGS
from naqi_dataset.croissant import column_notes, describe
from naqi_dataset.tables import read_tables

# The RDF library behind mlcroissant warns of its own old interfaces.
pytestmark = [pytest.mark.filterwarnings("ignore:::rdflib"), pytest.mark.filterwarnings("ignore:::mlcroissant")]


def _open(path: Path) -> Any:
    mlcroissant = pytest.importorskip("mlcroissant")
    logging.getLogger("absl").setLevel(logging.ERROR)
    return mlcroissant.Dataset(jsonld=str(path))


def _text(value: Any) -> Any:
    """Bytes as text, since Croissant does not tell the two apart; those that are no UTF-8 stay distinct."""
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value


def _plain(value: Any) -> Any:
    """A value as mlcroissant gives it, as Python's own: bytes are text, keys of structs lose their path, arrays are lists."""
    if isinstance(value, dict):
        return {key.rsplit("/", 1)[1]: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return _text(value)


def _read(path: Path, record_set: str) -> list[dict[str, Any]]:
    return [{key.split("/", 1)[1]: _plain(value) for key, value in record.items()} for record in _open(path).records(record_set)]


@pytest.mark.parametrize("config", sorted(CONFIGS))
def test_records_are_the_rows_of_the_parquet_files(root: Path, config: str) -> None:
    tables = read_tables(root / "dataset")[config]
    expected = [{key: _text(value) for key, value in row.items()} for table in tables.values() for row in table.to_pylist()]
    found = _read(root / "dataset" / "croissant.json", config)
    assert len(found) == len(expected)
    assert sorted(found, key=lambda row: str(row["id"])) == sorted(expected, key=lambda row: str(row["id"]))


def test_it_validates_with_nothing_missing_but_a_date_of_publication(root: Path) -> None:
    issues = _open(root / "dataset" / "croissant.json").metadata.ctx.issues
    assert issues.errors == set()
    assert [warning for warning in issues.warnings if "datePublished" not in warning] == []


def test_it_lists_the_splits_and_the_version(root: Path) -> None:
    assert [row["name"] for row in _read(root / "dataset" / "croissant.json", "splits")] == ["train", "validation", "test"]
    assert json.loads((root / "dataset" / "croissant.json").read_text("utf-8"))["version"] == VERSION


def _dataset(folder: Path, table: pa.Table) -> Path:
    folder.mkdir()
    (folder / "README.md").write_text("# Card\n", "utf-8")
    write(folder, {"kinds": dict.fromkeys(("train", "test"), table)})
    return folder


def test_every_kind_of_column_is_read_back(tmp_path: Path) -> None:
    """Those that configs to come will have: bytes, numbers, truth, lists of structs with lists in them, structs, nulls, nothing."""
    span = pa.struct([("start", pa.int32()), ("evidence", pa.list_(pa.string())), ("label", pa.string())])
    schema = pa.schema(
        [
            ("id", pa.string()),
            ("html", pa.binary()),
            ("score", pa.float64()),
            ("exact", pa.bool_()),
            ("spans", pa.list_(span)),
            ("site", pa.struct([("name", pa.string()), ("family", pa.string())])),
            ("split", pa.string()),
        ]
    )
    rows: list[dict[str, Any]] = [
        {
            "id": "a",
            "html": "<p>نص</p>".encode(),
            "score": 0.5,
            "exact": True,
            "spans": [{"start": 0, "evidence": ["wording"], "label": "body"}, {"start": 7, "evidence": [], "label": None}],
            "site": {"name": "north", "family": None},
            "split": "train",
        },
        {"id": "b", "html": b"", "score": 2.0, "exact": False, "spans": [], "site": {"name": "south", "family": "portal"}, "split": "train"},
    ]
    folder = _dataset(tmp_path / "dataset", pa.Table.from_pylist(rows, schema=schema))
    expected = [{key: _text(value) for key, value in row.items()} for row in rows]
    assert _read(folder / "croissant.json", "kinds") == expected * 2


@pytest.mark.parametrize("kind", [pa.list_(pa.list_(pa.string())), pa.timestamp("s"), pa.list_(pa.struct([("inner", pa.struct([("x", pa.int8())]))]))])
def test_a_type_without_a_notation_is_one_line(tmp_path: Path, kind: pa.DataType) -> None:
    table = pa.table({"id": pa.array([], pa.string()), "odd": pa.array([], kind), "split": pa.array([], pa.string())})
    (tmp_path / "README.md").write_text("# Card\n", "utf-8")
    (tmp_path / "data" / "kinds").mkdir(parents=True)
    pq.write_table(table, tmp_path / "data" / "kinds" / "train.parquet")
    with pytest.raises(ValueError, match=r"^kinds\.odd.*: croissant\.json has no notation for ") as error:
        describe(tmp_path, {"kinds": {"train": table}}, VERSION)
    assert "\n" not in str(error.value)


def test_columns_are_described_as_the_card_describes_them(root: Path) -> None:
    card = (root / "dataset" / "README.md").read_text("utf-8")
    for config, splits in read_tables(root / "dataset").items():
        assert set(column_notes(card, config)) == set(splits["train"].schema.names)
    assert column_notes(card, "nothing") == {}
    text = "\n### articles\n\n| column | what |\n| --- | --- |\n| `a`, `b` | both |\n\n### pages\n| `c` | other |\n"
    assert column_notes(text, "articles") == {"a": "both", "b": "both"}


def test_it_depends_on_nothing_but_dataset_and_version(root: Path) -> None:
    dataset = root / "dataset"
    tables = read_tables(dataset)
    assert describe(dataset, tables, VERSION) == (dataset / "croissant.json").read_text("utf-8")
    assert describe(dataset, tables, "9.9.9") != describe(dataset, tables, VERSION)
