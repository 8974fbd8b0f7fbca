"""Strategy for texts that are legal strings and break programs: what a checker or a cleaner must survive."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from naqi.arabic.characters import INVISIBLE, LINE_BREAKS, PRIVATE_USE, code_points
from naqi.testing.words import paragraphs

_MARKS: Final = "".join(map(chr, code_points((0x64B, 0x655), (0x300, 0x30F)))) + "\N{ARABIC LETTER SUPERSCRIPT ALEF}\N{COMBINING GRAPHEME JOINER}"
_OPEN_BIDI: Final = (
    "\N{RIGHT-TO-LEFT EMBEDDING}\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT OVERRIDE}"
    "\N{RIGHT-TO-LEFT ISOLATE}\N{LEFT-TO-RIGHT ISOLATE}\N{FIRST STRONG ISOLATE}"
)
_CLOSE_BIDI: Final = "\N{POP DIRECTIONAL FORMATTING}\N{POP DIRECTIONAL ISOLATE}"
_CONTROLS: Final = "".join(map(chr, code_points((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F))))
_NONCHARACTERS: Final = "".join(map(chr, (*code_points((0xFDD0, 0xFDEF)), *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)))))
_LINE_ENDS: Final = ("\n", "\r\n", "\r", "\n\r", *map(chr, LINE_BREAKS), "\x1c", "\x1d", "\x1e")
_LIGATURES: Final = "\N{ARABIC LIGATURE JALLAJALALOUHOU}\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}ﷲ"

LONG_LINE: Final = 100_000


def _of(characters: str, most: int = 8) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from(characters), min_size=1, max_size=most)


@st.composite
def _storms(draw: st.DrawFn) -> str:
    """A letter under more combining signs than fit a line."""
    return draw(st.sampled_from("بلاe ")) + draw(_of(_MARKS, 6)) * draw(st.integers(1, 400))


@st.composite
def _nested(draw: st.DrawFn) -> str:
    """Directions opened in one another, deeper than the bidirectional algorithm goes (125), closed, half closed, or closed twice."""
    depth = draw(st.integers(1, 200))
    return draw(st.sampled_from(_OPEN_BIDI)) * depth + draw(paragraphs()) + draw(st.sampled_from(_CLOSE_BIDI)) * draw(st.integers(0, 2 * depth))


@st.composite
def long_lines(draw: st.DrawFn, length: int = LONG_LINE) -> str:
    """One line of `length` code points: a short piece again and again, so that examples stay small. Shrinks to spaces of the piece `ا`."""
    piece = draw(st.sampled_from(("ا", " ", ".", "(", "ا ", "اقرأ أيضاً ", "&", "<", "[", "\N{ARABIC FATHA}", "\N{ZERO WIDTH SPACE}")) | st.text(max_size=12))
    piece = "".join(piece.splitlines()) or "ا"
    return (piece * (length // len(piece) + 1))[:length]


def nasty_text(*, long: bool = True) -> st.SearchStrategy[str]:
    """Any string, made of what breaks programs, with Arabic prose between.

    Storms of combining signs, nested and unbalanced directions, lone
    surrogates, NULs and other controls, characters that Unicode will never assign, private and invisible ones, every end of line there is,
    ligatures that fold to eighteen letters, openings that nothing closes, and, if `long`, a line of 100,000 characters.

    May be empty, and may not be encodable. Shrinks to the empty string, and a failing one to the piece that matters.
    """
    pieces = [
        st.sampled_from(_LINE_ENDS),
        _of("".join(map(chr, INVISIBLE[:40]))),
        _of("\x00", 3),
        _of(_CONTROLS),
        st.characters(categories=["Cs"]),
        _of(_NONCHARACTERS),
        _of(chr(PRIVATE_USE[0]) + chr(PRIVATE_USE[-1]) + chr(0x10FFFD)),
        _of(_LIGATURES),
        st.sampled_from(("«", '"', "[", "<", "&", "(", "…", ".", "<!--", "\N{REPLACEMENT CHARACTER}", "\N{ARABIC TATWEEL}")),
        paragraphs(),
        st.text(st.characters(exclude_categories=()), max_size=8),
        _storms(),
        _nested(),
    ]
    texts = st.lists(st.one_of(pieces), max_size=10).map("".join)
    if not long:
        return texts
    around = st.tuples(texts, long_lines(), texts).map("".join)
    # One in eight: a long line costs what a hundred others do.
    return st.integers(0, 7).flatmap(lambda number: around if number == 7 else texts)
