"""Writers that store how a text looks instead of what it says: shapes, visual order, decomposed letters, broken lines."""

from __future__ import annotations

import re
import unicodedata
from random import Random
from typing import Final

from naqi.corruptions.letters import JOINING, LETTER, MIRRORED, PRESENTATION, TATWEEL, clusters
from naqi.corruptions.noise import Writer, insert

# Columns of a line of mail or of an old terminal, in code points.
_WIDTHS: Final = (45, 72)

# What stays in left-to-right order inside right-to-left text: numbers with their separators, Latin words with the spaces between them.
_LEFT_TO_RIGHT: Final = re.compile(r"[A-Za-z0-9\u0660-\u0669]+(?:(?:[.,:/@_'\u066B\u066C-]|(?<=[A-Za-z]) (?=[A-Za-z]))[A-Za-z0-9\u0660-\u0669]+)*")


def presentation_forms(text: str, _rng: Random, _coverage: float) -> str:
    """Each letter as the glyph that its neighbours ask for; lam and alef as one."""
    pieces = clusters(text)
    out: list[str] = []
    at = 0
    while at < len(pieces):
        letter, marks = pieces[at][0], pieces[at][1:]
        before = pieces[at - 1][0] if at else ""
        width = 1
        if letter == "\N{ARABIC LETTER LAM}" and not marks and at + 1 < len(pieces) and letter + pieces[at + 1][0] in PRESENTATION:
            letter, marks, width = letter + pieces[at + 1][0], pieces[at + 1][1:], 2
        after = pieces[at + width][0] if at + width < len(pieces) else ""
        out.append(_shape(letter, before, after) + marks)
        at += width
    return "".join(out)


def _shape(letter: str, before: str, after: str) -> str:
    forms = PRESENTATION.get(letter)
    if not forms:
        return letter
    joins_before = (before in JOINING or before == TATWEEL) and "final" in forms
    joins_after = letter in JOINING and (after == TATWEEL or "final" in PRESENTATION.get(after, {}))
    shape = {(False, False): "isolated", (True, False): "final", (False, True): "initial", (True, True): "medial"}[joins_before, joins_after]
    return forms.get(shape, letter)


def visual_line(line: str) -> str:
    """One line from the left edge of the screen to the right; its own inverse unless Latin words and numbers are neighbours.

    Letters keep their marks behind them; numbers and Latin runs keep their order; brackets are stored as they look.
    """
    pieces: list[str] = []
    done = 0
    for run in _LEFT_TO_RIGHT.finditer(line):
        pieces += [*clusters(line[done : run.start()]), run[0]]
        done = run.end()
    pieces += clusters(line[done:])
    return "".join(MIRRORED.get(piece, piece) for piece in reversed(pieces))


def visual_order(text: str, _rng: Random, _coverage: float) -> str:
    """The paragraph as one line in visual order."""
    return "\n".join(map(visual_line, text.split("\n")))


def visual_lines(text: str, rng: Random, coverage: float) -> str:
    """Short lines, each in visual order: what a PDF gives."""
    return visual_order(hard_wraps(text, rng, coverage), rng, coverage)


def decomposed(text: str, _rng: Random, _coverage: float) -> str:
    """NFD: hamza and madda apart from their seats, as some file systems and databases store names."""
    return unicodedata.normalize("NFD", text)


def hard_wraps(text: str, rng: Random, _coverage: float) -> str:
    """Lines broken at a width, at spaces."""
    return _wrapped(text, rng, hyphenate=False)


def hyphenation(text: str, rng: Random, _coverage: float) -> str:
    """Lines broken at a width, long words in two with a hyphen: a habit of Latin typesetting that Arabic does not have."""
    wrapped = _wrapped(text, rng, hyphenate=True)
    return wrapped if "-\n" in wrapped else text


def _wrapped(text: str, rng: Random, *, hyphenate: bool) -> str:
    width = rng.randint(*_WIDTHS)
    lines = [""]
    for word in text.split(" "):
        line = lines[-1]
        if not line:
            lines[-1] = word
        elif len(line) + 1 + len(word) <= width:
            lines[-1] = f"{line} {word}"
        elif hyphenate and re.fullmatch(rf"[{LETTER}]{{5,}}", word):
            cut = rng.randint(2, len(word) - 2)
            lines[-1] = f"{line} {word[:cut]}-"
            lines.append(word[cut:])
        else:
            lines.append(word)
    return "\n".join(lines)


def hyphen_spaces(text: str, rng: Random, coverage: float) -> str:
    """Hyphenated lines that someone joined again with spaces."""
    places = [match.end() for match in re.finditer(rf"[{LETTER}]{{3}}(?=[{LETTER}]{{2}})", text)]
    return insert(text, places, rng, coverage, lambda: "- ")


LAYOUT: Final[dict[str, Writer]] = {
    "decomposed": decomposed,
    "hard-wraps": hard_wraps,
    "hyphen-spaces": hyphen_spaces,
    "hyphenation": hyphenation,
    "presentation-forms": presentation_forms,
    "visual-lines": visual_lines,
    "visual-order": visual_order,
}
