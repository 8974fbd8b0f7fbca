"""The built dataset: it loads offline for its users, is what the sources say, and the card tells its schema."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml

from naqi_dataset.articles import SPLITS
from naqi_dataset.build import build
from naqi_dataset.configs import CONFIGS
from naqi_dataset.identity import summed_files
from naqi_dataset.tables import read_tables

_LOAD = """
import json, sys
from datasets import load_dataset
folder, streaming, configs = sys.argv[1], sys.argv[2] == "streaming", sys.argv[3:]
for config in configs:
    for split in ("train", "validation", "test"):
        rows = load_dataset(folder, config, split=split, streaming=streaming)
        print(json.dumps([config, split, [row["id"] for row in rows], sorted(rows.features)]))
"""


@pytest.mark.parametrize("mode", ["plain", "streaming"])
def test_load_dataset_works_offline(root: Path, tmp_path: Path, mode: str) -> None:
    """In a process of its own: offline mode is read when `datasets` is imported."""
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    command = [sys.executable, "-c", _LOAD, "dataset", mode, *CONFIGS]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = {(config, split): (ids, columns) for config, split, ids, columns in map(json.loads, done.stdout.splitlines())}
    assert found == {
        (config, split): (table["id"].to_pylist(), sorted(table.column_names))
        for config, splits in read_tables(root / "dataset").items()
        for split, table in splits.items()
    }


def test_the_card_describes_the_schema_that_datasets_reads_from_the_files(root: Path) -> None:
    from datasets import Features

    card = yaml.safe_load((root / "dataset" / "README.md").read_text("utf-8").split("---\n")[1])
    assert [info["config_name"] for info in card["dataset_info"]] == list(CONFIGS)
    for info in card["dataset_info"]:
        config = info["config_name"]
        assert Features._from_yaml_list(info["features"]) == Features.from_arrow_schema(CONFIGS[config].schema)
        assert [split["name"] for split in info["splits"]] == list(SPLITS)
        for split in info["splits"]:
            path = root / "dataset" / "data" / config / f"{split['name']}.parquet"
            assert pq.read_schema(path).remove_metadata().equals(CONFIGS[config].schema)
            assert pq.read_metadata(path).num_rows == split["num_examples"]


def test_a_broken_source_leaves_the_data_as_it_was(root: Path, tmp_path: Path) -> None:
    for name in ("sources", "data"):
        shutil.copytree(root / "dataset" / name, tmp_path / name)
    for name in ("README.md", "croissant.json", "SHA256SUMS"):
        shutil.copy(root / "dataset" / name, tmp_path / name)
    names = [*summed_files(tmp_path), "SHA256SUMS"]
    before = [(tmp_path / name).read_bytes() for name in names]
    (tmp_path / "sources" / "articles" / "sport" / "broken.md").write_text("no front matter", "utf-8")
    with pytest.raises(ValueError, match="front matter"):
        build(tmp_path, tmp_path / "sample")
    assert [(tmp_path / name).read_bytes() for name in names] == before
