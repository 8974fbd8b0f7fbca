"""Strategy for broken encodings: the dataset's kinds of corruption, applied to any text."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from hypothesis import reject
from hypothesis import strategies as st

from naqi.corruptions.kinds import KINDS, Kind, corrupt, nfc
from naqi.testing.words import paragraphs, taken_paragraphs

_KINDS: Final = {kind.name: kind for kind in KINDS}
_SEEDS: Final = 2**16
# So many paragraphs are tried for one that a kind can break.
_MOST_TEXTS: Final = 200

# Holds something for every kind: digits of two and more, quotation marks, every twin of other keyboards, long words, what windows-1256 can write.
_ANCHOR: Final = (
    "قالت المهندسة المسؤولة عن المستودعات إن الشركة الوطنية «نقلت» إلى المدينة القديمة 1250 طنا من المستلزمات، ثم أعادت توزيعها على الأسواق المركزية "
    "والمستشفيات في 48 ساعة، وأكدت أن الاستعدادات لاستقبال الموسم كانت كبيرة هذه السنة."
)


class Corruption(NamedTuple):
    """A broken text. clean: what it was, in NFC; compare up to NFC. kind: the name of a kind of `naqi.corruptions.kinds.KINDS`."""

    corrupted: str
    clean: str
    kind: str


def corruptions(kinds: Iterable[str] | None = None, *, texts: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Corruption]:
    """A text that one of several kinds broke.

    kinds: names; all by default. texts: what is broken, `paragraphs()` by default; a text that the kind cannot break (a kind of digits, and no
    digits) is replaced by a paragraph that it can. With `texts` of your own, it is rejected instead.

    Shrinks to the first kind given and one short text. Raises ValueError for an unknown kind, and for none.
    """
    chosen = tuple(map(_known, _KINDS if kinds is None else kinds))
    if not chosen:
        raise ValueError("corruptions of no kind: name one of naqi.corruptions.kinds.KINDS, or None for all")
    return _corruptions(chosen, texts)


def one_of_each() -> list[Corruption]:
    """One and the same sentence, as each kind breaks it, in the order of the kinds."""
    clean = nfc(_ANCHOR)
    broken = ((kind.name, corrupt(kind, clean, "0")) for kind in KINDS)
    return [Corruption(corrupted, clean, name) for name, corrupted in broken if corrupted is not None]


def _known(name: str) -> Kind:
    if name not in _KINDS:
        near = difflib.get_close_matches(name, _KINDS, 1, 0.5)
        raise ValueError(f"unknown kind {name!r}: " + (f"did you mean {near[0]}?" if near else f"the kinds are {', '.join(_KINDS)}"))
    return _KINDS[name]


@st.composite
def _corruptions(draw: st.DrawFn, kinds: tuple[Kind, ...], texts: st.SearchStrategy[str] | None) -> Corruption:
    kind = draw(st.sampled_from(kinds))
    seed = str(draw(st.integers(0, _SEEDS)))
    clean = nfc(draw(paragraphs() if texts is None else texts))
    corrupted = corrupt(kind, clean, seed)
    if corrupted is None and texts is None:
        clean = draw(st.sampled_from(_breakable(kind, tuple(taken_paragraphs()[:_MOST_TEXTS]))))
        # Where a kind breaks a line is drawn too, and seldom a line then has no place: the first seed is known to have one.
        corrupted = corrupt(kind, clean, seed) or corrupt(kind, clean, "0")
    if corrupted is None:
        reject()
    return Corruption(corrupted, clean, kind.name)


@cache
def _breakable(kind: Kind, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts that a kind breaks, a sentence that each kind breaks first."""
    return tuple(text for text in map(nfc, (_ANCHOR, *texts)) if corrupt(kind, text, "0") is not None)
