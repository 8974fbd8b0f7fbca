"""What differs between two versions is listed, and the version step that it demands is that of the rule."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from naqi_dataset import cli
from naqi_dataset.diff import Step, changes, demanded_step, next_version, version_of
from naqi_dataset.tables import DatasetError

Data = dict[str, dict[str, list[dict[str, Any]]]]


def _rows(*ids: str, **values: Any) -> list[dict[str, Any]]:
    return [{"id": identity, "text": f"نص {identity}", "words": 2, **values} for identity in ids]


def _data() -> Data:
    return {"articles": {"train": _rows("a", "b"), "test": _rows("c")}, "pages": {"train": _rows("d")}}


def _write(folder: Path, data: Data, version: str | None = None) -> Path:
    for config, splits in data.items():
        for split, rows in splits.items():
            path = folder / "data" / config / f"{split}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(pa.Table.from_pylist(rows), path)
    if version:
        (folder / "croissant.json").write_text(json.dumps({"version": version}), "utf-8")
    return folder


def _text(data: Data, split: str) -> None:
    data["articles"][split][0]["text"] = "نص آخر"


def _column(data: Data, change: Callable[[dict[str, Any]], object]) -> None:
    for rows in data["articles"].values():
        for row in rows:
            change(row)


def _move(data: Data) -> None:
    data["articles"]["test"].append(data["articles"]["train"].pop())


def _reorder(row: dict[str, Any]) -> None:
    row["text"] = row.pop("text")


@pytest.mark.parametrize(
    ("change", "lines", "step"),
    [
        (lambda data: None, [], Step.NONE),
        (lambda data: _text(data, "train"), ["articles/train a: text changed (patch)"], Step.PATCH),
        (lambda data: _text(data, "test"), ["articles/test c: text changed (major)"], Step.MAJOR),
        (lambda data: data["articles"]["test"].extend(_rows("e")), ["articles/test e: row added (minor)"], Step.MINOR),
        (lambda data: data["articles"]["train"].pop(0), ["articles/train a: row removed (major)"], Step.MAJOR),
        (_move, ["articles/train b: row removed (major)", "articles/test b: row added (minor)"], Step.MAJOR),
        (lambda data: _column(data, lambda row: row.update(mood="calm")), ["articles: column mood added (minor)"], Step.MINOR),
        (lambda data: _column(data, lambda row: row.pop("words")), ["articles: column words removed (major)"], Step.MAJOR),
        (lambda data: _column(data, _reorder), ["articles: columns changed their order (patch)"], Step.PATCH),
        (lambda data: data.pop("pages"), ["pages: config removed (major)"], Step.MAJOR),
        (lambda data: data.update(scrapes={"train": _rows("e")}), ["scrapes: config added (minor)"], Step.MINOR),
        (lambda data: data["pages"].update(test=_rows("e")), ["pages/test: split added (minor)", "pages/test e: row added (minor)"], Step.MINOR),
        (lambda data: data["articles"].pop("test"), ["articles/test: split removed (major)", "articles/test c: row removed (major)"], Step.MAJOR),
        (lambda data: data["articles"]["train"].reverse(), [], Step.NONE),
    ],
)
def test_each_change_is_listed_with_its_step(tmp_path: Path, change: Callable[[Data], object], lines: list[str], step: Step) -> None:
    old = _write(tmp_path / "old", _data())
    data = _data()
    change(data)
    found = list(changes(old, _write(tmp_path / "new", data)))
    assert [str(item) for item in found] == lines
    assert demanded_step(found) is step


def test_a_changed_type_is_major_even_where_values_are_equal(tmp_path: Path) -> None:
    old = _write(tmp_path / "old", _data())
    new = _write(tmp_path / "new", _data())
    for split in ("train", "test"):
        path = new / "data" / "articles" / f"{split}.parquet"
        table = pq.read_table(path)
        pq.write_table(table.set_column(2, "words", table["words"].cast(pa.int32())), path)
    assert [str(item) for item in changes(old, new)] == ["articles: column words changed from int64 to int32 (major)"]


def test_a_number_is_not_its_text(tmp_path: Path) -> None:
    data = _data()
    _column(data, lambda row: row.update(words="2"))
    found = [str(item) for item in changes(_write(tmp_path / "old", _data()), _write(tmp_path / "new", data))]
    assert found[0] == "articles: column words changed from int64 to string (major)"
    assert "articles/train a: words changed (patch)" in found


def test_data_folders_are_compared_too(tmp_path: Path, root: Path) -> None:
    assert list(changes(root / "dataset", root / "dataset" / "data")) == []


@pytest.mark.parametrize(
    ("version", "step", "expected"),
    [
        ("1.4.2", Step.NONE, "1.4.2"),
        ("1.4.2", Step.PATCH, "1.4.3"),
        ("1.4.2", Step.MINOR, "1.5.0"),
        ("1.4.2", Step.MAJOR, "2.0.0"),
        ("0.1.0", Step.PATCH, "0.1.1"),
        ("0.1.0", Step.MINOR, "0.1.1"),
        ("0.1.9", Step.MAJOR, "0.2.0"),
    ],
)
def test_the_next_version(version: str, step: Step, expected: str) -> None:
    assert next_version(version, step) == expected


@pytest.mark.parametrize("version", ["1.0", "1.0.0rc1", "", "1.0.٢"])
def test_a_version_of_another_form_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match="is not three numbers"):
        next_version(version, Step.PATCH)


def test_the_version_is_read_from_croissant(tmp_path: Path, root: Path) -> None:
    assert version_of(_write(tmp_path, _data())) is None
    assert version_of(_write(tmp_path, _data(), "1.2.3")) == "1.2.3"
    (tmp_path / "croissant.json").write_text("{", "utf-8")
    with pytest.raises(DatasetError, match=r"croissant\.json: is not JSON"):
        version_of(tmp_path)


def _run(old: Path, new: Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli.main, ["diff", str(old), str(new)])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_says_what_version_is_demanded(tmp_path: Path) -> None:
    old = _write(tmp_path / "old", _data(), "1.0.0")
    assert _run(old, old) == (0, "ok: no difference\n", "")
    data = _data()
    _text(data, "train")
    new = _write(tmp_path / "new", data, "1.0.0")
    said = "articles/train a: text changed (patch)\n1 change demands a patch step: 1.0.0 to 1.0.1; NEW says 1.0.0\n"
    assert _run(old, new) == (1, said, "")
    assert _run(old / "data", new)[1].endswith("\n1 change demands a patch step\n")
    assert _run(old, new / "data")[1].endswith("; NEW says no version\n")


@pytest.mark.parametrize(
    ("rows", "message"),
    [([*_rows("a"), *_rows("a")], "articles/train: ids are not distinct"), ([{"name": "a"}], "articles/train: has no column id")],
)
def test_rows_that_cannot_be_compared_are_one_line_and_exit_2(tmp_path: Path, rows: list[dict[str, Any]], message: str) -> None:
    old = _write(tmp_path / "old", _data())
    code, _, said = _run(old, _write(tmp_path / "new", {"articles": {"train": rows}}))
    assert code == 2
    assert said.startswith(f"naqi: {message}")
    assert said.count("\n") == 1


def test_a_folder_without_data_is_one_line_and_exit_2(tmp_path: Path) -> None:
    code, _, said = _run(_write(tmp_path / "old", _data()), tmp_path / "nowhere")
    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith(f"naqi: {tmp_path / 'nowhere'}: holds no data/<config>/<split>.parquet")
