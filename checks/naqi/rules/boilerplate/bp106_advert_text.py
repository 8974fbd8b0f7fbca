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

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape

RULE = Rule(
    code="BP106",
    name="advert-text",
    label="boilerplate.advert",
    severity=Severity.ERROR,
    message="text of an advertisement",
    fix=REMOVE,
    doc=__doc__,
    cues=(*every_shape("advert"),),
)
