"""Real texts, read from the folder that `NAQI_REAL_DATA` points to. They are measured on, never copied."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled span, in code points; evidence and novelty are DESIGN's, None for optional spans; novelty is known of composed ones only."""

    start: int
    end: int
    label: str
    unsure: bool
    evidence: str | None
    novelty: str | None = None

    @property
    def counts(self) -> bool:
        """Whether headline figures count it: boilerplate of which the annotator was sure."""
        return self.label.startswith("boilerplate.") and not self.unsure


@dataclass(frozen=True, slots=True)
class Text:
    """A real text. spans: None where nobody labelled it; what no span marks is body."""

    id: str
    source: str
    text: str
    spans: tuple[Span, ...] | None = None


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def leaky(folder: Path) -> Iterator[Text]:
    """Texts as a scraper kept them; some have labelled spans."""
    for row in _rows(folder / "leaky.jsonl"):
        spans = None
        if "spans" in row:
            spans = tuple(Span(span["start"], span["end"], span["label"], bool(span.get("unsure")), span.get("evidence")) for span in row["spans"])
        yield Text(row["id"], row["source"], row["text"], spans)


def labelled(folder: Path) -> list[Text]:
    """Texts as a scraper kept them, with labelled spans."""
    return [text for text in leaky(folder) if text.spans is not None]


def clean(folder: Path) -> list[Text]:
    """Texts that pass for clean. They were not read one by one: judge a finding by reading it."""
    return [Text(row["id"], row["source"], row["text"]) for row in _rows(folder / "clean.jsonl")]
