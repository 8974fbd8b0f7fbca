"""A note about the author.

## What it finds
Headings of author boxes (`عن الكاتب`, `مقالات أخرى للكاتب`) and lines that only say what the author is. The link to the author's other pieces, glued
to the byline or not.
At the end of a text, the box below its heading, or the line that begins with the name in the byline and says what its owner is.

## Why it is bad
It stands under every text of the author.

## Example
    ولهذا لا يكفي أن نبني المدارس، بل علينا أن نسأل ماذا يجري فيها.

    ⟦مقالات أخرى للكاتب⟧

## Clean
    وسأله الصحفي عن الكاتب الذي أثر فيه أكثر من غيره فذكر معلما من قريته.

## When it is right to ignore
When the author's note is wanted as metadata.

## References
Author boxes of WordPress themes.
"""

from __future__ import annotations

import re

from naqi.arabic.folding import fold_phrase
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape, framed
from naqi.rules.story import NAMES_SOMEBODY
from naqi.scan.cues import AFTER_BODY, NO_STOP, NOT_PROSE, UNQUOTED, Condition, Cue, Extent, Hit, words_at_most
from naqi.scan.document import count_words

_BELOW_TEXT = Condition("below a paragraph", lambda hit: hit.line.index > hit.document.body[0], beyond_line=True)

_BYLINE = re.compile(
    b"(?:" + b"|".join(map(fold_phrase, ("بقلم", "بقلم الكاتب", "بقلم الكاتبة", "كتب", "كتبت", "كتبه", "كتبته", "الكاتب", "الكاتبة"))) + rb") ?[:/-]? ?(.+)"
)
_NAME_WORDS = range(2, 5)
_BYLINE_LINES = 6
_NOTE_WORDS = range(3, 40)


def _begins_with_the_author(hit: Hit) -> bool:
    """Tell whether the last line begins with the name that a byline on top of the text holds, and says more."""
    lines = hit.document.lines
    for line in lines[: min(_BYLINE_LINES, hit.line.index)]:
        byline = _BYLINE.fullmatch(line.text.strip(b" *|-"))
        name = byline[1].strip(b" .:*|-") if byline else b""
        if len(name.split()) in _NAME_WORDS and hit.line.text.startswith(name):
            return count_words(hit.line.text[len(name) :]) in _NOTE_WORDS
    return False


_OF_THE_AUTHOR = Condition("begins with the name in the byline and says more of it", _begins_with_the_author, beyond_line=True)

RULE = Rule(
    code="BP407",
    name="author-biography",
    label="boilerplate.author_bio",
    severity=Severity.ERROR,
    message="note about the author",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("author_bio"),
        # Heading of a box about the account that posted the story.
        Cue(
            pattern=r"(?m)^ ?(?:عن|حول|about) (?:[a-z0-9][a-z0-9 ._&-]*|(?:ال)?(?:كاتب|محرر|مؤلف|ناشر|مدير)) ?$",
            short=True,
            where=(AFTER_BODY, words_at_most(6), UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("role biography", "joint section", AFTER_BODY, NO_STOP, NAMES_SOMEBODY, strangers=3, opens=True, most=12),
        framed("authored", "authored-beside joint", NO_STOP, least=2, most=8),
        # The author's page, in a line with the byline.
        Cue(
            pattern=r"(?:^|[^ \n] ?)((?:كل|جميع|المزيد من|عرض جميع|عرض كل) (?:مقالات|مواد|أخبار|تقارير|كتابات|منشورات) (?:هذا |هذه |نفس )?(?:الكاتب|الكاتبة|المحرر|المحررة|المراسل|المدون|المؤلف))(?:[ \n|]|$)",
            short=True,
            where=(NOT_PROSE, NO_STOP, UNQUOTED),
        ),
        Cue(
            pattern=r"(?m)^[ •*]*(?:من|أحد) (?:كتاب|محرري|مراسلي|أسرة تحرير|مدوني) (?:موقع|شبكة|صحيفة|جريدة|مجلة|وكالة|منصة|قناة|مدونة|بوابة) [^\n.]{2,40}$",
            short=True,
            where=(words_at_most(9), NO_STOP, AFTER_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # Below the text, what the author of the byline is.
        Cue(
            pattern=r"(?m)^[ •*]*([^\n:,.-]{5,40} ?(?:[:,|-]|هو|هي|كاتبة?|باحثة?|صحفية?|صحافية?|أستاذة?|أكاديمية?|محللة?|محامية?|طبيبة?|شاعرة?|روائية?|مدونة?|خبيرة?|مهندسة?)[^\n]*)[\n ]*\z",
            where=(_BELOW_TEXT, _OF_THE_AUTHOR, UNQUOTED),
        ),
        # The heading of the author's box, and what it says to the end of the text.
        Cue(
            pattern=r"(?m)^[ •]*(?:عن|حول|نبذة عن|نبذة حول|about) (?:ال)?(?:كاتب|كاتبة|مؤلف|مؤلفة|محرر|محررة|مراسل|ناشر|the author|author)(?: (?:ال)?(?:مقال|تقرير))? ?:? ?(?:\n(?: ?\n)* ?[^\n]+){1,2}[\n ]*\z",
            where=(_BELOW_TEXT, UNQUOTED),
        ),
    ),
)
