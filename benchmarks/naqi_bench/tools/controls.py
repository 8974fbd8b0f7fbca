"""What a score is read against: doing nothing, deleting everything, the right answer, and the best that can be done with part of the evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from naqi.taxonomy import EVIDENCE
from naqi_bench.tools.model import Setting, Standing, Tool
from naqi_bench.tracks.gold import ExtractGold, Gold, RepairGold, ScrubGold
from naqi_bench.tracks.model import Track

# Of the answers below: raised when one of them changes.
_VERSION: Final = "2"
_STREAM: Final = Path(__file__).parents[1] / "tracks" / "stream.py"


def controls(track: Track, golds: Mapping[str, Gold]) -> tuple[Tool, ...]:
    """The controls of a track. golds: the answers by id of task, {} to list names only.

    everything: all text nodes of a page's body but scripts and styles, or the text as it is. nothing: no text. oracle: the right answer.
    `ceiling-<evidence>`: *everything* without the furniture that this evidence, or one named before it (wording, position, source, reading,
    layout), gives away. A page's ceiling takes out what the page forbids; furniture that also stands in what one may keep is not forbidden, and
    stays. `reading` asks what words mean. With `layout`, which a text does not show, a ceiling is the oracle but for faults and optional text.
    """

    def tool(name: str, note: str, text: Callable[[Gold], str | None]) -> Tool:
        setting = Setting("as-shipped", note, lambda _tasks: lambda task: text(golds[task.id]))
        return Tool(name, track, "", "", lambda: _VERSION, (setting,), Standing.CONTROL, (_STREAM,))

    made = [
        tool("everything", "all that stands there", everything),
        tool("nothing", "no text", lambda _answer: None),
        tool("oracle", "the right answer", _right),
    ]
    if track is not Track.REPAIR:
        for place, evidence in enumerate(EVIDENCE, 1):
            note = f"removes the furniture that is told by {', '.join(EVIDENCE[:place])}"
            made.append(tool(f"ceiling-{evidence}", note, partial(_without, known=frozenset(EVIDENCE[:place]))))
    return tuple(made)


def everything(answer: Gold) -> str:
    """What stands there: the text nodes of a page, read in the encoding that it has, whatever it declares; or the text as it is."""
    if isinstance(answer, ExtractGold):
        from naqi_bench.tracks.stream import text_nodes  # noqa: PLC0415  # lxml is of an extra; listing names needs none

        return "\n".join(text_nodes(answer.html, answer.encoding))
    return answer.raw if isinstance(answer, ScrubGold) else answer.corrupted


def _right(answer: Gold) -> str:
    if isinstance(answer, ScrubGold):
        return answer.body
    return answer.clean if isinstance(answer, RepairGold) else "\n\n".join(answer.keep)


def _without(answer: Gold, known: frozenset[str]) -> str:
    if isinstance(answer, ScrubGold):
        from naqi_dataset.sites.scrapes import join  # noqa: PLC0415  # of an extra

        return join(answer.raw, [dict(span) for span in answer.spans if span["evidence"] not in known], [])
    assert isinstance(answer, ExtractGold)
    from naqi_bench.tracks.stream import labelled  # noqa: PLC0415  # lxml again

    page = labelled(answer)
    pieces, at = [], 0
    for span in page.spans:
        if span.evidence in known:
            pieces.append(page.text[at : span.start])
            at = span.end
    pieces.append(page.text[at:])
    return "\n".join(piece.strip() for piece in pieces if piece.strip())
