"""How like the real mess the composed one is: the same statistics of composed scrapes and pages and of real ones, side by side.

What can be compared. The real texts are what article scrapers kept of a page, so their likes are the composed scrapes of the same kind, `paragraphs` and
`container`; those of `visible` hold the whole page, `feed` and `paste` cut and glue, and `autoblog` adds its own. Hence one column a kind. The real texts were
chosen for their leaks, so their rates (furniture per body word, spans per document) are high by selection, and a few sources give most of their spans: the
shapes (lengths, shares of classes and of kinds of evidence among leaks) compare, the rates do not. The real texts were labelled from the text alone, so what
only the page (`layout`) or the source's other documents (`source`) show passed for body there. Spans of which the annotator was unsure are left out. Pages
compare as they are.

Composed sites are shaped on these statistics only, never on what a tool scores.
"""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import html as lxml_html

from naqi_bench.accuracy.real import labelled
from naqi_dataset.loading import load
from naqi_dataset.sites.scrapers import visible_lines

Labelled = tuple[str, Sequence[tuple[int, int, str, str | None]]]

# The kinds of scrapers, by what they keep of a page. The first is what the real texts were kept by.
KINDS: Final = {
    "article": ("paragraphs", "container"),
    "visible": ("visible",),
    "feed/paste": ("feed", "paste"),
    "autoblog": ("autoblog",),
}


class RealDataError(ValueError):
    """The folder of real data lacks what is compared; the message says what, in one line."""


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


def composed_texts(splits: Sequence[str] = ("train", "validation", "test")) -> dict[str, list[Labelled]]:
    """The dataset's scrapes, by kind of scraper. Raises ValueError for a scraper that no kind has."""
    kind_of = {scraper: kind for kind, scrapers in KINDS.items() for scraper in scrapers}
    texts: dict[str, list[Labelled]] = {kind: [] for kind in KINDS}
    for split in splits:
        for row in load("scrapes", split).to_pylist():
            if row["scraper"] not in kind_of:
                raise ValueError(f"scraper {row['scraper']!r} belongs to none of the kinds {', '.join(KINDS)}")
            spans = [(span["start"], span["end"], span["label"], span["evidence"]) for span in row["spans"]]
            texts[kind_of[row["scraper"]]].append((row["raw"], spans))
    return texts


def real_texts(folder: Path) -> list[Labelled]:
    """Real scraped texts labelled by reading, unsure spans left out. Raises RealDataError where there is none."""
    try:
        found: list[Labelled] = [
            (text.text, [(span.start, span.end, span.label, span.evidence) for span in text.spans or () if not span.unsure]) for text in labelled(folder)
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RealDataError(f"{folder / 'leaky.jsonl'}: cannot be read as labelled texts ({error.__class__.__name__}: {error})") from error
    if not found:
        raise RealDataError(f"{folder / 'leaky.jsonl'}: holds no labelled text to compare with")
    return found


def real_pages(folder: Path) -> list[str]:
    """Real article pages. Raises RealDataError where there is none."""
    paths = [path for path in sorted((folder / "pages").glob("*.html")) if not path.name.startswith("enc_")]
    if not paths:
        raise RealDataError(f"{folder / 'pages'}: holds no page to compare with")
    return [path.read_text("utf-8", "replace") for path in paths]


def measure(folder: Path) -> dict[str, Mess]:
    """Statistics of the composed texts of each kind of scraper, then of the real ones. Raises RealDataError."""
    real = real_texts(folder)
    return {**{kind: measure_texts(texts) for kind, texts in composed_texts().items()}, "real": measure_texts(real)}


def density(pages: Iterable[str]) -> list[float]:
    """Share of each page's characters that is visible text."""
    shares = []
    for page in pages:
        (body,) = lxml_html.document_fromstring(page).iter("body")
        shares.append(sum(map(len, visible_lines(body))) / len(page))
    return shares


def table(folder: Path) -> str:
    """Composed beside real, as text, one column a kind of scraper. Raises RealDataError."""
    found = measure(folder)
    theirs = density(real_pages(folder))
    pages = [row["html"].decode(row["encoding"]) for split in ("train", "validation", "test") for row in load("pages", split).to_pylist()]
    rows: list[tuple[str, list[float]]] = [
        ("documents", [mess.documents for mess in found.values()]),
        ("furniture words per body word", [mess.furniture_per_body_word for mess in found.values()]),
        ("leak spans per document", [mess.spans_per_document for mess in found.values()]),
    ]
    for name, spreads in (("line", [mess.lines for mess in found.values()]), ("paragraph", [mess.paragraphs for mess in found.values()])):
        rows += [(f"words of a {name}, {what}", [spread[number] for spread in spreads]) for number, what in enumerate(("median", "90th percentile"))]
    for title, shares in (("evidence", [mess.by_evidence for mess in found.values()]), ("class", [mess.by_class for mess in found.values()])):
        for name in sorted(set().union(*shares), key=lambda name: (-sum(share.get(name, 0) for share in shares), name)):
            rows.append((f"share of leak spans, {title} {name}", [share.get(name, 0.0) for share in shares]))
    lines = [f"{'texts':<46}" + "".join(f"{name:>12}" for name in found)]
    lines += [f"{name:<46}" + "".join(f"{_cell(value):>12}" for value in values) for name, values in rows]
    lines += ["", f"{'pages':<46}{'composed':>12}{'real':>12}"]
    lines += [f"{'visible text of a page, median share':<46}{_cell(statistics.median(density(pages))):>12}{_cell(statistics.median(theirs)):>12}"]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}" if value < 10 else f"{value:.0f}"


def as_json(folder: Path) -> str:
    """The statistics of texts as JSON, by kind of scraper and for the real ones. Raises RealDataError."""
    return json.dumps({name: {field: getattr(mess, field) for field in mess.__dataclass_fields__} for name, mess in measure(folder).items()}, indent=1)
