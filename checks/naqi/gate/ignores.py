"""Which rules a document is checked with: the selection, without what is ignored for its source, its file or itself."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

from naqi.inputs.model import Record
from naqi.rules.model import Rule
from naqi.rules.registry import UnknownRuleError, covered


@dataclass(frozen=True)
class SourceIgnores:
    """Rules that are ignored for some documents, as ruff's per-file-ignores are for some files.

    pattern: a glob of the document's source, of its file's name, or of its path. selectors: of rules. folder: where a relative path in the
    pattern begins.
    """

    pattern: str
    selectors: tuple[str, ...]
    folder: Path

    @cached_property
    def _absolute(self) -> str:
        return Path(os.path.normpath(self.folder.absolute() / self.pattern)).as_posix()

    def match(self, record: Record) -> bool:
        """Whether a document is meant. `*` matches slashes too; letters match in their own case only."""
        if record.source is not None and fnmatchcase(record.source, self.pattern):
            return True
        path = Path(record.path)
        return fnmatchcase(path.name, self.pattern) or fnmatchcase(Path(os.path.normpath(path.absolute())).as_posix(), self._absolute)


class Ignores:
    """The rules of each document.

    Args:
        rules: the selection.
        by_source: what is ignored for some sources or files.

    Raises:
        UnknownRuleError: a selector of `by_source` names no rule; the message names its pattern.
    """

    def __init__(self, rules: tuple[Rule, ...], by_source: Iterable[SourceIgnores] = ()) -> None:
        self.rules = rules
        self._by_source: list[tuple[SourceIgnores, frozenset[Rule]]] = []
        for item in by_source:
            try:
                self._by_source.append((item, covered(item.selectors)))
            except UnknownRuleError as error:
                raise UnknownRuleError(f"per-source-ignores {item.pattern!r}: {error}") from error
        self._known: dict[tuple[str, str | None, tuple[str, ...]], tuple[tuple[Rule, ...], tuple[str, ...]]] = {}

    def of(self, record: Record) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
        """The rules that a document is checked with, in registry order, and what is wrong with its own selectors, a line each.

        A selector that names no rule ignores nothing.
        """
        if not self._by_source and not record.ignored:
            return self.rules, ()
        key = (record.path, record.source, record.ignored)
        if key not in self._known:
            if len(self._known) > 10_000:
                # A column may hold something else in every document.
                self._known.clear()
            self._known[key] = self._settle(record)
        return self._known[key]

    def _settle(self, record: Record) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
        ignored: set[Rule] = set()
        problems = []
        for item, rules in self._by_source:
            if item.match(record):
                ignored |= rules
        for selector in record.ignored:
            try:
                ignored |= covered([selector])
            except UnknownRuleError as error:
                problems.append(f"the document's ignores: {error}")
        return tuple(rule for rule in self.rules if rule not in ignored), tuple(problems)
