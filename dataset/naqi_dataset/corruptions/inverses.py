"""The committed blind inverses: each sees a text and nothing else, and undoes one way of breaking it, or returns the text as it is.

They prove what can be undone; `repairable` is computed with them. They are not naqi's fixes, which must be safe on texts that nobody broke.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from naqi.arabic.characters import INVISIBLE
from naqi.corruptions.code_pages import read_byte
from naqi.corruptions.layout import visual_line
from naqi.corruptions.letters import DIGIT_SETS, LETTER, MARK, PLAIN, TATWEEL
from naqi_dataset.corruptions.plausible import is_plausible, oddness

_LOST: Final = "\N{REPLACEMENT CHARACTER}"
_BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
# Arabic, Latin-1, general punctuation and currency, byte-order mark, emoji.
_NEWS: Final = re.compile(r"[\u0600-\u06FF\u00A0-\u00FF\u2000-\u20CF\uFEFF\U0001F300-\U0001FAFF]")


@dataclass(frozen=True, slots=True)
class Inverse:
    """One way to undo damage: its name, and the function from text to text."""

    name: str
    repair: Callable[[str], str]


def _characters(codec: str) -> dict[str, int]:
    """What a decoder makes of each byte above ASCII, backwards. For windows-1252, also what Latin-1 makes of it: the two never clash."""
    found = {chr(byte): byte for byte in range(0x80, 0xA0)} if codec == "cp1252" else {}
    return {**found, **{read_byte(byte, codec): byte for byte in range(0x80, 0x100)}}


def _utf8_read_as(codec: str) -> Callable[[str], str]:
    """Undo UTF-8 that was read as a code page, once or several times. A letter that lost a byte becomes one U+FFFD."""
    byte_of = _characters(codec)

    def reading(first: int, last: int) -> str:
        return "[" + re.escape("".join(character for character, byte in byte_of.items() if first <= byte <= last)) + "]"

    follow = f"(?:{reading(0x80, 0xBF)}|{_LOST})"
    pair = f"(?:{reading(0xC2, 0xDF)}{follow}|{reading(0xE0, 0xEF)}{follow}{{2}}|{reading(0xF0, 0xF4)}{follow}{{3}})"
    bom = re.escape("".join(read_byte(byte, codec) for byte in _BOM.encode("utf-8")))
    # One sequence alone is a letter or a stop beside a number or a Latin word; beside other letters it is chance, as where a good word ends before a comma.
    run = re.compile(rf"(?:{pair}){{2,}}|(?<![^\W\dA-Za-z])(?<![{MARK}]){pair}(?![^\W\dA-Za-z]|[{MARK}])|{bom}")
    sure = re.compile(rf"(?:{pair}){{2}}|{bom}")

    def decode(match: re.Match[str]) -> str:
        return "".join(_decode_one(one, byte_of) for one in re.findall(pair, match[0]))

    def repair(text: str) -> str:
        for _ in range(3):
            if not sure.search(text):
                break
            text = run.sub(decode, text)
        return text

    return repair


def _decode_one(sequence: str, byte_of: dict[str, int]) -> str:
    if _LOST in sequence:
        return _LOST
    decoded = bytes(byte_of[character] for character in sequence).decode("utf-8", "replace")
    # What decodes to something that is neither Arabic nor a sign of news, nor garbled a second time, was never garbled.
    return decoded.replace(_BOM, "") if decoded in byte_of or _NEWS.fullmatch(decoded) else sequence


def _cp1256_read_as_cp1252(text: str) -> str:
    """Undo windows-1256 that was read as windows-1252: words of accented Latin letters."""
    byte_of = _characters("cp1252")
    if not re.search(r"[\u00C0-\u00FF]{2}", text):
        return text
    return "".join(read_byte(byte_of[character], "cp1256") if character in byte_of else character for character in text)


def _cp1256_read_as_iso8859_6(text: str) -> str:
    """Undo windows-1256 that was read as ISO 8859-6. Bytes that ISO leaves undefined were lost; they stay lost."""
    byte_of = {read_byte(byte, "iso8859-6"): byte for byte in range(0xA0, 0x100)}
    return "".join(read_byte(byte_of[character], "cp1256") if character in byte_of else character for character in text)


def _utf16_read_as_utf8(order: str) -> Callable[[str], str]:
    """Undo UTF-16 whose bytes were read as UTF-8. A byte that was lost takes its character with it."""
    codec = f"utf-16-{order}"

    def repair(text: str) -> str:
        if sum(map(text.count, "\x00\x06")) * 4 < len(text):
            return text
        units: list[int | None] = []
        for character in text.removeprefix(_LOST * 2):
            units += [None] if character == _LOST else character.encode("utf-8", "surrogatepass")
        if len(units) % 2:
            return text
        pairs = zip(units[::2], units[1::2], strict=True)
        return "".join(_LOST if one is None or two is None else bytes((one, two)).decode(codec, "replace") for one, two in pairs)

    return repair


def _unescape(text: str) -> str:
    """Resolve character references until none is left."""
    while (plain := re.sub(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]+\d*);", lambda match: html.unescape(match[0]), text)) != text:
        text = plain
    return text


def _plain_letters(text: str) -> str:
    return "".join(PLAIN.get(character, character) for character in text)


def _logical_order(text: str) -> str:
    return "\n".join(map(visual_line, text.split("\n")))


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _unstretch(text: str) -> str:
    return re.sub(rf"(?<=[{LETTER}{MARK}]){TATWEEL}+(?=[{LETTER}])", "", text)


# Variation selectors belong to emoji.
_PRINTLESS: Final = {point: None for point in INVISIBLE if point not in range(0xFE00, 0xFE10)}
_CONTROLS: Final = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])


def _drop_invisible(text: str) -> str:
    return text.translate(_PRINTLESS)


def _drop_controls(text: str) -> str:
    return text.translate(_CONTROLS)


def _plain_spaces(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


_TWINS: Final[dict[str, str | int | None]] = {
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER YEH BARREE}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER SWASH KAF}": "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH DOACHASHMEE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER TEH MARBUTA GOAL}": "\N{ARABIC LETTER TEH MARBUTA}",
}
_FINAL_YEH: Final = re.compile(rf"\N{{ARABIC LETTER FARSI YEH}}(?![{LETTER}{MARK}])")


def _arabic_letters(text: str) -> str:
    return text.translate(str.maketrans(_TWINS))


def _arabic_letters_maksura(text: str) -> str:
    """As `_arabic_letters`, but a Farsi yeh at the end of a word was alef maksura: it has no dots there."""
    return _arabic_letters(_FINAL_YEH.sub("\N{ARABIC LETTER ALEF MAKSURA}", text))


def _digits_as(digits: str) -> Callable[[str], str]:
    """Write each number that holds Persian digits, or digits of two sets, in one set."""
    table = str.maketrans({digit: digits[value] for set_ in DIGIT_SETS for value, digit in enumerate(set_)})

    def one(match: re.Match[str]) -> str:
        pure = any(all(digit in set_ for digit in match[0]) for set_ in DIGIT_SETS[:2])
        return match[0] if pure else match[0].translate(table)

    return lambda text: re.sub(r"[0-9\u0660-\u0669\u06F0-\u06F9]+", one, text)


def _digits_as_most(text: str) -> str:
    """The same, in the set that most digits of the text are of; Persian digits only become those of Arabic."""
    ascii_digits, arabic = (sum(map(text.count, digits)) for digits in DIGIT_SETS[:2])
    return _digits_as(DIGIT_SETS[0 if ascii_digits > arabic else 1])(text)


def _join_lines(text: str) -> str:
    """Join lines inside a paragraph, and halves of a word across a hyphen."""
    text = re.sub(rf"(?<=[{LETTER}])-[ \n](?=[{LETTER}])", "", text)
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", " ", text)


def _unglue(text: str) -> str:
    """Part words after a letter that ends a word."""
    return re.sub(rf"(?<=\u0629)(?=[{LETTER}])|(?<=\u0649)(?=[{LETTER}])(?!\u0621)", " ", text)


INVERSES: Final = (
    Inverse("utf8-read-as-cp1252", _utf8_read_as("cp1252")),
    Inverse("utf8-read-as-cp1256", _utf8_read_as("cp1256")),
    Inverse("cp1256-read-as-cp1252", _cp1256_read_as_cp1252),
    Inverse("cp1256-read-as-iso8859-6", _cp1256_read_as_iso8859_6),
    Inverse("utf16le-read-as-utf8", _utf16_read_as_utf8("le")),
    Inverse("utf16be-read-as-utf8", _utf16_read_as_utf8("be")),
    Inverse("unescape", _unescape),
    Inverse("plain-letters", _plain_letters),
    Inverse("logical-order", _logical_order),
    Inverse("compose", _compose),
    Inverse("unstretch", _unstretch),
    Inverse("drop-invisible", _drop_invisible),
    Inverse("drop-controls", _drop_controls),
    Inverse("plain-spaces", _plain_spaces),
    Inverse("arabic-letters", _arabic_letters),
    Inverse("arabic-letters-maksura", _arabic_letters_maksura),
    Inverse("digits-as-most", _digits_as_most),
    Inverse("digits-ascii", _digits_as(DIGIT_SETS[0])),
    Inverse("digits-arabic", _digits_as(DIGIT_SETS[1])),
    Inverse("join-lines", _join_lines),
    Inverse("unglue", _unglue),
)

# Steps of a chain: one more than any kind here needs (lines in visual order: order, then lines).
_STEPS: Final = 3


@dataclass(frozen=True, slots=True)
class Repair:
    """What the inverses make of a text they know nothing about.

    best: the least odd reading; the text itself where none is less odd. plausible: every reading that is plausible Arabic, the text itself included.
    """

    best: str
    plausible: frozenset[str]


def repair(text: str) -> Repair:
    """Try the inverses, and chains of them as long as each step makes the text less odd; earlier inverses and shorter chains win ties."""
    readings = {text: oddness(text)}
    frontier = [text]
    for _ in range(_STEPS):
        following: list[str] = []
        for known in frontier:
            if not readings[known]:
                continue  # nothing to mend: a repairer would stop here
            for inverse in INVERSES:
                reading = inverse.repair(known)
                if reading in readings:
                    continue
                readings[reading] = oddness(reading)
                if readings[reading] < readings[known]:
                    following.append(reading)
        frontier = following
    best = min(readings, key=lambda reading: readings[reading])
    return Repair(best, frozenset(reading for reading in readings if is_plausible(reading)))
