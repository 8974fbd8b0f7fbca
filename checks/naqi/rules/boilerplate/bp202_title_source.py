"""The name of a source glued to the title.

## What it finds
At the end of a title line: `بواسطة` and an agency or outlet; a dash or bar and an agency; a bar and any short name; a dash and a name that
says what it is (`صحيفة …`, `… نيوز`, `….com`). A title line is one of the first lines, stands before the prose and ends without a stop.
A name behind a bar that the story tells of is a place or a person of it and is left alone, and so is one where nothing but the headline is given.
The name in brackets with an outlet's word, or in Latin letters behind a colon where the page holds it elsewhere too.

## Why it is bad
It comes from the page's `<title>` or from a feed plug-in. No journalist wrote it.

## Example
    ارتفاع أسعار القمح مع تأخر الأمطار ⟦بواسطة رويترز⟧

    قال تجار إن الأسعار ارتفعت للأسبوع الثالث على التوالي مع تأخر موسم الأمطار.

## Clean
    نقل البضائع بواسطة القطارات يعود بعد عشر سنوات

    عادت القطارات إلى نقل البضائع بين المدينتين بعد توقف دام عشر سنوات كاملة.

## When it is right to ignore
When titles are wanted as the page's `<title>` gives them.

## References
WordPress document title parts: the site name follows the title behind a separator.
"""

from __future__ import annotations

import re

from naqi.arabic.folding import fold_phrase
from naqi.rules import lexicon
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import kind
from naqi.scan.cues import (
    AFTER_TEXT,
    CLOSES_LINE,
    IN_TITLE,
    NAMED_ELSEWHERE,
    NO_STOP,
    UNQUOTED,
    Condition,
    Cue,
    Extent,
    Hit,
    either,
    words_after_at_most,
    words_before_at_least,
)
from naqi.scan.document import count_words, has_letters

_AGENCIES = lexicon.load("agencies.term")
_WORDS = lexicon.alternation("outlet-words.term")


_NAME_LINE_WORDS = 10
# Scrapes glue a call to the stop before it.
_CALLS = kind("join").words
_OUTLET_WORDS = frozenset(map(fold_phrase, lexicon.load("outlet-words.term")))


def _is_of_the_site(hit: Hit) -> bool:
    name = hit.document.data[hit.start : hit.end].strip(b" -|/:*")
    if not _OUTLET_WORDS.isdisjoint(name.split()):
        return True
    if hit.document.body[1] < 0:
        return False  # a headline alone may have its place or its kicker behind the bar
    others = [line for line in hit.document.lines if line.index != hit.line.index]
    if any(name in line.text and line.words <= _NAME_LINE_WORDS and not line.ends_with_stop for line in others):
        return True  # a masthead or a notice
    # At the head of a paragraph an outlet signs it, in quotation marks somebody spoke to it, behind a call it is to be followed.
    told = re.compile(b"([^ ]+) ?" + re.escape(name))
    words = [match[1] for line in others if line.ends_with_stop or line.is_prose for match in told.finditer(line.text)]
    return not any(word[-1:] != b'"' and not any(call in word for call in _CALLS) for word in words)


_OF_THE_SITE = Condition("an outlet's name, or one that the story does not tell of", _is_of_the_site, beyond_line=True)


def _is_told(hit: Hit) -> bool:
    name = hit.document.data[hit.start : hit.end].strip(b" -")
    return hit.document.body[1] < 0 or any(name in line.text for line in hit.document.lines if line.index != hit.line.index and line.is_prose)


_NO_MATTER_OF_THE_STORY = Condition("a name that no paragraph tells of", lambda hit: not _is_told(hit), beyond_line=True)
# A title may have two halves; an outlet's name is short or stands elsewhere too.
_IS_A_NAME = either(Condition("no longer than a name", lambda hit: count_words(hit.document.data[hit.start : hit.end]) <= _NAME_WORDS), NAMED_ELSEWHERE)
_NAME_WORDS = 4


def _is_named(hit: Hit) -> bool:
    name = hit.document.data[hit.start : hit.end].strip(b" -|/:()[]")
    return has_letters(name) and any(line.index != hit.line.index and line.words <= _NAME_LINE_WORDS and name in line.text for line in hit.document.lines)


_NAMED = Condition("a name that another short line holds, whatever ties it on", _is_named, beyond_line=True)
_TITLE = (IN_TITLE, words_before_at_least(3), UNQUOTED)

RULE = Rule(
    code="BP202",
    name="title-source",
    label="boilerplate.title_suffix",
    severity=Severity.ERROR,
    message="source glued to the title",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        Cue(
            phrases=tuple(f"{joint} {agency}" for joint in ("بواسطة", "-", "|", "/", "•", "By", "by:") for agency in _AGENCIES),
            where=(AFTER_TEXT, CLOSES_LINE, *_TITLE),
            extent=Extent.TO_LINE_END,
        ),
        Cue(
            pattern=rf"(?m)بواسطة (?:[^ \n]+ )?(?:{_WORDS})(?: [^ \n]+){{0,2}} ?$",
            where=(AFTER_TEXT, *_TITLE),
            extent=Extent.TO_LINE_END,
        ),
        Cue(
            pattern=r"(?m)(?:\||::|•) ?[^|:•\n]{2,60}$",
            where=(AFTER_TEXT, words_after_at_most(0), *_TITLE, _IS_A_NAME, _OF_THE_SITE),
            extent=Extent.TO_LINE_END,
        ),
        Cue(
            pattern=rf"(?m) (- ?(?:(?:صحيفة|جريدة|إذاعة|راديو|تلفزيون) [^ \n]+(?: [^ \n]+){{0,2}}"
            # Roads, canals, gates and ruins are called so too: only an outlet's own word tells that it is one.
            rf"|(?:موقع|وكالة|بوابة|مجلة|شبكة|قناة) (?:[^ \n]+ )?(?:{_WORDS})(?: [^ \n]+)?"
            r"|(?:[^ \n]+ ){1,3}(?:نيوز|برس|أونلاين|تايمز|ميديا|بوست|tv|news|press|online|arabic)(?: [^ \n]+)?"
            r"|[a-z0-9-]+\.(?:com|net|org|info|news|tv|ma|tn|dz|eg|sa|ae|jo|lb|iq|ly|sd|ye|qa|kw|om|bh|ps|sy))) ?$",
            where=(AFTER_TEXT, *_TITLE),
            extent=Extent.TO_LINE_END,
        ),
        # Any name behind a dash, when it is the outlet's for standing in a masthead or a notice too.
        Cue(
            pattern=r"(?m)[^ \n] ?((?:[-|/•(]|بواسطة|من|عن) ?[^-|/•()\n]+[/)]?) ?$",
            short=True,
            where=(AFTER_TEXT, *_TITLE, words_before_at_least(4), words_after_at_most(0), NAMED_ELSEWHERE, _OF_THE_SITE),
        ),
        # Where the story tells of it, it is a matter of the story.
        Cue(
            pattern=r"(?m) (- ?(?:موقع|وكالة|بوابة|مجلة|شبكة|قناة) ال[^ \n]+(?: [^ \n]+)?) ?$",
            where=(AFTER_TEXT, *_TITLE, _NO_MATTER_OF_THE_STORY),
            extent=Extent.TO_LINE_END,
        ),
        # "من موقع البتراء" is where things were brought from: only an outlet's own word tells that it is a site.
        Cue(
            pattern=rf"(?m) (من ?(?:موقع|بوابة|شبكة) (?:[^ \n]+ )?(?:{_WORDS})) ?$",
            short=True,
            where=(AFTER_TEXT, *_TITLE, words_before_at_least(5)),
        ),
        Cue(
            pattern=rf"(?m) ([/(] ?(?:(?:صحيفة|جريدة) ال[^ \n]+|(?:صحيفة|جريدة|موقع|وكالة|بوابة|شبكة) (?:[^ \n]+ )?(?:{_WORDS}))(?: [^ \n]+)?[/)]?) ?$",
            short=True,
            where=(AFTER_TEXT, *_TITLE, words_before_at_least(5)),
        ),
        # In Latin letters behind a colon, or in brackets with an outlet's word.
        Cue(
            pattern=r"(?m)[^ \na-z0-9] ?(: ?[a-z][a-z0-9 .'&]{2,30}) ?$",
            short=True,
            where=(AFTER_TEXT, *_TITLE, words_before_at_least(4), words_after_at_most(0), _NAMED),
        ),
        Cue(
            pattern=r"(?m)[^ \n] ?([(] ?(?:[^ \n()]+ ){1,2}(?:نيوز|برس|أونلاين|تايمز|ميديا|بوست|تي في)(?: [^ \n()]+)?[)]) ?$",
            short=True,
            where=(AFTER_TEXT, *_TITLE, words_before_at_least(4), words_after_at_most(0)),
        ),
        # The same behind the headlines of other stories, where the name stands on the page too.
        Cue(
            pattern=rf"(?m)[^ \n] ((?:[-|] ?(?:صحيفة|جريدة|يومية|موقع|وكالة|بوابة|مجلة|إذاعة|راديو|شبكة|منصة) [^ \n]+(?: [^ \n]+){{0,2}}|[-|] ?(?:[^ \n]+ ){{1,2}}(?:{_WORDS}))) ?$",
            short=True,
            where=(AFTER_TEXT, NO_STOP, words_before_at_least(5), words_after_at_most(0), _NAMED, UNQUOTED),
        ),
    ),
)
