"""Words without the spaces between them.

## What it finds
A run of twenty-two Arabic letters or more. The longest words that Arabic prose has, with all that is joined to their ends, stay below that; so do two names
written as one. Vowel signs and tatweel do not count, and a run in which one letter is held (`هههههههه`) is left alone, as are hashtags and addresses.

## Why it is bad
A converter, a minifier or a machine translation dropped the spaces: a model reads a whole clause as one unknown word.

## Example
    قال المتحدث إن ⟦العرضالجديديبدأمساءالخميسالمقبل⟧ في الساحة الكبرى.

## Clean
    وتلا الخطيب قوله "فأسقيناكموه"، ثم ضحك الحضور هههههههههههههههههههههههه ووقع عبدالرحمنالنهدي.

## When it is right to ignore
In puzzles and in lists of identifiers.

## References
Unicode Standard, section 9.2, Arabic: spaces part words, joining forms do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from naqi.arabic.folding import ARABIC_LETTERS
from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document

_LETTERS = 22
# With an underscore, a hash or a stroke beside it, it names something.
_RUN = re.compile(
    b"(?<![#_/@"
    + re.escape(ARABIC_LETTERS)
    + b"])["
    + re.escape(ARABIC_LETTERS)
    + b"]{"
    + str(_LETTERS).encode()
    + b",}(?![_/@"
    + re.escape(ARABIC_LETTERS)
    + b"])"
)
_HELD = re.compile(rb"(.)\1{3}")


# A pattern that tries every word is slow; that so many letters stand in a row at all is told at once.
_KINDS = bytes(ord("x") if byte in ARABIC_LETTERS else ord(" ") for byte in range(256))
_ROW = b"x" * _LETTERS


def _runs(document: Document) -> Iterator[tuple[int, int]]:
    if _ROW not in document.data.translate(_KINDS):
        return
    for run in _RUN.finditer(document.data):
        if not _HELD.search(run[0]):
            yield document.code_points(*run.span())


RULE = Rule(
    code="EN104",
    name="run-together",
    label="encoding.lost_space",
    severity=Severity.ERROR,
    message="words without the spaces between them",
    doc=__doc__,
    detect=_runs,
)
