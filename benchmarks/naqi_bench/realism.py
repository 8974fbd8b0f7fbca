"""How like the real mess the composed one is: the same statistics of composed scrapes and pages and of real ones, side by side.

Composed sites are shaped on these statistics only, never on what a tool scores. The labelled real texts were chosen for their leaks: their
prevalence is by selection, so shapes (lengths, shares of classes and kinds of evidence among leaks) say more than rates.
"""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from naqi_bench.accuracy.real import labelled
from naqi_dataset.loading import load
from naqi_dataset.sites.scrapers import visible_lines

Labelled = tuple[str, Sequence[tuple[int, int, str, str | None]]]


@dataclass(frozen=True, slots=True)
class Mess:
    """Statistics of labelled texts. Words are white-space words, lengths are medians and 90th percentiles in words."""

    documents: int
    furniture_per_body_word: float
    spans_per_document: float
    by_class: dict[str, float]
    by_evidence: dict[str, float]
    lines: tuple[float, float]
    paragraphs: tuple[float, float]


def _spread(values: Iterable[int]) -> tuple[float, float]:
    ordered = sorted(values)
    if not ordered:
        return 0.0, 0.0
    return float(statistics.median(ordered)), float(ordered[min(len(ordered) - 1, int(0.9 * len(ordered)))])


def _shares(counts: Counter[str]) -> dict[str, float]:
    total = counts.total()
    return {name: count / total for name, count in counts.most_common()}


def measure_texts(texts: Iterable[Labelled]) -> Mess:
    """Statistics of texts with spans (start, end, label, evidence); what no span marks is body."""
    documents = furniture = body = spans = 0
    classes: Counter[str] = Counter()
    evidences: Counter[str] = Counter()
    lines: list[int] = []
    paragraphs: list[int] = []
    for text, marked in texts:
        documents += 1
        other = 0
        for start, end, label, evidence in marked:
            words = len(text[start:end].split())
            if label == "body":
                continue
            other += words
            if label.startswith("boilerplate."):
                furniture += words
                spans += 1
                classes[label.partition(".")[2]] += 1
                evidences[evidence or "none"] += 1
        body += len(text.split()) - other
        lines += [len(line.split()) for line in text.splitlines() if line.strip()]
        paragraphs += [len(line.split()) for line in text.splitlines() if len(line.split()) >= 12]
    return Mess(documents, furniture / max(1, body), spans / max(1, documents), _shares(classes), _shares(evidences), _spread(lines), _spread(paragraphs))


def composed_texts(splits: Sequence[str] = ("train", "validation", "test")) -> list[Labelled]:
    """The dataset's scrapes."""
    return [
        (row["raw"], [(span["start"], span["end"], span["label"], span["evidence"]) for span in row["spans"]])
        for split in splits
        for row in load("scrapes", split).to_pylist()
    ]


def real_texts(folder: Path) -> list[Labelled]:
    """Real scraped texts labelled by reading, unsure spans left out."""
    return [(text.text, [(span.start, span.end, span.label, span.evidence) for span in text.spans or () if not span.unsure]) for text in labelled(folder)]


def density(pages: Iterable[str]) -> list[float]:
    """Share of each page's characters that is visible text."""
    shares = []
    for page in pages:
        (body,) = lxml_html.document_fromstring(page).iter("body")
        shares.append(sum(map(len, visible_lines(body))) / len(page))
    return shares


def table(folder: Path) -> str:
    """Composed beside real, as text."""
    composed, real = measure_texts(composed_texts()), measure_texts(real_texts(folder))
    pages = [row["html"].decode(row["encoding"]) for split in ("train", "validation", "test") for row in load("pages", split).to_pylist()]
    ours = density(pages)
    theirs = density(path.read_text("utf-8", "replace") for path in sorted((folder / "pages").glob("*.html")) if not path.name.startswith("enc_"))
    rows = [
        ("documents", composed.documents, real.documents),
        ("furniture words per body word", composed.furniture_per_body_word, real.furniture_per_body_word),
        ("leak spans per document", composed.spans_per_document, real.spans_per_document),
        ("words of a line, median", composed.lines[0], real.lines[0]),
        ("words of a line, 90th percentile", composed.lines[1], real.lines[1]),
        ("words of a paragraph, median", composed.paragraphs[0], real.paragraphs[0]),
        ("words of a paragraph, 90th percentile", composed.paragraphs[1], real.paragraphs[1]),
        ("visible text of a page, median share", statistics.median(ours), statistics.median(theirs)),
    ]
    for title, left, right in (("evidence", composed.by_evidence, real.by_evidence), ("class", composed.by_class, real.by_class)):
        names = sorted({*left, *right}, key=lambda name: -left.get(name, 0) - right.get(name, 0))
        rows += [(f"share of leak spans, {title} {name}", left.get(name, 0.0), right.get(name, 0.0)) for name in names]
    lines = [f"{'':<46}{'composed':>10}{'real':>10}"]
    lines += [f"{name:<46}{_cell(left):>10}{_cell(right):>10}" for name, left, right in rows]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}" if value < 10 else f"{value:.0f}"


def as_json(folder: Path) -> str:
    """The statistics of texts as JSON."""
    figures = {"composed": measure_texts(composed_texts()), "real": measure_texts(real_texts(folder))}
    return json.dumps({name: {field: getattr(mess, field) for field in mess.__dataclass_fields__} for name, mess in figures.items()}, indent=1)
