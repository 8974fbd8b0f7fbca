"""A text that ends in the middle of a sentence.

## What it finds
The last word of a text, in a line of eight words or more, where it is a word that cannot end a sentence (`في`, `التي`, `أن`), or where a comma, a semicolon or an opening bracket ends the text. A missing stop alone
tells nothing: headlines, keyword lists and whole sources do without.

## Why it is bad
A field was too short, or a reader's limit cut the page. A warning, since some writers leave out the last stop.

## Example
    افتتح الوزير المعرض الدولي للكتاب في قاعة المؤتمرات الكبرى، وتجول في أجنحته مع عدد من الضيوف ⟦الذين⟧

## Clean
    افتتح الوزير المعرض الدولي للكتاب في قاعة المؤتمرات الكبرى، وتجول في أجنحته مع عدد من الضيوف

## When it is right to ignore
For leads and summaries that are cut on purpose.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

from naqi.arabic.folding import fold_phrase
from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document

_OPEN_WORDS = frozenset(
    map(
        fold_phrase,
        (
            "في",
            "من",
            "إلى",
            "على",
            "عن",
            "التي",
            "الذي",
            "الذين",
            "اللذين",
            "أن",
            "إن",
            "بأن",
            "لأن",
            "حيث",
            "بين",
            "أو",
            "ثم",
            "لم",
            "لن",
            "قد",
            "حتى",
            "كما",
            "وفي",
            "ومن",
            "وعلى",
            "وقد",
            "ولم",
            "وأن",
            "عبر",
            "ضد",
            "خلال",
            "و",
        ),
    )
)
_FEWEST_WORDS = 8
_STOPS = b".!?"
_TAIL = 100


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    tail = document.data[-_TAIL:].rstrip()
    if not tail or tail[-1] in _STOPS:
        return
    data = document.data.rstrip(b" \n")
    start = data.rfind(b"\n") + 1
    words = data[start:].split()
    if len(words) < _FEWEST_WORDS:
        return
    last = words[-1]
    if last.rstrip(b',;:("') in _OPEN_WORDS or last[-1:] in {b",", b";", b"("}:
        yield document.code_points(len(data) - len(last), len(data))


RULE = Rule(
    code="TX103",
    name="cut-off-end",
    label="structure.cut_off",
    severity=Severity.WARNING,
    message="the text breaks off",
    doc=__doc__,
    detect=_detect,
)
