"""Show corpus text on a terminal: nothing invisible, nothing that steers the terminal, right-to-left kept apart."""

from __future__ import annotations

import unicodedata

_RLI = "\N{RIGHT-TO-LEFT ISOLATE}"
_PDI = "\N{POP DIRECTIONAL ISOLATE}"


def visible(text: str) -> str:
    """Replace what would not show, or would act on the terminal, by its code point in angle brackets.

    Line breaks become a return sign. Zero-width joiners and vowel signs shape words and stay.
    """
    if text.isprintable():
        return text
    return "".join(map(_show, text))


def _show(character: str) -> str:
    if character in "\n\r":
        return "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"
    if character.isprintable() or character in "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}":
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    return f"<U+{ord(character):04X}>"


def isolate(text: str) -> str:
    """Isolate a right-to-left text, so that it neither turns the text beside it nor is turned by it."""
    return f"{_RLI}{text}{_PDI}"
