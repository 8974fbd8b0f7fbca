"""How to reach a columnist.

## What it finds
Calls to write to the author (`للتواصل مع الكاتب`), short-message codes, and lines behind the body that hold only an e-mail address or an account. The
button to write to the author, beside the name.

## Why it is bad
It closes every column of the author.

## Example
    ولذلك يبقى السؤال معلقا حتى تجيب عنه الأيام، ولن يجيب عنه سواها.

    ⟦للتواصل مع الكاتب: writer@mail.example⟧

## Clean
    ودعت الجمعية الراغبين في التطوع إلى الكتابة إلى العنوان help@mail.example قبل الخميس.

## When it is right to ignore
In obituaries and public notices, where the address is the news.

## References
Column footers of Gulf newspapers.
"""

from __future__ import annotations

import re

from naqi.arabic.folding import fold_phrase
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_TOLD, every_shape, framed
from naqi.rules.story import NOT_LISTED_BY_STORY, NOT_TELLING
from naqi.scan.cues import (
    AFTER_TEXT,
    BEFORE_BODY,
    LAST_LINE,
    NO_SENTENCE,
    NO_STOP,
    NOT_LISTED,
    NOT_PROSE,
    OUTSIDE_BODY,
    UNQUOTED,
    Condition,
    Cue,
    Extent,
    among_last,
    words_at_most,
)
from naqi.scan.frames import HANDLE, MAIL, NUMBER

_ADDRESS = r"[a-z0-9_][a-z0-9._%+-]* ?@ ?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}"
_ACCOUNT = r"@[a-z0-9_.]{3,40}"
_CARRIERS = "stc|mobily|zain|ooredoo|du|etisalat|vodafone|orange|we|viva|موبايلي|زين|الاتصالات|اس تي سي"

_LEADING = frozenset(
    map(
        fold_phrase,
        ("بريد", "البريد", "بريدها", "بريده", "إيميل", "الإيميل", "عنوان", "العنوان", "عبر", "على", "إلى", "التالي", "حساب", "الحساب", "من", "في", "مع"),
    )
)
_NOTHING_LEADS = Condition("no sentence leads to it", lambda hit: _LEADING.isdisjoint(hit.before.split()[-3:]) and not hit.before.rstrip().endswith(b":"))

_TELEPHONE = re.compile(rb"[0-9][0-9 ()./-]{5,}[0-9]|sms")
_HAS_A_TELEPHONE = Condition("holds a telephone number", lambda hit: _TELEPHONE.search(hit.line.text) is not None)

RULE = Rule(
    code="BP504",
    name="author-contact",
    label="boilerplate.contact",
    severity=Severity.ERROR,
    message="contact line of a columnist",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("contact", NOT_LISTED),
        Cue(
            pattern=rf"(?m)^[^a-z0-9@\n]{{0,40}}(?:{_ADDRESS}|{_ACCOUNT})[ ,|/•-]*(?:(?:{_ADDRESS}|{_ACCOUNT})[ ,|/•-]*)*$",
            where=(OUTSIDE_BODY, among_last(6), UNQUOTED, NOT_TELLING),
            extent=Extent.LINE,
        ),
        # An address glued behind the last sentence of the text.
        Cue(
            pattern=rf"(?m)(?:[.!?\"] ?|[^a-z0-9._%+@-])((?:تويتر ?:? ?)?(?:{_ADDRESS}|{_ACCOUNT})) ?$",
            where=(AFTER_TEXT, LAST_LINE, _NOTHING_LEADS, UNQUOTED),
        ),
        Cue(
            pattern=r"(?:sms[^\n]{0,60} |رسالة[^\n]{0,60} |^ ?)تبدأ بالرمز ",
            where=(words_at_most(30), NO_SENTENCE),
            extent=Extent.LINE,
        ),
        Cue(pattern=rf"(?m)^ ?[0-9]{{3,6}} ?[-:] ?(?:{_CARRIERS})[^\n]{{0,40}}$", extent=Extent.LINE),
        framed((MAIL,), "address joint network", NO_STOP, NOT_TOLD, NOT_LISTED_BY_STORY, strangers=4, most=12),
        framed((HANDLE,), "address joint network channel", NO_STOP, OUTSIDE_BODY, most=6),
        framed(("address", HANDLE), "joint network channel piece", NO_STOP, strangers=2, most=9),
        framed(("address", NUMBER), "joint network click", NO_STOP, _HAS_A_TELEPHONE, OUTSIDE_BODY, strangers=4, most=16),
        Cue(
            pattern=r"(?:رسالة نصية|رسالة|sms|واتساب)[^\n]*[0-9]{4,8} (?:و?تبدأ|وابدأ|مبتدئا|بدءا) (?:بال|ب)(?:رمز|حرف|كود|رقم)",
            where=(words_at_most(24), NO_SENTENCE),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)(?:^|[^ \n] ?)((?:أرسل|ارسل) (?:ال)?بريدا? (?:ال)?إلكترونيا?)(?: ?[0-9]| ?منذ| ?آخر|[ •|]*$)",
            short=True,
            where=(BEFORE_BODY, NOT_PROSE, UNQUOTED),
        ),
    ),
)
