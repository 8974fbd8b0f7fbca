"""The kinds of corruption: one explicit literal, and how a kind is applied to a text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from random import Random
from typing import Final

from naqi.corruptions.code_pages import read, write
from naqi.corruptions.layout import LAYOUT
from naqi.corruptions.noise import HABITS, NOISE

STYLE: Final = "style"
UNTOUCHED: Final = "untouched"
LOOK_ALIKE: Final = "look-alike"

_WRITERS: Final = {**NOISE, **LAYOUT, **HABITS}

# A run of garbled words shorter than this is a slip that no reader would call broken encoding.
_FEWEST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A way in which text breaks.

    encoder: an encoding (see `code_pages.write`), or a writer of noise or layout, whose text is then written in UTF-8.
    decoder, errors: how the bytes are read (see `code_pages.read`). coverage: share of the text's words that go through a wrong encoding
    (one run of words), or of the places where a writer's noise can stand. seed: of all random choices; a row's seed begins with it.
    """

    name: str
    encoder: str
    decoder: str
    errors: str
    coverage: float
    seed: int


KINDS: Final = (
    # UTF-8 read as a single-byte code page. Windows-1252 lacks five bytes, one of them half of the letter feh.
    Kind("utf8-as-cp1252-strict", "utf-8", "cp1252", "strict", 1.0, 101),
    Kind("utf8-as-cp1252-replace", "utf-8", "cp1252", "replace", 1.0, 102),
    Kind("utf8-as-cp1252-whatwg", "utf-8", "cp1252", "whatwg", 1.0, 103),
    Kind("utf8-as-cp1252-part", "utf-8", "cp1252", "whatwg", 0.3, 104),
    Kind("utf8-as-cp1256", "utf-8", "cp1256", "strict", 1.0, 105),
    Kind("utf8-as-cp1256-part", "utf-8", "cp1256", "strict", 0.3, 106),
    Kind("utf8-as-latin1", "utf-8", "latin-1", "strict", 1.0, 107),
    Kind("utf8-twice-as-cp1252", "utf-8/cp1252/utf-8", "cp1252", "whatwg", 1.0, 108),
    Kind("utf8-twice-as-cp1256", "utf-8/cp1256/utf-8", "cp1256", "strict", 1.0, 109),
    # Windows-1256 and UTF-16 read as something else.
    Kind("cp1256-as-cp1252", "cp1256", "cp1252", "strict", 1.0, 201),
    Kind("cp1256-as-iso8859-6", "cp1256", "iso8859-6", "replace", 1.0, 202),
    Kind("cp1256-as-utf8", "cp1256", "utf-8", "replace", 1.0, 203),
    Kind("utf16le-as-utf8", "utf-16-le-bom", "utf-8", "replace", 1.0, 204),
    Kind("utf16be-as-utf8", "utf-16-be", "utf-8", "replace", 1.0, 205),
    # Characters that are gone.
    Kind("lost-bytes-replace", "lost-bytes", "utf-8", "replace", 0.03, 301),
    Kind("lost-bytes-ignore", "lost-bytes", "utf-8", "ignore", 0.02, 302),
    Kind("question-marks", "ascii", "ascii", "strict", 1.0, 303),
    Kind("question-marks-part", "ascii", "ascii", "strict", 0.25, 304),
    Kind("lost-spaces", "lost-spaces", "utf-8", "strict", 0.2, 305),
    # Escaped twice, unescaped once.
    Kind("entities-numeric", "entities-numeric-twice", "html", "strict", 1.0, 401),
    Kind("entities-named", "entities-named-twice", "html", "strict", 1.0, 402),
    # Looks stored in place of letters.
    Kind("presentation-forms", "presentation-forms", "utf-8", "strict", 1.0, 501),
    Kind("visual-order", "visual-order", "utf-8", "strict", 1.0, 502),
    Kind("visual-lines", "visual-lines", "utf-8", "strict", 1.0, 503),
    Kind("decomposed", "decomposed", "utf-8", "strict", 1.0, 504),
    Kind("tatweel", "tatweel", "utf-8", "strict", 0.25, 505),
    Kind("hard-wraps", "hard-wraps", "utf-8", "strict", 1.0, 506),
    Kind("hyphenation", "hyphenation", "utf-8", "strict", 1.0, 507),
    Kind("hyphen-spaces", "hyphen-spaces", "utf-8", "strict", 0.1, 508),
    # Characters that print nothing, or only space.
    Kind("bidi-controls", "bidi-controls", "utf-8", "strict", 0.2, 601),
    Kind("unbalanced-isolates", "unbalanced-isolates", "utf-8", "strict", 0.1, 602),
    Kind("zero-width", "zero-width", "utf-8", "strict", 0.08, 603),
    Kind("no-break-spaces", "no-break-spaces", "utf-8", "strict", 0.4, 604),
    Kind("soft-hyphens", "soft-hyphens", "utf-8", "strict", 0.12, 605),
    Kind("bom-inside", "bom-inside", "utf-8", "strict", 0.05, 606),
    Kind("bom-misread", "bom-misread", "utf-8", "strict", 0.05, 607),
    Kind("control-characters", "control-characters", "utf-8", "strict", 0.04, 608),
    # Characters of another keyboard.
    Kind("persian-keyboard", "persian-keyboard", "utf-8", "strict", 1.0, 701),
    Kind("urdu-keyboard", "urdu-keyboard", "utf-8", "strict", 1.0, 702),
    Kind("keheh", "keheh", "utf-8", "strict", 1.0, 703),
    Kind("mixed-digits", "mixed-digits", "utf-8", "strict", 0.5, 704),
    Kind("persian-digits", "persian-digits", "utf-8", "strict", 1.0, 705),
)

# Habits of writers. They are not errors: the right answer to such a text is the text.
STYLES: Final = (
    Kind(STYLE, "latin-comma", "utf-8", "strict", 1.0, 901),
    Kind(STYLE, "mild-tatweel", "utf-8", "strict", 0.01, 902),
    Kind(STYLE, "tight-stops", "utf-8", "strict", 1.0, 903),
)


def apply(kind: Kind, text: str, seed: str) -> str:
    """Write a text as the kind does and read it again. seed: of the random choices, so a row can be replayed."""
    rng = Random(seed)
    if kind.encoder in _WRITERS:
        return read(_WRITERS[kind.encoder](text, rng, kind.coverage).encode("utf-8", "surrogateescape"), kind.decoder, kind.errors)
    start, end = _run(kind, text, rng)
    return text[:start] + read(write(text[start:end], kind.encoder), kind.decoder, kind.errors) + text[end:]


def corrupt(kind: Kind, text: str, seed: str) -> str | None:
    """The text as the kind breaks it, or None where the kind cannot break it (no digit to mix, no word that decodes)."""
    broken = apply(kind, text, seed)
    return None if broken == text else broken


def nfc(text: str) -> str:
    """The form in which texts are compared."""
    return unicodedata.normalize("NFC", text)


def _run(kind: Kind, text: str, rng: Random) -> tuple[int, int]:
    """The run of words that goes through the wrong encoding: within the longest one that can, as many words as coverage says.

    Under `strict` a whole paragraph seldom decodes; what real software garbles then is the part that does. A text that the encoding cannot
    write (windows-1256 has no Arabic digits) was never in it: no run.
    """
    if not _is_written(kind, text):
        return 0, 0
    words = list(re.finditer(r"\S+", text))
    longest: list[re.Match[str]] = []
    current: list[re.Match[str]] = []
    for word in words:
        current = [*current, word] if _is_read(kind, word[0]) else []
        longest = max(longest, current, key=len)
    if kind.coverage < 1:
        wanted = min(len(longest), round(kind.coverage * len(words)))
        first = rng.randint(0, len(longest) - wanted)
        longest = longest[first : first + wanted]
    if len(longest) < _FEWEST_WORDS:
        return 0, 0
    return longest[0].start(), longest[-1].end()


def _is_written(kind: Kind, text: str) -> bool:
    try:
        write(text, kind.encoder)
    except UnicodeEncodeError:
        return False
    return True


def _is_read(kind: Kind, word: str) -> bool:
    try:
        read(write(word, kind.encoder), kind.decoder, kind.errors)
    except UnicodeDecodeError:
        return False
    return True
