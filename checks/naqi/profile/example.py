"""Examples in the documentation of rules that apply a profile: entries as in a file, and a document of their source below `---`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from naqi.profile.file import parse
from naqi.profile.model import Source
from naqi.rules.model import Example

_MARK: Final = "\n---\n"


@dataclass(frozen=True, slots=True)
class ProfileExample:
    """A source, a document of it, and the spans to be reported there."""

    source: Source
    text: str
    spans: frozenset[tuple[int, int]]


def read_example(example: Example) -> ProfileExample:
    """Read the example of a rule that applies a profile. Raises ProfileError or ValueError when it is not written as it should be."""
    head, _, text = example.text.partition(_MARK)
    (source,) = parse(head, "example").sources.values()
    shift = len(head) + len(_MARK)
    return ProfileExample(source, text, frozenset((start - shift, end - shift) for start, end in example.spans))
