"""What UTF-8 looks like when it is read as a single-byte code page: patterns computed from the code pages themselves.

UTF-8 writes an Arabic letter as a lead byte D8 to DB and a continuation byte 80 to BF. Read as a code page, each letter becomes
one of four lead characters and one of 64 others. Source: the code pages of Python's codecs, which are those of unicode.org.
"""

from __future__ import annotations

from collections.abc import Iterable

_LEADS = range(0xD8, 0xDC)
_CONTINUATIONS = range(0x80, 0xC0)

# What a run of garbled words may hold between its letters: spaces, digits and ASCII punctuation are the same in all code pages.
_BETWEEN = r"[ \t0-9.,:;!()\"'/-]*"


def _class(characters: str) -> str:
    return "[" + "".join(f"\\x{{{ord(character):X}}}" for character in sorted(set(characters))) + "]"


def _readings(byte: int, codec: str) -> str:
    """The characters that a decoder of `codec` may make of a byte: strictly, replacing, or as browsers do."""
    try:
        strict = bytes((byte,)).decode(codec)
    except UnicodeDecodeError:
        # U+FFFD from Python's `replace`, a C1 control from the WHATWG table.
        return chr(0xFFFD) + chr(byte)
    return strict


def pattern(*codecs: str) -> str:
    """RE2 pattern of a run of Arabic letters in UTF-8 that were read as one of `codecs`.

    A run has at least two garbled letters side by side. Inside it may stand typographic quotation marks and dashes (bytes E2 80 xx),
    guillemets and no-break spaces (C2 xx) that were garbled the same way.
    """

    def reading(bytes_: Iterable[int]) -> str:
        return _class("".join(_readings(byte, codec) for byte in bytes_ for codec in codecs))

    letter = reading(_LEADS) + reading(_CONTINUATIONS)
    quote = reading((0xE2,)) + reading((0x80,)) + reading(_CONTINUATIONS)
    guillemet = reading((0xC2,)) + reading(_CONTINUATIONS)
    return f"(?:{letter}){{2}}(?:{_BETWEEN}(?:{letter}|{quote}|{guillemet}))*"


def pattern_twice(codec: str) -> str:
    """RE2 pattern of a run of Arabic letters that went through UTF-8 and `codec` twice: read wrongly, written as UTF-8, read wrongly again.

    A run has at least two garbled letters side by side.
    """

    def again(byte: int) -> str:
        """Alternatives for what is left of a byte after the second pass."""
        return "|".join("".join(_class(_readings(second, codec)) for second in character.encode()) for character in dict.fromkeys(_readings(byte, codec)))

    def of(bytes_: Iterable[int]) -> str:
        return "(?:" + "|".join(again(byte) for byte in bytes_) + ")"

    letter = of(_LEADS) + of(_CONTINUATIONS)
    other = of((0xC2, 0xE2)) + of(_CONTINUATIONS) + of(_CONTINUATIONS) + "?"
    return f"(?:{letter}){{2}}(?:{_BETWEEN}(?:{letter}|{other}))*"
