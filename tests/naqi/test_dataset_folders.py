"""Folders of datasets: saved with `datasets`, or cloned with a card. Their data is read, all of it, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import datasets
import pytest
from click.testing import CliRunner, Result

from naqi.cli import main

ROWS = [
    {"id": "a", "text": "قال الوزير نعم.\n\n[ad_1]\n"},
    {"id": "b", "text": "نعم."},
    {"id": "c", "text": None},
    {"id": "d", "text": "ثم قال: [ad_2]"},
]
# Row, document, start, end, rule.
FOUND = [(0, "a", 17, 23, "BP101"), (2, "c", 0, 0, "TX001"), (3, "d", 8, 14, "BP101")]
LEAK = '{"text": "[ad_1]"}\n'
METADATA = ["dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json", "croissant.json"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that paths are short."""
    monkeypatch.chdir(tmp_path)
    datasets.disable_progress_bars()
    return tmp_path


def check(*arguments: str) -> Result:
    """Run `naqi check`, with two cheap rules, since only the reading matters here."""
    return CliRunner().invoke(main, ["check", "--select", "BP101,TX001", "--column", "text", *arguments], catch_exceptions=False)


def report(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(check(*arguments, "--format", "json").stdout)
    return found


def by_file(found: dict[str, Any]) -> dict[str, list[tuple[Any, ...]]]:
    files: dict[str, list[tuple[Any, ...]]] = {}
    for finding in found["findings"]:
        files.setdefault(finding["path"], []).append(tuple(finding[key] for key in ("row", "document", "start", "end", "rule")))
    return files


def rows(count: int = len(ROWS)) -> datasets.Dataset:
    return datasets.Dataset.from_list(ROWS[:count])


def put(*names: str, text: str = LEAK) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_a_saved_dataset_gives_the_findings_of_its_rows() -> None:
    rows().save_to_disk("corpus")
    found = report("corpus", "--id-column", "id")
    assert by_file(found) == {"corpus/data-00000-of-00001.arrow": FOUND}
    assert (found["errors"], found["summary"]["documents"]) == ([], 4)


def test_a_saved_dataset_of_several_files_is_read_whole() -> None:
    rows().save_to_disk("corpus", num_shards=2)
    assert by_file(report("corpus", "--id-column", "id")) == {
        "corpus/data-00000-of-00002.arrow": FOUND[:1],
        "corpus/data-00001-of-00002.arrow": [(0, *FOUND[1][1:]), (1, *FOUND[2][1:])],
    }


def test_a_saved_dict_of_datasets_gives_the_findings_of_each_split() -> None:
    datasets.DatasetDict({"train": rows(), "test": rows(1)}).save_to_disk("corpus")
    found = report("corpus", "--id-column", "id")
    assert by_file(found) == {"corpus/test/data-00000-of-00001.arrow": FOUND[:1], "corpus/train/data-00000-of-00001.arrow": FOUND}
    assert (found["errors"], found["summary"]["documents"]) == ([], 5)


def test_what_datasets_caches_beside_the_data_is_no_data() -> None:
    rows().save_to_disk("corpus")
    datasets.load_from_disk("corpus").map(lambda row: {"text": f"{row['text']} [ad_9]"})
    assert list(Path("corpus").glob("cache-*.arrow"))
    assert by_file(report("corpus", "--id-column", "id")) == {"corpus/data-00000-of-00001.arrow": FOUND}


@pytest.mark.parametrize("name", METADATA)
@pytest.mark.parametrize("readme", ["", "---\nconfigs:\n- config_name: default\n  data_files: '*.json*'\n---\n"], ids=["no card", "card"])
def test_metadata_is_no_data(readme: str, name: str) -> None:
    put("corpus/data.jsonl", f"corpus/{name}", f"corpus/sub/{name}")
    put("corpus/README.md", text=readme)
    assert list(by_file(report("corpus"))) == ["corpus/data.jsonl"]


def test_a_folder_with_nothing_but_metadata_is_one_line_and_exit_2() -> None:
    put(*(f"corpus/{name}" for name in METADATA))
    result = check("corpus")
    assert result.exit_code == 2
    assert result.stderr.startswith("naqi: corpus: is a folder without a readable file: it must hold files that end in .txt, ")
    assert result.stderr.count("\n") == 1


def test_metadata_that_is_named_is_read() -> None:
    put("state.json")
    assert check("state.json").exit_code == 1


# A card: YAML between two lines of dashes. Files of the repository below.
FILES = ("data/train.jsonl", "data/test.jsonl", "data/more/extra.jsonl", "fixtures/broken.jsonl", "data.jsonl", "croissant.json")
TRAIN, TEST = "c/data/train.jsonl", "c/data/test.jsonl"
DATA = ["c/data/more/extra.jsonl", TEST, TRAIN]
CARDS: dict[str, tuple[str, list[str]]] = {
    "splits": ("  data_files:\n  - split: train\n    path: data/train.jsonl\n  - split: test\n    path: data/test.jsonl\n", [TEST, TRAIN]),
    "path before its split": ("  data_files:\n  - path: data/train.jsonl\n    split: train\n", [TRAIN]),
    "one string": ("  data_files: data/train.jsonl\n", [TRAIN]),
    "quoted": ('  data_files: "data/train.jsonl"\n', [TRAIN]),
    "pattern": ("  data_files: 'data/*.jsonl'\n", [TEST, TRAIN]),
    "pattern over folders": ("  data_files: data/**/*.jsonl\n", DATA),
    "everything below a folder": ("  data_files: data/**\n", DATA),
    "block list": ("  data_files:\n  - data/train.jsonl\n  - data/test.jsonl\n", [TEST, TRAIN]),
    "block list of a split": ("  data_files:\n  - split: train\n    path:\n    - data/train.jsonl\n    - 'data/test.jsonl'\n", [TEST, TRAIN]),
    "flow list": ('  data_files: ["data/train.jsonl", "data/test.jsonl"]\n', [TEST, TRAIN]),
    "flow list without quotes": ("  data_files: [data/train.jsonl]\n", [TRAIN]),
    "flow list of a split": ("  data_files:\n  - split: train\n    path: [data/train.jsonl, data/test.jsonl]\n", [TEST, TRAIN]),
    "flow list over lines": ("  data_files: [\n    data/train.jsonl,\n    data/test.jsonl\n  ]\n", [TEST, TRAIN]),
    "flow mapping": ("  data_files:\n  - {split: train, path: data/train.jsonl}\n", [TRAIN]),
    "comment": ("  data_files:\n  - split: train\n    path: data/train.jsonl  # the main one\n", [TRAIN]),
    "folder": ("  data_dir: data\n", DATA),
    "two configs": ("  data_files: [data/train.jsonl]\n- config_name: more\n  data_files: data/test.jsonl\n", [TEST, TRAIN]),
}


def card(yaml: str) -> str:
    return f"---\nlicense: mit\ntags:\n- arabic\nconfigs:\n- config_name: v1.0\n{yaml}---\n\n# A corpus\n\n- path: data.jsonl\n"


@pytest.mark.parametrize("kind", CARDS)
def test_only_what_a_card_declares_is_read_and_all_of_it(kind: str) -> None:
    yaml, expected = CARDS[kind]
    put(*(f"c/{name}" for name in FILES))
    put("c/README.md", text=card(yaml))
    found = report("c")
    assert sorted(by_file(found)) == expected
    assert (found["errors"], found["summary"]["documents"]) == ([], len(expected))


def test_a_card_with_lines_of_windows_declares_as_well(folder: Path) -> None:
    put(*(f"c/{name}" for name in FILES))
    (folder / "c" / "README.md").write_bytes(card(CARDS["splits"][0]).replace("\n", "\r\n").encode())
    assert sorted(by_file(report("c"))) == [TEST, TRAIN]


@pytest.mark.parametrize("pattern", ["data/gone.jsonl", "gone/*.parquet", "data/**.jsonl"])
def test_declared_data_that_is_not_there_is_a_problem(pattern: str) -> None:
    """A clone without its large files, or a wrong path: a gate that passes over them is green by accident."""
    put("c/data/train.jsonl", text='{"text": "نعم."}\n')
    put("c/README.md", text=card(f"  data_files:\n  - split: train\n    path: data/train.jsonl\n  - split: test\n    path: {pattern}\n"))
    result = check("c")
    assert result.exit_code == 2
    assert pattern in result.stderr
    assert result.stderr.count("\n") == 1


def test_declared_data_of_an_unknown_format_is_a_problem() -> None:
    put("c/data/train.jsonl", text='{"text": "نعم."}\n')
    put("c/data/test.csv.gz")
    put("c/README.md", text=card("  data_files:\n  - data/train.jsonl\n  - data/test.csv.gz\n"))
    result = check("c")
    assert result.exit_code == 2
    assert "test.csv.gz" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("pattern", ["../above.jsonl", "data/../../above.jsonl", "{folder}/above.jsonl"])
def test_a_card_cannot_have_files_outside_of_its_folder_read(folder: Path, pattern: str) -> None:
    put("above.jsonl", "c/data/train.jsonl")
    put("c/README.md", text=card(f"  data_files:\n  - data/train.jsonl\n  - {pattern.format(folder=folder)}\n"))
    assert [Path(path).name for path in by_file(report("c"))] == ["train.jsonl"]


@pytest.mark.parametrize(
    "readme",
    [
        "# A corpus\n\nconfigs: data_files: data/train.jsonl\n",
        "---\nlicense: mit\n---\n\ndata_files: data/train.jsonl\n",
        "---\nlicense: mit\n",
        "",
        "---\nconfigs:\n- config_name: \ud83d\n---\n",
    ],
    ids=["no front matter", "front matter without data", "open front matter", "empty", "not UTF-8"],
)
def test_without_declared_data_the_whole_folder_is_read(folder: Path, readme: str) -> None:
    put(*(f"c/{name}" for name in FILES))
    (folder / "c" / "README.md").write_bytes(readme.encode("utf-8", "surrogatepass"))
    assert sorted(by_file(report("c"))) == sorted(f"c/{name}" for name in FILES if name != "croissant.json")


def test_links_that_lead_in_a_circle_end_and_no_file_is_read_twice(folder: Path) -> None:
    put("c/a.jsonl", "c/sub/b.jsonl")
    (folder / "c" / "sub" / "up").symlink_to(folder / "c", target_is_directory=True)
    (folder / "c" / "again.jsonl").symlink_to(folder / "c" / "a.jsonl")
    (folder / "c" / "sub" / "here").symlink_to(".", target_is_directory=True)
    assert list(by_file(report("c"))) == ["c/a.jsonl", "c/sub/b.jsonl"]


def test_a_link_to_a_folder_of_data_is_followed(folder: Path) -> None:
    """As in the cache of the Hub, where a snapshot is a folder of links."""
    put("blobs/0123", "else/b.jsonl")
    (folder / "c").mkdir()
    (folder / "c" / "a.jsonl").symlink_to(folder / "blobs" / "0123")
    (folder / "c" / "sub").symlink_to(folder / "else", target_is_directory=True)
    assert list(by_file(report("c"))) == ["c/a.jsonl", "c/sub/b.jsonl"]


@pytest.mark.parametrize("paths", [["c/a.jsonl", "c"], ["c", "c/a.jsonl"], ["c", "c"], ["c", "./c/../c"], ["c/a.jsonl", "c/a.jsonl", "c/b.jsonl"]], ids=str)
def test_a_file_that_several_paths_reach_is_read_once(paths: list[str]) -> None:
    put("c/a.jsonl", "c/b.jsonl")
    found = report(*paths)
    assert found["summary"]["documents"] == 2
    assert sorted(by_file(found)) == ["c/a.jsonl", "c/b.jsonl"]
    assert found["errors"] == []
