"""What the tests' README says of fuzzing and mutation is what their results say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from naqi_bench.accuracy.results import ResultsError
from naqi_bench.assurance.results import BEGIN, END, record_mutation, rendered, section

FUZZ = {"version": "1", "fuzzer": "toy 1", "seed": 1, "targets": {"readers": {"executions": 1234, "edges": 56, "corpus": 7, "seconds": 90.0, "crashes": 2}}}
MUTATION = {
    "version": "1",
    "tool": "toy 2",
    "seed": 3,
    "groups": {"rules": {"a.py": {"possible": 40, "mutants": 4, "killed": 3}, "b.py": {"possible": 9, "mutants": 0, "killed": 0}}},
}


def test_the_readme_is_what_the_results_say(root: Path) -> None:
    page = (root / "tests" / "README.md").read_text("utf-8")
    assert rendered(page) == page, "run naqi-bench assurance"


def test_a_section_has_a_row_for_each_target_and_module() -> None:
    made = section(FUZZ, MUTATION)
    assert "| `readers` | 90 | 1,234 | 56 | 2 |" in made
    assert "| rules | `a.py` | 40 | 0.75 (3/4) | 0 |" in made
    assert "| rules | `b.py` | 9 | – | 0 |" in made
    assert "a sample of 4 mutants, seed 3" in made
    assert "Runs before it" not in made


def test_mutants_that_do_the_same_as_the_code_count_neither_way() -> None:
    figures = {**MUTATION, "groups": {"rules": {"a.py": {"possible": 40, "mutants": 5, "equivalent": 1, "killed": 3}}}}
    made = section(None, figures)
    assert "| rules | `a.py` | 40 | 0.75 (3/4) | 1 |" in made
    assert "a sample of 5 mutants, seed 3" in made
    assert "0.75 (3/4) are killed" in made


def test_what_earlier_mutation_runs_came_to_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "mutation.json"
    for seed in (3, 4, 5):
        record_mutation({key: value for key, value in MUTATION.items() if key != "version"} | {"seed": seed, "note": f"run {seed}"}, path)
    figures = json.loads(path.read_text("utf-8"))
    assert figures["seed"] == 5
    assert figures["earlier"] == [
        {"version": figures["version"], "seed": seed, "note": f"run {seed}", "modules": 2, "mutants": 4, "equivalent": 0, "killed": 3} for seed in (3, 4)
    ]
    assert f"| {figures['version']} | 3 | 2 | 4 | 0 | 0.75 (3/4) | run 3 |" in section(None, figures)


def test_what_has_not_run_is_said() -> None:
    assert section(None, None) == "\nNo fuzzing run has been reported.\n\nNo mutation run has been reported.\n\n"


@pytest.mark.parametrize("page", ["", BEGIN, END + BEGIN])
def test_a_page_without_a_place_is_refused(page: str) -> None:
    with pytest.raises(ResultsError, match="no place for the results"):
        rendered(page)
