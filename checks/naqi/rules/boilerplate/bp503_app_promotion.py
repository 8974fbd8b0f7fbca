"""An advertisement for the outlet's own app.

## What it finds
Calls to download the app (`حمّل التطبيق الآن`), store badges (`متوفر على Google Play`), and notices that notifications come after downloading it.

## Why it is bad
It stands under every story of the outlet.

## Example
    وتوقعت الأرصاد أن تستمر الموجة حتى نهاية الأسبوع في معظم المناطق.

    ⟦حمّل تطبيقنا الآن لتصلك آخر الأخبار⟧

## Clean
    ونصحت الوزارة المسافرين بتحميل تطبيق الجوازات قبل الوصول إلى المطار بيوم على الأقل.

## When it is right to ignore
In technology stories about an app, when the call is reported without quotation marks.

## References
Foot lines of broadcasters.
"""

from __future__ import annotations

from naqi.arabic.folding import fold_phrase
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_REPORTED, NOT_TOLD, every_shape, framed
from naqi.rules.story import NOT_LISTED_BY_STORY, NOT_TELLING
from naqi.scan.cues import NO_FULL_STOP, NO_SENTENCE, NO_STOP, OUTSIDE_BODY, UNQUOTED, Condition, Cue, Extent, words_at_most

_READER = tuple(map(fold_phrase, ("يمكنك", "تقدر", "هاتفك", "جوالك", "تصلك", "حملوا", "حمل ", "لتلقي", "ليصلك")))
_TO_READER = Condition("speaks to the reader", lambda hit: any(word in hit.line.text for word in _READER))

RULE = Rule(
    code="BP503",
    name="app-promotion",
    label="boilerplate.app_promo",
    severity=Severity.ERROR,
    message="advertisement for the outlet's app",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("app_promo"),
        Cue(
            pattern=r"(?m)^[^\n]{0,4}(?:حمل|حملوا|نزل|نزلوا|قم بتحميل|download) (?:الآن )?(?:تطبيق|التطبيق|our app)[^\n]*$",
            where=(words_at_most(20), NO_SENTENCE, NO_FULL_STOP, UNQUOTED, NOT_TELLING, NOT_LISTED_BY_STORY),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[^\n]{0,4}(?:(?:تطبيق|برنامج|نسخة) [^\n.]{2,24} )?(?:متوفرة?|متاحة?|متوفر|موجود|حمله|حملوه|نزله|نزلوه|احصل عليه|get it|available|download)(?: الآن)? (?:على|من|في|on|from)[^\n]{0,12}(?:google play|app store|appgallery|play store|(?:جوجل|غوغل|قوقل|كوكل|كوغل|جوغل) (?:بلاي|بلي|بلاى|ستور)|(?:آب|أب|ابل|أبل|آبل|بلاي|بلي|هواوي) ستور|متجر)[^\n]{0,40}$",
            where=(words_at_most(14), UNQUOTED, NOT_TELLING),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?:بعد|عبر|عند|من خلال) (?:تحميل|تنزيل) (?:أحدث |آخر )?(?:نسخة |إصدار )?(?:من )?تطبيق",
            where=(_TO_READER, words_at_most(40), NOT_REPORTED, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:لتجربة|لقراءة|لتصفح|لأداء) (?:أفضل|أسرع|أسهل|أمتع)[^\n.]*(?:التطبيق|تطبيق|تطبيقنا)[^\n.]*$",
            short=True,
            where=(words_at_most(12), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        framed(
            "install app store",
            "joint click mailing share-beside subscribe-beside channel",
            NO_STOP,
            NOT_TOLD,
            NOT_TELLING,
            NOT_LISTED_BY_STORY,
            strangers=4,
            least=3,
            most=18,
        ),
        framed(
            "install app",
            "joint click mailing share-beside store subscribe-beside",
            NO_STOP,
            NOT_TOLD,
            NOT_TELLING,
            NOT_LISTED_BY_STORY,
            strangers=4,
            opens=True,
            least=2,
            most=14,
        ),
        framed("store", "install joint", NO_STOP, NOT_LISTED_BY_STORY, OUTSIDE_BODY, least=2, most=10),
        # Badges of stores in a row, glued or not.
        Cue(
            pattern=r"(?:app store ?google play|google play ?app store|google play ?appgallery|app store ?appgallery)(?: ?(?:appgallery|google play|app store))?",
            where=(UNQUOTED,),
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:لمتابعة|لقراءة|للحصول على|لتصلك|لمعرفة) [^\n.:]{3,50}(?:حمل|حملوا|نزل|نزلوا|حملي|قم بتحميل|ثبت) (?:ال)?تطبيق[^\n.]{0,40}$",
            short=True,
            where=(words_at_most(16), UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
