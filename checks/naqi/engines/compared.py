"""The corpus rules over rows of a table: what compares documents, with the rows that it was found in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from naqi.corpus import Bounds, Corpus, CorpusFinding
from naqi.engines.rows import NOTHING_ABOUT, About, as_text, ignored_key, writable
from naqi.gate.baseline import digest
from naqi.report.excerpt import excerpt
from naqi.rules.model import Rule
from naqi.scan.document import Document

BLANK = "TX001"
_LINES: Final = "CP101"
_IDS: Final = "CP401"
_NOTHING: Final = digest("")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row to compare with others: what names it, its text, its publisher, its split, its id, its label, and what else it says of itself."""

    index: tuple[Any, ...]
    text: Any
    source: Any = None
    split: Any = None
    document: Any = None
    label: Any = None
    about: About = NOTHING_ABOUT


@dataclass(frozen=True, slots=True)
class RowFinding:
    """What a rule found in a row. row: 0-based position. start, end: span in code points of its text. text: the repeated line, cut to size.

    about: what the row says of itself. digest: of the text of the finding, where it was asked for.
    """

    rule: str
    row: int
    index: tuple[Any, ...]
    start: int
    end: int
    text: str
    message: str
    about: About = NOTHING_ABOUT
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows compared with each other. splits: how many rows are of each split; None counts those of none. ignores: rows by what they ignore."""

    rows: int
    splits: Counter[str | None]
    findings: tuple[RowFinding, ...]
    ignores: Counter[str | tuple[str, ...]] = field(default_factory=Counter)


def compare_rows(read: Callable[[], Iterable[TableRow]], rules: Sequence[Rule], bounds: Bounds, *, digests: bool = False) -> Comparison:
    """Compare all rows with each other by corpus rules; a blank text is a finding of TX001.

    read: gives the rows from the first on. It is called again when repeated lines are to be shown, since no text is kept. digests: also give
    the digest of each finding's text, for a baseline. Memory: what `naqi.corpus` keeps of a document, and what names its row, whose findings come last.

    Raises UnscannableError.
    """
    corpus = Corpus(rules, bounds)
    by_id = any(rule.code == _IDS for rule in rules)
    names: list[tuple[Any, ...]] = []
    about: dict[int, About] = {}
    ignores: Counter[str | tuple[str, ...]] = Counter()
    blank: list[RowFinding] = []
    splits: Counter[str | None] = Counter()
    for row, read_row in enumerate(read()):
        text = as_text(read_row.text, row)
        if Document(text).is_blank:
            name = tuple(map(writable, read_row.index))
            blank.append(RowFinding(BLANK, row, name, 0, len(text or ""), "", "null, empty or invisible text", read_row.about, digest(text or "")))
        names.append(tuple(map(writable, read_row.index)))
        ignores[ignored_key(read_row.about.ignored)] += 1
        if read_row.about != NOTHING_ABOUT:
            about[row] = read_row.about
        split = _name(read_row.split)
        splits[split] += 1
        document = _name(read_row.document) if by_id else ", ".join(str(part) for part in read_row.index if part is not None)
        corpus.add(document, text, source=_name(read_row.source), split=split, label=_name(read_row.label), row=row)
    found = corpus.findings()
    shown = _shown(read, [finding for finding in found if digests or finding.rule.code == _LINES])
    findings = []
    for finding in found:
        row = finding.entry.row or 0
        text, hashed = shown.get((row, finding.start, finding.end), ("", _NOTHING))
        told, of_row = text if finding.rule.code == _LINES else "", about.get(row, NOTHING_ABOUT)
        findings.append(RowFinding(finding.rule.code, row, names[row], finding.start, finding.end, told, finding.message, of_row, hashed))
    ordered = sorted([*blank, *findings], key=lambda finding: (finding.row, finding.start, finding.rule))
    return Comparison(len(names), splits, tuple(ordered), ignores)


def _name(value: Any) -> str | None:
    # NaN and NaT are how pandas spells null: the values that differ from themselves.
    return None if value is None or value != value else str(value)  # noqa: PLR0124


def _shown(read: Callable[[], Iterable[TableRow]], found: Sequence[CorpusFinding]) -> dict[tuple[int, int, int], tuple[str, str]]:
    """Texts of findings, cut to size, and their digests, by row, start and end."""
    wanted: dict[int, list[CorpusFinding]] = {}
    for finding in found:
        if finding.end > finding.start and finding.entry.row is not None:
            wanted.setdefault(finding.entry.row, []).append(finding)
    texts: dict[tuple[int, int, int], tuple[str, str]] = {}
    if wanted:
        for row, read_row in enumerate(read()):
            text = read_row.text or ""
            # A database owes nobody the same order twice: of a text of another length, nothing is shown.
            texts |= {
                (row, finding.start, finding.end): (
                    writable(excerpt(text, finding.start, finding.end).text),
                    digest(text[finding.start : finding.end]),
                )
                for finding in wanted.get(row, ())
                if len(text) == finding.entry.length
            }
    return texts
