"""Check a text with a selection of rules. The engine under the command line, Great Expectations and everything else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from naqi.rules.model import Rule, Severity
from naqi.rules.registry import RULES, select
from naqi.scan.batches import batches
from naqi.scan.cues import Cue, Hit, reach
from naqi.scan.document import Document
from naqi.scan.matcher import compiled
from naqi.scan.seams import seams
from naqi.scan.structure import Mark, settle_body

_BOILERPLATE: Final = "BP"
# How often lines are cut again beside furniture that the last cuts brought out.
_RECUTS: Final = 2
_LINE_BREAK: Final = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's hit in one text.

    start, end: span in code points of the text. line, column: 1-based, of `start`, columns in code points. text: `text[start:end]`.
    """

    rule: str
    name: str
    label: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    text: str
    message: str
    url: str


# What a rule found: start and end in code points of the text, or in bytes of the folded text.
Span = tuple[Rule, int, int]
Hits = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """One cue that stands in a text, and what became of it.

    text: the cue as it stands there. kind: "phrase", "frame", "pattern", "raw pattern", "neighbourhood" or "detector". conditions: each with
    whether it holds, up to the first that does not. swallowed_by: the rule whose finding holds this one, which is then not reported.
    """

    rule: Rule
    kind: str
    text: str
    line: int
    last_line: int
    column: int
    conditions: tuple[tuple[str, bool], ...]
    swallowed_by: str | None

    @property
    def reported(self) -> bool:
        return self.swallowed_by is None and all(holds for _, holds in self.conditions)


class SelfCheckError(RuntimeError):
    """A compiled matcher does not find what its own rule's documentation says it finds."""


class Checker:
    """A compiled selection of rules.

    Args:
        rules: the rules to apply; by default all that are on by default. Rules that compare documents (`naqi.corpus`) or apply a profile
            (`naqi.profile`) are passed over.

    Raises:
        ValueError: the selection holds no rule for a single text.
        SelfCheckError: a rule does not find its own documented example. Matching libraries can fail in silence; a gate must not.
    """

    def __init__(self, rules: Sequence[Rule] | None = None) -> None:
        self.rules = tuple(rule for rule in (select() if rules is None else rules) if rule.is_alone)
        if not self.rules:
            raise ValueError("no rule selected: a gate that checks nothing cannot pass")
        # Where the body begins, and what stands beside furniture, must not depend on which rules are selected: a boilerplate rule always
        # knows what the others would find.
        codes = {rule.code for rule in self.rules}
        context = [rule for rule in RULES if rule.family == _BOILERPLATE and rule.on_by_default and rule.code not in codes]
        needed = any(rule.family == _BOILERPLATE for rule in self.rules)
        self._context = frozenset(context) if needed else frozenset[Rule]()
        applied = {rule.code: rule for rule in (*self.rules, *self._context)}
        rank = {rule.code: number for number, rule in enumerate(RULES)}
        ordered = sorted(applied.values(), key=lambda rule: rank.get(rule.code, len(rank)))
        self._owners: list[tuple[Rule, Cue]] = [(rule, cue) for rule in ordered for cue in rule.cues]
        self._neighbours = [rule for rule in self.rules if rule.around is not None]
        self._detectors = [rule for rule in self.rules if rule.detect is not None]
        questions = dict.fromkeys(rule.when for rule in self._detectors if rule.when is not None)
        self._unasked = [(rule, rule.detect) for rule in self._detectors if rule.detect is not None and rule.when is None]
        self._asked = [(when, [(rule, rule.detect) for rule in self._detectors if rule.detect is not None and rule.when is when]) for when in questions]
        self._matcher = compiled(tuple(cue for _, cue in self._owners)) if self._owners else None
        self._rank = rank
        self._self_check()

    def _self_check(self) -> None:
        for rule in self.rules:
            example = rule.example()
            if example is None:  # documentation is stripped under `python -OO`
                continue
            hits = [hit for hit in self.hits(example.text) if hit[0] is rule]
            found = {(start, end) for _, start, end in self._without_inner(hits)}
            if found != set(example.spans):
                texts = sorted(example.text[start:end] for start, end in found)
                raise SelfCheckError(f"{rule.code} does not find its own documented example, but {texts}: reinstall naqi")

    def _spans(self, document: Document, hits: Iterable[tuple[int, Hit]]) -> Iterator[tuple[Rule, int, int]]:
        """All findings of all rules, in code points, overlaps included. hits: what the matcher found."""
        if self._matcher is not None:
            found, marks = self._located(document, hits)
            yield from self._own(document, found)
            for number, start, end in self._matcher.raw_hits(document):
                rule, cue = self._owners[number]
                if cue.failed_condition(Hit(document, document.folded_at(start), document.folded_at(end))) is None:
                    yield rule, start, end
            if marks:
                yield from self._own(document, self._around(document, marks))
                for view, more, known in self._recut(document, marks):
                    yield from self._own(view, more)
                    yield from self._own(view, self._around(view, known))
        for rule, detect in self._unasked:
            for start, end in detect(document):
                yield rule, start, end
        if document.notable:
            for when, rules in self._asked:
                if when(document):
                    for rule, detect in rules:
                        for start, end in detect(document):
                            yield rule, start, end

    def _own(self, document: Document, found: Iterable[tuple[Rule, int, int]]) -> Iterator[tuple[Rule, int, int]]:
        """Spans of the folded text as spans in code points, of the rules that were selected."""
        for rule, start, end in found:
            if rule not in self._context:
                yield rule, *document.code_points(start, end)

    def _around(self, document: Document, marks: Sequence[Mark]) -> Iterator[tuple[Rule, int, int]]:
        for rule in self._neighbours:
            assert rule.around is not None
            for start, end in rule.around(document, marks):
                yield rule, start, end

    def _recut(self, document: Document, marks: Sequence[Mark]) -> Iterator[tuple[Document, list[tuple[Rule, int, int]], list[Mark]]]:
        """What else is found where lines that scrapes joined are cut again beside what is known to be furniture, as often as that tells more."""
        assert self._matcher is not None
        for _ in range(_RECUTS):
            cuts = seams(document, marks)
            if not cuts:
                return
            view = document.recut(cuts)
            known = [Mark(mark.kind, *view.shifted(mark.start, mark.end)) for mark in marks]
            found, marks = self._located(view, self._matcher.hits(view), known)
            yield view, found, marks
            document = view

    def _located(self, document: Document, hits: Iterable[tuple[int, Hit]], known: Sequence[Mark] = ()) -> tuple[list[tuple[Rule, int, int]], list[Mark]]:
        """What cues find, as spans of the folded text, and the furniture among it.

        A notice long enough for prose can be taken for the body's first or last line. Where one was, the conditions are asked again without it.
        known: furniture that was found before.
        """
        hits = list(hits)
        if known:
            settle_body(document, known)
        found = [self._reached(number, hit) for number, hit in hits if self._owners[number][1].failed_condition(hit) is None]
        marks = [*known, *self._marks(found)]
        if marks and settle_body(document, marks):
            again = [self._reached(number, hit) for number, hit in hits if self._owners[number][1].failed_condition(hit) is None]
            found = list(dict.fromkeys([*found, *again]))
            marks = [*known, *self._marks(found)]
        return found, marks

    def _reached(self, number: int, hit: Hit) -> tuple[Rule, int, int]:
        rule, cue = self._owners[number]
        return rule, *reach(hit, cue.extent)

    @staticmethod
    def _marks(found: Iterable[tuple[Rule, int, int]]) -> list[Mark]:
        return [Mark(rule.label.partition(".")[2], start, end) for rule, start, end in found if rule.family == _BOILERPLATE]

    def check(self, text: str | None) -> list[Finding]:
        """Check one text; `None` is a null. Findings come in order of start, then of rule code.

        A leak is reported once: of the boilerplate findings, one that lies inside another is left out, and of two with the same
        span the rule that comes first in the registry stays.
        """
        return self.resolve(text, self.hits(text), self.rules)

    def check_all(self, texts: Sequence[str | None]) -> Iterator[list[Finding]]:
        """Check many texts, in order, as `check` does each; faster than one by one."""
        for text, hits in zip(texts, self.hits_of(texts), strict=True):
            yield self.resolve(text, hits, self.rules)

    def hits(self, text: str | None) -> Hits:
        """What each rule found on its own in a text: (rule, start, end) in code points, overlaps included, in no order."""
        return next(self.hits_of([text]))

    def hits_of(self, texts: Iterable[str | None]) -> Iterator[Hits]:
        """The hits of each of many texts, in order; faster than one by one. Reads ahead by a batch (`naqi.scan.batches`)."""
        for batch in batches(texts, lambda text: len(text or "")):
            yield from self._scan(list(map(Document, batch)))

    def _scan(self, documents: Sequence[Document]) -> Iterator[Hits]:
        found = self._matcher.hits_of(documents) if self._matcher is not None else [()] * len(documents)
        for document, hits in zip(documents, found, strict=True):
            yield tuple(self._spans(document, hits))

    def resolve(self, text: str | None, hits: Hits, rules: Collection[Rule]) -> list[Finding]:
        """Findings of a selection of rules, of the hits of more: what a checker of only these rules would report."""
        return self.findings(text, self.choose(hits, rules))

    def choose(self, hits: Hits, rules: Collection[Rule]) -> Hits:
        """The hits that a selection of rules reports, in order; where one swallows another, without that other."""
        chosen = hits if rules is self.rules else [hit for hit in hits if hit[0] in rules]
        return tuple(sorted(self._without_inner(chosen), key=lambda item: (item[1], item[0].code, item[2])))

    def findings(self, text: str | None, hits: Hits) -> list[Finding]:
        """A finding for each hit."""
        if not hits:
            return []
        whole = text or ""
        positions = _Positions(whole)
        return [self._finding(rule, start, end, whole, positions) for rule, start, end in hits]

    def explain(self, text: str | None) -> list[Trial]:
        """Every cue that stands in a text, whether or not its conditions let it be a finding, in order of place."""
        document = Document(text)
        reported = {(finding.rule, finding.start, finding.end) for finding in self.check(text)}
        positions = _Positions(document.text)
        trials: list[Trial] = []

        def add(rule: Rule, kind: str, cue: tuple[int, int], conditions: tuple[tuple[str, bool], ...], span: tuple[int, int]) -> None:
            swallowed = None
            if all(holds for _, holds in conditions) and (rule.code, *span) not in reported:
                swallowed = next((code for code, start, end in sorted(reported) if start <= span[0] and span[1] <= end), None)
            (line, column), (last, _) = positions.of(cue[0]), positions.of(max(cue[0], cue[1] - 1))
            trials.append(Trial(rule, kind, document.text[slice(*cue)], line, last, column, conditions, swallowed))

        if self._matcher is not None:
            hits = [(number, hit, document.code_points(hit.start, hit.end)) for number, hit in self._matcher.hits(document, rejects=True)]
            for number, start, end in self._matcher.raw_hits(document):
                hits.append((number, Hit(document, document.folded_at(start), document.folded_at(end)), (start, end)))
            _, marks = self._located(document, ((number, hit) for number, hit, _ in hits if not self._owners[number][1].raw))
            for number, hit, place in hits:
                rule, cue = self._owners[number]
                if rule in self._context:
                    continue
                span = place if cue.raw else document.code_points(*reach(hit, cue.extent))
                add(rule, cue.kind, place, tuple(cue.asked(hit)), span)
            for rule in self._neighbours if marks else ():
                assert rule.around is not None
                for place in rule.around(document, marks):
                    span = document.code_points(*place)
                    add(rule, "neighbourhood", span, (), span)
            told = {(trial.rule.code, trial.text) for trial in trials}
            for view, found, known in self._recut(document, marks) if marks else ():
                for rule, start, end in (*found, *self._around(view, known)):
                    span = view.code_points(start, end)
                    if rule not in self._context and (rule.code, document.text[slice(*span)]) not in told:
                        told.add((rule.code, document.text[slice(*span)]))
                        add(rule, "neighbourhood", span, (("stands alone where its line was cut beside furniture", True),), span)
        for rule in self._detectors:
            assert rule.detect is not None
            for span in rule.detect(document):
                add(rule, "detector", span, (), span)
        return sorted(trials, key=lambda trial: (trial.line, trial.column, trial.rule.code))

    def _without_inner(self, spans: Iterable[tuple[Rule, int, int]]) -> Iterator[tuple[Rule, int, int]]:
        reach_by_group: dict[str, int] = {}
        for rule, start, end in sorted(spans, key=lambda item: (item[1], -item[2], self._rank[item[0].code])):
            # Findings of other families than boilerplate say different things about the same place: only the same rule
            # can repeat itself there. Furniture of a source is boilerplate.
            group = "boilerplate" if rule.family in {_BOILERPLATE, "SF"} else rule.code
            if end <= reach_by_group.get(group, -1) and end > start:
                continue
            reach_by_group[group] = max(end, reach_by_group.get(group, -1))
            yield rule, start, end

    @staticmethod
    def _finding(rule: Rule, start: int, end: int, text: str, positions: _Positions) -> Finding:
        line, column = positions.of(start)
        return Finding(rule.code, rule.name, rule.label, rule.severity, start, end, line, column, text[start:end], rule.message, rule.url)


def places(text: str, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Line and column, 1-based, of each of some offsets in a text; fastest in order."""
    return map(_Positions(text).of, offsets)


def finding_at(rule: Rule, text: str | None, start: int, end: int, message: str) -> Finding:
    """A finding of a rule in a text, for what looks beyond the text itself. message: what to say in place of the rule's own."""
    whole = text or ""
    line, column = _Positions(whole).of(start)
    return Finding(rule.code, rule.name, rule.label, rule.severity, start, end, line, column, whole[start:end], message, rule.url)


class _Positions:
    """Line and column of an offset, as an editor shows them: lines end in LF, CR or CR LF."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_returns = "\r" in text
        # Where the last question ended: findings come in order, and none makes the text be read again.
        self._at = self._line_start = 0
        self._line = 1

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_BREAK.finditer(self._text))]

    def of(self, offset: int) -> tuple[int, int]:
        if self._has_returns:
            line = bisect_right(self._starts, offset)
            return line, offset - self._starts[line - 1] + 1
        # The usual case, at the speed of memchr.
        if offset < self._at:
            self._at = self._line_start = 0
            self._line = 1
        self._line += self._text.count("\n", self._at, offset)
        self._line_start = max(self._line_start, self._text.rfind("\n", self._at, offset) + 1)
        self._at = offset
        return self._line, offset - self._line_start + 1
