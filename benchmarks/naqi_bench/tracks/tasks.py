"""The tasks of each track, made from the dataset."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

import naqi_dataset
from naqi_bench.tracks.model import Task, Track
from naqi_dataset.build import VERSION
from naqi_dataset.identity import content_hash
from naqi_dataset.paths import data_dir

# Groups of tasks that come from no site.
CONTRASTS: Final = "contrasts"
CORRUPTIONS: Final = "corruptions"


def dataset_identity() -> dict[str, str]:
    """The version of the dataset and the hash of its content."""
    return {"version": VERSION, "sha256": content_hash(data_dir())}


def contrast_id(identity: str) -> str:
    """The id of a contrast as a task: that of the dataset names the role of the document, which is the answer."""
    return _opaque(CONTRASTS, identity)


def corruption_id(identity: str) -> str:
    """The id of a corruption as a task: that of the dataset names the kind, and so whether anything is broken."""
    return _opaque(CORRUPTIONS, identity)


def _opaque(group: str, identity: str) -> str:
    return f"{group}/{hashlib.sha256(identity.encode()).hexdigest()[:12]}"


def rows(config: str, splits: Sequence[str]) -> list[dict[str, Any]]:
    """All rows of some splits of a config."""
    return [row for split in splits for row in naqi_dataset.load(config, split).to_pylist()]


def tasks(track: Track, splits: Sequence[str], sites: Collection[str] | None = None) -> list[Task]:
    """Tasks of some splits: pages; scrapes, then contrasts; or corruptions. sites: only these groups.

    Contrasts and corruptions are in order of their opaque ids: in the dataset's order the two documents of a pair, and the texts of a kind, are neighbours.
    """
    if track is Track.EXTRACT:
        made = [Task(row["id"], row["site"], html=row["html"], encoding=row["declared_encoding"] or "", url=row["url"] or "") for row in rows("pages", splits)]
    elif track is Track.SCRUB:
        made = [Task(row["id"], row["site"], text=row["raw"]) for row in rows("scrapes", splits)]
        made += _in_order(Task(contrast_id(row["id"]), CONTRASTS, text=row["text"]) for row in rows("contrasts", splits))
    else:
        made = _in_order(Task(corruption_id(row["id"]), CORRUPTIONS, text=row["corrupted"]) for row in rows("corruptions", splits))
    return [task for task in made if sites is None or task.group in sites]


def task_ids(track: Track, splits: Sequence[str]) -> set[str]:
    """The ids of a track's tasks, read without their texts."""
    if track is Track.EXTRACT:
        return set(_ids("pages", splits))
    if track is Track.REPAIR:
        return set(map(corruption_id, _ids("corruptions", splits)))
    return {*_ids("scrapes", splits), *map(contrast_id, _ids("contrasts", splits))}


def _ids(config: str, splits: Sequence[str]) -> list[str]:
    return [str(identity) for split in splits for identity in naqi_dataset.load(config, split).column("id").to_pylist()]


def _in_order(made: Iterable[Task]) -> list[Task]:
    return sorted(made, key=lambda task: task.id)
