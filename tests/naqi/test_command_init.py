"""`naqi init`: what it guesses and why, what it writes, and that the gate then passes until a new leak comes."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from click.testing import CliRunner, Result

from naqi import Checker, __version__
from naqi.cli import init, main, options
from naqi.gate.events import Located
from naqi.gate.worst import WorstLeaks
from naqi.inputs.guess import guess_columns
from naqi.inputs.model import ColumnError, Columns, Record
from naqi.rules.model import Rule
from naqi.rules.registry import select

PROSE = "وصل الوفد صباح الأحد إلى المدينة القديمة، ثم غادرها في المساء بعد جولة قصيرة."
AD = f"{PROSE}\n\n[ad_1]\n"
FORM = f"{PROSE}\n\nاترك تعليقاً\n"
WRITTEN = {"naqi.toml", "naqi-baseline.json", "naqi-ci.sh", "naqi-ci.yml"}


@pytest.fixture(autouse=True)
def few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compile a few rules in place of all: each test does so several times. The first test takes all, in processes of its own."""

    def few(chosen: Sequence[str] = (), extended: Sequence[str] = (), ignored: Sequence[str] = ()) -> tuple[Rule, ...]:
        return select(chosen or ["BP101", "BP501", "TX001", "TX101"], extended, ignored)

    monkeypatch.setattr(init, "select", few)
    monkeypatch.setattr(options, "select", few)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


def process(*arguments: str) -> int:
    """The exit code of a real process of `naqi`."""
    return subprocess.run([sys.executable, "-m", "naqi", *arguments], check=False, capture_output=True).returncode


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def lines(path: str | Path, *records: dict[str, Any]) -> None:
    Path(path).write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# Then the gate passes.
def test_the_gate_passes_then_and_fails_on_a_new_leak(folder: Path) -> None:
    lines("a.jsonl", {"id": 1, "text": AD, "source": "x"}, {"id": 2, "text": FORM, "source": "y"})
    assert process("check", "a.jsonl") == 1
    assert process("init", "a.jsonl") == 0
    assert names(folder) == {"a.jsonl", *WRITTEN}
    assert process("check", "a.jsonl") == 0
    lines("a.jsonl", {"id": 1, "text": AD, "source": "x"}, {"id": 2, "text": FORM, "source": "y"}, {"id": 3, "text": AD, "source": "x"})
    assert process("check", "a.jsonl") == 1


def test_what_is_printed(folder: Path) -> None:
    lines("a.jsonl", {"id": 1, "text": AD, "source": "x"}, {"id": 2, "text": FORM, "source": "y"})
    assert run("init", "a.jsonl").stdout.splitlines() == [
        f"a.jsonl: 2 documents, {len(AD) + len(FORM)} characters, 2 with errors",
        "",
        "columns",
        "  text    text  (the only column with a name under which corpora keep texts)",
        "  id      id  (it has such a name, and its first 2 values differ)",
        "  source  source  (the only column with such a name)",
        "",
        "worst leaks, by documents x characters",
        "        1 x 12     BP501 comment-form  \N{RIGHT-TO-LEFT ISOLATE}اترك تعليقاً\N{POP DIRECTIONAL ISOLATE}",
        "        1 x 6      BP101 ad-marker  \N{RIGHT-TO-LEFT ISOLATE}[ad_1]\N{POP DIRECTIONAL ISOLATE}",
        "",
        "wrote naqi.toml, naqi-baseline.json (2 findings accepted), naqi-ci.sh and naqi-ci.yml (for GitHub Actions)",
        "next: naqi check a.jsonl",
    ]


@pytest.mark.parametrize("name", [".", "sub", "sub/a.parquet", "b.txt", "-odd name.jsonl"])
def test_any_corpus_passes_then(folder: Path, name: str) -> None:
    """The files that init writes are no part of a corpus that they lie in."""
    (folder / "sub").mkdir()
    pq.write_table(pa.table({"text": [AD, FORM], "id": ["1", "2"]}), folder / "sub" / "a.parquet")
    (folder / "b.txt").write_text(AD, "utf-8")
    lines(folder / "-odd name.jsonl", {"text": FORM})
    assert run("init", "--", name).exit_code == 0
    assert run("check", "--", name).exit_code == 0
    # The script runs the same: its last line without the shell.
    command = (folder / "naqi-ci.sh").read_text("utf-8").splitlines()[-1].removeprefix("exec ")
    words = subprocess.run(["sh", "-c", f'printf "%s\\n" {command}'], capture_output=True, text=True, check=True).stdout.splitlines()
    assert words[:2] == ["naqi", "check"]
    assert run(*words[1:]).exit_code == 0


def test_settings_hold_what_was_guessed_and_several_jobs_write_the_same(folder: Path) -> None:
    lines("a.jsonl", {"url": 1, "content": AD, "site": "x"}, {"url": 2, "content": AD, "site": "x"})
    run("init", "a.jsonl")
    first = {name: (folder / name).read_bytes() for name in WRITTEN}
    assert tomllib.loads(first["naqi.toml"].decode()) == {"column": "content", "id-column": "url", "source-column": "site", "baseline": "naqi-baseline.json"}
    assert run("init", "a.jsonl", "--force", "--jobs", "2").exit_code == 0
    assert {name: (folder / name).read_bytes() for name in WRITTEN} == first


def test_a_column_may_have_any_name(folder: Path) -> None:
    odd = 'نص "الخبر"\\\n'
    lines("a.jsonl", {odd: AD, "n": 1})
    assert run("init", "a.jsonl").exit_code == 0
    assert tomllib.loads((folder / "naqi.toml").read_text("utf-8"))["column"] == odd
    assert run("check", "a.jsonl").exit_code == 0


def test_a_clean_corpus_is_set_up_too(folder: Path) -> None:
    (folder / "a.txt").write_text(PROSE, "utf-8")
    result = run("init", "a.txt")
    assert result.exit_code == 0
    assert "no leak" in result.stdout.splitlines()
    assert "  none: a file is a document" in result.stdout.splitlines()
    assert tomllib.loads((folder / "naqi.toml").read_text("utf-8")) == {"baseline": "naqi-baseline.json"}
    assert run("check", "a.txt").exit_code == 0


def test_the_snippets_are_a_shell_script_and_a_workflow_that_runs_it(folder: Path) -> None:
    (folder / "a.txt").write_text(PROSE, "utf-8")
    run("init", "a.txt")
    subprocess.run(["sh", "-n", "naqi-ci.sh"], check=True)
    assert f"'naqi=={__version__}'" in (folder / "naqi-ci.sh").read_text("utf-8")
    workflow = yaml.safe_load((folder / "naqi-ci.yml").read_text("utf-8"))
    assert workflow["jobs"]["naqi"]["steps"][-1] == {"run": "sh naqi-ci.sh"}


def test_an_absolute_path_is_said_to_hold_here_only(folder: Path) -> None:
    lines("a.jsonl", {"text": AD})
    result = run("init", str(folder / "a.jsonl"))
    assert "the baseline and the snippets hold this absolute path: for CI, run naqi init again with a relative one" in result.stdout.splitlines()
    assert run("check", str(folder / "a.jsonl")).exit_code == 0


# Nothing is lost.
@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_what_is_here_is_not_overwritten_unless_forced(folder: Path, name: str) -> None:
    lines("a.jsonl", {"text": AD})
    (folder / name).write_text("# mine\n", "utf-8")
    result = run("init", "a.jsonl")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: {name} is here already: --force overwrites it\n")
    assert names(folder) == {"a.jsonl", name}
    assert (folder / name).read_text("utf-8") == "# mine\n"
    assert run("init", "a.jsonl", "--force").exit_code == 0
    assert run("check", "a.jsonl").exit_code == 0


@pytest.mark.parametrize(("place", "content"), [("../naqi.toml", "strict = true\n"), ("pyproject.toml", "[tool.naqi]\nstrict = true\n")])
def test_settings_that_would_be_hidden_are_not_unless_forced(folder: Path, place: str, content: str) -> None:
    lines("a.jsonl", {"text": AD})
    (folder / place).write_text(content, "utf-8")
    result = run("init", "a.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"naqi: {(folder / place).resolve()} holds settings, which naqi.toml here would hide: --force writes it all the same\n"
    assert run("init", "a.jsonl", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{"text": "a"}\n{"text": 5}\n', "naqi: a.jsonl:2: column 'text' is int, not a string: name another with --column\n"),
        (b'{"text": "a"}\n{\n', "naqi: a.jsonl:2: not JSON at column 1 (Expecting property name enclosed in double quotes): each line must be one object\n"),
        (b"", "naqi: a.jsonl: is empty (0 bytes): nothing was checked\n"),
        (b"\n", "naqi: a.jsonl: holds no document: nothing was checked\n"),
    ],
)
def test_nothing_is_written_where_something_could_not_be_checked(folder: Path, content: bytes, problem: str) -> None:
    (folder / "a.jsonl").write_bytes(content)
    result = run("init", "a.jsonl")
    rest = "naqi: a.jsonl: not everything could be checked, so nothing was written: mend what is said above\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", problem + rest)
    assert names(folder) == {"a.jsonl"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["-"], "standard input is no corpus to come back to: name a file or a folder"),
        ([], "Missing argument 'CORPUS'."),
        (["a.jsonl", "--column", "txt"], "a.jsonl: no column 'txt' in all files: there are text, id"),
        (["a.jsonl", "--id-column", "nr"], "a.jsonl: no column 'nr' in all files: there are text, id"),
        (["a.jsonl", "--source-column", "s"], "a.jsonl: no column 's' in all files: there are text, id"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_input_is_one_line_and_exit_2(folder: Path, arguments: list[str], message: str) -> None:
    lines("a.jsonl", {"text": AD, "id": 1})
    result = run("init", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"naqi: {message}\n")
    assert names(folder) == {"a.jsonl"}


def test_a_place_that_cannot_be_written_is_one_line_and_exit_2(folder: Path) -> None:
    lines("a.jsonl", {"text": AD})
    (folder / "naqi.toml").mkdir()
    result = run("init", "a.jsonl", "--force")
    assert result.exit_code == 2
    assert result.stderr == "naqi: naqi.toml: cannot be written (Is a directory)\n"


# Guesses.
LONG = f"{PROSE} " * 5


def guess(*records: dict[str, Any], **wanted: str) -> dict[str, tuple[str | None, str]]:
    lines("a.jsonl", *records)
    return {one.role: (one.name, one.why) for one in guess_columns(Path("a.jsonl"), Columns(**wanted))[1]}


@pytest.mark.parametrize(
    ("record", "name", "why"),
    [
        ({"n": 1, "خبر": PROSE}, "خبر", "the only column of text"),
        ({"title": PROSE, "body": PROSE}, "body", "the only column with a name under which corpora keep texts"),
        ({"title": PROSE, "story_ar": LONG}, "story_ar", "of title, story_ar it has the longest Arabic texts: median 390 characters, title 77"),
        ({"text": PROSE, "content": LONG, "x": LONG * 9}, "content", "of text, content it has the longest Arabic texts: median 390 characters, text 77"),
        ({"html": "<p>" * 900, "story_ar": PROSE}, "story_ar", "of html, story_ar it has the longest Arabic texts: median 77 characters, html 0"),
        ({"text": 5, "word": PROSE}, "word", "the only column of text"),
    ],
)
def test_the_text_is_the_column_that_fits_best(record: dict[str, Any], name: str, why: str) -> None:
    assert guess(record)["text"] == (name, why)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"a": PROSE, "b": PROSE}, "several columns could be the text (a, b): name one with --column"),
        ({"text": LONG, "content": LONG}, "several columns could be the text (text, content): name one with --column"),
        ({"a": "latin", "b": "also latin"}, "several columns could be the text (a, b): name one with --column"),
        ({"n": 5}, "no column of text in all files: name one with --column, of n"),
    ],
)
def test_what_could_be_several_columns_is_asked_for(record: dict[str, Any], message: str) -> None:
    with pytest.raises(ColumnError) as caught:
        guess(record)
    assert str(caught.value) == message


def test_a_named_column_is_taken() -> None:
    assert guess({"title": PROSE, "text": LONG, "nr": 1, "of": "x"}, text="title", id="nr", source="of") == {
        "text": ("title", "you named it"),
        "id": ("nr", "you named it"),
        "source": ("of", "you named it"),
    }


@pytest.mark.parametrize(
    ("values", "name", "why"),
    [
        (({"id": 1, "url": "a"}, {"id": 2, "url": "b"}), "id", "it has such a name, and its first 2 values differ"),
        (({"id": 1, "url": "a"}, {"id": 1, "url": "b"}), "url", "it has such a name, and its first 2 values differ"),
        (({"id": 1, "url": "a"}, {"id": None, "url": "b"}), "url", "it has such a name, and its first 2 values differ"),
        (({"id": 1}, {"id": 1}), None, "id repeats or lacks values"),
        (({"nr": 1}, {"nr": 2}), None, "no column has such a name"),
    ],
)
def test_a_column_that_names_documents_names_each(values: tuple[dict[str, Any], ...], name: str | None, why: str) -> None:
    assert guess(*({"text": PROSE, **value} for value in values))["id"] == (name, why)


@pytest.mark.parametrize(
    ("record", "name", "why"),
    [
        ({"site": "x"}, "site", "the only column with such a name"),
        ({"site": "x", "publisher": "y"}, None, "site, publisher could be it: name one with --source-column"),
        ({}, None, "no column has such a name"),
    ],
)
def test_the_publisher_is_the_only_column_that_fits(record: dict[str, Any], name: str | None, why: str) -> None:
    assert guess({"text": PROSE, **record})["source"] == (name, why)


def test_only_columns_that_all_files_have_are_guessed(folder: Path) -> None:
    (folder / "in").mkdir()
    lines("in/a.jsonl", {"id": 1, "text": PROSE, "source": "x"})
    (folder / "in" / "b.csv").write_text(f"text,id\n{PROSE},1\n", "utf-8")
    (folder / "in" / "c.txt").write_text(PROSE, "utf-8")
    columns, _ = guess_columns(folder / "in", Columns())
    assert columns == Columns("text", "id", None)
    assert run("init", "in").exit_code == 0
    assert run("check", "in").exit_code == 0


# The worst leaks.
def test_leaks_are_ranked_by_documents_times_characters_whatever_their_spelling() -> None:
    checker, worst = Checker(select(["BP101", "BP501", "TX001", "TX101"])), WorstLeaks()
    texts = [f"{PROSE}\n\nاترك تعليقا\n\n[ad_1]\n\n[ad_1]", f"{PROSE}\n\nأترك تعليقاً", f"{PROSE} .", None, *[f"{PROSE}\n\n[ad_1]"] * 3]
    for row, text in enumerate(texts):
        for finding in checker.check(text):
            worst.add(Located(Record("a", row, row, None, text), finding))
    assert [(leak.rule, leak.documents, leak.characters, leak.weight) for leak in worst.top(10)] == [("BP501", 2, 12, 24), ("BP101", 4, 6, 24)][::-1]
    assert len(worst.top(1)) == 1


def test_a_long_leak_is_shown_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(init, "_LONGEST", 4)
    lines("a.jsonl", {"text": FORM})
    (leak,) = [line for line in run("init", "a.jsonl").stdout.splitlines() if "BP501" in line]
    assert leak.endswith("\N{RIGHT-TO-LEFT ISOLATE}اترك\N{HORIZONTAL ELLIPSIS}\N{POP DIRECTIONAL ISOLATE}")


def test_ten_leaks_are_shown_at_most(folder: Path) -> None:
    lines("a.jsonl", *({"text": f"{PROSE}\n\n[ad_{number}]\n"} for number in range(12)))
    assert len([line for line in run("init", "a.jsonl").stdout.splitlines() if "BP101" in line]) == 10
