"""Measure the default rules and the simple line rules, and write what `page.py` shows."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from naqi import Checker, Finding, Severity, __version__
from naqi_bench.accuracy import real
from naqi_bench.accuracy.line_rules import LINE_RULES
from naqi_bench.accuracy.score import rates, score_labelled

# UD-PUD's rows are single sentences.
_SENTENCES: Final = "ud_pud"


class AdjudicationError(ValueError):
    """The file of verdicts is broken; the message names file and line."""


def read_verdicts(path: Path) -> dict[tuple[str, str, str], bool]:
    """Verdicts by (source, row id, rule): whether the finding is right. Raises AdjudicationError."""
    verdicts = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            verdicts[row["source"], row["id"], row["rule"]] = {"right": True, "wrong": False}[row["verdict"]]
        except (ValueError, KeyError, TypeError) as error:
            raise AdjudicationError(f"{path}:{number}: a verdict needs source, id, rule, and verdict right or wrong") from error
    return verdicts


def _errors(checker: Checker, text: str) -> list[Finding]:
    return [finding for finding in checker.check(text) if finding.severity is Severity.ERROR]


def findings_on_clean(folder: Path) -> Iterator[tuple[real.Text, Finding]]:
    """Every finding of error severity on texts that pass for clean."""
    checker = Checker()
    for text in real.clean(folder):
        for finding in _errors(checker, text.text):
            yield text, finding


def measure(folder: Path, verdicts: dict[tuple[str, str, str], bool]) -> dict[str, Any]:
    """Measure on the real texts of a folder.

    A finding of error severity on clean text counts as wrong unless its verdict says that it is right.
    """
    checker = Checker()

    def furniture(text: str) -> list[tuple[int, int]]:
        return [(finding.start, finding.end) for finding in _errors(checker, text) if finding.label.startswith("boilerplate.")]

    labelled = real.labelled(folder)
    clean = real.clean(folder)
    documents = Counter(text.source for text in clean)
    wrong: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    unjudged: list[dict[str, str]] = []
    by_text: dict[tuple[str, str], set[tuple[str, str, str]]] = defaultdict(set)
    for text, finding in findings_on_clean(folder):
        by_text[text.source, text.id].add((text.source, text.id, finding.rule))
    for (source, _), found in sorted(by_text.items()):
        keys = sorted(found)
        flagged[source] += 1
        rules.update(rule for *_, rule in keys)
        unjudged += [{"source": source, "id": row, "rule": rule} for _, row, rule in keys if (source, row, rule) not in verdicts]
        wrong[source] += any(not verdicts.get(key, False) for key in keys)
    baselines = {}
    for name, drop in LINE_RULES.items():
        dropped = Counter(text.source for text in clean if drop(text.text))
        baselines[name] = {"labelled": score_labelled(labelled, drop), "clean": rates(dropped, documents, _SENTENCES)}
    return {
        "version": __version__,
        "rules": len(checker.rules),
        "labelled_documents": len(labelled),
        "naqi": {
            "labelled": score_labelled(labelled, furniture),
            "clean": rates(wrong, documents, _SENTENCES),
            "clean_flagged": dict(sorted(flagged.items())),
            "clean_by_rule": dict(sorted(rules.items())),
            "unjudged": unjudged,
        },
        "baselines": baselines,
    }
