"""Files written anew: only the texts that change, in every format; everything else as it was."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqi.inputs.discover import READERS
from naqi.inputs.model import Columns, ReadOptions
from naqi.outputs.lines import with_field, with_string
from naqi.outputs.model import BrokenFileError, Changes
from naqi.outputs.rewrite import WRITERS, rewrite

OPTIONS = ReadOptions(Columns(text="text"))
NEW = 'قال: "نعم"؛ a, b; c\td.\r\n\nثم \\ لا \N{GRINNING FACE}'


def rewritten(path: Path, *changes: tuple[int | None, str]) -> Path:
    target = path.with_name(f"new-{path.name}")
    rewrite(path, target, OPTIONS, Changes(iter(changes)))
    return target


def test_each_format_that_is_read_is_written() -> None:
    assert set(WRITERS) == set(READERS)


JSON = st.recursive(st.none() | st.floats(allow_nan=False) | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one), max_leaves=5)


# Text.
@pytest.mark.parametrize("signature", [b"", b"\xef\xbb\xbf"])
def test_plain_text_keeps_its_signature(tmp_path: Path, signature: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(signature + b"old\r\n")
    assert rewritten(path, (None, "جديد\r\n")).read_bytes() == signature + "جديد\r\n".encode()


LINES = (
    b'\xef\xbb\xbf{"n": 1.0e2, "text" : "old", "big":12345678901234567890, "x": [1, {"text": "in"}]}\r\n\n'
    b'{"text":"\\u0642","n":1E400}\nnot json\n{"n":0}\n{"text":"same"}'
)


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_json_lines_keep_every_byte_but_the_new_texts(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    packed = {".jsonl": bytes, ".jsonl.gz": gzip.compress, ".jsonl.zst": lambda data: pa.Codec("zstd").compress(data, asbytes=True)}[suffix](LINES)
    path.write_bytes(packed)
    made = rewritten(path, (0, NEW), (1, NEW)).read_bytes()
    if suffix == ".jsonl.gz":
        made = gzip.decompress(made)
    elif suffix == ".jsonl.zst":
        made = pa.input_stream(pa.BufferReader(made), compression="zstd").read()
    wanted = LINES.replace(b'"old"', json.dumps(NEW).encode()).replace(b'"\\u0642"', json.dumps(NEW).encode())
    assert made == wanted


def test_a_string_that_was_not_ascii_is_not_escaped_and_of_two_keys_the_last_counts() -> None:
    assert with_string('{"text": "أ", "b": 1, "text" : "ب"}', "text", "ج") == '{"text": "أ", "b": 1, "text" : "ج"}'
    assert with_string('{"te\\u0078t":"a"}', "text", "ج") == '{"te\\u0078t":"\\u062c"}'
    with pytest.raises(KeyError, match="text"):
        with_string("{}", "text", "")


@given(
    value=st.dictionaries(
        st.text(max_size=3),
        st.recursive(st.none() | st.floats(allow_nan=False) | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one), max_leaves=5),
    ),
    new=st.text(),
    indent=st.sampled_from((None, 1)),
    ascii_only=st.booleans(),
)
def test_any_object_parses_to_itself_with_the_new_string(value: dict[str, Any], new: str, indent: int | None, ascii_only: bool) -> None:
    value["key"] = "old"
    made = with_string(json.dumps(value, indent=indent, ensure_ascii=ascii_only), "key", new)
    assert json.loads(made) == {**value, "key": new}


@pytest.mark.parametrize("form", ["[{o}, {p},\n {q}]\n", "{o}\n{p} {q}", "\ufeff [ {o},{p},{q} ] "])
def test_json_keeps_every_character_but_the_new_texts(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.json"
    parts = {"o": '{"a": 1.50, "text": "أ"}', "p": '{ "text": null }', "q": '{"text":\n"ب","z":[]}'}

    def whole(**changed: str) -> bytes:
        text = form
        for name, part in (parts | changed).items():
            text = text.replace("{" + name + "}", part)
        return text.encode()

    path.write_bytes(whole())
    assert rewritten(path, (2, NEW)).read_bytes() == whole(q='{"text":\n' + json.dumps(NEW, ensure_ascii=False) + ',"z":[]}')


def test_json_that_is_cut_off_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"text": "a"}, {"text": ', "utf-8")
    with pytest.raises(BrokenFileError, match=r"^line 1: not JSON at column 26"):
        rewritten(path, (0, "b"))
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_keeps_its_dialect_and_every_other_field(tmp_path: Path, delimiter: str, end: str) -> None:
    path = tmp_path / "a.csv"
    rows = [
        ["id", "text", "n"],
        ["1", '"old ""one"""', "007"],
        [],
        ["2", "plain", '"a\nb"'],
        ["3", "", " x "],
        ["4", "too", "many", "fields"],
        ["5", "last", '""'],
    ]
    path.write_bytes(b"\xef\xbb\xbf" + end.join(delimiter.join(row) for row in rows).encode() + b"\n6" + delimiter.encode() + b"\xff" + delimiter.encode())
    rows[1][1] = '"' + NEW.replace('"', '""') + '"'
    rows[3][1] = "word"
    rows[6][1] = "end"
    wanted = b"\xef\xbb\xbf" + end.join(delimiter.join(row) for row in rows).encode() + b"\n6" + delimiter.encode() + b"\xff" + delimiter.encode()
    assert rewritten(path, (0, NEW), (1, "word"), (4, "end")).read_bytes() == wanted


@given(
    row=st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=8), min_size=2, max_size=5),
    new=st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=8),
    quoting=st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    data=st.data(),
)
def test_any_row_of_csv_parses_to_itself_with_the_new_field(row: list[str], new: str, quoting: Any, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(row) - 1))
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=quoting).writerow(row)
    made = with_field(out.getvalue(), index, new, ";")
    assert next(csv.reader(io.StringIO(made, newline=""), delimiter=";", strict=True)) == [*row[:index], new, *row[index + 1 :]]


# Tables.
KINDS = {
    "string": pa.string(),
    "large_string": pa.large_string(),
    "string_view": pa.string_view(),
    "dictionary": pa.dictionary(pa.int16(), pa.string()),
}


def table(kind: pa.DataType) -> pa.Table:
    texts = pa.array(["a", None, "ب", "a", ""]).cast(kind)
    others = pa.array([[1], None, [], [2, 3], [4]], pa.list_(pa.int8()))
    schema = pa.schema([pa.field("n", others.type), pa.field("text", kind, metadata={"k": "v"}), pa.field("d", pa.date32())], {"who": "me"})
    return pa.table([others, texts, pa.array([1, 2, None, 4, 5], pa.int32()).cast(pa.date32())], schema=schema)


def assert_changed(made: pa.Table, old: pa.Table) -> None:
    assert made.schema.equals(old.schema, check_metadata=True)
    assert made.drop_columns("text").equals(old.drop_columns("text"))
    assert made.column("text").to_pylist() == ["a", None, NEW, "a", "x"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("compression", ["zstd", "snappy", "none"])
def test_parquet_keeps_schema_metadata_row_groups_and_compression(tmp_path: Path, kind: pa.DataType, compression: Any) -> None:
    path, old = tmp_path / "a.parquet", table(kind)
    pq.write_table(old, path, row_group_size=2, compression=compression, use_dictionary=["text"])
    made = rewritten(path, (2, NEW), (4, "x"))
    with pq.ParquetFile(path) as before, pq.ParquetFile(made) as after:
        assert_changed(after.read(), before.read())

        def layout(file: pq.ParquetFile) -> list[Any]:
            groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
            chunks = [[group.column(number) for number in range(group.num_columns)] for group in groups]
            return [(group.num_rows, [(one.compression, "RLE_DICTIONARY" in one.encodings) for one in of]) for group, of in zip(groups, chunks, strict=True)]

        assert layout(after) == layout(before)
        assert after.metadata.format_version == before.metadata.format_version


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("form", ["file", "stream"])
def test_arrow_keeps_form_schema_metadata_and_batches(tmp_path: Path, kind: pa.DataType, form: str) -> None:
    path, old = tmp_path / "a.arrow", table(kind)
    with pa.ipc.new_file(path, old.schema) if form == "file" else pa.ipc.new_stream(path, old.schema) as writer:
        writer.write_table(old, max_chunksize=3)
    made = rewritten(path, (2, NEW), (4, "x"))
    opened = pa.ipc.open_file if form == "file" else pa.ipc.open_stream
    with opened(path) as before, opened(made) as after:
        one, other = before.read_all(), after.read_all()
        assert_changed(other, one)
        assert [chunk.num_rows for chunk in other.to_batches()] == [3, 2]


@pytest.mark.parametrize("codec", [None, "lz4", "zstd"])
@pytest.mark.parametrize("form", ["file", "stream"])
def test_arrow_keeps_its_compression(tmp_path: Path, codec: str | None, form: str) -> None:
    path, old = tmp_path / "a.arrow", pa.table({"text": ["نعم " * 1000] * 20})
    layout = pa.ipc.IpcWriteOptions(compression=codec)
    with pa.ipc.new_file(path, old.schema, options=layout) if form == "file" else pa.ipc.new_stream(path, old.schema, options=layout) as writer:
        writer.write_table(old)
    made = rewritten(path, (2, "نعم " * 999 + "لا. "))
    # The texts are as long as before, and so are the bytes of the same codec, but for a few.
    assert abs(made.stat().st_size - path.stat().st_size) < 200


def test_bytes_of_a_table_that_are_not_utf_8_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    broken = pa.array([b"a", b"\xff\xfe", b"c"]).view(pa.string())
    pq.write_table(pa.table({"text": broken}), path)
    made = pq.read_table(rewritten(path, (2, "جديد"))).column("text")
    assert made.combine_chunks().view(pa.binary()).to_pylist() == [b"a", b"\xff\xfe", "جديد".encode()]


def test_a_table_that_is_cut_off_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(table(pa.string()), path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(BrokenFileError, match=r"^not readable as parquet \("):
        rewritten(path, (0, "b"))
    assert [file.name for file in tmp_path.iterdir()] == ["a.parquet"]


# Whole or not at all.
def test_json_without_a_text_column_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"data": [{"text": "a"}]}', "utf-8")
    with pytest.raises(BrokenFileError, match=r"^no column holds text"):
        rewrite(path, tmp_path / "b.json", ReadOptions(), Changes(iter([(0, "b")])))
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


def test_a_table_whose_column_is_named_in_no_encoding_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.arrow"
    with pa.ipc.new_stream(path, (made := pa.table({"text": ["a"], "source": ["b"]})).schema) as writer:
        writer.write_table(made)
    path.write_bytes(path.read_bytes().replace(b"source", b"sour\xec\x98"))
    with pytest.raises(BrokenFileError, match=r"^not readable as Arrow"):
        rewritten(path, (0, "b"))


@pytest.mark.parametrize("form", ["file", "stream"])
def test_a_column_that_nobody_reads_may_not_point_out_of_the_file(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.arrow"
    offsets = pa.py_buffer(np.array([0, 1 << 24, 2], np.int32))
    broken = pa.Array.from_buffers(pa.string(), 2, [None, offsets, pa.py_buffer(b"ab")])
    batch = pa.RecordBatch.from_arrays([pa.array(["a", "b"]), broken], names=["text", "note"])
    with (pa.ipc.new_file if form == "file" else pa.ipc.new_stream)(path, batch.schema) as writer:
        writer.write_batch(batch)
    with pytest.raises(BrokenFileError, match=r"^not readable as Arrow"):
        rewritten(path, (0, "b"))
    assert [file.name for file in tmp_path.iterdir()] == ["a.arrow"]


def _damaged(suffix: str) -> bytes:
    """A file whose frame is sound and whose content is not: what libraries raise OSError over."""
    lines = b'{"text": "old"}\n' * 50
    if suffix == ".jsonl.gz":
        packed = bytearray(gzip.compress(lines))
        packed[-6] ^= 1  # of the checksum
    elif suffix == ".jsonl.zst":
        packed = bytearray(pa.Codec("zstd").compress(lines, asbytes=True))
        packed[-3] ^= 0xFF
    elif suffix == ".parquet":
        file = io.BytesIO()
        pq.write_table(table(pa.string()), file, compression="zstd")
        packed = bytearray(file.getvalue())
        packed[4:12] = b"\xff" * 8
    else:
        file = io.BytesIO()
        with pa.ipc.new_stream(file, table(pa.string()).schema) as writer:
            writer.write_table(table(pa.string()))
        packed = bytearray(file.getvalue()[:-80])
    return bytes(packed)


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".jsonl.zst", ".parquet", ".arrow"])
def test_a_damaged_file_is_said_to_be_damaged_and_not_that_its_copy_cannot_be_written(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(_damaged(suffix))
    with pytest.raises(BrokenFileError, match=r"not readable|breaks off"):
        rewritten(path, (0, "b"))
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_without_a_change_the_bytes_are_copied(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(table(pa.string()), path, row_group_size=2, data_page_version="2.0")
    assert rewritten(path).read_bytes() == path.read_bytes()
    before = path.stat()
    rewrite(path, path, OPTIONS, Changes(iter(())))
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_breaks_off_while_it_is_replaced_is_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a"}\n{"text": "b"}\n', "utf-8")

    def interrupted() -> Iterator[tuple[int, str]]:
        yield 0, "x"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rewrite(path, path, OPTIONS, Changes(interrupted()))
    assert path.read_text("utf-8") == '{"text": "a"}\n{"text": "b"}\n'
    assert [file.name for file in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text("a", "utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    rewrite(link, link, OPTIONS, Changes(iter([(None, "b")])))
    assert link.is_symlink()
    assert path.read_text("utf-8") == "b"
    assert path.stat().st_mode & 0o777 == 0o640


def test_changes_for_rows_that_are_not_there_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a"}\n', "utf-8")
    with pytest.raises(BrokenFileError, match="changed while it was read"):
        rewritten(path, (0, "b"), (1, "c"))
