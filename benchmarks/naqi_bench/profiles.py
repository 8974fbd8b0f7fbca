"""What a profile adds to the rules: learned of each source's texts without their labels, nothing of it reviewed, then scored on the labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from naqi.checker import Finding
from naqi.profile import Profile, SourceChecker, learn
from naqi.rules.model import Severity
from naqi_bench.accuracy.composed import as_text, weigh
from naqi_bench.accuracy.real import Text, clean, labelled, leaky
from naqi_bench.accuracy.score import by, evidence_of, match_spans, share, touched
from naqi_dataset.loading import load


def composed(split: str) -> list[Text]:
    """The scrapes of a split, by site, with their spans."""
    return [as_text(row) for row in load("scrapes", split).to_pylist()]


def _learned(texts: Iterable[Text]) -> Profile:
    return learn((text.source, text.text) for text in texts)


def _errors(checker: SourceChecker, texts: Sequence[Text]) -> list[list[Finding]]:
    hits = checker.hits_of((text.text, text.source) for text in texts)
    found = (checker.resolve(text.text, one) for text, one in zip(texts, hits, strict=True))
    return [[finding for finding in findings if finding.severity is Severity.ERROR] for findings in found]


def entries_line(name: str, profile: Profile) -> str:
    """What was learned, in a line."""
    sources = profile.sources.values()
    entries, sure = sum(len(source.entries) for source in sources), sum(source.count(accept=True) for source in sources)
    return f"{name}: {len(sources)} sources, {sum(source.documents for source in sources):,} texts, {entries:,} entries, {sure:,} of them accepted"


def scored(name: str, texts: Sequence[Text], findings: Sequence[Sequence[Finding]]) -> Iterator[str]:
    """Spans found of all by evidence, body characters touched, and what findings of the profile stand on, in characters that are no white space."""
    spans = [[(finding.start, finding.end) for finding in each] for each in findings]
    found = match_spans(texts, spans)
    shares = {"all": share(found), **{evidence: share(items) for evidence, items in by(found, evidence_of).items()}}
    yield f"{name}: spans found: " + ", ".join(f"{evidence} {hit} of {whole} ({hit / whole:.3f})" for evidence, (hit, whole) in shares.items() if whole)
    inside, body = touched(texts, spans)
    yield f"{name}: body touched: {inside:,} of {body:,} characters ({inside / body:.4%})"
    weighed = [item for text, each in zip(texts, findings, strict=True) for item in weigh(text, [one for one in each if one.rule.startswith("SF")])]
    stood = {family: sum(getattr(item, family) for item in weighed) for family in ("body", "boilerplate", "optional")}
    yield f"{name}: what the profile alone reports stands on: " + ", ".join(f"{family} {count:,}" for family, count in stood.items())


def table(folder: Path | None) -> Iterator[str]:
    """The rules alone and with profiles: on train and validation and, where there are any, on real texts; a line each."""
    for split in ("train", "validation"):
        yield from _both(f"scrapes, {split}", texts := composed(split), texts)
    if folder is not None:
        yield from _both("real texts, labelled", list(leaky(folder)), labelled(folder))
        texts = clean(folder)
        profile = _learned(texts)
        yield entries_line("real texts that pass for clean", profile)
        found = Counter(finding.rule for findings in _errors(SourceChecker(profile=profile), texts) for finding in findings if finding.rule.startswith("SF"))
        yield f"real texts that pass for clean: {found.total()} findings of the profile in {len(texts):,} texts"


def _both(name: str, learned_of: Sequence[Text], texts: Sequence[Text]) -> Iterator[str]:
    profile = _learned(learned_of)
    yield entries_line(name, profile)
    yield from scored(f"{name}, rules", texts, _errors(SourceChecker(), texts))
    yield from scored(f"{name}, with profile", texts, _errors(SourceChecker(profile=profile), texts))
