"""What a rule is: a code, a label, a severity, cues, and a page of documentation whose examples are tests."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from naqi import taxonomy
from naqi.scan.cues import Cue
from naqi.scan.document import Document
from naqi.scan.structure import Mark

SECTIONS: Final = (
    "What it finds",
    "Why it is bad",
    "Example",
    "Clean",
    "When it is right to ignore",
    "References",
)
_HEADING: Final = re.compile(r"^## (.+)$", re.MULTILINE)
_OPEN, _CLOSE = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}", "\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"


class Severity(enum.StrEnum):
    """How bad a finding is.

    ERROR: a model would learn what no journalist wrote, or text is damaged. It fails the gate.
    WARNING: probably a slip of the site or the journalist. It fails the gate only with `--strict`.
    """

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Example:
    """A document and the spans (code points) that a rule must report in it."""

    text: str
    spans: tuple[tuple[int, int], ...]


Mend = Callable[[str, int, int], Iterable[tuple[int, int, str]] | None]


@dataclass(frozen=True, slots=True)
class Fix:
    """How what a rule finds is mended.

    what: what becomes of it, a participle and what limits it. mend: from a text and a finding's span, in code points, to edits of the text (start, end,
    replacement) in order, not overlapping; empty where this finding cannot be mended; None where it is to be taken out by the gap policy, which
    `naqi.fixing.gaps` keeps. safe: it touches no word of a journalist, so that it is applied unasked.

    Each edit shortens the text or takes characters out of it that no edit brings back: repeated fixing comes to an end.
    """

    what: str
    mend: Mend
    safe: bool = True


REMOVE: Final = Fix("removed", lambda _text, _start, _end: None)


@dataclass(frozen=True, eq=False)
class Rule:
    """One thing that can be wrong with a text.

    code: such as "BP101": interface, never reused. name: such as "ad-marker".
    label: of `naqi.taxonomy.LABELS`. message: what a finding says, in one line.
    doc: the module's docstring, with the headings of `SECTIONS`.
    cues: what to look for. detect: for a rule that no cue can trigger, a function from a document to spans in code points of its text.
    around: for a rule that judges places beside known furniture, a function from a document and all that the default boilerplate rules found in it,
    selected or not, to spans of the folded text.
    when: a cheap question that a document must answer with yes before `detect` is asked; rules with the same one share the answer. It may not
    rule out what `detect` would find, and it is only asked of a document with notable characters (`Document.notable`).
    across: the rule compares documents; `naqi.corpus` applies it, and no checker of single texts does.
    learned: the rule applies a profile; `naqi.profile` does, and no checker without one.
    fix: how to mend what it finds; None: only a person can.
    """

    code: str
    name: str
    label: str
    severity: Severity
    message: str
    doc: str | None
    cues: tuple[Cue, ...] = ()
    detect: Callable[[Document], Iterable[tuple[int, int]]] | None = None
    around: Callable[[Document, Sequence[Mark]], Iterable[tuple[int, int]]] | None = None
    when: Callable[[Document], bool] | None = None
    on_by_default: bool = True
    across: bool = False
    learned: bool = False
    fix: Fix | None = None

    def __post_init__(self) -> None:
        if self.label not in taxonomy.LABELS:
            raise ValueError(f"{self.code}: label {self.label!r} is not in the taxonomy")
        if sum((bool(self.cues), self.detect is not None, self.around is not None, self.across, self.learned)) != 1:
            raise ValueError(f"{self.code}: a rule has either cues or a detector")

    @property
    def is_alone(self) -> bool:
        """Whether it needs nothing but one text."""
        return not (self.across or self.learned)

    @property
    def family(self) -> str:
        """The letters of the code: BP, EN, TX, CP or SF."""
        return self.code.rstrip("0123456789")

    @property
    def url(self) -> str:
        """Where the rule's documentation stands in the project."""
        return f"checks/README.md#{self.code.lower()}-{self.name}"

    def within_lines(self) -> Rule | None:
        """The rule with only what no other line can change, or None if nothing is left; it has no documentation of its own.

        Its findings in a document are found again wherever that document is pasted between blank lines. A detector sees the whole document.
        """
        cues = tuple(cue for cue in self.cues if not cue.beyond_line)
        return replace(self, cues=cues, doc=None) if cues else None

    def sections(self) -> dict[str, str]:
        """The documentation by heading; the text before the first heading is under "Summary". Empty without docstrings."""
        parts = _HEADING.split((self.doc or "").strip())
        named = zip(parts[1::2], parts[2::2], strict=True)
        return {"Summary": parts[0].strip()} | {heading: body.strip("\n") for heading, body in named} if self.doc else {}

    def example(self) -> Example | None:
        """The documentation's example; spans are marked with white square brackets there. None under `python -OO`."""
        return self._block("Example")

    def clean_example(self) -> Example | None:
        """The documentation's example of text that the rule must leave alone."""
        return self._block("Clean")

    def _block(self, heading: str) -> Example | None:
        body = self.sections().get(heading)
        if body is None:
            return None
        lines = [line for line in body.split("\n") if line.startswith("    ") or not line.strip()]
        marked = "\n".join(line[4:] for line in lines).strip("\n")
        text: list[str] = []
        spans: list[tuple[int, int]] = []
        length = start = 0
        for piece in re.split(f"([{_OPEN}{_CLOSE}])", marked):
            if piece == _OPEN:
                start = length
            elif piece == _CLOSE:
                spans.append((start, length))
            else:
                text.append(piece)
                length += len(piece)
        return Example("".join(text), tuple(spans))
