"""The corpus rules over rows of a table: what compares documents, with the rows that it was found in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from naqi.corpus import Bounds, Corpus, CorpusFinding
from naqi.engines.rows import as_text
from naqi.report.excerpt import excerpt
from naqi.rules.model import Rule
from naqi.scan.document import Document

BLANK = "TX001"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row to compare with others: what names it, its text, its publisher, its split."""

    index: tuple[Any, ...]
    text: Any
    source: Any
    split: Any


@dataclass(frozen=True, slots=True)
class RowFinding:
    """What a rule found in a row. row: 0-based position. start, end: span in code points of its text. text: the repeated line, cut to size."""

    rule: str
    row: int
    index: tuple[Any, ...]
    start: int
    end: int
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows compared with each other. splits: how many rows are of each split; None counts those of none."""

    rows: int
    splits: Counter[str | None]
    findings: tuple[RowFinding, ...]


def compare_rows(read: Callable[[], Iterable[TableRow]], rules: Sequence[Rule], bounds: Bounds) -> Comparison:
    """Compare all rows with each other by corpus rules; a blank text is a finding of TX001.

    read: gives the rows from the first on. It is called again when repeated lines are to be shown, since no text is kept.

    Raises UnscannableError.
    """
    corpus = Corpus(rules, bounds)
    names: list[tuple[Any, ...]] = []
    blank: list[RowFinding] = []
    splits: Counter[str | None] = Counter()
    for row, read_row in enumerate(read()):
        text = as_text(read_row.text, row)
        if Document(text).is_blank:
            blank.append(RowFinding(BLANK, row, read_row.index, 0, len(text or ""), "", "null, empty or invisible text"))
        names.append(read_row.index)
        split = _name(read_row.split)
        splits[split] += 1
        document = ", ".join(str(part) for part in read_row.index if part is not None)
        corpus.add(document, text, source=_name(read_row.source), split=split, row=row)
    found = corpus.findings()
    lines = _lines(read, found)
    findings = [
        RowFinding(finding.rule.code, row, names[row], finding.start, finding.end, lines.get((row, finding.start), ""), finding.message)
        for finding in found
        for row in [finding.entry.row or 0]
    ]
    return Comparison(len(names), splits, tuple(sorted([*blank, *findings], key=lambda finding: (finding.row, finding.start, finding.rule))))


def _name(value: Any) -> str | None:
    # NaN and NaT are how pandas spells null: the values that differ from themselves.
    return None if value is None or value != value else str(value)  # noqa: PLR0124


def _lines(read: Callable[[], Iterable[TableRow]], found: Sequence[CorpusFinding]) -> dict[tuple[int, int], str]:
    """Texts of the repeated lines, by row and start."""
    wanted: dict[int, list[CorpusFinding]] = {}
    for finding in found:
        if finding.rule.code == "CP101" and finding.entry.row is not None:
            wanted.setdefault(finding.entry.row, []).append(finding)
    texts: dict[tuple[int, int], str] = {}
    if wanted:
        for row, read_row in enumerate(read()):
            # A database owes nobody the same order twice: of a text of another length, nothing is shown.
            texts |= {
                (row, finding.start): excerpt(read_row.text, finding.start, finding.end).text
                for finding in wanted.get(row, ())
                if len(read_row.text or "") == finding.entry.length
            }
    return texts
