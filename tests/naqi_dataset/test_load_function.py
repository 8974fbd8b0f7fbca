"""`naqi_dataset.load`: from where naqi is installed to the libraries people use, offline; unknown names say what there is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import naqi_dataset
from naqi_dataset.configs import CONFIGS
from naqi_dataset.tables import find_files

_SPLITS = ("train", "validation", "test")


@pytest.mark.parametrize("split", _SPLITS)
@pytest.mark.parametrize("config", sorted(CONFIGS))
def test_a_split_is_the_table_of_its_file(root: Path, config: str, split: str) -> None:
    table = naqi_dataset.load(config, split)
    assert table.equals(pq.read_table(root / "dataset" / "data" / config / f"{split}.parquet"))
    assert table.schema.remove_metadata().equals(CONFIGS[config].schema)


def test_to_pandas() -> None:
    table = naqi_dataset.load("articles", "train")
    frame = table.to_pandas()
    assert frame["text"].tolist() == table["text"].to_pylist()
    spans = [[dict(span) for span in spans] for spans in frame["look_alikes"]]
    assert spans == table["look_alikes"].to_pylist()


def test_to_polars() -> None:
    polars = pytest.importorskip("polars")
    table = naqi_dataset.load("articles", "train")
    frame = polars.from_arrow(table)
    assert frame.to_dicts() == table.to_pylist()
    longest = frame.sort("words", descending=True).head(1)["id"].item()
    assert longest == max(table.to_pylist(), key=lambda row: row["words"])["id"]


def test_to_an_iterable_dataset_of_datasets() -> None:
    from datasets import Dataset, IterableDataset

    table = naqi_dataset.load("articles", "train")
    stream = Dataset(table).to_iterable_dataset()
    assert isinstance(stream, IterableDataset)
    assert list(stream) == table.to_pylist()
    assert [row["id"] for row in stream.filter(lambda row: row["byline"] is None)] == [row["id"] for row in table.to_pylist() if row["byline"] is None]


def test_an_unknown_name_says_what_there_is(root: Path) -> None:
    configs = ", ".join(find_files(root / "dataset"))
    with pytest.raises(ValueError, match=f"^there is no config 'article'; there are {configs}$"):
        naqi_dataset.load("article", "train")
    with pytest.raises(ValueError, match=r"^config 'articles' has no split 'dev'; it has train, validation, test$"):
        naqi_dataset.load("articles", "dev")
    with pytest.raises(AttributeError, match="module 'naqi_dataset' has no attribute 'lode'"):
        _ = naqi_dataset.lode


_CHECK = """
import sys
import naqi_dataset
assert "pyarrow" not in sys.modules
for extra in ("yaml", "datasets", "pandas", "polars"):
    sys.modules[extra] = None
table = naqi_dataset.load("articles", "test")
print(table.num_rows)
"""


def test_importing_loads_nothing_and_loading_needs_no_extra(root: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
    done = subprocess.run([sys.executable, "-c", _CHECK], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == pq.read_metadata(root / "dataset" / "data" / "articles" / "test.parquet").num_rows
