"""Verify finds each thing that can break in a built dataset, and nothing in one that is whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner

from naqi_dataset import cli
from naqi_dataset.build import VERSION, write
from naqi_dataset.configs import CONFIGS
from naqi_dataset.croissant import write_croissant
from naqi_dataset.identity import write_sums
from naqi_dataset.tables import DatasetError, Tables, read_tables
from naqi_dataset.verify import UNCHECKED, verify
from naqi_dataset.verify.corruptions import GOOD
from naqi_dataset.verify.registry import CHECKS
from naqi_dataset.verify.scrapes import FAMILIES

Row = dict[str, Any]


@pytest.fixture(scope="module")
def thin(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset repository that is whole and small: some articles and contrasts, and of the rest a few rows of these articles, one of each family."""
    folder = tmp_path_factory.mktemp("thin")
    shutil.copy(root / "dataset" / "README.md", folder / "README.md")
    tables = read_tables(root / "dataset")
    thinned: Tables = {config: {} for config in CONFIGS}
    for split in tables["articles"]:
        rows = {config: tables[config][split].to_pylist() for config in CONFIGS}
        for config in ("pages", "scrapes"):
            rows[config] = list({row["family"]: row for row in reversed(rows[config])}.values())
            assert len(rows[config]) == len(FAMILIES)
        kept = {row["article"] for config in ("pages", "scrapes") for row in rows[config]}
        kept |= {row["id"] for row in rows["articles"][:5]}
        kept |= {row["article"] for row in rows["corruptions"] if row["kind"] == "decomposed" and row["id"].endswith("/000")}
        rows["articles"] = [row for row in rows["articles"] if row["id"] in kept]
        rows["contrasts"] = rows["contrasts"][:16]
        good = [row for row in rows["corruptions"] if row["kind"] in GOOD and row["article"] in kept | {None}]
        bad = [row for row in rows["corruptions"] if row["kind"] in {"tatweel", "decomposed", "style"} and row["article"] in kept]
        rows["corruptions"] = [*good[:40], *bad[:20]]
        for config in CONFIGS:
            thinned[config][split] = pa.Table.from_pylist(rows[config], schema=CONFIGS[config].schema)
    write(folder, thinned)
    return folder


@pytest.fixture
def dataset(thin: Path, tmp_path: Path) -> Path:
    """A copy of the thin dataset repository, to break."""
    return shutil.copytree(thin, tmp_path / "dataset")


def _faults(dataset: Path) -> list[str]:
    return [str(fault) for fault in verify(dataset)]


def _rewrite(dataset: Path, change: Callable[[Tables], object]) -> None:
    """Change the tables and write everything anew, so that sums, card and croissant.json agree with them."""
    tables = read_tables(dataset)
    change(tables)
    write(dataset, tables)


def _change_rows(dataset: Path, config: str, split: str, change: Callable[[list[Row]], object]) -> None:
    def change_table(tables: Tables) -> None:
        rows = tables[config][split].to_pylist()
        change(rows)
        tables[config][split] = pa.Table.from_pylist(rows, schema=CONFIGS[config].schema)

    _rewrite(dataset, change_table)


def _reseal(dataset: Path) -> None:
    write_croissant(dataset, read_tables(dataset), VERSION)
    write_sums(dataset)


def test_the_shipped_dataset_has_no_fault(root: Path) -> None:
    assert _faults(root / "dataset") == []


def test_the_thin_dataset_has_no_fault(dataset: Path) -> None:
    assert _faults(dataset) == []


def test_every_config_has_checks() -> None:
    assert set(CONFIGS) <= set(CHECKS)


# Files


def test_a_flipped_byte(dataset: Path) -> None:
    path = dataset / "data" / "articles" / "train.parquet"
    content = bytearray(path.read_bytes())
    # In the name of the writer: the rows stay as they are, so nothing but the sums can tell.
    content[content.rindex(b"parquet-cpp")] ^= 0x20
    path.write_bytes(content)
    assert _faults(dataset) == [
        "data/articles/train.parquet: differs from its sum in SHA256SUMS",
        "croissant.json: is not what the files and the card make it: build the dataset again",
    ]


def test_a_cut_file_is_a_fault_and_the_rest_is_checked(dataset: Path) -> None:
    path = dataset / "data" / "articles" / "train.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    faults = _faults(dataset)
    assert faults[0] == "data/articles/train.parquet: differs from its sum in SHA256SUMS"
    assert faults[1].startswith("data/articles/train.parquet: cannot be read as parquet (")
    assert "articles/train: is missing" in faults
    assert not any("\n" in fault for fault in faults)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  data/articles/test", " data/articles/test", "SHA256SUMS: line 3 is not a SHA-256 sum, two spaces and a path"),
        ("  croissant.json", "  crossant.json", "crossant.json: has a sum in SHA256SUMS and is not here"),
    ],
)
def test_a_line_of_the_sums(dataset: Path, old: str, new: str, expected: str) -> None:
    path = dataset / "SHA256SUMS"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert _faults(dataset)[0] == expected


def test_a_path_with_two_sums(dataset: Path) -> None:
    """A wrong sum before the right one of a file: `sha256sum --check` fails for it."""
    path = dataset / "SHA256SUMS"
    first, *rest = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(["0" * 64 + first[64:], first, *rest]), "utf-8")
    assert _faults(dataset)[0] == f"SHA256SUMS: line 2 gives {first[66:-1]} a second sum"


def test_sums_in_another_order(dataset: Path) -> None:
    path = dataset / "SHA256SUMS"
    path.write_text("".join(reversed(path.read_text("utf-8").splitlines(keepends=True))), "utf-8")
    assert _faults(dataset) == ["SHA256SUMS: is not in order of path"]


def test_no_sums(dataset: Path) -> None:
    (dataset / "SHA256SUMS").unlink()
    assert _faults(dataset) == ["SHA256SUMS: is missing"]


def test_a_file_without_a_sum(dataset: Path) -> None:
    (dataset / "data" / "articles" / "notes.txt").write_text("left over", "utf-8")
    assert _faults(dataset) == ["data/articles/notes.txt: has no sum in SHA256SUMS"]


@pytest.mark.parametrize("name", ["README.md", "croissant.json"])
def test_a_description_that_is_missing_and_has_no_sum(dataset: Path, name: str) -> None:
    (dataset / name).unlink()
    write_sums(dataset)
    assert f"{name}: is missing" in _faults(dataset)


# Schema and card


def test_an_extra_column(dataset: Path) -> None:
    def add(tables: Tables) -> None:
        table = tables["articles"]["test"]
        tables["articles"]["test"] = table.append_column("mood", pa.array(["calm"] * table.num_rows))

    _rewrite(dataset, add)
    assert _faults(dataset) == [
        "articles/test: column mood is not in the schema of the config",
        "articles/test: column mood is in the file and not in the card",
    ]


def test_a_missing_column_leaves_rows_unchecked_without_a_traceback(dataset: Path) -> None:
    def drop(tables: Tables) -> None:
        tables["articles"] = {split: table.drop_columns(["body"]) for split, table in tables["articles"].items()}

    _rewrite(dataset, drop)
    assert _faults(dataset) == [f"articles/{split}: column body is missing" for split in ("train", "validation", "test")]


def test_a_column_of_another_type(dataset: Path) -> None:
    def widen(tables: Tables) -> None:
        table = tables["articles"]["train"]
        at = table.schema.get_field_index("words")
        tables["articles"]["train"] = table.set_column(at, "words", table["words"].cast(pa.int64()))
        tables["articles"] = {split: tables["articles"][split] for split in ("validation", "test", "train")}

    _rewrite(dataset, widen)
    faults = _faults(dataset)
    assert "articles/train: column words is int64, its config says int32" in faults
    assert "articles/train: column words is Value('int64') in the file and Value('int32') in the card" in faults


def test_columns_in_another_order(dataset: Path) -> None:
    def turn(tables: Tables) -> None:
        tables["articles"] = {split: table.select(list(reversed(table.schema.names))) for split, table in tables["articles"].items()}

    _rewrite(dataset, turn)
    faults = _faults(dataset)
    assert len(faults) == 3
    assert all("columns come in the order split, look_alikes" in fault for fault in faults)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("dtype: int32\n  - name: entities", "dtype: int64\n  - name: entities", "articles/test: column words is Value('int32') in the file"),
        ("  - name: genre\n    dtype: string\n", "", "articles/test: column genre is in the file and not in the card"),
        ("  - name: genre\n", "  - name: kind\n", "articles/test: column kind is in the card and not in the file"),
        ("dtype: int32\n  - name: entities", "dtype: whole\n  - name: entities", "articles/test: the card's features cannot be read"),
        ("    path: data/articles/test.parquet", "    path: data/articles/tests.parquet", "articles: the card's data_files are"),
        (f"- config_name: articles\n  version: {VERSION}", f"- config_name: stories\n  version: {VERSION}", "stories: is in the card and has no data"),
        (
            f"- config_name: articles\n  version: {VERSION}",
            "- config_name: articles\n  version: 9.9.9",
            f"README.md: gives configs the versions {VERSION}, 9.9.9",
        ),
        ("| `desk`, `genre`, `manner` |", "| `desk`, `manner` |", "articles: column genre is not described in the card's table under ### articles"),
        ("configs:\n", "config:\n", "README.md: must hold a list configs of mappings with a config_name"),
        ("configs:\n", "configs: [\n", "README.md: has front matter that is not YAML"),
        ("---\npretty", "pretty", "README.md: has no YAML front matter"),
    ],
)
def test_a_changed_card(dataset: Path, old: str, new: str, expected: str) -> None:
    path = dataset / "README.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    _reseal(dataset)
    faults = _faults(dataset)
    assert any(fault.startswith(expected) for fault in faults), faults


def test_a_number_of_rows_that_the_card_has_wrong(dataset: Path) -> None:
    path = dataset / "README.md"
    rows = read_tables(dataset)["articles"]["train"].num_rows
    path.write_text(path.read_text("utf-8").replace(f"    num_examples: {rows}\n", "    num_examples: 7\n", 1), "utf-8")
    _reseal(dataset)
    assert _faults(dataset) == [f"articles/train: the card says 7 rows, the file has {rows}"]


@pytest.mark.parametrize(("old", "new"), [("| rows of `pages` | 5 |", "| rows of `pages` | 6 |"), ("Content SHA-256: `", "Content SHA-256: `0")])
def test_a_number_or_hash_of_the_card_that_is_stale(dataset: Path, old: str, new: str) -> None:
    path = dataset / "README.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    _reseal(dataset)
    assert _faults(dataset) == ["README.md: gives numbers or a content hash that are not those of the files: build the dataset again"]


def test_a_missing_split_and_an_unknown_config(dataset: Path) -> None:
    def move(tables: Tables) -> None:
        tables["gossip"] = {"train": tables["articles"].pop("train")}

    _rewrite(dataset, move)
    faults = _faults(dataset)
    assert "articles/train: is missing" in faults
    assert "gossip: is not a config of the dataset" in faults
    assert "gossip: has no checks: list them in naqi_dataset.verify.registry" in faults


def test_a_config_without_data(dataset: Path) -> None:
    _rewrite(dataset, lambda tables: tables.pop("articles"))
    assert "articles: is a config of the dataset without data" in _faults(dataset)


def test_a_split_of_another_name(dataset: Path) -> None:
    _rewrite(dataset, lambda tables: tables["articles"].update(dev=tables["articles"].pop("validation")))
    faults = _faults(dataset)
    assert "articles/validation: is missing" in faults
    assert "articles/dev: is none of the splits train, validation, test" in faults


def test_a_croissant_that_was_edited(dataset: Path) -> None:
    path = dataset / "croissant.json"
    path.write_text(path.read_text("utf-8").replace("sc:Integer", "sc:Text", 1), "utf-8")
    write_sums(dataset)
    assert _faults(dataset) == ["croissant.json: is not what the files and the card make it: build the dataset again"]


# Rows, through the files


def test_a_moved_span(dataset: Path) -> None:
    def move(rows: list[Row]) -> None:
        span = rows[0]["look_alikes"][0]
        span["start"] += 2
        span["end"] += 2

    _change_rows(dataset, "articles", "test", move)
    (fault,) = _faults(dataset)
    identity = read_tables(dataset)["articles"]["test"]["id"][0].as_py()
    assert fault.startswith(f"articles/test {identity}: look_alikes[0] [")


def test_a_row_in_two_splits(dataset: Path) -> None:
    row = read_tables(dataset)["articles"]["train"].slice(0, 1).to_pylist()[0]
    _change_rows(dataset, "articles", "test", lambda rows: rows.append(row))
    faults = _faults(dataset)
    assert f"articles/test {row['id']}: the id is taken by a row of articles/train" in faults
    assert f"articles/test {row['id']}: its column split says train" in faults
    assert any(fault.startswith(f"articles/test {row['id']}: is a near-duplicate of articles/train {row['id']}") for fault in faults)


def test_an_entity_in_two_splits(dataset: Path) -> None:
    tables = read_tables(dataset)
    owner = tables["articles"]["test"].slice(0, 1).to_pylist()[0]
    name = owner["entities"][1]
    _change_rows(dataset, "articles", "train", lambda rows: rows[0]["captions"].append(f"صورة تجمع الوفد مع {name} عند المدخل"))
    identity = tables["articles"]["train"]["id"][0].as_py()
    assert _faults(dataset) == [f"articles/train {identity}: holds the entity {name!r} of articles/test {owner['id']}"]


def test_a_label_outside_the_taxonomy(dataset: Path) -> None:
    _change_rows(dataset, "articles", "train", lambda rows: rows[0]["look_alikes"][0].update(looks_like="gossip"))
    (fault,) = _faults(dataset)
    assert ": look_alikes[0] has the looks_like 'gossip', which is none of the " in fault


def test_a_near_duplicate_across_splits(dataset: Path) -> None:
    """The story again, under another id and without its last paragraph. Its names are taken away, since they would be found too."""
    original = read_tables(dataset)["articles"]["train"].slice(0, 1).to_pylist()[0]
    _change_rows(dataset, "articles", "train", lambda rows: rows[0].update(entities=[]))
    body = original["body"][:-1]
    again = {
        **original,
        "id": original["id"] + "-again",
        "split": "test",
        "entities": [],
        "look_alikes": [],
        "body": body,
        "words": sum(len(paragraph.split()) for paragraph in body),
        "text": original["text"].removesuffix("\n\n" + original["body"][-1]),
    }
    _change_rows(dataset, "articles", "test", lambda rows: rows.append(again))
    near, too_like = _faults(dataset)
    assert near.startswith(f"articles/test {again['id']}: is a near-duplicate of articles/train {original['id']}: they share ")
    assert too_like.startswith(f"articles/test {again['id']}: is too like articles/train {original['id']}: they share ")


def test_a_split_with_too_few_good_rows(dataset: Path) -> None:
    def drop(rows: list[Row]) -> None:
        rows[:] = [row for row in rows if row["kind"] not in GOOD]

    _change_rows(dataset, "corruptions", "test", drop)
    (fault,) = _faults(dataset)
    assert fault.startswith("corruptions/test: has ")


def test_a_template_of_two_lineages(dataset: Path) -> None:
    """A site's pages again, under another site and lineage in another split."""
    page = read_tables(dataset)["pages"]["train"].slice(0, 1).to_pylist()[0]

    def copy(rows: list[Row]) -> None:
        rows[0]["html"] = page["html"].decode(page["encoding"]).encode(rows[0]["encoding"], "xmlcharrefreplace")

    _change_rows(dataset, "pages", "test", copy)
    site = read_tables(dataset)["pages"]["test"]["site"][0].as_py()
    faults = _faults(dataset)
    assert any(f"site {site} has the template of {page['site']} of train: they share " in fault for fault in faults), faults


def test_a_lineage_in_two_splits(dataset: Path) -> None:
    lineage = read_tables(dataset)["pages"]["train"]["lineage"][0].as_py()
    _change_rows(dataset, "pages", "test", lambda rows: rows[0].update(lineage=lineage))
    (fault,) = _faults(dataset)
    assert f"lineage {lineage!r} is in split train too, in pages/train" in fault


# The commands


def test_the_command_says_ok_and_exits_0(dataset: Path) -> None:
    done = CliRunner().invoke(cli.main, ["verify", str(dataset)])
    assert (done.exit_code, done.stdout) == (0, f"{UNCHECKED}\nok: no fault\n")


def test_the_command_prints_faults_and_exits_1(dataset: Path) -> None:
    (dataset / "SHA256SUMS").unlink()
    done = CliRunner().invoke(cli.main, ["verify", str(dataset)])
    assert (done.exit_code, done.stdout) == (1, f"SHA256SUMS: is missing\n{UNCHECKED}\n1 fault\n")


@pytest.mark.parametrize("inside", [".", "data"])
def test_a_folder_that_is_no_dataset_is_one_line_and_exit_2(tmp_path: Path, inside: str) -> None:
    (tmp_path / inside).mkdir(exist_ok=True)
    done = CliRunner().invoke(cli.main, ["verify", str(tmp_path)])
    assert done.exit_code == 2
    assert done.stderr.startswith(f"naqi: {tmp_path}: ")
    assert done.stderr.count("\n") == 1
    with pytest.raises(DatasetError):
        list(verify(tmp_path))
