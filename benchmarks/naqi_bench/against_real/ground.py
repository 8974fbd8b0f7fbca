"""Real pages and texts as tasks. They are other people's work: tools are measured on them, and nothing of them is kept in results."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from naqi.arabic.folding import fold_phrase
from naqi_bench.accuracy.real import Text, labelled
from naqi_bench.scoring.qualities import Ground
from naqi_bench.tracks.gold import ExtractGold, ScrubGold, with_body
from naqi_bench.tracks.model import Task, Track
from naqi_dataset.sites.scrapes import body_of

NAME: Final = "real"
# An annotator who was not sure speaks neither for nor against a tool.
_UNSURE: Final = "optional.unsure"


class RealGroundError(ValueError):
    """The folder of real data cannot be measured on. The message is one line that names the file."""


def ground(track: Track, folder: Path) -> Ground:
    """The real tasks of `extract` (pages with gold) or `scrub` (labelled texts); the group of a task is its outlet. Raises RealGroundError."""
    pairs: list[tuple[Task, ExtractGold] | tuple[Task, ScrubGold]]
    try:
        pairs = list(_pages(folder) if track is Track.EXTRACT else map(_text, labelled(folder)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RealGroundError(f"{folder}: cannot be read as real data ({error!r}); its README says what it must hold") from error
    if not pairs:
        raise RealGroundError(f"{folder}: holds nothing with gold for {track}: point NAQI_REAL_DATA to the folder of real data")
    return Ground(NAME, [task for task, _ in pairs], {task.id: gold for task, gold in pairs})


def _identity(outlet: str, name: str) -> str:
    return f"{NAME}/{hashlib.sha256(f'{outlet}/{name}'.encode()).hexdigest()[:12]}"


def _pages(folder: Path) -> Iterator[tuple[Task, ExtractGold]]:
    for path in sorted((folder / "gold").glob("*.json")):
        found = json.loads(path.read_text("utf-8"))
        html = (folder / found["file"]).read_bytes()
        # Raises ValueError: what the page says of itself is the tools' business, but gold must be found in it.
        html.decode("utf-8")
        outlet = path.stem.partition("_")[0]
        optional = [{"text": found["title"], "label": "optional.title"}, *found["optional"]]
        gold = ExtractGold(outlet, NAME, html, "utf-8", tuple(found["keep"]), tuple(optional), tuple(_forbidden(found, optional)))
        yield Task(_identity(outlet, path.stem), outlet, html=html), gold


def _forbidden(found: Mapping[str, Any], optional: Iterable[Mapping[str, str]]) -> Iterator[dict[str, str]]:
    """Furniture, each once after folding, that occurs in nothing one may keep: else finding it in an output would prove nothing."""
    allowed = fold_phrase("\n".join([*found["keep"], *(item["text"] for item in optional)]))
    seen: set[bytes] = set()
    for item in found["boilerplate"]:
        key = fold_phrase(item["text"])
        if key and key not in seen and key not in allowed:
            seen.add(key)
            yield {"text": item["text"], "label": item.get("label") or "boilerplate.other", "evidence": item.get("evidence") or ""}


def _text(text: Text) -> tuple[Task, ScrubGold]:
    marked = [
        {
            "start": span.start,
            "end": span.end,
            "label": _UNSURE if span.unsure else span.label,
            "evidence": None if span.unsure else span.evidence,
        }
        for span in text.spans or ()
    ]
    spans = with_body(text.text, marked)
    gold = ScrubGold(text.source, NAME, text.text, tuple(spans), (), body_of(text.text, spans, []))
    return Task(_identity(text.source, text.id), text.source, text=text.text), gold
