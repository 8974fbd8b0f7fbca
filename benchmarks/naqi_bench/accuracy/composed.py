"""How right the rules are on a split of the dataset: figures of its scrapes, contrasts and corruptions, for `composed_page.py`."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from naqi import Checker, Finding, Severity
from naqi.rules.model import Rule
from naqi.rules.registry import BY_CODE, select
from naqi_bench.accuracy.real import Span, Text
from naqi_bench.accuracy.score import Found, Weighed, borders, by, class_of, evidence_of, macro, match_spans, share, touched
from naqi_bench.accuracy.worst import worst
from naqi_dataset.identity import canonical_line
from naqi_dataset.loading import load

# Measured on every run; the test split only when it is asked for.
SPLITS: Final = ("train", "validation")
_CONFIGS: Final = ("scrapes", "contrasts", "corruptions")

# Corruption rows in which nothing is broken.
_UNBROKEN: Final = frozenset({"untouched", "look-alike", "style"})
_EXAMPLES: Final = 10

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Scanned:
    """What stands in a text: findings of the default rules, and those of the rules that are off by default."""

    default: list[Finding]
    off: list[Finding]

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.default if finding.severity is Severity.ERROR]

    @property
    def furniture(self) -> list[Finding]:
        """Findings of boilerplate that fail the gate."""
        return [finding for finding in self.errors if finding.label.startswith("boilerplate.")]


class Scanner:
    """All rules, compiled once; a text is scanned at once for those on by default and those off."""

    @cached_property
    def _checker(self) -> Checker:
        return Checker(select(["ALL"]))

    @cached_property
    def default(self) -> tuple[Rule, ...]:
        return select()

    @cached_property
    def off(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self._checker.rules if not rule.on_by_default)

    def scan(self, text: str) -> Scanned:
        hits = self._checker.hits(text)
        return Scanned(self._checker.resolve(text, hits, self.default), self._checker.resolve(text, hits, self.off))


def split_hash(split: str) -> str:
    """The content of what is measured of a split: SHA-256, in hex, over the canonical lines of its configs. Other splits are not read."""
    digest = hashlib.sha256()
    for config in _CONFIGS:
        for line in sorted(canonical_line(config, split, row) for row in load(config, split).to_pylist()):
            digest.update(line)
    return digest.hexdigest()


def measure_split(split: str, scanner: Scanner, *, excerpts: bool = True) -> dict[str, Any]:
    """All figures of a split. excerpts: quote the texts of the worst cases; not for test, whose texts no writer of rules is to see."""
    scrapes, contrasts, corruptions = (load(config, split).to_pylist() for config in _CONFIGS)
    figures: dict[str, Any] = {
        "dataset": split_hash(split),
        "scrapes": measure_scrapes(scrapes, scanner),
        "contrasts": measure_contrasts(contrasts, scanner),
        "corruptions": measure_corruptions(corruptions, scanner),
    }
    if not excerpts:
        for case in [*figures["scrapes"]["worst"], *figures["corruptions"]["false"]]:
            del case["text"]
    return figures


def as_text(row: dict[str, Any]) -> Text:
    """A scrape as a labelled text: what no span marks is body."""
    spans = (Span(span["start"], span["end"], span["label"], False, span["evidence"], span["novelty"]) for span in row["spans"] if span["label"] != "body")
    return Text(row["id"], row["site"], row["raw"], tuple(spans))


def weigh(text: Text, findings: Iterable[Finding]) -> list[Weighed]:
    """Weigh findings against the labels of a text."""
    labels = ["body"] * len(text.text)
    for span in text.spans or ():
        labels[span.start : span.end] = [span.label] * (span.end - span.start)
    weighed = []
    for finding in findings:
        inside = Counter(labels[at] for at in range(finding.start, finding.end) if not text.text[at].isspace())
        families = Counter[str]()
        for label, count in inside.items():
            families[label.partition(".")[0]] += count
        weighed.append(Weighed(finding, families["boilerplate"], families["optional"], families["body"], inside[finding.label]))
    return weighed


def precision(weighed: Iterable[Weighed]) -> dict[str, list[int]]:
    """Of findings and of their characters: [right, all]. A finding is right when it overlaps boilerplate; optional text is neutral."""
    told = [item for item in weighed if item.boilerplate or item.body]
    right = sum(item.boilerplate > 0 for item in told)
    characters = sum(item.boilerplate for item in told)
    return {"findings": [right, len(told)], "characters": [characters, characters + sum(item.body for item in told)]}


def measure_scrapes(rows: Rows, scanner: Scanner) -> dict[str, Any]:
    """Recall, precision, body touched and borders of the default rules on scrapes, and what the rules do that are off by default."""
    texts = [as_text(row) for row in rows]
    scanned = [scanner.scan(text.text) for text in texts]
    furniture = [item.furniture for item in scanned]
    places = [[(finding.start, finding.end) for finding in findings] for findings in furniture]
    found = match_spans(texts, places)
    weighed = [weigh(text, findings) for text, findings in zip(texts, furniture, strict=True)]
    flat = [item for items in weighed for item in items]
    return {
        "documents": len(rows),
        "spans": share(found),
        "removed": [sum(item.removed for item in found), len(found)],
        **borders(found),
        "types": _types(found),
        "precision": precision(flat),
        "body_touched": list(touched(texts, places)),
        "by_evidence": {name: _group(items) for name, items in by(found, evidence_of).items()},
        "by_novelty": {name: _by_evidence(items) for name, items in by(found, lambda item: item.span.novelty or "unknown").items()},
        "by_class": _classes(found, flat),
        "by_rule": _rules(texts, weighed, found),
        "by_site": _sites(texts, places, weighed, found),
        "faults": _faults(rows, scanned),
        "off": _off(texts, scanned),
        "worst": worst(texts, weighed, found),
    }


def _types(found: Sequence[Found]) -> dict[str, Any]:
    count = len({(item.source, item.span.label, item.cue) for item in found})
    return {"count": count, "recall": macro(found) if found else None}


def _group(found: Sequence[Found]) -> dict[str, Any]:
    return {
        "spans": share(found),
        "types": _types(found),
        **borders(found),
        "by_site": {site: share(items) for site, items in by(found, lambda item: item.source).items()},
    }


def _by_evidence(found: Sequence[Found]) -> dict[str, list[int]]:
    return {name: share(items) for name, items in by(found, evidence_of).items()}


def _classes(found: Sequence[Found], weighed: Sequence[Weighed]) -> dict[str, Any]:
    """By class: recall of its spans, and precision and body characters of the rules that carry its label."""
    spans = by(found, class_of)
    named = {
        name: [item for item in weighed if item.finding.label == f"boilerplate.{name}"] for name in {item.finding.label.partition(".")[2] for item in weighed}
    }
    return {
        name: {
            "spans": share(spans.get(name, [])),
            "by_evidence": _by_evidence(spans.get(name, [])),
            **borders(spans.get(name, [])),
            "precision": precision(named.get(name, [])),
            "body": sum(item.body for item in named.get(name, [])),
        }
        for name in sorted({*spans, *named})
    }


def _rules(texts: Sequence[Text], weighed: Sequence[Sequence[Weighed]], found: Sequence[Found]) -> dict[str, Any]:
    """By rule: precision, body characters, spans that it finds, and of these the ones that no other rule finds and those with exact borders."""
    found_by: dict[str, list[tuple[bool, Found]]] = defaultdict(list)
    results = iter(found)
    for text, items in zip(texts, weighed, strict=True):
        for span in text.spans or ():
            if span.counts:
                result = next(results)
                codes = {item.finding.rule for item in items if item.finding.start < span.end and item.finding.end > span.start}
                for code in codes:
                    found_by[code].append((len(codes) == 1, result))
    by_rule: dict[str, list[Weighed]] = defaultdict(list)
    for items in weighed:
        for item in items:
            by_rule[item.finding.rule].append(item)
    return {
        code: {
            "precision": precision(items),
            "body": sum(item.body for item in items),
            "spans": len(found_by[code]),
            "alone": sum(alone for alone, _ in found_by[code]),
            **borders([result for _, result in found_by[code]]),
            "by_evidence": dict(sorted(Counter(evidence_of(result) for _, result in found_by[code]).items())),
        }
        for code, items in sorted(by_rule.items())
    }


def _sites(
    texts: Sequence[Text], places: Sequence[Sequence[tuple[int, int]]], weighed: Sequence[Sequence[Weighed]], found: Sequence[Found]
) -> dict[str, dict[str, Any]]:
    sites = {}
    for site in sorted({text.source for text in texts}):
        own = [at for at, text in enumerate(texts) if text.source == site]
        sites[site] = {
            "documents": len(own),
            "spans": _by_evidence([item for item in found if item.source == site]),
            "precision": precision(item for at in own for item in weighed[at]),
            "body_touched": list(touched([texts[at] for at in own], [places[at] for at in own])),
        }
    return sites


def _faults(rows: Rows, scanned: Sequence[Scanned]) -> dict[str, Any]:
    """Wrong characters inside good text: those that an error finding of encoding overlaps, and such findings that overlap none."""
    hit = faults = right = findings = 0
    for row, item in zip(rows, scanned, strict=True):
        encoding = [finding for finding in item.errors if finding.label.startswith("encoding.")]
        faults += len(row["faults"])
        hit += sum(any(one.start < fault["end"] and one.end > fault["start"] for one in encoding) for fault in row["faults"])
        findings += len(encoding)
        right += sum(any(one.start < fault["end"] and one.end > fault["start"] for fault in row["faults"]) for one in encoding)
    return {"found": [hit, faults], "precision": [right, findings]}


def _off(texts: Sequence[Text], scanned: Sequence[Scanned]) -> dict[str, Any]:
    """Rules that are off by default: recall on optional spans by class, and by rule what its findings stand in."""
    spans: dict[str, list[int]] = {}
    rules: dict[str, list[Weighed]] = defaultdict(list)
    documents: Counter[str] = Counter()
    for text, item in zip(texts, scanned, strict=True):
        for weighed in weigh(text, item.off):
            rules[weighed.finding.rule].append(weighed)
        documents.update({finding.rule for finding in item.off})
        for span in text.spans or ():
            if span.label.startswith("optional.") and not span.unsure:
                cell = spans.setdefault(span.label.partition(".")[2], [0, 0])
                cell[0] += any(one.label == span.label and one.start < span.end and one.end > span.start for one in item.off)
                cell[1] += 1
    return {
        "optional": dict(sorted(spans.items())),
        "by_rule": {
            code: {
                "label": BY_CODE[code].label,
                "documents": documents[code],
                "own": [sum(item.own > 0 for item in items), len(items)],
                "body": sum(item.body for item in items),
            }
            for code, items in sorted(rules.items())
        },
    }


def measure_contrasts(rows: Rows, scanner: Scanner) -> dict[str, Any]:
    """Pair accuracy: the furniture document is right when its span is found and no error finding stands elsewhere, the journalism one without any."""
    pairs: dict[str, dict[str, bool]] = defaultdict(dict)
    classes = {}
    for row in rows:
        errors = scanner.scan(row["text"]).errors
        on_span = [any(one.start < span["end"] and one.end > span["start"] for span in row["spans"]) for one in errors]
        pairs[row["pair"]][row["role"]] = all(on_span) and bool(errors) == bool(row["spans"])
        classes[row["pair"]] = row["class"]
    by_class: dict[str, list[int]] = {}
    for pair, roles in sorted(pairs.items(), key=lambda item: (classes[item[0]], item[0])):
        cell = by_class.setdefault(classes[pair], [0, 0])
        cell[0] += all(roles.values())
        cell[1] += 1
    return {
        "pairs": [sum(all(roles.values()) for roles in pairs.values()), len(pairs)],
        **{role: [sum(roles[role] for roles in pairs.values()), len(pairs)] for role in ("furniture", "journalism")},
        "by_class": by_class,
        "failed": [
            {"pair": pair, "class": classes[pair], "wrong": [role for role, right in sorted(roles.items()) if not right]}
            for pair, roles in sorted(pairs.items())
            if not all(roles.values())
        ],
    }


def measure_corruptions(rows: Rows, scanner: Scanner) -> dict[str, Any]:
    """Broken rows detected by kind, by errors and by any severity, and findings on rows in which nothing is broken.

    A broken row is detected by a rule that finds something in it and nothing in the same text unbroken.
    """
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    unbroken: dict[str, Counter[str]] = defaultdict(Counter)
    false: list[dict[str, str]] = []
    by_rule: Counter[str] = Counter()
    for row in rows:
        whole = row["kind"] in _UNBROKEN
        known = set() if whole else {finding.rule for finding in scanner.scan(row["clean"]).default}
        findings = [finding for finding in scanner.scan(row["corrupted"]).default if finding.rule not in known]
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        name = f"{row['kind']}: {row['encoder']}" if row["kind"] == "style" else row["kind"]
        (unbroken if whole else kinds)[name].update(rows=1, errors=int(bool(errors)), findings=int(bool(findings)))
        if whole:
            by_rule.update({finding.rule for finding in findings})
            false += [{"id": row["id"], "rule": finding.rule, "text": finding.text} for finding in errors]
    return {
        "by_kind": {name: dict(kinds[name]) for name in sorted(kinds)},
        "unbroken": {name: dict(unbroken[name]) for name in sorted(unbroken)},
        "unbroken_by_rule": dict(sorted(by_rule.items())),
        "false": false[:_EXAMPLES],
    }
