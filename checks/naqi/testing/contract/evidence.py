"""Which furniture a contract may ask of any cleaner: what its own words tell, to who labelled it and to the gate alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from hypothesis import strategies as st

from naqi import check as gate
from naqi.testing.furniture import Furniture, furniture

# Heads and bodies in which nothing speaks for furniture beside them, and nothing is furniture. The shorter ones are as short as articles are drawn.
_STORIES: Final = (
    (("ناقش المجلس الخطة في المدينة القديمة",), ("أعلنت البلدية الجديدة عن الخطة التي أقرها المجلس يوم الأحد.", "وقال المتحدث إن العمل يبدأ في الشهر المقبل.")),
    (("ناقش المجلس الخطة",), ("أعلنت البلدية الخطة.",)),
    (("ناقش المجلس الخطة", "كتب كريم القاسم"), ("أعلنت البلدية الخطة.",)),
    # A long title is taken for prose, and what stands above it for the first line of a text without one.
    ((), ("أعلنت البلدية الجديدة عن الخطة التي أقرها المجلس يوم الأحد.",)),
)

_GAP: Final = "\n\n"


@cache
def told(item: Furniture) -> bool:
    """Whether the gate tells a piece by its words: wherever it may stand beside a plain story, the gate's errors cover all of it, and none of the story.

    Of others, such as a heading made of one word and a site's name, nobody who sees one text can say whether they are the story's.
    """
    return all(_told_between(item.text, before, behind) for before, behind in _places(item))


def _told_between(text: str, before: str, behind: str) -> bool:
    end = len(before) + len(text)
    found = [finding for finding in gate(f"{before}{text}{behind}") if finding.severity == "error"]
    covered = {at for finding in found for at in range(finding.start, finding.end)}
    wanted = {at for at, character in enumerate(text, len(before)) if not character.isspace()}
    return wanted <= covered and all(len(before) <= at < end for at in covered)


def _places(item: Furniture) -> Iterator[tuple[str, str]]:
    """Stories before and behind a piece, for each place on its side of the body."""
    for head, body in _STORIES:
        lines = (*head, *body)
        if item.side == "inline":
            ends = range(1, min(len(head), 1) + 1) if item.name == "title_suffix" else range(len(head) + 1, len(lines) + 1)
            yield from ((f"{_GAP.join(lines[:end])} ", _GAP.join(("", *lines[end:]))) for end in ends)
            continue
        ends = {"before": range(len(head) + 1), "inside": range(len(head) + 1, len(lines) + 1)}.get(item.side, range(len(lines), len(lines) + 1))
        yield from ((_GAP.join((*lines[:end], "")), _GAP.join(("", *lines[end:]))) for end in ends)


def told_by_wording() -> st.SearchStrategy[Furniture]:
    """Furniture that is labelled with the evidence `wording` and that the gate tells by it."""
    return furniture().filter(lambda item: item.evidence == "wording" and told(item))
