"""Examples in the documentation of corpus rules: several documents, each below a line that says whose it is.

A document begins below `--- id=a source=s split=train label=sport` (any of the four, or none); what stands before the first such line are
bounds, as TOML.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Final

from naqi.corpus.bounds import Bounds
from naqi.rules.model import Example

_MARK: Final = "---"
_FIELDS: Final = ("id", "source", "split", "label")


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """A document of an example. text: without the line break at its end."""

    text: str
    id: str | None = None
    source: str | None = None
    split: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Documents, the bounds that they are held to, and the spans to be reported: (number of the document, start, end)."""

    bounds: Bounds
    documents: tuple[CaseDocument, ...]
    spans: frozenset[tuple[int, int, int]]


def read_case(example: Example) -> Case:
    """Read the example of a corpus rule. Raises ValueError when it is not written as it should be."""
    documents: list[CaseDocument] = []
    starts: list[int] = []
    at = 0
    head: list[str] = []
    lines: list[str] = []
    fields: dict[str, str] | None = None
    for line in [*example.text.split("\n"), _MARK]:
        if line.split(" ", 1)[0] == _MARK:
            if fields is not None:
                documents.append(CaseDocument("\n".join(lines), *map(fields.get, _FIELDS)))
            fields = dict(_pair(word) for word in line.split()[1:])
            lines = []
            starts.append(at + len(line) + 1)
        else:
            (head if fields is None else lines).append(line)
        at += len(line) + 1
    spans = frozenset((number, start - starts[number], end - starts[number]) for start, end in example.spans for number in [_holder(starts, start)])
    return Case(Bounds.parse(tomllib.loads("\n".join(head))), tuple(documents), spans)


def _pair(word: str) -> tuple[str, str]:
    key, _, value = word.partition("=")
    if key not in _FIELDS or not value:
        raise ValueError(f"{word!r} is no field of a document")
    return key, value


def _holder(starts: list[int], at: int) -> int:
    return max(number for number, start in enumerate(starts) if start <= at)
