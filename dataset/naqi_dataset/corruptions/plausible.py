"""Tell how odd a text is as Arabic prose, in a share of its words, without knowing what happened to it.

This is the judgement of the blind inverses: which of several readings is Arabic, and whether there is more than one. It needs no model: the
signs are characters that prose does not hold, laws of Arabic spelling (teh marbuta ends a word), and how many words of a text carry the
article or are among the commonest. It is not a rule of the gate: a text that it finds odd may be good, as a line of Persian is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from naqi.arabic.characters import INVISIBLE
from naqi.corruptions.letters import LETTER, MARK, PLAIN, TATWEEL

# Emoji need these; nothing else does.
_EMOJI_PARTS: Final = {*range(0xFE00, 0xFE10), ord("\N{ZERO WIDTH JOINER}")}
_ODD_INVISIBLE: Final = "".join(chr(point) for point in INVISIBLE if point not in _EMOJI_PARTS)

# Letters that Arabic keyboards do not have and that look like ones that they have.
_FOREIGN_TWINS: Final = (
    "\N{ARABIC LETTER FARSI YEH}\N{ARABIC LETTER YEH BARREE}\N{ARABIC LETTER KEHEH}\N{ARABIC LETTER SWASH KAF}\N{ARABIC LETTER HEH DOACHASHMEE}"
    "\N{ARABIC LETTER HEH GOAL}\N{ARABIC LETTER TEH MARBUTA GOAL}\N{ARABIC LETTER AE}\N{ARABIC LETTER NOON GHUNNA}"
)

# Signs that stand beside an Arabic letter in mojibake and nowhere else.
_SIGNS: Final = "‚ƒ„†‡ˆ‰‹›Œœ™¢£¤¥¦§¨¬®¯±²³´µ¶¸¹¼½¾¡ªº"

_ODD: Final = re.compile(
    "|".join(
        (
            # One class for all that is odd by itself: controls and lost, private or foreign characters.
            rf"[{re.escape(_ODD_INVISIBLE + ''.join(PLAIN))}{_FOREIGN_TWINS}\x00-\x08\x0B-\x1F\x7F-\x9F\uFFFD\uE000-\uF8FF\uD800-\uDFFF]",
            r"&(?:amp;)*#?\w+;",
            r"\?\?",
            # A sign or an accented Latin letter beside an Arabic letter; a no-break space between two.
            rf"[{LETTER}][{_SIGNS}\u00C0-\u024F]|[{_SIGNS}\u00C0-\u024F][{LETTER}]|[{LETTER}]\u00A0+[{LETTER}]",
            # Two Latin-1 characters of which no Latin word is made: leads of UTF-8 and what follows them.
            r"[\u00C2-\u00C5\u00D7-\u00DB\u00E2\u00EF][\u00A0-\u00BF\u2013-\u203A\u20AC\u2122\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC]",
            # Teh marbuta and alef maksura end a word; no word begins with them, with hamza on waw, or with a mark.
            rf"\u0629[{MARK}]*[{LETTER}]|\u0649[{MARK}]*(?!\u0621)[{LETTER}]",
            rf"^[^{LETTER}{MARK}]*[\u0629\u0649\u0624{MARK}]",
            rf"[{MARK}]{{3}}",
            # A stroke inside a word; a word that no Arabic word is as long as; half a word.
            rf"[{LETTER}]{TATWEEL}+[{LETTER}]",
            rf"[{LETTER}]{{16}}",
            rf"[{LETTER}]-$",
            # Persian digits; digits of two sets in one number.
            r"[\u06F0-\u06F9]|[0-9][\u0660-\u0669]|[\u0660-\u0669][0-9]",
        )
    )
)
# Most words are plain, and then need no search: letters of Arabic, those that end a word at its end, punctuation around.
_PLAIN_WORD: Final = re.compile(r"[(«“\"]?(?!\u0624)[\u0621-\u0628\u062A-\u063A\u0641-\u0648\u064A]{1,14}[\u0629\u0649]?[.،:؛؟!)»”\"]{0,2}")
_ACCENTED: Final = re.compile(r"[\u00C0-\u024F]")
_LATIN: Final = re.compile(r"[A-Za-z]")
_WORD: Final = re.compile(rf"[{LETTER}]+")
_MARKS: Final = re.compile(rf"[{MARK}]+")
# A line that ends without a stop, and that another line follows directly.
_BROKEN_LINE: Final = re.compile(r"[^\s.!?:؟؛…»\")\]]\n(?!\n)")

# The commonest words of news, in the spellings in use.
_COMMON: Final = frozenset(
    """
    أحد أقل أكثر ألف أما أمام أمس أن أنه أنها أو أول أى أي إذ إذا إلا إلى إن التى التي الذى الذي الذين اللذين الى
    ان انه انها او بعد بعض بل به بها بين تلك ثم حتى حول حين خلال دون ذلك سوى ضد عام عبر عدد على علي عليه عليها عن
    عند غير فقد فى في فيه فيها قال قبل قد كان كانت كل كما كيف لا لدى لكن لم لن له لها لو ليس ما مثل مع من منذ منه
    منها نحو نعم هذا هذه هنا هناك هو هي وأما وأن وعلى وفى وفي وقال وقد وكان وكانت ولا ولكن ومن وهو وهي يوم
    """.split()  # noqa: SIM905  # one literal a word would be a page
)
_ARTICLE: Final = re.compile(r"[وفبك]{0,2}ال[^ا].|[وف]?لل[^ه].")
# In prose four words of ten are common or carry the article; in a text read backwards or by a wrong code page fewer than one.
_FEWEST_COMMON: Final = 0.12
_FEWEST_WORDS: Final = 10


def oddness(text: str) -> float:
    """Share of the words (pieces between spaces) of a text that Arabic prose does not hold, 0 to 1; an empty text is not odd.

    1 for a text of ten Arabic words or more among which hardly one is common or carries the article.
    """
    words = re.split(r"[ \t\n]+", text.strip(" \t\n"))
    arabic = _WORD.findall(_MARKS.sub("", text))
    if len(arabic) >= _FEWEST_WORDS and sum(map(_is_common, arabic)) < _FEWEST_COMMON * len(arabic):
        return 1.0
    odd = sum(map(_is_odd, words)) + len(_BROKEN_LINE.findall(text))
    return min(1.0, odd / len(words))


def is_plausible(text: str) -> bool:
    """Tell whether a text reads as Arabic prose: it is not odd anywhere, and holds Arabic."""
    return bool(_WORD.search(text)) and oddness(text) == 0


@lru_cache(1 << 16)
def _is_odd(word: str) -> bool:
    if _PLAIN_WORD.fullmatch(word):
        return False
    if _ODD.search(word) or unicodedata.normalize("NFC", word) != word:
        return True
    accented = len(_ACCENTED.findall(word))
    return accented >= 2 and accented > len(_LATIN.findall(word))


def _is_common(word: str) -> bool:
    return word in _COMMON or _ARTICLE.match(word) is not None
