"""The same records in every format that holds many."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

Rows = list[dict[str, Any]]
Writer = Callable[[Path, Rows], None]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that messages name short paths."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(rows: Rows) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def zstd(data: bytes) -> bytes:
    compressed = pa.compress(data, codec="zstd", asbytes=True)
    assert isinstance(compressed, bytes)
    return compressed


def as_csv(delimiter: str = ",", newline: str = "\n", head: bytes = b"") -> Writer:
    def write(path: Path, rows: Rows) -> None:
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator=newline)
        writer.writeheader()
        writer.writerows(rows)
        path.write_bytes(head + text.getvalue().encode())

    return write


def as_json(indent: int | None = None, head: bytes = b"") -> Writer:
    return lambda path, rows: path.write_bytes(head + json.dumps(rows, ensure_ascii=False, indent=indent).encode()) and None


def as_objects(separator: str, indent: int | None = None) -> Writer:
    return lambda path, rows: path.write_bytes(separator.join(json.dumps(row, ensure_ascii=False, indent=indent) for row in rows).encode()) and None


def parts(rows: Rows, compress: Callable[[bytes], bytes]) -> bytes:
    """Each record compressed on its own, cut where no line ends."""
    data = lines(rows)
    return b"".join(compress(data[at : at + 50]) for at in range(0, len(data), 50))


def table(rows: Rows, kind: pa.DataType) -> pa.Table:
    return pa.table({key: pa.array([row[key] for row in rows], pa.string()).cast(kind) for key in rows[0]})


def as_arrow(open_writer: Callable[..., Any], kind: pa.DataType | None = None, rows_a_batch: int = 2) -> Writer:
    def write(path: Path, rows: Rows) -> None:
        whole = table(rows, kind or pa.string())
        with pa.OSFile(str(path), "wb") as file, open_writer(file, whole.schema) as writer:
            writer.write_table(whole, rows_a_batch)

    return write


def as_parquet(**options: Any) -> Writer:
    return lambda path, rows: pq.write_table(table(rows, pa.string()), path, **options)


DICTIONARY = pa.dictionary(pa.int32(), pa.string())
WRITERS: dict[str, tuple[str, Writer]] = {
    "parquet": ("a.parquet", as_parquet()),
    "parquet, small row groups": ("a.parquet", as_parquet(row_group_size=2, compression="zstd")),
    "parquet, row groups of 600": ("a.parquet", as_parquet(row_group_size=600)),
    "csv": ("a.csv", as_csv()),
    "csv, semicolons": ("a.csv", as_csv(";")),
    "csv, tabs": ("a.csv", as_csv("\t")),
    "csv, CRLF": ("a.csv", as_csv(newline="\r\n")),
    "csv, signature": ("a.csv", as_csv(head=codecs.BOM_UTF8)),
    "csv, upper case": ("a.CSV", as_csv()),
    "json, array": ("a.json", as_json()),
    "json, indented array": ("a.json", as_json(2)),
    "json, signature": ("a.json", as_json(head=codecs.BOM_UTF8)),
    "json, objects on lines": ("a.json", as_objects("\n")),
    "json, objects side by side": ("a.json", as_objects("")),
    "json, indented objects": ("a.json", as_objects("\r\n", 2)),
    "arrow, stream": ("a.arrow", as_arrow(pa.ipc.new_stream)),
    "arrow, file": ("a.arrow", as_arrow(pa.ipc.new_file)),
    "arrow, dictionary in a stream": ("a.arrow", as_arrow(pa.ipc.new_stream, DICTIONARY)),
    "arrow, dictionary in a file": ("a.arrow", as_arrow(pa.ipc.new_file, DICTIONARY)),
    "arrow, large strings": ("a.arrow", as_arrow(pa.ipc.new_stream, pa.large_string())),
    "arrow, string views": ("a.arrow", as_arrow(pa.ipc.new_file, pa.string_view())),
    "arrow, stream of batches of 600": ("a.arrow", as_arrow(pa.ipc.new_stream, rows_a_batch=600)),
    "arrow, file of batches of 600": ("a.arrow", as_arrow(pa.ipc.new_file, rows_a_batch=600)),
    "jsonl": ("a.jsonl", lambda path, rows: path.write_bytes(lines(rows)) and None),
    "jsonl.gz": ("a.jsonl.gz", lambda path, rows: path.write_bytes(gzip.compress(lines(rows))) and None),
    "jsonl.gz, several members": ("a.jsonl.gz", lambda path, rows: path.write_bytes(parts(rows, gzip.compress)) and None),
    "jsonl.zst": ("a.jsonl.zst", lambda path, rows: path.write_bytes(zstd(lines(rows))) and None),
    "jsonl.zst, several frames": ("a.jsonl.zst", lambda path, rows: path.write_bytes(parts(rows, zstd)) and None),
}


@pytest.fixture(params=WRITERS)
def any_kind(request: pytest.FixtureRequest) -> str:
    """Each way to write records in turn."""
    return str(request.param)


@pytest.fixture
def written(folder: Path) -> Callable[[str, Rows], str]:
    """Write records in one of the ways into the working folder; gives the name of the file."""

    def write(kind: str, rows: Rows) -> str:
        name, writer = WRITERS[kind]
        writer(folder / name, rows)
        return name

    return write
