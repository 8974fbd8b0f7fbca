"""A finding in its line, cut to a size that can be shown and kept."""

from __future__ import annotations

from typing import Final, NamedTuple

# Characters of the line shown before and behind a finding, and of the finding itself.
_CONTEXT: Final = 40
_LONGEST: Final = 160
_CUT: Final = "\N{HORIZONTAL ELLIPSIS}"


class Excerpt(NamedTuple):
    """A finding and what stands beside it in its line, as they are in the text; what is left out has an ellipsis for it."""

    before: str
    text: str
    after: str


def is_cut(start: int, end: int) -> bool:
    """Whether a finding of this span is too long to be shown whole."""
    return end - start > _LONGEST


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """Cut a finding and its line out of a text. start, end: its span in code points."""
    before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + _CONTEXT].partition("\n")[0]
    middle = text[start:end] if not is_cut(start, end) else f"{text[start : start + _LONGEST // 2]} {_CUT} {text[end - _LONGEST // 2 : end]}"
    cut_before = _CUT if len(before) == _CONTEXT < start else ""
    cut_after = _CUT if len(after) == _CONTEXT < len(text) - end else ""
    return Excerpt(cut_before + before.lstrip(), middle, after.rstrip() + cut_after)
