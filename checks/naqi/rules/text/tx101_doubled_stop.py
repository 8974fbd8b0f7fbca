"""A full stop or comma that stands twice, with a space between.

## What it finds
`. .`, `، ،` and their kin: what is left when a site adds its own stop behind the journalist's. Two dots without a space, an ellipsis, dots
in a row with spaces, and two dots within a line with a space before and one between are habits and are left alone.

## Why it is bad
It is a slip of a template or of machine translation: a warning, since nothing of the site's words leaked.

## Example
    وقال إن الزيارة لا تتعارض مع قرارات المجلس⟦. .⟧

## Clean
    وقال .. بعد صمت طويل ... إن الزيارة تمت. ثم غادر.

## When it is right to ignore
In verse and in forms with dots to fill in.

## References
None.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import SINGLE_STOP
from naqi.scan.cues import UNQUOTED, Condition, Cue, Hit
from naqi.scan.document import has_letters

_MARKS = (b".", b",", b";", b"?", b"!")


def _stands_alone(document_data: bytes, start: int, end: int) -> bool:
    before = document_data[:start].rstrip(b" ")[-1:] if start else b""
    after = document_data[end : end + 2].lstrip(b" ")[:1]
    return before not in _MARKS and after not in _MARKS


_PAIR = Condition(
    "two marks, not a row of them",
    lambda hit: _stands_alone(hit.document.data[max(0, hit.start - 4) : hit.end + 4], min(hit.start, 4), min(hit.start, 4) + hit.end - hit.start),
)

# Columnists part two thoughts with two dots, and some put a space before each mark.
_NO_PAUSE = Condition("no pause: two dots, a space before each, within a line", lambda hit: not _is_pause(hit))


def _is_pause(hit: Hit) -> bool:
    return hit.document.data[hit.start : hit.end] == b". ." and hit.before.endswith(b" ") and has_letters(hit.after)


RULE = Rule(
    code="TX101",
    name="doubled-stop",
    label="structure.doubled_stop",
    severity=Severity.WARNING,
    message="doubled full stop or comma",
    fix=SINGLE_STOP,
    doc=__doc__,
    cues=(Cue(pattern=r"\. +\.|, +,|; +;|\? +\?|! +!", where=(_PAIR, _NO_PAUSE, UNQUOTED)),),
)
