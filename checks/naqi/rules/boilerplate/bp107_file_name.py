"""The name of an image file or of an element of the page, alone on a line.

## What it finds
A line that is only a file name of a picture, names that style sheets give to elements (`weather-icon`, `logo-print`, `btn-share`), and the
placeholder `[email protected]` of a service that hides addresses from scrapers.
Names of picture buttons (`button icon`).

## Why it is bad
It is what stood in a picture's alternative text, in a style or in a script.

## Example
    قالت الهيئة إن الجسر سيغلق أمام الشاحنات حتى نهاية الأسبوع.

    ⟦IMG-20240311-WA0012.jpg⟧

    ⟦share-icon⟧

    ويبدأ العمل في الحارة الثانية يوم الأحد المقبل.

## Clean
    وحفظ الباحث الصورة في ملف سماه photo.jpg قبل أن يرسلها، وقرأ في البطاقة:

    Wi-Fi

    ثم وصل الجهاز إلى الشبكة.

## When it is right to ignore
In manuals.

## References
HTML: the `alt` attribute; CSS class names; Cloudflare's address obfuscation.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.scan.cues import NOT_ANNOUNCED, NOT_MENTIONED, UNQUOTED, Cue, Extent

_PICTURE = r"[^ \n/]{1,120}\.(?:jpe?g|png|gif|webp|svg|bmp|avif|tiff?)"
# Parts that names of elements have and names of things seldom.
_ELEMENT = (
    "icons?|ico|logo|btn|button|img|image|thumb|thumbnail|avatar|arrow|menu|nav|navbar|header|footer|sidebar|banner|slider|carousel|dropdown|loader|spinner|popup"
    "|modal|placeholder|svg|search|share|print|close|toggle|lazy|bg|background|widget|wrapper|container"
)

RULE = Rule(
    code="BP107",
    name="file-name",
    label="boilerplate.markup",
    severity=Severity.ERROR,
    message="name of a file or of an element of the page",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        Cue(pattern=rf"(?m)^[ •]*(?:{_PICTURE}[ |,]*)+$", where=(NOT_ANNOUNCED, UNQUOTED), extent=Extent.LINE),
        Cue(
            pattern=rf"(?m)^[ •]*(?:[a-z0-9]+[_-])*(?:{_ELEMENT})(?:[_-]+[a-z0-9]+)+ ?$|^[ •]*(?:[a-z0-9]+[_-]+)+(?:{_ELEMENT})(?:[_-]+[a-z0-9]+)* ?$",
            short=True,
            where=(NOT_ANNOUNCED, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^ ?(?:logo|icon|icons|avatar|thumbnail|spinner|loader|placeholder|hamburger|favicon) ?$",
            short=True,
            where=(NOT_ANNOUNCED, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"\[email.protected\]", where=(NOT_MENTIONED,)),
        # What a picture button is called in the page's code.
        Cue(
            pattern=r"(?m)^ ?(?:[a-z]+[ _-]){0,2}icons? ?$",
            short=True,
            where=(UNQUOTED,),
            extent=Extent.LINE,
        ),
    ),
)
