"""Answers of an annotator: entries on numbered lines, made into spans and faults in code points. HOWTO.md is their grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from naqi.taxonomy import BOILERPLATE_CLASSES, EVIDENCE, OPTIONAL_CLASSES
from naqi_bench.agreement.listing import BREAK, Listing

# Labels by what an answer may call them: classes without their family are distinct.
NAMES: Final[dict[str, str]] = {
    "body": "body",
    **{name: f"optional.{name}" for name in OPTIONAL_CLASSES},
    **{name: f"boilerplate.{name}" for name in BOILERPLATE_CLASSES},
}
LABELS: Final = tuple(NAMES.values())
# GUIDELINES, section 7.1.
FAULT_KINDS: Final = (
    "mojibake",
    "lost",
    "entity",
    "escape",
    "tag_in_word",
    "control",
    "invisible",
    "presentation",
    "look_alike",
    "reversed",
    "joined",
    "doubled_stop",
)

_ENTRY: Final = re.compile(r"(\d+)(?:-(\d+))?\s+([A-Za-z_.]+)(?:\s+([A-Za-z_]+))?(?:\s+#(\d+))?(?:\s+>\s*(\S.*))?\s*")
_FAULT: Final = re.compile(r"!\s*(\d+)\s+([A-Za-z_]+)(?:\s+#(\d+))?\s+>\s*(\S.*)")
_UNSURE: Final = re.compile(r"\?\s*([^|]*[^|\s])\s*\|\s*(\S.*)")
_SHAPE: Final = "write LINE LABEL, LINE-LINE LABEL EVIDENCE, or LINE LABEL EVIDENCE > FRAGMENT"


@dataclass(frozen=True, slots=True)
class Answer:
    """The spans and faults of a document, as GUIDELINES has them."""

    spans: list[dict[str, Any]]
    faults: list[dict[str, Any]]


@dataclass(slots=True)
class _Entry:
    first: int
    last: int
    label: str
    evidence: str | None
    begin: int  # in what the listing shows
    unsure: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Fault:
    at: int  # line of the answers file
    begin: int  # in what the listing shows
    end: int
    kind: str
    replacement: str | None = None
    unsure: list[str] = field(default_factory=list)


class _RefusedError(Exception):
    """Why a line of the answers does not hold."""


class _Reader:
    def __init__(self, listed: Listing) -> None:
        self.listed = listed
        self.entries: list[_Entry] = []
        self.faults: list[_Fault] = []
        self.last: _Entry | _Fault | None = None
        self.refused = False  # so was what stands above, and what is said about it goes with it
        self.lost = False  # so was the entry above: what it covered is unknown

    def line(self, number: int, line: str) -> None:
        """Take one line of an answers file. Raises _RefusedError."""
        if not line or line.startswith("#"):
            return
        if line[0] in "?=":
            if not self.refused:
                self._below(line)
            return
        self.last, self.refused = None, True
        if line.startswith("!"):
            self.last = self._fault(number, line)
        else:
            known = len(self.entries)
            try:
                self.last = self._entry(line, lost=self.lost)
            finally:
                self.lost = len(self.entries) == known
        self.refused = False

    def _below(self, line: str) -> None:
        """Take a line that says more about the entry or fault above it."""
        if line.startswith("?"):
            match = _UNSURE.fullmatch(line)
            if match is None or self.last is None:
                raise _RefusedError("a doubt needs ? SECOND CHOICE | REASON" if match is None else "a doubt stands under the entry that it is about")
            self.last.unsure.append(f"{match[1]} | {match[2].rstrip()}")
        elif not isinstance(self.last, _Fault) or self.last.replacement is not None:
            raise _RefusedError("a replacement stands once, under the fault that it mends")
        else:
            self.last.replacement = line[1:].removeprefix(" ")

    def _find(self, number: int, fragment: str, nth: str | None, *, over: bool = False) -> int:
        if not 1 <= number <= len(self.listed.lines):
            raise _RefusedError(f"there is no line {number}: the document has 1 to {len(self.listed.lines)}")
        start, end = self.listed.lines[number - 1]
        hits = [at for at in self.listed.find(fragment, start, end) if over or at + len(" ".join(fragment.split())) <= end]
        if not hits:
            raise _RefusedError(f"line {number} has no {fragment!r}: quote it as the listing shows it")
        if nth is None and len(hits) > 1:
            raise _RefusedError(f"line {number} has {fragment!r} {len(hits)} times: quote more of it, or say which with #1 to #{len(hits)}")
        which = int(nth or 1)
        if not 1 <= which <= len(hits):
            raise _RefusedError(f"line {number} has {fragment!r} {len(hits)} time{'s' * (len(hits) > 1)}, so there is no #{which}")
        return hits[which - 1]

    def _entry(self, line: str, *, lost: bool) -> _Entry:
        match = _ENTRY.fullmatch(line)
        if match is None:
            raise _RefusedError(f"{line[:60]!r} is no entry: {_SHAPE}")
        first, last = int(match[1]), int(match[2] or match[1])
        label = _one_of("label", match[3].rpartition(".")[2], NAMES)
        if "." in match[3] and match[3] != NAMES[label]:
            raise _RefusedError(f"there is no label {match[3]!r}: {label} is {NAMES[label]}")
        evidence = match[4] and _one_of("evidence", match[4], EVIDENCE)
        furniture = NAMES[label].startswith("boilerplate.")
        if furniture and not evidence:
            raise _RefusedError(f"{label} is boilerplate and needs its evidence: one of {', '.join(EVIDENCE)}")
        if evidence and not furniture:
            raise _RefusedError(f"{label} is no boilerplate and has no evidence: leave out {evidence!r}")
        if match[5] and not match[6]:
            raise _RefusedError("#N says which occurrence of a fragment: quote it after >")
        if last < first:
            raise _RefusedError(f"{first}-{last} ends before it begins")
        if first < 1 or last > len(self.listed.lines):
            raise _RefusedError(f"there is no line {first if first < 1 else last}: the document has 1 to {len(self.listed.lines)}")
        begin = self._find(first, match[6], match[5]) if match[6] else self.listed.lines[first - 1][0]
        before = self.entries[-1] if self.entries else None
        reached = before.last if before else 0
        if first < reached:
            raise _RefusedError(
                f"line {first} lies in an entry above, which reaches line {reached}: end that one at the cut, and keep the order of the document"
            )
        if before and first == reached and begin <= max(before.begin, self.listed.lines[first - 1][0]):
            raise _RefusedError(f"line {first} has a label up to here already: quote the words after which the new one begins, in order")
        entry = _Entry(first, last, NAMES[label], evidence, begin)
        self.entries.append(entry)
        if first > reached + 1 and not lost:
            missing = f"{reached + 1}" if first == reached + 2 else f"{reached + 1}-{first - 1}"
            raise _RefusedError(f"line {missing} in front of this has no label: add an entry for it")
        if first > reached and begin > self.listed.lines[first - 1][0] and not lost:
            raise _RefusedError(f"line {first} has no label in front of {match[6]!r}: add an entry for its beginning")
        return entry

    def _fault(self, number: int, line: str) -> _Fault:
        match = _FAULT.fullmatch(line)
        if match is None:
            raise _RefusedError(f"{line[:60]!r} is no fault: write ! LINE KIND > WRONG CHARACTERS")
        kind = _one_of("kind of fault", match[2], FAULT_KINDS)
        wrong = " ".join(match[4].split())
        begin = self._find(int(match[1]), wrong, match[3], over=BREAK in wrong)
        fault = _Fault(number, begin, begin + len(wrong), kind)
        self.faults.append(fault)
        return fault


def _one_of(what: str, name: str, known: Sequence[str] | dict[str, str]) -> str:
    if name in known:
        return name
    near = get_close_matches(name.lower(), list(known), 1)
    raise _RefusedError(f"there is no {what} {name!r}" + (f": did you mean {near[0]!r}?" if near else f": one of {', '.join(known)}"))


def _spans(reader: _Reader) -> list[dict[str, Any]]:
    listed = reader.listed
    spans: list[dict[str, Any]] = []
    ends = [entry.begin for entry in reader.entries[1:]] + [len(listed.shown)]
    for entry, stop in zip(reader.entries, ends, strict=True):
        end = stop
        while listed.shown[end - 1] in f" {BREAK}" and _separates(listed, end - 1):
            end -= 1
        span = {"start": listed.places[entry.begin].start, "end": listed.places[end - 1].end, "label": entry.label, "evidence": entry.evidence}
        if spans and spans[-1]["label"] == entry.label:
            # One maximal span, known as well as its hardest unit is (GUIDELINES, section 6).
            spans[-1]["end"] = span["end"]
            if entry.evidence:
                spans[-1]["evidence"] = max(spans[-1]["evidence"], entry.evidence, key=EVIDENCE.index)
        else:
            spans.append(span)
        if entry.unsure:
            spans[-1]["unsure"] = "; ".join(filter(None, [spans[-1].get("unsure"), *entry.unsure]))
    return spans


def _separates(listed: Listing, at: int) -> bool:
    """Whether a shown character stands for white space: a return sign may be one of the document's own."""
    return listed.shown[at] == " " or not any(start <= at < end for start, end in listed.lines)


def _faults(reader: _Reader, spans: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[tuple[int, str]]]:
    listed = reader.listed
    faults: list[dict[str, Any]] = []
    refused = []
    for fault in sorted(reader.faults, key=lambda item: item.begin):
        start, end = listed.places[fault.begin].start, listed.places[fault.end - 1].end
        wrong = listed.shown[fault.begin : fault.end]
        if fault.replacement == wrong:
            refused.append((fault.at, f"the replacement is {wrong!r} itself: a fault is a wrong character"))
        elif any(span["label"].startswith("boilerplate.") and span["start"] < end and start < span["end"] for span in spans):
            refused.append((fault.at, f"{wrong!r} lies in boilerplate, where no fault is marked"))
        elif faults and start < faults[-1]["end"]:
            refused.append((fault.at, f"{wrong!r} overlaps another fault: one stretch that one accident spoilt is one fault"))
        else:
            row = {"start": start, "end": end, "kind": fault.kind, "replacement": fault.replacement}
            faults.append(row | ({"unsure": "; ".join(fault.unsure)} if fault.unsure else {}))
    return faults, refused


def read_answer(listed: Listing, answer: str) -> tuple[Answer, list[tuple[int, str]]]:
    """Read the answers on one document.

    Returns its spans, which cover every character that is not white space, none twice, each as long as its label goes; its faults; and what
    is refused, as (line of the answers, reason). Where anything is refused the spans mean nothing.
    """
    reader = _Reader(listed)
    refused: list[tuple[int, str]] = []
    number = 1
    for number, line in enumerate(answer.split("\n"), 1):
        try:
            reader.line(number, line.removesuffix("\r"))
        except _RefusedError as error:
            refused.append((number, str(error)))
    if reader.entries and reader.entries[-1].last < len(listed.lines) and not refused:
        refused.append((number, f"line {reader.entries[-1].last + 1} and what follows has no label: the document has 1 to {len(listed.lines)}"))
    if not reader.entries and not refused:
        refused.append((number, f"no entry: {_SHAPE}"))
    if refused:
        return Answer([], []), refused
    spans = _spans(reader)
    faults, refused = _faults(reader, spans)
    return Answer([], []) if refused else Answer(spans, faults), refused
