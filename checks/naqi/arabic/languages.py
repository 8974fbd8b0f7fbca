"""Which language of the Arabic script a stretch of words is in: Arabic, or one of its neighbours.

Evidence is counted, not guessed: function words, letters and endings that one language has and the others lack. Persian, Urdu and Kurdish
write their own words with letters that in an Arabic word are only a wrong keyboard, so encoding rules ask here first.
Source: function words from the grammars of the languages; letters from the Unicode code charts, Arabic block.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from naqi.arabic.characters import LOOKALIKE_LETTERS, named

# Letters that only another keyboard has, and the Arabic letter that each stands for. Farsi yeh serves for yeh and, at a word's end, alef maksura.
KEYBOARD_LETTERS: Final = {
    letter: LOOKALIKE_LETTERS.get(letter, plain)
    for letter, plain in {
        "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
        "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
        "\N{ARABIC LETTER SWASH KAF}": "\N{ARABIC LETTER KAF}",
        "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
        "\N{ARABIC LETTER HEH DOACHASHMEE}": "\N{ARABIC LETTER HEH}",
    }.items()
} | {"\N{ARABIC LETTER TEH MARBUTA GOAL}": "\N{ARABIC LETTER TEH MARBUTA}"}

# Letters of words that are not Arabic, even in Arabic text: peh, tcheh, jeh and gaf of Persian names, and those of Urdu, Kurdish, Pashto, Uyghur.
FOREIGN_LETTERS: Final = frozenset(
    map(
        chr,
        named(
            "ARABIC LETTER PEH", "ARABIC LETTER TCHEH", "ARABIC LETTER JEH", "ARABIC LETTER GAF", "ARABIC LETTER TTEH", "ARABIC LETTER DDAL",
            "ARABIC LETTER RREH", "ARABIC LETTER YEH BARREE", "ARABIC LETTER NOON GHUNNA", "ARABIC LETTER YEH BARREE WITH HAMZA ABOVE",
            "ARABIC LETTER AE", "ARABIC LETTER OE", "ARABIC LETTER U", "ARABIC LETTER YU", "ARABIC LETTER E", "ARABIC LETTER YEH WITH SMALL V",
            "ARABIC LETTER LAM WITH SMALL V", "ARABIC LETTER REH WITH SMALL V BELOW", "ARABIC LETTER HEH WITH YEH ABOVE", "ARABIC LETTER NG",
            "ARABIC LETTER TEH WITH RING", "ARABIC LETTER DAL WITH RING", "ARABIC LETTER KAF WITH RING", "ARABIC LETTER NOON WITH RING",
            "ARABIC LETTER REH WITH RING", "ARABIC LETTER SEEN WITH DOT BELOW AND DOT ABOVE", "ARABIC LETTER HAH WITH HAMZA ABOVE",
        ),
    )
)  # fmt: skip

_TO_ARABIC: Final = str.maketrans(KEYBOARD_LETTERS)
_MARKS: Final = re.compile("[\u064b-\u065f\u0670\u0640]")
WORD: Final = re.compile("[\u0620-\u065f\u0670-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u200c]+")

# Words that Arabic has and Persian and Urdu do not use as such; then function words of its neighbours.
_ARABIC_WORDS: Final = """
في على إلى الى عن التي الذي الذين هذا هذه ذلك تلك كان كانت يكون تكون قال وقال قالت أن إن أنه إنه لم قد وقد ثم حيث أو لكن ولكن كما وكما هو هي وهو وهي ليس فيما
إذا منذ عند عندما خلال كذلك أكد وأكد أي لدى نحو غير كل وكل بعض منها فيها عليه عليها إليه منه له لها بأن لأن الا إلا حتى كي لكي يوم أكثر اي ان او كبير كبيرة
"""
_PERSIAN_WORDS: Final = """
که از را این آن است برای های می به شد شده شود کرد کند کنند کرده یک هم بود بودند خود ها باید نیز اگر دارد دارند ایران اند نمی چه هر خواهد توان دیگر همه همین
چون وی روی پیش
"""
_URDU_WORDS: Final = """
کے کی کا میں ہے ہیں اور سے نے کو پر یہ وہ تھا تھی کہ بھی گیا گئی کر لیے ساتھ نہیں ہو رہے جو ایک
"""
_SORANI_WORDS: Final = """
لە بۆ بە کە ئەم ئەو لەگەڵ دەکات کردنی بوو هەر نەک ئێمە هەموو دوای پێش
"""
_ARABIC: Final = frozenset(_ARABIC_WORDS.split())
# Function words of Persian, Urdu and Sorani Kurdish that no Arabic text has as such.
FOREIGN_WORDS: Final = frozenset(word for words in (_PERSIAN_WORDS, _URDU_WORDS, _SORANI_WORDS) for word in words.split())
_ARTICLE: Final = re.compile("(?:[وف]?(?:[بك]?ال|لل))[^ا]..")
# Letters that end or seat hamza in Arabic words and hardly stand in words of its neighbours.
_ARABIC_LETTERS: Final = frozenset("ةأإؤى")
_FATHATAN: Final = "\N{ARABIC FATHATAN}"


def plain(word: str) -> str:
    """The word with the letters of an Arabic keyboard, without vowel signs and tatweel."""
    return _MARKS.sub("", word).translate(_TO_ARABIC)


def is_arabic_word(word: str) -> bool:
    """Tell whether a word shows by itself that it is Arabic: a function word, the article, or a letter or ending that only Arabic has."""
    word = unicodedata.normalize("NFC", word)
    bare = plain(word)
    if not FOREIGN_LETTERS.isdisjoint(word) or word in FOREIGN_WORDS:
        return False
    return bare in _ARABIC or (len(bare) >= 5 and _ARTICLE.match(bare) is not None) or not _ARABIC_LETTERS.isdisjoint(bare) or _FATHATAN in word[-2:]


def is_foreign_word(word: str) -> bool:
    """Tell whether a word shows by itself that it is not Arabic."""
    return word in FOREIGN_WORDS or not FOREIGN_LETTERS.isdisjoint(word) or "\N{ZERO WIDTH NON-JOINER}" in word.strip("\N{ZERO WIDTH NON-JOINER}")


def is_arabic(words: list[str]) -> bool:
    """Tell whether most of the evidence in a run of words is for Arabic. Without any, it is not."""
    arabic = sum(map(is_arabic_word, words))
    return arabic > 2 * sum(map(is_foreign_word, words))
