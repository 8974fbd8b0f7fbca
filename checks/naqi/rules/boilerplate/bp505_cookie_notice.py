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

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_TOLD, NOTHING_QUOTED, every_shape, framed

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
        framed("cookies consent", "joint piece about more", NOT_TOLD, NOTHING_QUOTED, strangers=7, least=3, most=40),
    ),
)
