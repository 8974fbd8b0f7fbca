"""Files of many records that are larger than memory."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naqi.inputs.discover import read_path
from naqi.inputs.model import Columns, ReadOptions, Record

Rows = list[dict[str, Any]]
Written = Callable[[str, Rows], str]


def allocated(path: Path) -> tuple[int, int]:
    """The number of records, and the most that Arrow's pool held at a time while they were read, in bytes."""
    pool = pa.default_memory_pool()
    pool.release_unused()
    before = pool.bytes_allocated()
    count = most = 0
    for item in read_path(path, ReadOptions(Columns("text"))):
        assert isinstance(item, Record)
        count += 1
        most = max(most, pool.bytes_allocated() - before)
    return count, most


def long_rows(count: int) -> Iterator[pa.RecordBatch]:
    """Batches of 200 records that do not compress, 2 kB each."""
    generator = np.random.default_rng(0)
    for _ in range(count):
        yield pa.record_batch({"text": [generator.bytes(1000).hex() for _ in range(200)]})


SCHEMA = pa.schema({"text": pa.string()})


def long_parquet(path: Path, groups: int) -> None:
    with pq.ParquetWriter(path, SCHEMA) as writer:
        for batch in long_rows(groups):
            writer.write_batch(batch)


def long_arrow(path: Path, batches: int) -> None:
    """Compressed, since what is not is mapped, not held."""
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_stream(file, SCHEMA, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        for batch in long_rows(batches):
            writer.write_batch(batch)


@pytest.mark.parametrize(("name", "write"), [("a.parquet", long_parquet), ("a.arrow", long_arrow)])
def test_a_table_of_four_times_as_many_row_groups_takes_no_more_memory(folder: Path, name: str, write: Callable[[Path, int], None]) -> None:
    held = {}
    for groups in (10, 40):
        write(folder / name, groups)
        count, held[groups] = allocated(Path(name))
        assert count == groups * 200
    assert held[10] > 100_000, "nothing was measured"
    assert held[40] < 1.5 * held[10]


MEMORY = """
import sys
from pathlib import Path
import pyarrow as pa
from naqi.inputs.discover import read_path
from naqi.inputs.model import Columns, ReadOptions
count = sum(1 for _ in read_path(Path(sys.argv[1]), ReadOptions(Columns("text"))))
print(count, pa.default_memory_pool().max_memory())
"""


def test_the_peak_of_memory_does_not_grow_with_the_number_of_row_groups(folder: Path) -> None:
    """Arrow counts its own peak over the life of a process, so each file gets one."""
    peaks = []
    for groups in (10, 40):
        long_parquet(folder / "a.parquet", groups)
        done = subprocess.run([sys.executable, "-c", MEMORY, "a.parquet"], capture_output=True, text=True, check=True)
        count, peak = map(int, done.stdout.split())
        assert count == groups * 200
        peaks.append(peak)
    assert peaks[0] > 100_000, "nothing was measured"
    assert peaks[1] < 1.5 * peaks[0]


def peak(path: Path) -> tuple[int, int]:
    """The number of records, and the most that Python held at a time while they were read, in bytes."""
    tracemalloc.start()
    try:
        count = sum(isinstance(item, Record) for item in read_path(path, ReadOptions(Columns("text"))))
        return count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", ["csv", "json, array", "json, objects side by side", "jsonl", "jsonl.gz", "jsonl.zst"])
def test_a_text_file_of_four_times_as_many_records_takes_no_more_memory(written: Written, kind: str) -> None:
    """Files of 5 and 20 MB: more than what is read at a time."""
    text = "قال الوزير نعم. " * 2000
    held = {}
    for count in (90, 360):
        name = written(kind, [{"text": text}] * count)
        counted, held[count] = peak(Path(name))
        assert counted == count
    assert held[360] < 1.5 * held[90]
