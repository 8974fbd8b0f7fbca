"""What a run made, scored into result files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from naqi_bench.metrics.characters import Labelled
from naqi_bench.runner.plan import file_name
from naqi_bench.scoring.records import read
from naqi_bench.scoring.results import result, setting_result, write
from naqi_bench.tools.model import Setting, Tool
from naqi_bench.tracks.gold import Gold, gold
from naqi_bench.tracks.model import Track

# A tool in a setting, the splits and tasks that it was given, and the file of its records.
Made = tuple[Tool, Setting, Sequence[str], Sequence[str], Path]


def score(made: Sequence[Made], dataset: Mapping[str, str], results: Path) -> list[tuple[str, str, str, Mapping[str, float | None]]]:
    """Score records and write a result file for each tool, `<tool>/<version>/<track>.json` in a folder: settings that were not run are not in it.

    Returns track, tool, setting and the means over sites, in the order given. Raises SubmissionError and OSError.
    """
    golds: dict[tuple[Track, tuple[str, ...]], dict[str, Gold]] = {}
    prepared: dict[Track, dict[str, Labelled]] = {}
    files: dict[Path, tuple[Tool, dict[str, Any], dict[str, Any]]] = {}
    scored = []
    for tool, setting, splits, ids, path in made:
        key = tool.track, tuple(splits)
        if key not in golds:
            golds[key] = gold(tool.track, splits)
        submission = read(path, tool.track, ids)
        reached = setting_result(tool.track, golds[key], submission, splits, note=setting.note, prepared=prepared.setdefault(tool.track, {}))
        file = results / file_name(tool.name) / str(submission.header["version"]) / f"{tool.track}.json"
        _, settings, _ = files.setdefault(file, (tool, {}, dict(submission.header)))
        settings[setting.name] = reached
        scored.append((tool.track.value, tool.name, setting.name, reached["macro"]))
    for file, (tool, settings, header) in files.items():
        write(file, result(tool.track, settings, header, dataset, link=tool.link, licence=tool.licence))
    return scored
