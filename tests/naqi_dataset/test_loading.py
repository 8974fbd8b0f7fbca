"""The built dataset: it loads offline for its users, is what the sources say, and the card tells its schema."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml

from naqi_dataset.articles import SCHEMA, SPLITS
from naqi_dataset.build import build

_LOAD = """
import sys
from datasets import load_dataset
folder, streaming = sys.argv[1], sys.argv[2] == "streaming"
for split in ("train", "validation", "test"):
    rows = load_dataset(folder, "articles", split=split, streaming=streaming)
    texts = [row["text"] for row in rows]
    assert all(texts), split
    print(split, len(texts), rows.features["look_alikes"])
"""


@pytest.mark.parametrize("mode", ["plain", "streaming"])
def test_load_dataset_works_offline(root: Path, tmp_path: Path, mode: str) -> None:
    """In a process of its own: offline mode is read when `datasets` is imported."""
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", _LOAD, "dataset", mode], cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    counts = {line.split()[0]: int(line.split()[1]) for line in done.stdout.splitlines()}
    assert counts == {split: pq.read_metadata(root / "dataset" / "data" / "articles" / f"{split}.parquet").num_rows for split in SPLITS}
    assert "looks_like" in done.stdout


def test_the_card_describes_the_schema_that_datasets_reads_from_the_files(root: Path) -> None:
    from datasets import Features

    card = yaml.safe_load((root / "dataset" / "README.md").read_text("utf-8").split("---\n")[1])
    (info,) = card["dataset_info"]
    assert Features._from_yaml_list(info["features"]) == Features.from_arrow_schema(SCHEMA)
    for split in info["splits"]:
        path = root / "dataset" / "data" / "articles" / f"{split['name']}.parquet"
        assert pq.read_schema(path).remove_metadata().equals(SCHEMA)
        assert pq.read_metadata(path).num_rows == split["num_examples"]


def test_building_again_gives_the_committed_files_byte_for_byte(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "dataset" / "sources", tmp_path / "sources")
    shutil.copy(root / "dataset" / "README.md", tmp_path / "README.md")
    build(tmp_path)
    built = sorted(path.relative_to(tmp_path) for path in (tmp_path / "data").rglob("*.parquet"))
    committed = sorted(path.relative_to(root / "dataset") for path in (root / "dataset" / "data").rglob("*.parquet"))
    assert built == committed
    for path in [*built, Path("README.md")]:
        assert (tmp_path / path).read_bytes() == (root / "dataset" / path).read_bytes(), f"{path} is stale: run `make build`"


def test_a_broken_source_leaves_the_data_as_it_was(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "dataset" / "sources" / "articles" / "sport", tmp_path / "sources" / "articles" / "sport")
    build(tmp_path)
    before = (tmp_path / "data" / "articles" / "train.parquet").read_bytes()
    (tmp_path / "sources" / "articles" / "sport" / "broken.md").write_text("no front matter", "utf-8")
    with pytest.raises(ValueError, match="front matter"):
        build(tmp_path)
    assert (tmp_path / "data" / "articles" / "train.parquet").read_bytes() == before
