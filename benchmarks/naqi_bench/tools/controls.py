"""What a score is read against: doing nothing, deleting everything, the right answer, and the best that can be done with part of the evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from naqi.taxonomy import EVIDENCE
from naqi_bench.tools.model import Run, Setting, Standing, Tool
from naqi_bench.tracks.gold import ExtractGold, Gold, RepairGold, ScrubGold
from naqi_bench.tracks.model import Task, Track

# Of the answers below: raised when one of them changes.
_VERSION: Final = "1"

_Make = Callable[[], Run]


def controls(track: Track, golds: Mapping[str, Gold]) -> tuple[Tool, ...]:
    """The controls of a track. golds: the answers by id of task, {} to list names only: *everything* and *nothing* read none.

    everything: all text nodes of a page's body but scripts and styles, or the text as it is. nothing: no text. oracle: the right answer.
    `ceiling-<evidence>`: *everything* without the furniture that this evidence, or one named before it (wording, position, source, reading,
    layout), gives away. A page's ceiling takes out what the page forbids; furniture whose words are not unique on the page, and so are not
    forbidden, stays. `reading` asks what words mean. With `layout`, which a text does not show, a ceiling is the oracle but for faults and optional text.
    """

    def tool(name: str, note: str, make: _Make) -> Tool:
        return Tool(name, track, "", "", lambda: _VERSION, (Setting("as-shipped", note, _loader(make)),), Standing.CONTROL)

    made = [
        tool("everything", "all that stands there", lambda: _everything),
        tool("nothing", "no text", lambda: lambda _task: None),
        tool("oracle", "the right answer", lambda: lambda task: _right(golds[task.id])),
    ]
    if track is not Track.REPAIR:
        for place, evidence in enumerate(EVIDENCE, 1):
            note = f"removes the furniture that is told by {', '.join(EVIDENCE[:place])}"
            made.append(tool(f"ceiling-{evidence}", note, partial(_ceiling, golds, frozenset(EVIDENCE[:place]))))
    return tuple(made)


def _loader(make: _Make) -> Callable[[Sequence[Task]], Run]:
    return lambda _tasks: make()


def _ceiling(golds: Mapping[str, Gold], known: frozenset[str]) -> Run:
    return lambda task: _without(task, golds[task.id], known)


def _text_nodes(task: Task) -> list[str]:
    from naqi_bench.tracks.stream import text_nodes  # noqa: PLC0415  # lxml is of an extra; listing names needs none

    return text_nodes(task.html, task.encoding or None) if task.html.strip() else []


def _everything(task: Task) -> str:
    return task.text or "\n".join(_text_nodes(task))


def _right(answer: Gold) -> str:
    if isinstance(answer, ScrubGold):
        return answer.body
    return answer.clean if isinstance(answer, RepairGold) else "\n\n".join(answer.keep)


def _without(task: Task, answer: Gold, known: frozenset[str]) -> str:
    if isinstance(answer, ScrubGold):
        from naqi_dataset.sites.scrapes import join  # noqa: PLC0415  # of an extra

        return join(answer.raw, [dict(span) for span in answer.spans if span["evidence"] not in known], [])
    assert isinstance(answer, ExtractGold)
    return _cut(" ".join(_text_nodes(task)), answer, known)


def _cut(page: str, answer: ExtractGold, known: frozenset[str]) -> str:
    """The text of a page without the strings that it forbids and whose evidence is known.

    A short string may also stand inside a longer one. So each string of the answer, longest first, takes the places that are whole words and not taken yet.
    """
    text = " ".join(page.split())
    strings = [(" ".join(paragraph.split()), False) for paragraph in answer.keep]
    strings += [(" ".join(string["text"].split()), False) for string in answer.optional]
    strings += [(" ".join(string["text"].split()), string["evidence"] in known) for string in answer.forbidden]
    taken: list[tuple[int, int, bool]] = []
    for string, cut in sorted(strings, key=lambda entry: -len(entry[0])):
        # \b alone would ask for a word beside a bracket.
        for found in re.finditer((r"\b" if string[0].isalnum() else "") + re.escape(string) + (r"\b" if string[-1].isalnum() else ""), text):
            if all(found.end() <= start or end <= found.start() for start, end, _ in taken):
                taken.append((*found.span(), cut))
    pieces, at = [], 0
    for start, end, cut in sorted(taken):
        if cut:
            pieces.append(text[at:start])
            at = end
    pieces.append(text[at:])
    return "\n".join(piece.strip() for piece in pieces if piece.strip())
