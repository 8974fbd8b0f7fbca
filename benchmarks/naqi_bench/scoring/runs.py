"""What a run made, scored into result files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from naqi_bench.runner.plan import file_name
from naqi_bench.scoring.pages import scores
from naqi_bench.scoring.records import read
from naqi_bench.scoring.results import result, setting_result, write
from naqi_bench.tools.model import Setting, Tool
from naqi_bench.tracks.gold import gold
from naqi_bench.tracks.model import Track

# A tool in a setting, the splits and tasks that it was given, and the file of its records.
Made = tuple[Tool, Setting, Sequence[str], Sequence[str], Path]


def score(made: Sequence[Made], dataset: Mapping[str, str], results: Path, jobs: int = 1) -> list[tuple[str, str, str, Mapping[str, float | None]]]:
    """Score records and write a result file for each tool, `<tool>/<version>/<track>.json` in a folder: settings that were not run are not in it.

    Returns track, tool, setting and the means over sites, in the order given. jobs: processes to score in. Raises SubmissionError and OSError.
    """
    submissions = [read(path, tool.track, ids) for tool, _, _, ids, path in made]
    reached: dict[int, dict[str, Any]] = {}
    for track in Track:
        numbers = [number for number, (tool, *_) in enumerate(made) if tool.track is track]
        golds = gold(track, sorted({split for number in numbers for split in made[number][2]}))
        for number, pages in zip(numbers, scores(golds, [submissions[number].records for number in numbers], jobs), strict=True):
            _, setting, splits, _, _ = made[number]
            reached[number] = setting_result(track, golds, submissions[number], splits, pages=pages, note=setting.note)
    files: dict[Path, tuple[Tool, dict[str, Any], Mapping[str, Any]]] = {}
    scored = []
    for number, (tool, setting, *_) in enumerate(made):
        header = submissions[number].header
        file = results / file_name(tool.name) / str(header["version"]) / f"{tool.track}.json"
        _, settings, _ = files.setdefault(file, (tool, {}, header))
        settings[setting.name] = reached[number]
        scored.append((tool.track.value, tool.name, setting.name, reached[number]["macro"]))
    for file, (tool, settings, header) in files.items():
        write(file, result(tool.track, settings, header, dataset, link=tool.link, licence=tool.licence))
    return scored
