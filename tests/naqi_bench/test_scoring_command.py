"""`naqi-bench export` and `score`, and the examples in other languages."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from naqi_bench.cli import main


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture(scope="module")
def scrub(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tasks") / "scrub"
    assert run("export", "--track", "scrub", "--split", "validation", folder).exit_code == 0
    return folder


def test_export_says_how_to_answer(scrub):
    assert "naqi-bench score --track scrub --split validation out.jsonl" in (scrub / "README.md").read_text("utf-8")
    assert set(json.loads((scrub / "tasks.jsonl").read_text("utf-8").split("\n")[0])) == {"id", "group", "text"}
    refused = run("export", "--track", "scrub", "--split", "validation", scrub)
    assert refused.exit_code == 2
    assert "is not empty" in refused.output


def test_score_of_everything_is_that_of_the_control(scrub, tmp_path):
    lines = (scrub / "tasks.jsonl").read_text("utf-8").split("\n")
    tasks = [json.loads(line) for line in lines if line]
    out = tmp_path / "out.jsonl"
    out.write_text("".join(json.dumps({"id": task["id"], "text": task["text"]}) + "\n" for task in tasks), "utf-8")
    done = run("score", "--track", "scrub", "--split", "validation", out, "--output", tmp_path / "result.json")
    assert done.exit_code == 0, done.output
    rows = {line.split()[0]: line.split()[1:] for line in done.output.split("\n")[1:4]}
    assert rows["out.jsonl"] == rows["everything"] != rows["nothing"]
    found = json.loads((tmp_path / "result.json").read_text("utf-8"))["settings"]["submitted"]
    assert found["macro"]["leak_rate"] == 1
    assert found["contrasts"]["right"] == 0
    assert len(found["sites"]) >= 5


def test_a_bad_submission_is_one_line_and_exit_2(scrub, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text('{"id": "nobody", "text": ""}\n', "utf-8")
    done = run("score", "--track", "scrub", "--split", "validation", out)
    assert done.exit_code == 2
    assert done.output.count("\n") == 1
    assert run("score", "--track", "scrub", tmp_path / "none.jsonl").exit_code == 2


@pytest.mark.node
def test_the_example_in_node_takes_part(root, scrub, tmp_path):
    done = subprocess.run(["node", root / "benchmarks/examples/long-lines.mjs", scrub / "tasks.jsonl"], capture_output=True, check=True, timeout=60)
    (tmp_path / "out.jsonl").write_bytes(done.stdout)
    scored = run("score", "--track", "scrub", "--split", "validation", tmp_path / "out.jsonl")
    assert scored.exit_code == 0, scored.output
    rows = {line.split()[0]: float(line.split()[1]) for line in scored.output.split("\n")[1:4]}
    assert rows["out.jsonl"] > rows["everything"] > rows["nothing"]


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not here: apt-get install -y --no-install-recommends jq")
def test_the_example_in_shell_takes_part(root, tmp_path):
    folder = tmp_path / "pages"
    assert run("export", "--track", "extract", "--split", "validation", folder).exit_code == 0
    done = subprocess.run(["sh", root / "benchmarks/examples/no-tags.sh", folder], capture_output=True, check=True, timeout=120)
    (tmp_path / "out.jsonl").write_bytes(done.stdout)
    scored = run("score", "--track", "extract", "--split", "validation", tmp_path / "out.jsonl")
    assert scored.exit_code == 0, scored.output
    assert 0.3 < float(scored.output.split("\n")[1].split()[1]) < 1
