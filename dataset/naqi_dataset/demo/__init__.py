"""The main job on shipped data: the gate passes what is clean, and finds what is known to be dirty."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final, TextIO

from naqi.gate.events import Located, Summary
from naqi.gate.run import Gate
from naqi.inputs.discover import read_path
from naqi.inputs.model import Columns, Problem, ReadOptions
from naqi.report.table import Table
from naqi.rules.registry import select
from naqi_dataset.paths import data_dir

# Test is scored once a release, and nothing may be fitted to it.
_SPLITS: Final = ("train", "validation")


def _check(paths: Sequence[Path], columns: Columns, out: TextIO) -> tuple[Summary, list[Located]]:
    """Run the default rules over files and print the table."""
    gate = Gate(select())
    table = Table(out, 0)
    found: list[Located] = []
    for event in gate.events(item for path in paths for item in read_path(path, ReadOptions(columns))):
        if isinstance(event, Problem):
            out.write(f"{event}\n")
        else:
            found.append(event)
            table.finding(event)
    table.end(gate.summary)
    return gate.summary, found


def expected() -> list[dict[str, Any]]:
    """The findings known to be in the shipped scrape: rule, label, severity, line, start, end and text of each."""
    text = resources.files(__package__).joinpath("expected.json").read_text("utf-8")
    return list(json.loads(text))


def _as_expected(found: list[Located]) -> Iterator[dict[str, Any]]:
    for located in found:
        item = located.as_json()
        yield {key: item[key] for key in ("rule", "label", "severity", "line", "start", "end", "text")}


def run(out: TextIO) -> int:
    """Check the shipped articles of train and validation, then the shipped scrape; say what was done. Returns the exit code: 0, or 1."""
    articles = [data_dir() / "articles" / f"{split}.parquet" for split in _SPLITS]
    out.write(f"1. The clean articles of the dataset: naqi check {' '.join(map(str, articles))}\n")
    clean, _ = _check(articles, Columns("text", "id"), out)
    with resources.as_file(resources.files(__package__).joinpath("wire-scrape.txt")) as scrape:
        out.write(f"\n2. A scrape of a news site: naqi check {scrape}\n")
        dirty, found = _check([scrape], Columns(), out)
    passed = clean.exit_code(strict=True) == 0
    exact = dirty.exit_code(strict=False) == 1 and list(_as_expected(found)) == expected()
    out.write("\n3. What this showed\n")
    out.write(f"   {'ok' if passed else 'FAILED'}: the gate passed {clean.documents} clean articles without a finding.\n")
    out.write(
        f"   {'ok' if exact else 'FAILED'}: the gate failed the scrape, with {'exactly' if exact else 'other than'} the "
        f"{len(expected())} findings known to be in it.\n"
    )
    out.write("\nCheck your own file or folder (.txt, .jsonl, .parquet):\n")
    out.write("   make run IN=path/to/corpus        or        .venv/bin/naqi check path/to/corpus\n")
    return 0 if passed and exact else 1
