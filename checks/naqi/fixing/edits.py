"""Edits of a text: applied they give the new text, undone the old one, and two rounds of them are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class EditError(ValueError):
    """Edits do not fit a text, or each other; the message says which."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a text.

    start, end: span in code points of the text before all edits. replacement: what stands there afterwards. removed: what stood there.
    rule: code of the rule that asked for it; where several did, of the one that took out most.
    """

    start: int
    end: int
    replacement: str
    removed: str
    rule: str

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Edit:
        """The edit of an object such as a line of `--edits`; keys that say where the text stands are passed over. Raises KeyError for a missing key."""
        return cls(value["start"], value["end"], value["replacement"], value["removed"], value["rule"])

    def as_json(self) -> dict[str, Any]:
        """The edit as documented for `--edits`."""
        return {"start": self.start, "end": self.end, "replacement": self.replacement, "removed": self.removed, "rule": self.rule}


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made.

    Args:
        text: what the edits were made for.
        edits: in order of place, not overlapping; all offsets are of `text`.

    Raises EditError where they overlap, or where another text stands at the place of one.
    """
    pieces: list[str] = []
    done = 0
    for edit in edits:
        if edit.start < done or edit.end < edit.start:
            raise EditError(f"the edit at {edit.start} overlaps the one before it: give edits in order of place")
        # Past the end nothing stands, which is what an edit that only adds would ask for.
        if edit.end > len(text):
            raise EditError(f"the edit at {edit.start} does not fit: the text ends at {len(text)}; give the text that it was made for")
        if text[edit.start : edit.end] != edit.removed:
            raise EditError(f"the edit at {edit.start} does not fit: {edit.removed!r} must stand there; give the text that it was made for")
        pieces += (text[done : edit.start], edit.replacement)
        done = edit.end
    return "".join((*pieces, text[done:]))


def inverse(edits: Iterable[Edit]) -> list[Edit]:
    """Edits that undo edits: offsets are of the text that those gave."""
    found: list[Edit] = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        found.append(Edit(start, start + len(edit.replacement), edit.removed, edit.replacement, edit.rule))
        shift += len(edit.replacement) - len(edit.removed)
    return found


def undo(text: str, edits: Iterable[Edit]) -> str:
    """The text that edits were made for, of the text that they gave.

    Raises EditError as `apply` does. What was taken out left nothing behind that could be looked for: in a text that was changed before it, it
    comes back at another place.
    """
    return apply(text, inverse(edits))


def compose(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Edits of `text` that do in one what `first`, and then `second` on the text that `first` gave, do in two.

    What touched the same characters becomes one edit; edits that only stand side by side stay apart.
    """
    middle = apply(text, first)
    # Each edit with its place in the middle text, and whether it is of the second round.
    marks = [(edit.start, edit.end, new) for new, edit in zip(first, inverse(first), strict=True)]
    items = sorted(
        [(start, end, False, edit) for start, end, edit in marks] + [(edit.start, edit.end, True, edit) for edit in second], key=lambda item: item[:2]
    )
    found: list[Edit] = []
    shift = at = 0
    while at < len(items):
        low, high, _, _ = items[at]
        members: list[tuple[bool, Edit]] = []
        before = shift
        while at < len(items) and (not members or items[at][0] < high):
            _, end, later, edit = items[at]
            high = max(high, end)
            members.append((later, edit))
            shift += 0 if later else len(edit.removed) - len(edit.replacement)
            at += 1
        made = _shifted(low, [edit for later, edit in members if later])
        start, end = low + before, high + shift
        replacement = apply(middle[low:high], made)
        if replacement != text[start:end]:
            widest = max((edit for _, edit in members), key=lambda edit: len(edit.removed))
            found.append(Edit(start, end, replacement, text[start:end], widest.rule))
    return found


def _shifted(by: int, edits: Iterable[Edit]) -> list[Edit]:
    return [Edit(edit.start - by, edit.end - by, edit.replacement, edit.removed, edit.rule) for edit in edits]
