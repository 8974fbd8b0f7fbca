"""Tasks as files, for tools in any language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from naqi_bench.tracks.model import Task, Track

_ASKED: Final = {
    Track.EXTRACT: (
        'A task is `{"id", "html", "encoding", "url"}`: `html` names a file here with the page\'s bytes as served, `encoding` is what the server\n'
        'declared (often nothing, `""`, and sometimes wrong), `url` its address. Give the text of the article: its body; title, byline, dateline and the\n'
        "like count neither way."
    ),
    Track.SCRUB: (
        'A task is `{"id", "group", "text"}`: `text` is what a naive scraper made of a page, `group` the site, whose texts may be learned from together.\n'
        "Give the text without the site's furniture."
    ),
    Track.REPAIR: 'A task is `{"id", "text"}`: a text whose encoding may have broken, or not. Give it as it should be; compared up to NFC.',
}


class ExportError(Exception):
    """A folder cannot be written to. The message is one line."""


def export(track: Track, splits: Sequence[str], found: Sequence[Task], folder: Path, *, force: bool = False) -> None:
    """Write `tasks.jsonl`, the pages of extract under `html/`, and a README with the contract.

    Files of an export with these names are replaced with `force`, and nothing else is touched. Raises ExportError for a folder that is not empty
    without it, and OSError.
    """
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder}: is a file; name a folder")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise ExportError(f"{folder}: is not empty; name another folder, or give --force")
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for number, task in enumerate(found, 1):
        lines.append(json.dumps(_line(track, task, f"html/{number:04}.html"), ensure_ascii=False) + "\n")
        if track is Track.EXTRACT:
            page = folder / "html" / f"{number:04}.html"
            page.parent.mkdir(exist_ok=True)
            page.write_bytes(task.html)
    (folder / "tasks.jsonl").write_text("".join(lines), "utf-8", newline="")
    (folder / "README.md").write_text(_readme(track, splits, len(found)), "utf-8", newline="")


def _line(track: Track, task: Task, page: str) -> dict[str, Any]:
    if track is Track.EXTRACT:
        return {"id": task.id, "html": page, "encoding": task.encoding, "url": task.url}
    return {"id": task.id, "text": task.text} if track is Track.REPAIR else {"id": task.id, "group": task.group, "text": task.text}


def _readme(track: Track, splits: Sequence[str], count: int) -> str:
    chosen = " ".join(f"--split {split}" for split in splits)
    return f"""# {count} tasks of track {track.value}

One JSON object a line in `tasks.jsonl`. {_ASKED[track]}

Answer with a file of one `{{"id", "text"}}` a line, UTF-8, in any order, one for each task. Where your tool gives nothing or fails, give an empty text.

```
naqi-bench score --track {track.value} {chosen} out.jsonl
```

Train may be learned from, validation chosen on, test scored once.
"""
