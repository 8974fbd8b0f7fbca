"""What a right answer is, for each task of a track. No tool's process may import this but that of a control."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naqi_bench.tracks.model import Track
from naqi_bench.tracks.tasks import CONTRASTS, contrast_id, corruption_id, rows
from naqi_dataset.sites.scrapes import body_of


@dataclass(frozen=True, slots=True)
class ExtractGold:
    """keep: paragraphs, in order. optional, forbidden: strings with their label, and evidence, as in the config `pages`.

    html, encoding: the page, and the encoding that it has, whatever it declares. group: the site.
    """

    group: str
    split: str
    html: bytes
    encoding: str
    keep: tuple[str, ...]
    optional: tuple[Mapping[str, str], ...]
    forbidden: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class ScrubGold:
    """raw: the input. spans and faults: as in the config `scrapes`. body: the right answer. group: the site, or `contrasts`.

    role, pair, class_: of a contrast, else "". All of a contrast that is no furniture is body.
    """

    group: str
    split: str
    raw: str
    spans: tuple[Mapping[str, Any], ...]
    faults: tuple[Mapping[str, Any], ...]
    body: str
    role: str = ""
    pair: str = ""
    class_: str = ""


@dataclass(frozen=True, slots=True)
class RepairGold:
    """clean: the right answer, compared up to NFC. repairable: as in the config `corruptions`, None where nothing is broken. group: the kind."""

    group: str
    split: str
    corrupted: str
    clean: str
    repairable: str | None


Gold = ExtractGold | ScrubGold | RepairGold


def with_body(text: str, spans: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Spans of furniture and optional text, with the rest of the text as body."""
    body, at = [], 0
    for span in [*sorted(spans, key=lambda span: int(span["start"])), {"start": len(text), "end": len(text)}]:
        piece = text[at : span["start"]]
        if piece.strip():
            start = at + len(piece) - len(piece.lstrip())
            body.append({"start": start, "end": start + len(piece.strip()), "label": "body", "evidence": None})
        at = span["end"]
    return sorted([*spans, *body], key=lambda span: int(span["start"]))


def gold(track: Track, splits: Sequence[str], sites: Collection[str] | None = None) -> dict[str, Gold]:
    """The right answer of each task of some splits, by the task's id. sites: as for `tasks`; corruptions have none."""
    if track is Track.EXTRACT:
        return {
            row["id"]: ExtractGold(row["site"], row["split"], row["html"], row["encoding"], tuple(row["keep"]), tuple(row["optional"]), tuple(row["forbidden"]))
            for row in rows("pages", splits)
            if sites is None or row["site"] in sites
        }
    if track is Track.REPAIR:
        return {
            corruption_id(row["id"]): RepairGold(row["kind"], row["split"], row["corrupted"], row["clean"], row["repairable"])
            for row in rows("corruptions", splits)
        }
    found: dict[str, Gold] = {
        row["id"]: ScrubGold(row["site"], row["split"], row["raw"], tuple(row["spans"]), tuple(row["faults"]), row["body"])
        for row in rows("scrapes", splits)
        if sites is None or row["site"] in sites
    }
    for row in rows("contrasts", splits) if sites is None or CONTRASTS in sites else ():
        spans = with_body(row["text"], row["spans"])
        body = body_of(row["text"], spans, [])
        found[contrast_id(row["id"])] = ScrubGold(CONTRASTS, row["split"], row["text"], tuple(spans), (), body, row["role"], row["pair"], row["class"])
    return found
