"""A cookie notice.

## What it finds
Sentences and buttons of consent banners: `نستخدم ملفات تعريف الارتباط …`, `قبول الكل`.

## Why it is bad
It is a legal notice of the page.

## Example
    ⟦نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا.⟧

    بدأت الجامعات استقبال طلبات القبول للعام الدراسي الجديد صباح اليوم.

## Clean
    وأوضح الخبير أن المواقع تعرض على الزائر عبارة «نستخدم ملفات تعريف الارتباط لتحسين تجربتك» وزرا واحدا.

## When it is right to ignore
Never known to be right.

## References
Labels of consent managers (Cookiebot, OneTrust, CookieYes) in Arabic.
"""

from __future__ import annotations

from naqi.arabic.folding import fold_phrase
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_TOLD, NOTHING_QUOTED, every_shape, framed
from naqi.scan.cues import OUTSIDE_BODY, UNQUOTED, Condition, Cue, Extent, Hit, words_at_most

# What a notice says to its reader, and no story of cookies to its own.
_TO_THE_READER = tuple(
    map(
        fold_phrase,
        (
            *("موقعنا", "صفحاتنا", "خدماتنا", "شركائنا", "شركاؤنا", "نستخدم", "نستعمل", "نحن", "لدينا"),
            *("تجربتك", "تجربتكم", "تصفحك", "تصفحكم", "لتصفحك", "خياراتك", "تفضيلاتك", "جهازك", "زيارتك", "موافقتك", "بموافقتك", "إعداداتك"),
            *("باستخدامك", "باستخدامكم", "باستمرارك", "بمتابعتك", "بمواصلتك", "يمكنك", "يمكنكم"),
            *("انقر", "اضغط", "اختر", "راجع", "وافق"),
        ),
    )
)
# Who explains to readers what to do with cookies speaks neither of "us" nor of the reader's consent.
_OF_THE_SITE = _TO_THE_READER[:-7]
_WORDS_TO_THE_READER = 3


def _addresses_the_reader(hit: Hit) -> bool:
    words = {word.strip(b".,!?:()") for word in hit.line.text.split()}
    return sum(word in words for word in _TO_THE_READER) >= _WORDS_TO_THE_READER and any(word in words for word in _OF_THE_SITE)


# Others speak of their partners, too.
_DATA = tuple(map(fold_phrase, ("خصوصي", "بيانات", "ملفات", "كوكيز", "موافق", "إعلانات", "معلومات", "تقنيات", "نستخدم", "نستعمل", "privacy", "cookie")))
_ASKS_FOR_DATA = Condition("speaks of data or consent", lambda hit: any(word in hit.line.text for word in _DATA))

RULE = Rule(
    code="BP505",
    name="cookie-notice",
    label="boilerplate.cookie",
    severity=Severity.ERROR,
    message="cookie notice",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("cookie"),
        # Whole sentences of a notice.
        Cue(
            pattern=r"ملفات تعريف الارتباط|ملفات الارتباط|ملفات الكوكيز|الكوكيز|ملفات كوكيز|سجلات التصفح|cookies",
            where=(Condition("speaks to the reader", _addresses_the_reader), NOT_TOLD, NOTHING_QUOTED, words_at_most(90), UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("cookies consent", "joint piece about more", NOT_TOLD, NOTHING_QUOTED, strangers=7, least=3, most=40),
        # Consent by another name.
        Cue(
            pattern=r"(?m)^[^\n]*(?:نحن وشركاؤنا|نقدر خصوصيتك|نقدر خصوصيتكم|نحترم خصوصيتك|نحترم خصوصيتكم|خصوصيتك تهمنا|خصوصيتكم تهمنا|خصوصيتك مهمة|we value your privacy)[^\n]*$",
            where=(OUTSIDE_BODY, words_at_most(70), _ASKS_FOR_DATA, NOT_TOLD, NOTHING_QUOTED),
            extent=Extent.LINE,
        ),
    ),
)
