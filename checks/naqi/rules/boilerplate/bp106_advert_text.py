"""The text of an advertisement.

## What it finds
Lines that sell or offer something to the reader beside the story: prices and calls to buy, betting and loan offers, `اطلب الآن`.

## Why it is bad
It is not the outlet's journalism, and it repeats on every page that the advertiser bought.

## Example
    وأعلنت الهيئة أن التسجيل سيبدأ في مطلع الشهر المقبل عبر موقعها.

    ⟦اطلب الآن⟧

## Clean
    وقالت الشركة إنها ستنفق نصف ميزانيتها على محتوى ممول في الشبكات الاجتماعية.

## When it is right to ignore
In stories about advertising, when the slogan is what is reported.

## References
Labels of Taboola, Outbrain and Google AdSense in Arabic.
"""

from __future__ import annotations

import re

from naqi.arabic.folding import fold_pattern, fold_phrase
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape
from naqi.rules.story import NOT_SHOWN
from naqi.scan.cues import NO_STOP, NOT_ANNOUNCED, NOT_THE_FIRST, UNQUOTED, Condition, Cue, Extent, Hit, words_at_most

# Stories of trade say the same of goods; a seller names a price or a number, or calls.
_CALLS = tuple(map(fold_phrase, ("الآن", "بادر", "بالحجز", "اتصل", "احجز", "اطلب", "للطلب", "للحجز", "لدينا", "لكل", "خصم")))
_GOODS = re.compile(fold_pattern(r"(?:ال)?كمي(?:ة|ات) (?:ال)?محدودة|(?:ال)?(?:توصيل|شحن) (?:ال)?مجاني"))


def _sells(hit: Hit) -> bool:
    text = hit.line.text
    return _FIGURE.search(text) is not None or any(call in text for call in _CALLS) or len(_GOODS.findall(text)) > 1


_SELLS = Condition("names a figure, calls, or praises twice", _sells)
_FIGURE = re.compile(rb"[0-9]")

RULE = Rule(
    code="BP106",
    name="advert-text",
    label="boilerplate.advert",
    severity=Severity.ERROR,
    message="text of an advertisement",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("advert"),
        # What a seller says of goods, in a line that is no sentence.
        Cue(
            pattern=r"(?m)^[^\n]*(?:الكمي(?:ة|ات) محدودة|(?:ال)?توصيل (?:ال)?مجاني|(?:ال)?شحن (?:ال)?مجاني|بادروا? بالحجز|احجز(?:وا)? الآن|اطلب(?:وا)? الآن|اطلبها الآن|اتصل الآن|العرض سار)[^\n]*$",
            short=True,
            where=(NOT_THE_FIRST, NO_STOP, NOT_ANNOUNCED, words_at_most(24), _SELLS, UNQUOTED, NOT_SHOWN),
            extent=Extent.LINE,
        ),
    ),
)
