"""What becomes of what encoding rules find: each repair sees a text and a span of it, and gives edits, or none where nothing is exact.

A repair of letters is only given where the damage decodes back without a rest: a letter that was lost stays lost, and a person decides.
"""

from __future__ import annotations

import html
import quopri
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from urllib.parse import unquote_plus

from naqi.arabic.languages import FOREIGN_LETTERS, KEYBOARD_LETTERS, WORD
from naqi.corruptions.code_pages import read_byte
from naqi.corruptions.layout import visual_line
from naqi.corruptions.letters import DIGIT_SETS, LETTER, MARK, PLAIN, TATWEEL
from naqi.rules.model import Fix, Mend

_LOST: Final = "\N{REPLACEMENT CHARACTER}"
# ASCII and Latin-1, the letters and marks of Arabic and its neighbours' common ones, typographic marks, currencies, the byte-order mark, emoji.
_OF_NEWS: Final = re.compile(
    "[\t\n\r -~\u00a0-\u00ff\u060c\u061b\u061f\u0621-\u063a\u0640-\u0655\u0660-\u066c\u0670\u067e\u0686\u0698\u06a9\u06af\u06c0\u06cc\u06f0-\u06f9"
    "\u200b-\u200f\u2010-\u2027\u202f-\u203a\u20a0-\u20bf\ufeff\U0001f300-\U0001faff]"
)
_ARABIC: Final = re.compile("[\u0621-\u064a\u066e-\u06d3]")


def _span(function: Callable[[str], str | None]) -> Mend:
    """A repair that makes a new span of the old one alone; None where it cannot."""

    def mend(text: str, start: int, end: int) -> Iterable[tuple[int, int, str]]:
        made = function(text[start:end])
        return () if made is None or made == text[start:end] else ((start, end, made),)

    return mend


# Mojibake.


def _bytes_of(codec: str) -> dict[str, int]:
    """What browsers read for each byte above ASCII, backwards. For windows-1252, also what Latin-1 makes of it: the two never clash."""
    found = {chr(byte): byte for byte in range(0x80, 0xA0)} if codec == "cp1252" else {}
    return {**found, **{read_byte(byte, codec): byte for byte in range(0x80, 0x100)}}


_BYTES: Final = {codec: _bytes_of(codec) for codec in ("cp1252", "cp1256")}


def _decoded(text: str, codec: str) -> str | None:
    """UTF-8 that was read as a code page; None where a byte is missing or too many, or where something comes of it that no news holds."""
    byte_of = _BYTES[codec]
    data = bytearray()
    for character in text:
        byte = ord(character) if character.isascii() else byte_of.get(character)
        if byte is None:
            return None
        data.append(byte)
    try:
        plain = data.decode()
    except UnicodeDecodeError:
        return None
    return plain if all(_OF_NEWS.match(character) or character in byte_of for character in plain) else None


def _widened(text: str, start: int, end: int, codec: str) -> tuple[int, int]:
    """The span with the characters beside it that may be bytes of the same garbling, such as those of a sign that the rule does not know."""
    byte_of = _BYTES[codec]
    while start > 0 and text[start - 1] in byte_of:
        start -= 1
    while end < len(text) and text[end] in byte_of:
        end += 1
    return start, end


def _decode(*codecs: str) -> Mend:
    def mend(text: str, start: int, end: int) -> Iterable[tuple[int, int, str]]:
        for codec in codecs:
            for one, other in (_widened(text, start, end, codec), (start, end)):
                plain = _decoded(text[one:other], codec)
                if plain is not None:
                    return sorted([(one, other, plain), *_others(text, one, other, codec)])
        return ()

    return mend


_RUNS: Final = {codec: re.compile("[" + re.escape("".join(byte_of)) + "]{2,}") for codec, byte_of in _BYTES.items()}


def _others(text: str, start: int, end: int, codec: str) -> Iterable[tuple[int, int, str]]:
    """What else of the span's lines decodes, such as a dash between spaces or a mark behind a Latin name: only beside garbled letters is it surely garbled."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    for match in _RUNS[codec].finditer(text, first, last if last >= 0 else len(text)):
        if match.end() <= start or match.start() >= end:
            plain = _decoded(match[0], codec)
            if plain is not None:
                yield match.start(), match.end(), plain


_READ_AS_CP1256: Final = {character: read_byte(byte, "cp1256") for character, byte in _BYTES["cp1252"].items()}
_ISO8859_6: Final = {chr(byte): byte for byte in range(0x80, 0xA0)} | {
    bytes((byte,)).decode("iso8859-6", "ignore"): byte for byte in range(0xA0, 0x100) if bytes((byte,)).decode("iso8859-6", "ignore")
}


def _translated(table: Mapping[str, str]) -> Callable[[str], str | None]:
    def translate(text: str) -> str | None:
        whole = all(character.isascii() or character in table for character in text)
        return "".join(table.get(character, character) for character in text) if whole else None

    return translate


def _utf16(text: str) -> str | None:
    """UTF-16 that was read as UTF-8, in the byte order that gives Arabic; None where bytes do not pair."""
    data = text.encode("utf-8", "surrogatepass")
    for codec in ("utf-16-be", "utf-16-le"):
        try:
            plain = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if all(character <= "\u06ff" and (character.isprintable() or character.isspace()) for character in plain) and _ARABIC.search(plain):
            return plain
    return None


DECODE_CP1252: Final = Fix("decoded, where it decodes without a rest", _decode("cp1252"))
DECODE_CP1256: Final = Fix("decoded, where it decodes without a rest", _decode("cp1256"))
DECODE_TWICE: Final = Fix("decoded twice, where it decodes without a rest", _decode("cp1252", "cp1256"))
READ_AS_CP1256: Final = Fix("read as windows-1256, where no byte is lost", _span(_translated(_READ_AS_CP1256)))
READ_ISO8859_6_AS_CP1256: Final = Fix(
    "read as windows-1256, where no byte is lost",
    _span(_translated({character: read_byte(byte, "cp1256") for character, byte in _ISO8859_6.items()})),
)


def _utf16_span(text: str, start: int, end: int) -> Iterable[tuple[int, int, str]]:
    """The span, with what is left of the byte-order mark before it."""
    plain = _utf16(text[start:end])
    marked = text[:start] == _LOST * 2
    return () if plain is None else ((0 if marked else start, end, plain),)


DECODE_UTF16: Final = Fix("decoded, where it decodes without a rest", _utf16_span)

# Escapes.

_ESCAPES: Final = re.compile(r"\\+u\{0?([0-9A-Fa-f]{3,4})\}|(?:\\+u|%u|[Uu]\+)([0-9A-Fa-f]{4})|((?:\\+x[0-9A-Fa-f]{2})+)|\\+([nrt\"/])")
_SIGNS: Final = {"n": "\n", "r": "\r", "t": "\t"}


def _unescaped(text: str) -> str | None:
    def one(match: re.Match[str]) -> str:
        if match[3]:
            return bytes.fromhex("".join(re.findall(r"x([0-9A-Fa-f]{2})", match[3]))).decode()
        point = match[1] or match[2]
        return chr(int(point, 16)) if point else _SIGNS.get(match[4], match[4])

    try:
        return _ESCAPES.sub(one, text)
    except UnicodeDecodeError:
        return None


def _unquoted(text: str) -> str | None:
    try:
        return unquote_plus(text, errors="strict") if "%" in text else quopri.decodestring(text.encode()).decode()
    except UnicodeDecodeError:
        return None


def _dereferenced(text: str) -> str | None:
    """The character that a reference stands for, escaped once or many times; None where it stands for none."""
    plain = text
    while (again := html.unescape(plain)) != plain:
        plain = again
    # `html` writes the replacement character for a reference to half of a surrogate pair.
    return None if _LOST in plain else plain


UNESCAPE: Final = Fix("decoded", _span(_unescaped))
UNQUOTE: Final = Fix("decoded, where it decodes without a rest", _span(_unquoted))
UNESCAPE_REFERENCE: Final = Fix("replaced by the character that it stands for", _span(_dereferenced))

# Tags. Elements of a phrase may begin and end inside a word; every other tag parts words.

_BRACKETS: Final = (("(", ")"), ("[", "]"), ("{", "}"))
_INLINE: Final = re.compile(r"</?(?:a|abbr|b|bdi|bdo|big|del|em|font|i|ins|mark|o:p|s|small|span|strike|strong|sub|sup|tt|u|wbr)\b|<!", re.IGNORECASE)


def _tag(text: str, start: int, end: int) -> Iterable[tuple[int, int, str]] | None:
    around = text[start - 1 : start], text[end : end + 1]
    # Brackets around it go with it.
    apart = start == 0 or end == len(text) or any(map(str.isspace, around)) or around in _BRACKETS
    return None if apart or not _INLINE.match(text, start, end) else ((start, end, ""),)


REMOVE_TAG: Final = Fix("removed; inside a word it leaves no space", _tag)

# Letters.

_TO_ARABIC: Final = str.maketrans(KEYBOARD_LETTERS)
_STRETCH: Final = re.compile(rf"(?<=[{LETTER}{MARK}]){TATWEEL}+(?=[{LETTER}{MARK}])")
_FARSI_YEH: Final = "\N{ARABIC LETTER FARSI YEH}"
# Words whose last letter is alef maksura. Farsi yeh has no dots at a word's end, so that only the word can tell.
_MAKSURA: Final = frozenset(f"{word}{_FARSI_YEH}" for word in ("عل", "إل", "ال", "حت", "مت", "لد", "أخر", "إحد", "مد", "سو", "مستو", "منتد"))
_LAST_YEH: Final = re.compile(rf"[{LETTER}]+(?<={_FARSI_YEH})(?![{LETTER}{MARK}])")


def _maksura(match: re.Match[str]) -> str:
    ends = match[0] in _MAKSURA or match[0].removeprefix("و") in _MAKSURA
    return match[0][:-1] + "\N{ARABIC LETTER ALEF MAKSURA}" if ends else match[0]


def _arabic_letters(text: str) -> str:
    return _LAST_YEH.sub(_maksura, text).translate(_TO_ARABIC)


PLAIN_LETTERS: Final = Fix("replaced by the letters", _span(lambda text: "".join(PLAIN.get(character, character) for character in text)))
TURN_ROUND: Final = Fix("put in the order of reading", _span(visual_line))
COMPOSE: Final = Fix("composed (NFC)", _span(lambda text: unicodedata.normalize("NFC", text)))
UNSTRETCH: Final = Fix("written without tatweel", _span(lambda text: _STRETCH.sub("", text)), safe=False)
ARABIC_LETTERS: Final = Fix("written in the letters of Arabic", _span(_arabic_letters), safe=False)

# Characters that print nothing, and spaces.

_NON_JOINER: Final = "\N{ZERO WIDTH NON-JOINER}"
_OTHER_LETTERS: Final = FOREIGN_LETTERS | frozenset(KEYBOARD_LETTERS)
_LONGEST_WORD: Final = 60
_ALPHANUMERIC: Final = re.compile(r"[^\W_]")


_EMBEDDING: Final = re.compile(
    "[\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}\N{POP DIRECTIONAL FORMATTING}]"
)


def _pairs(text: str, start: int, end: int) -> Iterable[tuple[int, int, str]]:
    """The controls of a pair and of those inside of it, but not around a Latin name or a number alone, which they may hold in place."""
    arabic = [match.start() for match in _ARABIC.finditer(text, start, end)]
    other = [match.start() for match in _ALPHANUMERIC.finditer(text, start, end)]
    opened: list[int] = []
    gone: list[int] = []
    for match in _EMBEDDING.finditer(text, start, end):
        at = match.start()
        if match[0] != "\N{POP DIRECTIONAL FORMATTING}":
            opened.append(at)
        elif opened:
            first = opened.pop()
            if bisect_left(arabic, first) < bisect_left(arabic, at) or bisect_left(other, first) == bisect_left(other, at):
                gone += (first, at)
    return [(at, at + 1, "") for at in sorted(gone)]


def _in_word(text: str, start: int, end: int) -> Iterable[tuple[int, int, str]]:
    """What prints nothing, but not the non-joiner of a word with letters that Arabic lacks: there it is spelling."""
    if _NON_JOINER in text[start:end]:
        word = next((word[0] for word in WORD.finditer(text, max(0, start - _LONGEST_WORD)) if word.end() > start), "")
        if not _OTHER_LETTERS.isdisjoint(word):
            return ()
    return ((start, end, ""),)


def _apart(text: str, start: int, end: int) -> Iterable[tuple[int, int, str]]:
    joins = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
    return () if joins else ((start, end, ""),)


DELETE: Final = Fix("deleted", _span(lambda _: ""))
DELETE_IN_WORD: Final = Fix("deleted, but for non-joiners in words with letters that Arabic lacks", _in_word)
DELETE_APART: Final = Fix("deleted, where no two words or numbers come together", _apart)
DELETE_PAIRS: Final = Fix("deleted, but for those around Latin letters and digits alone", _pairs)
PLAIN_SPACE: Final = Fix("replaced by a space", _span(lambda _: " "))

# Marks and digits.


def _single(_text: str, start: int, end: int) -> Iterable[tuple[int, int, str]]:
    return ((start + 1, end, ""),)


def _most(text: str) -> str:
    """The digits of the set that most digits of a text are of; ASCII before Arabic where they are as many."""
    return max(DIGIT_SETS[:2], key=lambda digits: sum(map(text.count, digits)))


def _in_digits(text: str, digits: str) -> str:
    return text.translate({ord(digit): digits[value] for set_ in DIGIT_SETS for value, digit in enumerate(set_)})


def _digits_of_most(text: str, start: int, end: int) -> Iterable[tuple[int, int, str]]:
    made = _in_digits(text[start:end], _most(text))
    return () if made == text[start:end] else ((start, end, made),)


SINGLE_STOP: Final = Fix("mended: the first mark stays", _single)
ONE_SET_OF_DIGITS: Final = Fix("written in the set of most of its digits", _span(lambda text: _in_digits(text, _most(text))), safe=False)
ARABIC_DIGITS: Final = Fix("written in Arabic digits", _span(lambda text: _in_digits(text, DIGIT_SETS[1])), safe=False)
DIGITS_OF_MOST: Final = Fix("written in the set of most digits of the text", _digits_of_most, safe=False)
