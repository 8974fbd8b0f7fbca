"""The identity of a version: what changes the content hash and what does not, and sums that sha256sum reads."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from naqi_dataset import cli
from naqi_dataset.articles import SPLITS
from naqi_dataset.identity import canonical_line, content_hash, write_sums
from naqi_dataset.tables import SPLIT_ORDER, DatasetError, find_files, read_file

ROWS = [{"id": "a", "body": ["نص"], "html": b"\xff"}, {"id": "b", "body": [], "html": None}]
SCHEMA = pa.schema([("id", pa.string()), ("body", pa.list_(pa.string())), ("html", pa.binary())])


def _write(folder: Path, table: pa.Table, config: str = "articles", split: str = "train", **options: str) -> Path:
    path = folder / "data" / config / f"{split}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, **options)
    return folder


@pytest.fixture
def table() -> pa.Table:
    return pa.Table.from_pylist(ROWS, schema=SCHEMA)


def test_the_hash_is_that_of_canonical_lines(tmp_path: Path, table: pa.Table) -> None:
    lines = (
        '{"config":"articles","row":{"body":["نص"],"html":{"base64":"/w=="},"id":"a"},"split":"train"}\n'
        '{"config":"articles","row":{"body":[],"html":null,"id":"b"},"split":"train"}\n'
    )
    assert content_hash(_write(tmp_path, table)) == hashlib.sha256(lines.encode()).hexdigest()


def test_storage_and_order_are_no_content(tmp_path: Path, table: pa.Table) -> None:
    expected = content_hash(_write(tmp_path / "a", table))
    assert content_hash(_write(tmp_path / "b", table, compression="gzip")) == expected
    assert content_hash(_write(tmp_path / "c", table.take([1, 0]).select(["html", "id", "body"]))) == expected
    assert content_hash(tmp_path / "a" / "data") == expected


@pytest.mark.parametrize(("column", "value"), [("id", "c"), ("body", ["نص "]), ("html", b"\xfe"), ("html", None), ("body", None)])
def test_every_value_is_content(tmp_path: Path, table: pa.Table, column: str, value: object) -> None:
    changed = pa.Table.from_pylist([{**ROWS[0], column: value}, ROWS[1]], schema=SCHEMA)
    assert content_hash(_write(tmp_path / "a", table)) != content_hash(_write(tmp_path / "b", changed))


def test_config_and_split_are_content(tmp_path: Path, table: pa.Table) -> None:
    hashes = {
        content_hash(_write(tmp_path / "a", table)),
        content_hash(_write(tmp_path / "b", table, config="pages")),
        content_hash(_write(tmp_path / "c", table, split="test")),
        content_hash(_write(tmp_path / "d", table.slice(1))),
    }
    assert len(hashes) == 4


def test_what_json_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError, match="a set has no canonical JSON"):
        canonical_line("articles", "train", {"id": {1}})
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_line("articles", "train", {"id": float("nan")})


def test_sums_are_what_sha256sum_checks(tmp_path: Path, table: pa.Table) -> None:
    _write(_write(tmp_path, table), table, split="test")
    (tmp_path / "README.md").write_text("card", "utf-8")
    (tmp_path / "croissant.json").write_text("{}", "utf-8")
    (tmp_path / "LICENSE").write_text("not data", "utf-8")
    write_sums(tmp_path)
    names = [line.split("  ")[1] for line in (tmp_path / "SHA256SUMS").read_text("utf-8").splitlines()]
    assert names == ["README.md", "croissant.json", "data/articles/test.parquet", "data/articles/train.parquet"]
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("no sha256sum here: apt-get install coreutils")
    assert subprocess.run([tool, "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "README.md").write_text("cart", "utf-8")
    assert subprocess.run([tool, "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_splits_are_listed_in_the_order_of_the_sources(tmp_path: Path, table: pa.Table) -> None:
    assert SPLIT_ORDER == SPLITS
    for split in ("extra", *reversed(SPLITS)):
        _write(tmp_path, table, split=split)
    assert list(find_files(tmp_path)["articles"]) == [*SPLITS, "extra"]


def test_names_of_parent_folders_are_no_columns(tmp_path: Path, table: pa.Table) -> None:
    folder = _write(tmp_path / "year=2026", table)
    assert read_file(folder / "data" / "articles" / "train.parquet").column_names == ["id", "body", "html"]


def test_a_file_that_is_not_parquet_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "data" / "articles" / "train.parquet"
    path.parent.mkdir(parents=True)
    path.write_text("not parquet at all", "utf-8")
    with pytest.raises(DatasetError, match=r"train\.parquet: cannot be read as parquet \(") as error:
        content_hash(tmp_path)
    assert "\n" not in str(error.value)


def test_the_command_prints_the_hash_of_a_folder_or_of_the_installed_data(root: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli.main, ["hash"])
    assert (done.exit_code, done.stdout) == (0, content_hash(root / "dataset") + "\n")
    assert CliRunner().invoke(cli.main, ["hash", str(root / "dataset" / "data")]).stdout == done.stdout
    empty = CliRunner().invoke(cli.main, ["hash", str(tmp_path)])
    assert (empty.exit_code, empty.stderr.count("\n")) == (2, 1)
    assert empty.stderr.startswith(f"naqi: {tmp_path}: holds no data/<config>/<split>.parquet")


def test_build_prints_the_hash_of_what_it_built(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naqi_dataset.build.build", lambda dataset, sample: {"articles": {"train": 2, "test": 1}})
    done = CliRunner().invoke(cli.main, ["build"])
    assert (done.exit_code, done.stdout) == (0, f"articles: train 2, test 1\ncontent sha256: {content_hash(root / 'dataset')}\n")
