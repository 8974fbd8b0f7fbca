"""The documents that annotators label: composed scrapes, kept with their text, and real texts, kept by id and checksum only.

Two rounds: one before the guidelines are frozen, one after. Each is drawn greedily: the next document is the one whose split, site, article,
scraper and weight of furniture (for real texts: source, and whether it has been labelled before) were drawn least, ties by seed.
"""

from __future__ import annotations

import hashlib
import json
import random
import statistics
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from naqi_bench.accuracy.real import leaky
from naqi_dataset.configs import SPLITS
from naqi_dataset.loading import load

ROUNDS: Final = (1, 2)
SIZES: Final = {"scrapes": 40, "real": 20}  # documents of each kind in a round
_WORDS: Final = range(60, 901)  # fewer tell no story, more tire
_SEED: Final = 5


class SampleError(ValueError):
    """A sample that cannot be drawn, read, or found again in the real texts."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the sample.

    name: what annotators know it by. kind: `scrapes` or `real`. origin: its id there, for real texts `source/id`. sha256: of its text in UTF-8.
    text, spans, faults: of scrapes, as they were built when the sample was drawn; None and empty for real texts.
    strata: what it was drawn by.
    """

    name: str
    round: int
    kind: str
    origin: str
    strata: dict[str, str]
    sha256: str
    text: str | None = None
    spans: tuple[dict[str, Any], ...] = ()
    faults: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: str
    origin: str
    strata: dict[str, str]
    text: str
    spans: tuple[dict[str, Any], ...] = ()
    faults: tuple[dict[str, Any], ...] = ()


def checksum(text: str) -> str:
    """SHA-256 of a text. A lone surrogate, legal in JSON, counts as what it is."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _fits(text: str) -> bool:
    return len(text.split()) in _WORDS


def _furniture(row: dict[str, Any]) -> float:
    """Share of the text that is boilerplate, white space left out."""
    own = sum(len("".join(row["raw"][span["start"] : span["end"]].split())) for span in row["spans"] if span["label"].startswith("boilerplate."))
    return own / max(1, len("".join(row["raw"].split())))


def scrapes() -> list[_Candidate]:
    """The scrapes of the dataset as it is built now that are neither too short nor too long to label."""
    rows = [row for split in SPLITS for row in load("scrapes", split).to_pylist() if _fits(row["raw"])]
    middle = statistics.median(map(_furniture, rows))
    return [
        _Candidate(
            "scrapes",
            row["id"],
            {
                "split": row["split"],
                "site": row["site"],
                "article": row["article"],
                "scraper": row["scraper"],
                "furniture": "heavy" if _furniture(row) > middle else "light",
            },
            row["raw"],
            tuple({key: span[key] for key in ("start", "end", "label", "evidence")} for span in row["spans"]),
            tuple(row["faults"]),
        )
        for row in rows
    ]


def real(folder: Path) -> list[_Candidate]:
    """The real texts that are neither too short nor too long to label."""
    return [
        _Candidate("real", f"{text.source}/{text.id}", {"source": text.source, "labelled": "no" if text.spans is None else "yes"}, text.text)
        for text in leaky(folder)
        if _fits(text.text)
    ]


def _balanced(candidates: Sequence[_Candidate], size: int, chance: random.Random) -> list[_Candidate]:
    left = sorted(candidates, key=lambda candidate: candidate.origin)
    chance.shuffle(left)
    if len(left) < size:
        raise SampleError(f"{len(left)} documents of {_WORDS[0]} to {_WORDS[-1]} words are too few to draw {size}: build the dataset, or add texts")
    counts: Counter[Hashable] = Counter()
    drawn = []
    for _ in range(size):
        best = min(left, key=lambda candidate: [counts[item] for item in candidate.strata.items()])
        left.remove(best)
        counts.update(best.strata.items())
        drawn.append(best)
    return drawn


def draw(number: int, candidates: Iterable[_Candidate], taken: Iterable[Document]) -> list[Document]:
    """Draw one round, none of whose documents was taken by another. The same candidates give the same round.

    Raises SampleError where there are too few.
    """
    chance = random.Random(_SEED * 1000 + number)
    used = {(document.kind, document.origin) for document in taken}
    free = [candidate for candidate in candidates if (candidate.kind, candidate.origin) not in used]
    drawn = [item for kind, size in SIZES.items() for item in _balanced([candidate for candidate in free if candidate.kind == kind], size, chance)]
    chance.shuffle(drawn)
    return [
        Document(
            f"r{number}-{place:02}",
            number,
            item.kind,
            item.origin,
            item.strata,
            checksum(item.text),
            item.text if item.kind == "scrapes" else None,
            item.spans,
            item.faults,
        )
        for place, item in enumerate(drawn, 1)
    ]


def dump(documents: Iterable[Document]) -> str:
    """The sample as JSON lines."""
    rows = []
    for document in documents:
        row = {field: getattr(document, field) for field in ("name", "round", "kind", "origin", "strata", "sha256")}
        if document.kind == "scrapes":
            row |= {"text": document.text, "spans": document.spans, "faults": document.faults}
        rows.append(json.dumps(row, ensure_ascii=False) + "\n")
    return "".join(rows)


def read_sample(path: Path) -> list[Document]:
    """The sample of a file; empty where there is none. Raises SampleError that names the line."""
    if not path.is_file():
        return []
    documents = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            row |= {"spans": tuple(row.get("spans", ())), "faults": tuple(row.get("faults", ()))}
            document = Document(**row)
        except (ValueError, TypeError, AttributeError) as error:
            raise SampleError(f"{path}:{number}: no document of a sample: restore the file") from error
        if document.text is not None and checksum(document.text) != document.sha256:
            raise SampleError(f"{path}:{number}: the text of {document.name} is not the one that was drawn: restore the file")
        documents.append(document)
    return documents


def texts_of(documents: Sequence[Document], folder: Path | None) -> dict[str, str]:
    """The text of each document by its name; those of real texts come from the folder of real texts.

    Raises SampleError where one is not there, or is not the text that was drawn.
    """
    found: dict[str, str] = {}
    if any(document.kind == "real" for document in documents):
        if folder is None:
            raise SampleError("NAQI_REAL_DATA is not set: point it to the folder of real texts, the sample keeps none")
        found = {f"{text.source}/{text.id}": text.text for text in leaky(folder)}
    texts = {}
    for document in documents:
        text = document.text if document.text is not None else found.get(document.origin)
        if text is None or checksum(text) != document.sha256:
            raise SampleError(f"{folder}: {document.origin} is {'not there' if text is None else 'another text than was drawn'}: use the texts of the sample")
        texts[document.name] = text
    return texts
