"""A list of keywords.

## What it finds
Lines that open with a tag cue (`الوسوم:`, `كلمات دلالية:`), and lines that hold only hashtags outside the body.
The heading alone (`الوسوم`), and a list without commas on the line below it.

## Why it is bad
Keywords without syntax teach a model word salad.

## Example
    قررت اللجنة تأجيل الانتخابات المحلية شهرا واحدا بسبب الفيضانات في الشمال.

    ⟦الوسوم: انتخابات، فيضانات، الشمال⟧

## Clean
    انتشر وسم #أنقذوا_النخيل في ساعات، ووضع الباحث سمات عامة للخطاب الجديد في دراسته.

## When it is right to ignore
When tags are wanted as metadata.

## References
WordPress core translation: Tags is rendered وسوم, and سمات in older releases.
"""

from __future__ import annotations

import re

from naqi.arabic.folding import fold_phrase
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape, framed, kind
from naqi.scan.cues import (
    AFTER_BODY,
    AFTER_SENTENCE,
    IN_PROSE_ENDING,
    LAST_LINE,
    NO_STOP,
    NOT_LISTED,
    NOT_THE_FIRST,
    OPENS_LINE,
    OUTSIDE_BODY,
    UNQUOTED,
    Condition,
    Cue,
    Extent,
    Hit,
    either,
    words_after_at_least,
    words_after_at_most,
    words_at_most,
)
from naqi.scan.document import count_words
from naqi.scan.frames import TAG

_WEAK = ("سمات", "وسوم", "الوسوم", "الكلمات المفتاحية", "كلمات مفتاحية", "الكلمات الدلالية", "كلمات دلالية", "مواضيع", "تاغات", "tags", "علامات")
# Words that stories use as well: only with a mark behind them do they head a list.
_COMMON = tuple(map(fold_phrase, ("مواضيع", "علامات")))
# "The keywords of the speech are …": what goes on so is a sentence, or a title.
_JOINED = frozenset(map(fold_phrase, ("في", "من", "عن", "على", "ل", "هي", "هو", "التي", "إلى")))
_MARK = re.compile(rb"[:|,#/]|-")


def _names_keywords(hit: Hit) -> bool:
    text = hit.document.data[hit.start : hit.line.end]
    if text.startswith(_COMMON):
        return _MARK.search(text) is not None
    word = next((word for word in text.split() if word not in _KEYS), b"")
    return word not in _JOINED and not word.startswith(_FOR_THE)


_FOR_THE = fold_phrase("لل")
_KEYS = frozenset(word for phrase in _WEAK for word in fold_phrase(phrase).split()) | kind("keywords").words
_NAMES_KEYWORDS = Condition("names keywords and goes on as no sentence", _names_keywords)

# As headings, with the tags below them or lost.
_HEADINGS = (
    "سمات|السمات|وسوم|الوسوم|تاجات|التاجات|تاغات|التاغات|الهاشتاغات?|هاشتاغ|هاشتاق|هاشتاج|(?:ال)?كلمات (?:ال)?(?:مفتاحية|دلالية|دالة|مفاتيح)|علامات|العلامات|tags|mots[ -]cles|keywords"
    "|(?:ذكر|ذكرت|مذكور|مذكورون|ورد|وردت)(?: ذكره| ذكرهم)? في (?:هذا )?(?:ال)?(?:خبر|مقال|تقرير)|شخصيات (?:ال)?(?:خبر|مقال)|مواضيع (?:ال)?(?:خبر|مقال)"
)
_A_LIST_AT_MOST = Condition(
    "a heading and no more than a list",
    lambda hit: count_words(hit.document.data[hit.start : hit.end]) <= _LIST_WORDS and hit.document.line_at(hit.end - 1).words <= _LIST_WORDS,
)
_LIST_WORDS = 24

RULE = Rule(
    code="BP404",
    name="tag-list",
    label="boilerplate.tags",
    severity=Severity.ERROR,
    message="list of keywords or hashtags",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("tags", NOT_LISTED, OUTSIDE_BODY),
        Cue(
            pattern=r"(?m)^[ •|,]*#[^ #\n]+(?:[ •|,]*#[^ #\n]+)+[ •|,.]*$",
            where=(OUTSIDE_BODY,),
            extent=Extent.LINE,
        ),
        # Words that also begin a sentence: only behind the body, on a line that is no sentence.
        Cue(
            phrases=_WEAK,
            where=(OPENS_LINE, AFTER_BODY, NO_STOP, _NAMES_KEYWORDS, words_after_at_least(1), words_at_most(30), UNQUOTED),
            extent=Extent.LINE,
        ),
        # The same, glued behind the last sentence.
        Cue(
            phrases=_WEAK,
            where=(AFTER_SENTENCE, LAST_LINE, NO_STOP, _NAMES_KEYWORDS, words_after_at_least(1), words_after_at_most(20), UNQUOTED),
            extent=Extent.TO_LINE_END,
        ),
        framed((TAG,), "", OUTSIDE_BODY, most=30),
        framed("keywords", "joint share-beside", NO_STOP, _NAMES_KEYWORDS, AFTER_BODY, strangers=12, opens=True, least=2, most=20),
        Cue(pattern=r"(?m)#[^#\n]+(?:#[^#\n]+)+$", where=(AFTER_SENTENCE, NO_STOP)),
        Cue(pattern=r"(?m)(?:#+[^ #\n]+[ #]*)+$", where=(AFTER_SENTENCE, either(IN_PROSE_ENDING, AFTER_BODY))),
        Cue(
            pattern=r"(?m)(?:ال)?كلمات (?:ال)?(?:مفتاحية|دلالية|دالة|مفاتيح|بحث)[^\n]+$",
            where=(either(OPENS_LINE, AFTER_SENTENCE), NO_STOP, _NAMES_KEYWORDS, either(IN_PROSE_ENDING, OUTSIDE_BODY), words_after_at_most(0), UNQUOTED),
        ),
        # The heading alone; what stands below it, on a line of its own, are the tags.
        Cue(
            pattern=rf"(?m)^[ •#*]*(?:{_HEADINGS}) ?:? ?(?:\n(?: ?\n)* ?[^\n.!?:]{{2,140}})?$",
            where=(AFTER_BODY, _A_LIST_AT_MOST, UNQUOTED),
        ),
        Cue(pattern=rf"(?m)^[ •#*]*(?:{_HEADINGS}) ?:? ?$", short=True, where=(OUTSIDE_BODY, NOT_THE_FIRST, NOT_LISTED, UNQUOTED), extent=Extent.LINE),
    ),
)
