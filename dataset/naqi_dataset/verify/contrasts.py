"""What holds for `contrasts`: each document has its counterpart, and only what the pair is about tells the two apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from naqi.arabic.folding import DIGITS, LETTERS, fold, fold_phrase
from naqi_dataset.verify.rows import Known, Row

_COUNTERPART: Final = {"furniture": "journalism", "journalism": "furniture"}
_WORD: Final = re.compile(b"[" + re.escape(LETTERS + DIGITS) + b"]+")
# Least Jaccard index of word bigrams outside the span for two documents to be near-identical.
_ALIKE: Final = 0.5


def counterpart(row: Row, known: Known) -> Iterator[str]:
    """A document's pair has exactly one of the other role, of the same split, class and cue; outside the span the two are near-identical."""
    wanted = _COUNTERPART.get(row["role"])
    if row["id"] != f"{row['pair']}/{row['role']}":
        yield f"the id is not its pair {row['pair']!r} and role {row['role']!r}"
    other = known["contrasts"].get(f"{row['pair']}/{wanted}")
    if other is None:
        yield f"its pair {row['pair']!r} has no {wanted} document"
        return
    for column in ("split", "class", "cue"):
        if other[column] != row[column]:
            yield f"{column} is {row[column]!r}, its counterpart has {other[column]!r}"
    if row["role"] == "furniture":
        ours, theirs = _bigrams(row), _bigrams(other)
        alike = len(ours & theirs) / max(1, len(ours | theirs))
        if alike < _ALIKE:
            yield f"is not near-identical to its counterpart: they share {alike:.0%} of their word bigrams outside the span"


def _bigrams(row: Row) -> set[tuple[bytes, bytes]]:
    text = str(row["text"])
    for span in reversed(row["spans"] or []):
        text = f"{text[: span['start']]}\n{text[span['end'] :]}"
    return set(itertools.pairwise(_WORD.findall(fold(text).data)))


def cue_decides(row: Row, _known: Known) -> Iterator[str]:
    """The cue stands once in the text; furniture has one span, of the pair's class, with the cue in it; journalism has none."""
    cue = fold_phrase(str(row["cue"]))
    count = fold(str(row["text"])).data.count(cue) if cue else 0
    if count != 1:
        yield f"the cue {row['cue']!r} occurs {count} times in text"
    spans = row["spans"] or []
    if row["role"] == "journalism":
        if spans:
            yield "is journalism and has a span"
    elif len(spans) != 1:
        yield f"is furniture and has {len(spans)} spans, not one"
    else:
        (span,) = spans
        if span["label"] != f"boilerplate.{row['class']}":
            yield f"its span is {span['label']!r}, its class {row['class']!r}"
        if cue not in fold(str(row["text"])[span["start"] : span["end"]]).data:
            yield f"the cue {row['cue']!r} is not in its span"
