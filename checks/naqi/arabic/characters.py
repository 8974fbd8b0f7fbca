"""The characters that naqi treats specially, each by its Unicode name and with the reason it is here.

No invisible character is ever written as a bare literal in this project: a reader could not see it and an editor
could drop it. `named` turns names into code points and fails at import when a name is misspelt.

Source of names and properties: the Unicode Character Database that ships with Python (`unicodedata`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def named(*names: str) -> tuple[int, ...]:
    """Return the code points of Unicode character names.

    Raises KeyError when a name does not exist.
    """
    return tuple(ord(unicodedata.lookup(name)) for name in names)


def code_points(*ranges: tuple[int, int]) -> tuple[int, ...]:
    """Return the code points of inclusive ranges, in order."""
    return tuple(point for first, last in ranges for point in range(first, last + 1))


# Vowel signs and Quranic annotation: written or left out at will, so matching must not depend on them. U+0653 to
# U+0655 are combining maddah and hamza: dropping them makes decomposed (NFD) and composed (NFC) alef fold alike.
MARKS = code_points(
    (ord("\N{ARABIC SIGN SALLALLAHOU ALAYHE WASSALLAM}"), ord("\N{ARABIC SMALL KASRA}")),
    (ord("\N{ARABIC FATHATAN}"), ord("\N{ARABIC WAVY HAMZA BELOW}")),
    (ord("\N{ARABIC LETTER SUPERSCRIPT ALEF}"), ord("\N{ARABIC LETTER SUPERSCRIPT ALEF}")),
    (ord("\N{ARABIC SMALL HIGH LIGATURE SAD WITH LAM WITH ALEF MAKSURA}"), ord("\N{ARABIC SMALL HIGH SEEN}")),
    (ord("\N{ARABIC SMALL HIGH ROUNDED ZERO}"), ord("\N{ARABIC SMALL HIGH MADDA}")),
    (ord("\N{ARABIC SMALL HIGH YEH}"), ord("\N{ARABIC SMALL HIGH NOON}")),
    (ord("\N{ARABIC EMPTY CENTRE LOW STOP}"), ord("\N{ARABIC SMALL LOW MEEM}")),
    # Combining accents on decomposed Latin letters.
    (ord("\N{COMBINING GRAVE ACCENT}"), ord("\N{COMBINING LATIN SMALL LETTER X}")),
)

# Those of the marks that stand apart from their seat only in decomposed text.
HAMZA_MARKS = named("ARABIC MADDAH ABOVE", "ARABIC HAMZA ABOVE", "ARABIC HAMZA BELOW")

# Stretches a word for looks; carries no meaning.
TATWEEL = named("ARABIC TATWEEL")

# Characters that print nothing. Editors, right-to-left forms and copy-and-paste leave them anywhere in a phrase.
INVISIBLE = (
    *named(
        "ZERO WIDTH SPACE",
        "ZERO WIDTH NON-JOINER",  # legitimate inside Persian and Kurdish words
        "ZERO WIDTH JOINER",
        "WORD JOINER",
        "ZERO WIDTH NO-BREAK SPACE",  # the byte-order mark when it stands inside a text
        "SOFT HYPHEN",
        "COMBINING GRAPHEME JOINER",
        "ARABIC LETTER MARK",
        "LEFT-TO-RIGHT MARK",
        "RIGHT-TO-LEFT MARK",
        "LEFT-TO-RIGHT EMBEDDING",
        "RIGHT-TO-LEFT EMBEDDING",
        "POP DIRECTIONAL FORMATTING",
        "LEFT-TO-RIGHT OVERRIDE",
        "RIGHT-TO-LEFT OVERRIDE",
        "LEFT-TO-RIGHT ISOLATE",
        "RIGHT-TO-LEFT ISOLATE",
        "FIRST STRONG ISOLATE",
        "POP DIRECTIONAL ISOLATE",
    ),
    *code_points(
        (ord("\N{FUNCTION APPLICATION}"), ord("\N{INVISIBLE PLUS}")),
        (ord("\N{INHIBIT SYMMETRIC SWAPPING}"), ord("\N{NOMINAL DIGIT SHAPES}")),
        (ord("\N{VARIATION SELECTOR-1}"), ord("\N{VARIATION SELECTOR-16}")),  # choose emoji or text style
        (0xE0000, 0xE0FFF),  # language tags and further variation selectors
    ),
)

# Line breaks that are not LINE FEED. A reader of the text sees a new line at each of them.
LINE_BREAKS = (0x0B, 0x0C, 0x0D, 0x85, *named("LINE SEPARATOR", "PARAGRAPH SEPARATOR"))

# U+FFFD is what a decoder leaves where it lost a byte.
REPLACEMENT = named("REPLACEMENT CHARACTER")

# Legal in JSON (`"\ud800"`) and in Python strings, not encodable as UTF-8.
SURROGATES = code_points((0xD800, 0xDFFF))

PRIVATE_USE = code_points((0xE000, 0xF8FF))

# Letter variants between which Arabic sites do not agree for one phrase: variant -> the letter it folds to.
LETTER_VARIANTS: dict[str, str] = {
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WASLA}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}": "\N{ARABIC LETTER WAW}",
    "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
}

# Letters of Persian, Urdu and Kurdish keyboards that look like an Arabic letter: folded for matching, but kept apart
# from LETTER_VARIANTS because an Arabic news text that holds them deserves a look.
LOOKALIKE_LETTERS: dict[str, str] = {
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER YEH BARREE}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER SWASH KAF}": "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER HEH DOACHASHMEE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH WITH YEH ABOVE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER TEH MARBUTA GOAL}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER AE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER NOON GHUNNA}": "\N{ARABIC LETTER NOON}",
}

# Letters that Arabic uses for foreign sounds (p, ch, zh, g, v, ng) and further letters of its neighbours.
EXTENDED_LETTERS = "".join(
    map(
        chr,
        named(
            "ARABIC LETTER PEH",
            "ARABIC LETTER TCHEH",
            "ARABIC LETTER JEH",
            "ARABIC LETTER GAF",
            "ARABIC LETTER VEH",
            "ARABIC LETTER NG",
            "ARABIC LETTER TTEH",
            "ARABIC LETTER DDAL",
            "ARABIC LETTER RREH",
            "ARABIC LETTER E",
            "ARABIC LETTER OE",
            "ARABIC LETTER U",
            "ARABIC LETTER LAM WITH SMALL V",
            "ARABIC LETTER REH WITH SMALL V BELOW",
            "ARABIC LETTER YEH WITH SMALL V",
            "ARABIC LETTER FEH WITH DOT BELOW",
            "ARABIC LETTER QAF WITH DOT ABOVE",
        ),
    )
)

# The letters of Arabic that stand for themselves.
BASE_LETTERS = "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي"

# Punctuation that differs between sites and keyboards: what it folds to.
PUNCTUATION: dict[str, str] = {
    "\N{ARABIC COMMA}": ",",
    "\N{ARABIC THOUSANDS SEPARATOR}": ",",
    "\N{ARABIC SEMICOLON}": ";",
    "\N{ARABIC QUESTION MARK}": "?",
    "\N{ARABIC PERCENT SIGN}": "%",
    "\N{ARABIC DECIMAL SEPARATOR}": ".",
    "\N{ARABIC FULL STOP}": ".",
    "\N{HORIZONTAL ELLIPSIS}": ".",
    "\N{ARABIC FIVE POINTED STAR}": "*",
    "\N{ASTERISK OPERATOR}": "*",
    "\N{DIVISION SLASH}": "/",
    "\N{FRACTION SLASH}": "/",
    "\N{BROKEN BAR}": "|",
    "\N{BOX DRAWINGS LIGHT VERTICAL}": "|",
}

DOUBLE_QUOTES = "".join(
    map(
        chr,
        named(
            "QUOTATION MARK",
            "LEFT DOUBLE QUOTATION MARK",
            "RIGHT DOUBLE QUOTATION MARK",
            "DOUBLE LOW-9 QUOTATION MARK",
            "DOUBLE HIGH-REVERSED-9 QUOTATION MARK",
            "LEFT-POINTING DOUBLE ANGLE QUOTATION MARK",
            "RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK",
            "DOUBLE PRIME",
        ),
    )
)

SINGLE_QUOTES = "".join(
    map(
        chr,
        named(
            "LEFT SINGLE QUOTATION MARK",
            "RIGHT SINGLE QUOTATION MARK",
            "SINGLE LOW-9 QUOTATION MARK",
            "SINGLE HIGH-REVERSED-9 QUOTATION MARK",
            "SINGLE LEFT-POINTING ANGLE QUOTATION MARK",
            "SINGLE RIGHT-POINTING ANGLE QUOTATION MARK",
            "ACUTE ACCENT",
            "GRAVE ACCENT",
            "PRIME",
        ),
    )
)

# Signs of standard Arabic and English typography that are symbols, hence decoration around a phrase.
COPYRIGHT = named("COPYRIGHT SIGN")

# Latin letters without a decomposition.
LATIN_BASES = {
    "ø": "o", "æ": "a", "œ": "o", "ß": "s", "ð": "d", "đ": "d", "þ": "t", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "n", "ƒ": "f",
}  # fmt: skip


def is_category(point: int, categories: Iterable[str]) -> bool:
    """Tell whether the code point's general category starts with one of `categories` (such as "Z" or "Sm")."""
    return unicodedata.category(chr(point)).startswith(tuple(categories))
