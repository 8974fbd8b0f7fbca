"""Find what a profile holds in a document of its source."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Final

from naqi.checker import Hits, SelfCheckError
from naqi.profile.example import read_example
from naqi.profile.model import Entry, Kind, Profile, Source
from naqi.profile.places import Placed, placed
from naqi.profile.slots import key_of, words_of
from naqi.rules.model import Rule
from naqi.rules.source import sf101_source_line, sf102_source_affix
from naqi.scan.document import Document

# The rules that apply a profile, by the kind of entry.
RULE_OF: Final = {
    Kind.LINE: sf101_source_line.RULE,
    Kind.LEAD: sf101_source_line.RULE,
    Kind.PREFIX: sf102_source_affix.RULE,
    Kind.SUFFIX: sf102_source_affix.RULE,
}


class _Compiled:
    """The entries of one source, looked up by whole line, first word and last word."""

    def __init__(self, source: Source, rules: Collection[Rule]) -> None:
        # What waits or was refused repeats all the same, which tells where the story begins and ends.
        self._repeated = frozenset(key_of(entry.text) for entry in source.entries if entry.kind is Kind.LINE)
        self._lines: dict[bytes, tuple[Entry, Rule]] = {}
        self._firsts: dict[bytes, list[tuple[list[bytes], Entry, Rule]]] = {}
        self._lasts: dict[bytes, list[tuple[list[bytes], Entry, Rule]]] = {}
        for entry in source.entries:
            if entry.accept is not True or RULE_OF[entry.kind] not in rules:
                continue
            rule = replace(RULE_OF[entry.kind], label=entry.label, message=_message(entry, source))
            key = key_of(entry.text)
            if entry.kind is Kind.LINE:
                self._lines[key] = entry, rule
            else:
                words = key.split(b" ")
                if entry.kind is Kind.SUFFIX:
                    self._lasts.setdefault(words[-1], []).append((words, entry, rule))
                else:
                    self._firsts.setdefault(words[0], []).append((words, entry, rule))

    @cached_property
    def is_empty(self) -> bool:
        return not (self._lines or self._firsts or self._lasts)

    def hits(self, document: Document) -> Iterator[tuple[Rule, int, int]]:
        """Spans in code points."""
        for line in placed(document, self._repeated):
            for rule, start, end in self._in_line(line):
                yield rule, *document.code_points(start, end)

    def _in_line(self, line: Placed) -> Iterator[tuple[Rule, int, int]]:
        start, end = line.line.start, line.line.end
        known = self._lines.get(line.key)
        if known is not None and line.place in known[0].where:
            yield known[1], start, end
            return
        if not (self._firsts or self._lasts):
            return
        words = words_of(line.line.text)
        keys = [word.key for word in words]
        for wanted, entry, rule in self._firsts.get(keys[0], ()):
            if _fits(line, entry, keys[: len(wanted)] == wanted, len(keys) > len(wanted)):
                yield rule, start, end if entry.kind is Kind.LEAD else start + words[len(wanted) - 1].end
        for wanted, entry, rule in self._lasts.get(keys[-1], ()):
            if _fits(line, entry, keys[-len(wanted) :] == wanted, len(keys) > len(wanted)):
                yield rule, start + words[-len(wanted)].start, end


def _fits(line: Placed, entry: Entry, holds: bool, is_part: bool) -> bool:
    """Tell whether an entry that is part of a line applies to it. A lead takes its line along, so it must not be a paragraph."""
    return holds and is_part and line.place in entry.where and not (entry.kind is Kind.LEAD and line.line.is_prose)


def _message(entry: Entry, source: Source) -> str:
    of = f" of {source.name}" if source.name else ""
    what = {Kind.LINE: "a line", Kind.LEAD: "how a line begins", Kind.PREFIX: "how a line begins", Kind.SUFFIX: "how a line ends"}[entry.kind]
    return f"furniture{of}, by its profile: {what} in {entry.documents:,} of {source.stories:,} stories"


class Furniture:
    """A compiled profile.

    Args:
        profile: of the sources whose documents will be asked about.
        rules: of those that apply a profile, the ones to apply; others are passed over.

    Raises SelfCheckError where a rule does not find its own documented example.
    """

    def __init__(self, profile: Profile, rules: Collection[Rule]) -> None:
        self.profile = profile
        self.rules = tuple(rule for rule in rules if rule.learned)
        self._compiled: dict[str, _Compiled] = {}
        for rule in self.rules:
            _self_check(rule)

    def hits(self, text: str | None, source: str | None) -> Hits:
        """What the accepted entries find in a document, in code points of its text."""
        known = self.profile.for_source(source)
        if known is None or text is None:
            return ()
        if known.name not in self._compiled:
            self._compiled[known.name] = _Compiled(known, self.rules)
        compiled = self._compiled[known.name]
        return () if compiled.is_empty else tuple(compiled.hits(Document(text)))


def find(source: Source, text: str, rule: Rule) -> set[tuple[int, int]]:
    """What one rule finds of a source's furniture in a text."""
    return {(start, end) for _, start, end in _Compiled(source, (rule,)).hits(Document(text))}


def _self_check(rule: Rule) -> None:
    example = rule.example()
    if example is not None:  # documentation is stripped under `python -OO`
        case = read_example(example)
        if find(case.source, case.text, rule) != case.spans:
            raise SelfCheckError(f"{rule.code} does not find its own documented example: reinstall naqi")
