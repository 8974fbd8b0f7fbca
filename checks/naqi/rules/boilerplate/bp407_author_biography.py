"""A note about the author.

## What it finds
Headings of author boxes (`عن الكاتب`, `مقالات أخرى للكاتب`) and lines that only say what the author is. The link to the author's other pieces, glued
to the byline or not.
At the end of a text, the box below its heading.

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

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape, framed
from naqi.rules.story import NAMES_SOMEBODY
from naqi.scan.cues import AFTER_BODY, NO_STOP, NOT_PROSE, UNQUOTED, Condition, Cue, Extent, words_at_most

_BELOW_TEXT = Condition("below a paragraph", lambda hit: hit.line.index > hit.document.body[0], beyond_line=True)

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
        # The heading of the author's box, and what it says to the end of the text.
        Cue(
            pattern=r"(?m)^[ •]*(?:عن|حول|نبذة عن|نبذة حول|about) (?:ال)?(?:كاتب|كاتبة|مؤلف|مؤلفة|محرر|محررة|مراسل|ناشر|the author|author)(?: (?:ال)?(?:مقال|تقرير))? ?:? ?(?:\n(?: ?\n)* ?[^\n]+){1,2}[\n ]*\z",
            where=(_BELOW_TEXT, UNQUOTED),
        ),
    ),
)
