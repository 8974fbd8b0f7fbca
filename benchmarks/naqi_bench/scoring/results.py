"""The result file of a tool on a track: `benchmarks/results/<tool>/<version>/<track>.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from naqi.files import write_atomically
from naqi_bench.runner.plan import file_name
from naqi_bench.scoring.aggregate import PRIMARY, costs, setting_scores
from naqi_bench.scoring.pages import PageScore, scores
from naqi_bench.scoring.records import Submission
from naqi_bench.tools.model import Tool, ToolMissingError
from naqi_bench.tracks.gold import Gold
from naqi_bench.tracks.model import Track

# Of result files: raised when they change in a way that readers must know of.
SCHEMA: Final = 1
_DIGITS: Final = 6


def setting_result(
    track: Track, golds: Mapping[str, Gold], submission: Submission, splits: Sequence[str], *, pages: Sequence[PageScore] | None = None, note: str = ""
) -> dict[str, Any]:
    """What one setting of a tool reached: its costs, from the header and the records, and its scores. pages: of the submission, made here where not given."""
    header = submission.header
    return {
        "note": note,
        "splits": list(header.get("splits", splits)),
        "import_seconds": header.get("import_seconds"),
        "network": header.get("network"),
        **costs(submission.records.values()),
        **setting_scores(track, golds, scores(golds, [submission.records])[0] if pages is None else pages),
    }


def result(
    track: Track, settings: Mapping[str, Mapping[str, Any]], header: Mapping[str, Any], dataset: Mapping[str, str], *, link: str = "", licence: str = ""
) -> dict[str, Any]:
    """The content of a result file. settings: by name, each as `setting_result` gives it. header: of a runner's file, or what is known in its place."""
    return {
        "schema": SCHEMA,
        "tool": header.get("tool", ""),
        "version": header.get("version", ""),
        "track": track.value,
        "standing": header.get("standing", ""),
        "link": link,
        "licence": licence,
        "dataset": dict(header.get("dataset", dataset)),
        "machine": header.get("machine", ""),
        "settings": {name: dict(setting) for name, setting in settings.items()},
    }


def render(content: Mapping[str, Any]) -> str:
    """A result as text: keys sorted and floats rounded, so that a difference between two files can be read."""
    return json.dumps(_rounded(content), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        # Adding zero makes a negative zero a zero.
        return round(value, _DIGITS) + 0.0
    if isinstance(value, Mapping):
        return {name: _rounded(item) for name, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Write a result file, its folders too. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, render(content))


def better_setting(results: Path, tool: Tool, dataset: Mapping[str, str]) -> str | None:
    """The setting of a tool that is better by its track's primary metric, of its result file; None without one of this version on this dataset."""
    try:
        path = results / file_name(tool.name) / tool.version() / f"{tool.track}.json"
        content = json.loads(path.read_text("utf-8"))
        means = {name: float(setting["macro"][PRIMARY[tool.track]]) for name, setting in content["settings"].items()}
        return max(means, key=means.__getitem__) if dict(content["dataset"]) == dict(dataset) else None
    except (ToolMissingError, OSError, ValueError, KeyError, TypeError):
        return None
