"""Captions as GUIDELINES settles them: one picture, one unit. A caption's cue or credit speaks for all of it, and a credit beside it is part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from naqi.taxonomy import EVIDENCE
from naqi_dataset.sites.marks import Run

_CAPTION: Final = "boilerplate.caption"
_CREDIT: Final = "boilerplate.credit"
# What tells a caption by its own words on any site: an archive mark, the words by which agencies open one, a credit.
_CUE: Final = re.compile(
    r"[(\[]\s*(?:صورة\s+)?(?:من\s+ال)?[أا]رشيف(?:ي[ةه])?\s*[)\]]|صورة\s+(?:من\s+الملف|من\s+ال[أا]رشيف|[أا]رشيفي[ةه]|توضيحي[ةه])"
    r"|(?:تصوير|عدسة)\s*[:/]|\N{COPYRIGHT SIGN}"
)


def settle(text: str, found: Sequence[Run]) -> list[Run]:
    """Runs, those of pictures settled.

    A picture is a caption of the article with the captions and credits of the inventory around it on its line, or on the line below. All of it is
    `caption`, and its evidence is the least that suffices for one of its parts: `wording` where a cue or a credit tells. A caption alone keeps its own.
    """
    settled = list(found)
    for picture in _pictures(text, found):
        members = [found[number] for number in picture]
        known = [run.piece.evidence for run in members if run.piece.evidence]
        if any(_CUE.search(text, run.start, run.end) for run in members):
            known.append("wording")
        evidence = min(known, key=EVIDENCE.index)
        for number in picture:
            settled[number] = replace(found[number], piece=replace(found[number].piece, label=_CAPTION, evidence=evidence))
    return settled


def _is_article_caption(run: Run) -> bool:
    return run.piece.label == _CAPTION and run.piece.phrase is None


def _pictures(text: str, found: Sequence[Run]) -> Iterator[list[int]]:
    """Numbers of the runs of each picture, in order. What stands between two captions of one line belongs to the first."""
    current: list[int] = []
    lead: list[int] = []
    for number, run in enumerate(found):
        breaks = text.count("\n", found[number - 1].end, run.start) if number else 0
        beside = run.piece.label in {_CAPTION, _CREDIT}
        if breaks or not beside:
            lead = []
        if current and not (beside and not _is_article_caption(run) and (not breaks or _is_line_below(text, found, current, number))):
            yield current
            current = []
        if _is_article_caption(run):
            current = [*lead, number]
            lead = []
        elif current:
            current.append(number)
        elif beside:
            lead.append(number)
    if current:
        yield current


def _is_line_below(text: str, found: Sequence[Run], picture: Sequence[int], number: int) -> bool:
    """Whether a run opens the line below a picture, and no article's caption follows it on that line, which it would belong to."""
    if number != picture[-1] + 1 or "\n" in text[found[picture[0]].start : found[picture[-1]].end]:
        return False
    for follower in range(number + 1, len(found)):
        if "\n" in text[found[follower - 1].end : found[follower].start] or found[follower].piece.label not in {_CAPTION, _CREDIT}:
            return True
        if _is_article_caption(found[follower]):
            return False
    return True
