"""How writers and sites spell: habits that a whole text is written in, and the many spellings of one phrase."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final

from hypothesis import strategies as st

from naqi.arabic import characters as ch
from naqi.arabic.folding import fold
from naqi.corruptions.letters import ALEFS, DIGIT_SETS, JOINING, LETTER, MARK, PRESENTATION, TATWEEL

_LAM: Final = "\N{ARABIC LETTER LAM}"
_YEH: Final = "\N{ARABIC LETTER YEH}"
_MAKSURA: Final = "\N{ARABIC LETTER ALEF MAKSURA}"
_FATHATAN: Final = "\N{ARABIC FATHATAN}"
_DAMMA: Final = "\N{ARABIC DAMMA}"
_SHADDA: Final = "\N{ARABIC SHADDA}"
_FATHA: Final = "\N{ARABIC FATHA}"

_BARE_ALEF: Final = str.maketrans("أإآ", "ااا")
_LAM_ALEF: Final = re.compile(f"{_LAM}[{''.join(sorted(ALEFS))}]")
# A word without any sign on it: a second one would be one too many.
_WORD: Final = re.compile(rf"(?<![{LETTER}{MARK}{TATWEEL}])[{LETTER}]{{4,}}(?![{LETTER}{MARK}{TATWEEL}])")
_FINAL: Final = rf"(?![{LETTER}{MARK}])"
_SUN: Final = frozenset("تثدذرزسشصضطظلن")
_DIGITS: Final = re.compile("[" + "".join(DIGIT_SETS) + "]")
# Of the longer words of a text: the third, and every eighth behind it.
_FIRST_STRETCHED: Final = 2
_STRETCHED_APART: Final = 8

QUOTES: Final = (("«", "»"), ('"', '"'), ("“", "”"), ("”", "“"), ("„", "“"), ("‹", "›"))
_QUOTED: Final = re.compile(r"«([^«»\n]*)»|“([^“”\n]*)”|\"([^\"\n]*)\"")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a writer spells; the default changes nothing.

    digits: "latin", "arabic" (Eastern), "persian", or None for as they are. quotes: the marks around quotations, or None. hamza: False writes a bare
    alef. dotted: False writes alef maksura for every final yeh, as in Egypt. teh_marbuta: False writes heh. comma: "،" or ",", or None. marks: every
    how many words one carries a vowel sign, 0 for none. tatweel: how many words of a line are stretched by one stroke, at most. lam_alef: write lam
    and alef as one ligature character.
    """

    digits: str | None = None
    quotes: tuple[str, str] | None = None
    hamza: bool = True
    dotted: bool = True
    teh_marbuta: bool = True
    comma: str | None = None
    marks: int = 0
    tatweel: int = 0
    lam_alef: bool = False

    def write(self, text: str) -> str:
        """The text in these habits. Lines stay lines."""
        if self.digits is not None:
            digits = DIGIT_SETS[("latin", "arabic", "persian").index(self.digits)]
            text = _DIGITS.sub(lambda match: digits[int(match[0])], text)
        if self.quotes is not None:
            opening, closing = self.quotes
            text = _QUOTED.sub(lambda match: f"{opening}{next(part for part in match.groups() if part is not None)}{closing}", text)
        if self.comma is not None:
            text = re.sub(r"[،,](?=\s)", self.comma, text)
        if not self.hamza:
            text = text.translate(_BARE_ALEF)
        if not self.dotted:
            text = re.sub(_YEH + _FINAL, _MAKSURA, text)
        if not self.teh_marbuta:
            text = re.sub(r"(?<=[^\s])\N{ARABIC LETTER TEH MARBUTA}" + _FINAL, "\N{ARABIC LETTER HEH}", text)
        if self.tatweel:
            stretched = range(_FIRST_STRETCHED, _FIRST_STRETCHED + _STRETCHED_APART * self.tatweel, _STRETCHED_APART)
            numbers = count()
            text = _WORD.sub(lambda match: _stretched(match[0]) if next(numbers) in stretched else match[0], text)
        if self.marks:
            numbers = count()
            text = _WORD.sub(lambda match: _marked(match[0]) if next(numbers) % self.marks == 0 else match[0], text)
        if self.lam_alef:
            text = _LAM_ALEF.sub(_ligature, text)
        return text


def _stretched(word: str) -> str:
    """A word with one stroke at its last joint; lam joins alef without a line that could be stretched."""
    joints = [at for at in range(1, len(word)) if word[at - 1] in JOINING and not (word[at - 1] == _LAM and word[at] in ALEFS)]
    return f"{word[: joints[-1]]}{TATWEEL}{word[joints[-1] :]}" if joints else word


def _marked(word: str) -> str:
    """A word with a sign where writers put one: tanwin on a final alef, shadda behind the article, else a vowel on the first letter."""
    if word.endswith("ا"):
        return word[:-1] + _FATHATAN + "ا"
    if word.startswith("ال") and word[2] in _SUN:
        return word[:3] + _SHADDA + word[3:]
    # Alef carries no sign of its own.
    return word if word[0] in "اأإآ" else word[0] + (_DAMMA if word[0] == _YEH else _FATHA) + word[1:]


def _ligature(match: re.Match[str]) -> str:
    joins = match.start() > 0 and match.string[match.start() - 1] in JOINING
    forms = PRESENTATION[match[0]]
    return forms["final" if joins and "final" in forms else "isolated"]


def habits(*, faulty: bool = False) -> st.SearchStrategy[Habits]:
    """Habits of Arabic sites, in any mixture. Shrinks to no habit at all.

    faulty: also those that rules find, as no keyboard of Arabic writes them: Persian digits, ligature characters for lam and alef.
    """
    quotes = st.none() | st.sampled_from(QUOTES[:4] if not faulty else QUOTES)
    return st.builds(
        Habits,
        digits=st.sampled_from((None, "latin", "arabic", *(["persian"] if faulty else []))),
        quotes=quotes,
        hamza=st.sampled_from((True, False)),
        dotted=st.sampled_from((True, False)),
        teh_marbuta=st.sampled_from((True, False)),
        comma=st.sampled_from((None, "،", ",")),
        marks=st.sampled_from((0, 40, 7)),
        tatweel=st.integers(0, 2),
        lam_alef=st.sampled_from((False, True)) if faulty else st.just(False),
    )


def _twins() -> Mapping[str, str]:
    """Letters, digits and signs that stand for one another: each with all that fold to what it folds to, itself first."""
    letters = [*ch.BASE_LETTERS, *ch.LETTER_VARIANTS, *ch.LOOKALIKE_LETTERS, *(chr(letter) for letter in range(ord("a"), ord("z") + 1))]
    letters += [letter.upper() for letter in letters if letter.isascii()]
    signs = [*"".join(DIGIT_SETS), *",؛;،?؟%٪"]
    groups: dict[bytes, str] = {}
    for character in (*letters, *signs):
        groups[fold(character).data] = groups.get(fold(character).data, "") + character
    return {character: character + group.replace(character, "") for group in groups.values() for character in group}


_TWINS: Final = _twins()
_SPACES: Final = (" ", "\N{NO-BREAK SPACE}", "  ", "\t", "\N{THIN SPACE}", " \N{NO-BREAK SPACE} ")
_BETWEEN: Final = ("", *map(chr, ch.INVISIBLE[:12]))
_ON_LETTERS: Final = (
    "", TATWEEL, TATWEEL * 3, *map(chr, ch.named("ARABIC FATHA", "ARABIC DAMMA", "ARABIC KASRA", "ARABIC SUKUN", "ARABIC SHADDA", "ARABIC FATHATAN")),
    "\N{ARABIC LETTER SUPERSCRIPT ALEF}",
)  # fmt: skip
_ARABIC: Final = frozenset(ch.BASE_LETTERS) | frozenset(ch.LETTER_VARIANTS)


@st.composite
def spellings(draw: st.DrawFn, phrase: str) -> str:
    """The phrase as another site might write it: all that naqi's folding unites, so that a rule must find it as it finds the phrase.

    Letters of other keyboards, hamza and alef maksura at will, digit sets, vowel signs, tatweel, ligatures of lam and alef, invisible characters
    between letters, spaces of any kind and number. Begins with its first character and ends with its last or a sign on it. Shrinks to the phrase.
    """
    # A few places, or all: so that what fails shrinks to the one change that matters.
    few = st.lists(st.sampled_from(range(len(phrase))), max_size=8, unique=True)
    changed = set(draw(few | st.just([*range(len(phrase))])))
    written = "".join(_respelt(draw, character, opens=at == 0) if at in changed else character for at, character in enumerate(phrase))
    return _LAM_ALEF.sub(_ligature, written) if draw(st.booleans()) else written


def _respelt(draw: st.DrawFn, character: str, *, opens: bool) -> str:
    before = "" if opens else draw(st.sampled_from(_BETWEEN))
    if character == " ":
        return before + draw(st.sampled_from(_SPACES))
    written = before + draw(st.sampled_from(_TWINS.get(character, character)))
    return written + draw(st.sampled_from(_ON_LETTERS)) if character in _ARABIC else written
