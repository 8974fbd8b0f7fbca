"""Fold Arabic text so that one phrase is found however a site writes it.

A document is folded once, to one byte per code point that survives: the *folding alphabet*. Matching then runs on
bytes (an automaton and RE2 need half the steps that they need on UTF-8), and a folded offset is an index into one array
of code-point offsets, which is only made for documents in which something hit.

What folding does: drops vowel signs, tatweel and invisible characters; unites hamza seats, alef maksura and yeh, teh marbuta
and heh, keyboard look-alikes, presentation forms, digit sets, quotation marks, dashes and commas; lowers Latin letters and
strips their accents; turns any white space into a space and any line break into a line feed; and collapses runs of spaces,
of dots and of dashes to one.

The alphabet has two layers. A *code* tells everything apart that any rule could care about; `_CODE_TO_BYTE` then unites codes
to the folded byte, or drops them. Codes that ordinary Arabic news does not hold are *suspect*: a document without one needs
no encoding rule (`Folded.suspect`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from naqi.arabic import characters as ch

Offsets = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint8]

# Classes that stand for many characters. They use the bytes of C0 controls, which no folded text holds otherwise.
_MARK: Final = 0x01  # dropped
_INVISIBLE: Final = 0x02  # dropped, suspect
_CONTROL: Final = 0x03  # dropped, suspect
_LOST: Final = 0x04  # U+FFFD or a lone surrogate: suspect
_PRIVATE: Final = 0x05  # suspect
_SYMBOL: Final = 0x06  # emoji, arrows, bullets, currency, punctuation without a twin
_OTHER_LETTER: Final = 0x07  # a letter of another script: suspect
_ODD_SPACE: Final = 0x0B  # white space that is neither SPACE nor TAB
_LIGATURE: Final = 0x0C  # one character that folds to several: suspect, handled by `_expand`
_ODD_SYMBOL: Final = 0x0D  # Latin-1 signs that mojibake is made of: suspect
_COPYRIGHT: Final = 0x0E
_TATWEEL: Final = 0x08  # dropped
_HAMZA_MARK: Final = 0x0F  # combining hamza and madda: dropped
_NEWLINE: Final = 0x0A
_SPACE: Final = 0x20
# A to Z are free, since Latin letters are lowered: there they are letters with accents, suspect.
_FIRST_ARABIC: Final = 0x80

_COLLAPSED: Final = b" .-"


class _Alphabet:
    """The tables behind `fold`, made once at import."""

    def __init__(self) -> None:
        self.byte_of: dict[str, int] = {}
        # Everything not said below is a letter of another script.
        self.codes: Codes = np.full(0x110000, _OTHER_LETTER, np.uint8)
        self.to_byte = bytearray(range(256))
        self.suspect: set[int] = {_INVISIBLE, _CONTROL, _LOST, _PRIVATE, _OTHER_LETTER, _LIGATURE, _ODD_SYMBOL}
        self._next = _FIRST_ARABIC
        self._signs()
        self._latin()
        self._arabic()
        self._presentation_forms()
        # Written last: these overrule what general categories said.
        for points, code in (
            (ch.MARKS, _MARK),
            (ch.TATWEEL, _TATWEEL),
            (ch.HAMZA_MARKS, _HAMZA_MARK),
            (ch.INVISIBLE, _INVISIBLE),
            (ch.LINE_BREAKS, _NEWLINE),
            (ch.REPLACEMENT, _LOST),
            (ch.SURROGATES, _LOST),
            (ch.PRIVATE_USE, _PRIVATE),
            (ch.COPYRIGHT, _COPYRIGHT),
        ):
            self.codes[list(points)] = code
        self.codes[0xF0000:] = _PRIVATE
        self.to_byte[_ODD_SPACE] = _SPACE
        self.to_byte[_ODD_SYMBOL] = _SYMBOL
        self.to_byte[_COPYRIGHT] = _COPYRIGHT

    def _signs(self) -> None:
        self.codes[0x00:0x20] = _CONTROL
        self.codes[0x7F:0xA0] = _CONTROL
        self.codes[[0x09, 0x20]] = _SPACE
        self.codes[0x0A] = _NEWLINE
        for start, stop in ((0xA0, 0x250), (0x2000, 0x2C00), (0x3000, 0x3040), (0xFE10, 0xFE70), (0xFF00, 0x10000)):
            for point in range(start, stop):
                self.codes[point] = self._sign(point)
        self.codes[0x1F000:0x1FB00] = _SYMBOL
        for point in range(0x600, 0x700):
            if not ch.is_category(point, ("L", "M")):
                self.codes[point] = self._sign(point)

    def _sign(self, point: int) -> int:
        character = chr(point)
        digit = unicodedata.digit(character, None)
        if digit is not None and ch.is_category(point, ("Nd",)):
            return ord("0") + digit
        if character in ch.PUNCTUATION:
            return ord(ch.PUNCTUATION[character])
        if character in ch.DOUBLE_QUOTES:
            return ord('"')
        if character in ch.SINGLE_QUOTES:
            return ord("'")
        if ch.is_category(point, ("Pd",)) or character == "\N{MINUS SIGN}":
            return ord("-")
        if ch.is_category(point, ("Z",)):
            return _ODD_SPACE
        if 0xA1 <= point <= 0xBF:
            return _ODD_SYMBOL
        wide = unicodedata.normalize("NFKC", character)
        if len(wide) == 1 and "!" <= wide <= "~":
            return ord(wide.lower())
        if ch.is_category(point, ("S", "P")):
            return _SYMBOL
        if ch.is_category(point, ("Cc", "Cf", "Cn")):
            return _CONTROL
        return _OTHER_LETTER

    def _latin(self) -> None:
        for point in range(0x21, 0x7F):
            self.codes[point] = ord(chr(point).lower())
        for point in range(0xC0, 0x250):
            character = chr(point).lower()
            base = ch.LATIN_BASES.get(character) or unicodedata.normalize("NFKD", character)[0]
            if "a" <= base <= "z":
                self.codes[point] = ord(base.upper())
        for letter in range(ord("a"), ord("z") + 1):
            accented = letter - 0x20
            self.to_byte[accented] = letter
            self.suspect.add(accented)

    def _arabic(self) -> None:
        for letter in ch.BASE_LETTERS + ch.EXTENDED_LETTERS:
            self.byte_of[letter] = self._new_code()
            self.codes[ord(letter)] = self.byte_of[letter]
        for variant, letter in ch.LETTER_VARIANTS.items():
            self.codes[ord(variant)] = self.byte_of[letter]
        for lookalike, letter in ch.LOOKALIKE_LETTERS.items():
            code = self._suspect_twin(letter)
            self.codes[ord(lookalike)] = code

    def _presentation_forms(self) -> None:
        """Contextual shapes of one letter fold to it; ligatures of several are expanded."""
        twins: dict[str, int] = {}
        for point in ch.code_points((0xFB50, 0xFDFF), (0xFE70, 0xFEFE)):
            plain = "".join(c for c in unicodedata.normalize("NFKC", chr(point)) if int(self.codes[ord(c)]) != _MARK)
            if plain == chr(point):
                continue  # ornate parentheses and the like: symbols already
            if len(plain) != 1:
                self.codes[point] = _LIGATURE
                continue
            letter = ch.LETTER_VARIANTS.get(plain, ch.LOOKALIKE_LETTERS.get(plain, plain))
            if letter not in self.byte_of:
                continue
            if letter not in twins:
                twins[letter] = self._suspect_twin(letter)
            self.codes[point] = twins[letter]

    def _new_code(self) -> int:
        code = self._next
        if code > 0xFF:
            raise AssertionError("the folding alphabet holds at most 256 codes")
        self._next += 1
        return code

    def _suspect_twin(self, letter: str) -> int:
        code = self._new_code()
        self.to_byte[code] = self.byte_of[letter]
        self.suspect.add(code)
        return code


_ALPHABET: Final = _Alphabet()
_CODES: Final = _ALPHABET.codes
_BMP_CODES: Final = np.ascontiguousarray(_ALPHABET.codes[:0x10000])
_CODE_TO_BYTE: Final = bytes(_ALPHABET.to_byte)
_DROPPED: Final = bytes((_MARK, _TATWEEL, _HAMZA_MARK, _INVISIBLE, _CONTROL))
_IS_KEPT: Final = ~np.isin(np.arange(256), list(_DROPPED))
_BYTES: Final = np.frombuffer(_CODE_TO_BYTE, np.uint8)
_IS_COLLAPSED: Final = np.isin(np.arange(256), list(_COLLAPSED))
# Codes that many texts do without and some rule looks for: one pass tells which of them a text holds.
NOTABLE: Final = bytes((_TATWEEL, _HAMZA_MARK, _ODD_SPACE, *b"?%+=-\\"))
_ORDINARY: Final = bytes(sorted(set(range(256)) - _ALPHABET.suspect - set(NOTABLE)))

ARABIC_LETTERS: Final = bytes(_ALPHABET.byte_of.values())
LATIN_LETTERS: Final = bytes(range(ord("a"), ord("z") + 1))
DIGITS: Final = b"0123456789"
LETTERS: Final = ARABIC_LETTERS + LATIN_LETTERS + bytes((_OTHER_LETTER,))
COPYRIGHT_BYTE: Final = bytes((_COPYRIGHT,))
SYMBOL_BYTE: Final = bytes((_SYMBOL,))
LOST_BYTE: Final = bytes((_LOST,))
_BYTE_TO_CHARACTER: Final = {
    **{byte: letter for letter, byte in _ALPHABET.byte_of.items()},
    _COPYRIGHT: chr(ch.COPYRIGHT[0]),
    _SYMBOL: "\N{BULLET}",
    _LOST: chr(ch.REPLACEMENT[0]),
    _PRIVATE: chr(ch.PRIVATE_USE[0]),
    _OTHER_LETTER: "\N{GREEK SMALL LETTER ALPHA}",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded document.

    data: bytes of the folding alphabet.
    suspect: whether the text holds a character that ordinary Arabic news does not.
    notable: the codes of the text, in order, that are suspect or that some rule looks for (`notable_code`).
    codes: one code for each code point of the text, ligatures expanded. source: original offset of each code where ligatures were
    expanded, else None. Both serve `offsets`.
    """

    data: bytes
    suspect: bool
    notable: bytes
    codes: Codes
    source: Offsets | None


def _lookup(text: str) -> Codes:
    """Codes of a text, one per code point."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) == 2 * len(text):
        # Every character is of the Basic Multilingual Plane: half the memory traffic, and a table that fits the cache.
        return _BMP_CODES.take(np.frombuffer(units, np.uint16))
    return _CODES.take(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32))


def _expand(text: str, codes: Codes) -> tuple[str, Offsets]:
    """Replace each ligature by its letters; also return the original offset of each character of the result."""
    pieces: list[str] = []
    lengths = np.ones(len(text), np.int64)
    done = 0
    for at in np.flatnonzero(codes == _LIGATURE).tolist():
        letters = unicodedata.normalize("NFKC", text[at])
        pieces += [text[done:at], letters]
        lengths[at] = len(letters)
        done = at + 1
    pieces.append(text[done:])
    return "".join(pieces), np.repeat(np.arange(len(text), dtype=np.int64), lengths)


def fold(text: str) -> Folded:
    """Fold a text. Linear in its length; accepts any `str`, lone surrogates included."""
    codes = _lookup(text)
    source: Offsets | None = None
    raw = codes.tobytes()
    notable = raw.translate(None, _ORDINARY)
    suspect = bool(notable) and bool(notable.translate(None, NOTABLE))
    if suspect and _LIGATURE in raw:
        expanded, source = _expand(text, codes)
        codes = _lookup(expanded)
        raw = codes.tobytes()
    data = raw.translate(_CODE_TO_BYTE, _DROPPED)
    for byte in (b" ", b".", b"-"):
        twice = byte * 2
        while twice in data:
            data = data.replace(twice, byte)
    return Folded(data, suspect, notable, codes, source)


def notable_code(character: str) -> int:
    """The code under which a character stands in `Folded.notable`. Raises ValueError for one that does not stand there."""
    code = int(_CODES[ord(character)])
    if code not in NOTABLE and code not in _ALPHABET.suspect:
        raise ValueError(f"{unicodedata.name(character, repr(character))} is not notable")
    return code


def offsets(folded: Folded, length: int) -> Offsets:
    """Code-point offset in a text of `length` code points of each byte of its folding, and `length` behind the last.

    Shape: (len(folded.data) + 1,).
    """
    if folded.source is None and len(folded.data) == length:
        return np.arange(length + 1)
    kept = np.flatnonzero(_IS_KEPT[folded.codes])
    if len(kept) > len(folded.data):
        united = _BYTES[folded.codes[kept]]
        first = np.ones(len(kept), np.bool_)
        first[1:] = (united[1:] != united[:-1]) | ~_IS_COLLAPSED[united[1:]]
        kept = kept[first]
    if folded.source is not None:
        kept = folded.source[kept]
    return np.append(kept, length)


def fold_phrase(phrase: str) -> bytes:
    """Fold a lexicon phrase or a query: like `fold`, without spaces at the ends."""
    return fold(phrase).data.strip()


def unfold(data: bytes) -> str:
    """Show folded bytes as text a person can read (one spelling of the many that fold to it)."""
    return "".join(_BYTE_TO_CHARACTER.get(byte) or chr(byte) for byte in data)


def fold_pattern(pattern: str) -> bytes:
    r"""Translate a regular expression over folded text, written in plain Arabic, to the folding alphabet.

    ASCII stands for itself, so the syntax survives; every other character becomes what it folds to. `\w` and `\b` know ASCII
    only and must not be used; an upper-case Latin letter never matches, except in an escape such as `\S`.

    Raises ValueError for a character that does not fold to exactly one, since the pattern would never match.
    """
    out = bytearray()
    for character in pattern:
        byte = ord(character) if character.isascii() else None
        if byte is None:
            folded = fold(character).data
            if len(folded) != 1:
                raise ValueError(f"{unicodedata.name(character, repr(character))} does not fold to one character")
            byte = folded[0]
        out.append(byte)
    return bytes(out)
