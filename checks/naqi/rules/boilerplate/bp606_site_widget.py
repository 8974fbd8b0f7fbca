"""Prayer times, weather, prices, players.

## What it finds
Labels of boxes and players: `مواقيت الصلاة`, `متصفحك لا يدعم تشغيل الفيديو`, clocks of players. Calculators, quotations with their change, a place
and its temperature.
Placeholders of boxes for weather and exchange; headings of such boxes below the text.

## Why it is bad
It shows another thing than the story, and changes by the hour.

## Example
    وعاد الهدوء إلى المدينة بعد أن فتحت الأسواق أبوابها عند الظهر.

    ⟦متصفحك لا يدعم تشغيل الفيديو⟧

## Clean
    وأوضح الشيخ أن مواقيت الصلاة في القطب تحسب على أقرب مدينة يتميز فيها الليل من النهار.

## When it is right to ignore
In service pages, where times and prices are the news.

## References
Widget labels of portals and radio stations.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape, framed
from naqi.rules.story import NO_HEADLINE, NOT_LISTED_BY_STORY, NOTHING_TOLD_BEHIND, not_told_of
from naqi.scan.cues import (
    AFTER_BODY,
    BEFORE_BODY,
    NO_STOP,
    NOT_ANNOUNCED,
    NOT_THE_FIRST,
    OUTSIDE_BODY,
    UNQUOTED,
    WHOLE_LINE,
    Cue,
    Extent,
    words_at_most,
)
from naqi.scan.frames import NUMBER

RULE = Rule(
    code="BP606",
    name="site-widget",
    label="boilerplate.widget",
    severity=Severity.ERROR,
    message="widget of the page",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("widget"),
        # The clock of a player.
        Cue(pattern=r"(?m)^ ?[0-9]{1,2}:[0-9]{2} ?/ ?[0-9]{1,2}:[0-9]{2} ?$", where=(NOT_ANNOUNCED,), extent=Extent.LINE),
        framed("clockhead prayer", "joint dating", NO_STOP, strangers=2, least=2, most=12),
        framed(("prayer", NUMBER), "joint dating", NO_STOP, NOT_LISTED_BY_STORY, not_told_of("prayer"), least=2, most=20),
        framed(("weather", NUMBER), "joint", NO_STOP, NOT_LISTED_BY_STORY, not_told_of("weather"), OUTSIDE_BODY, strangers=2, least=2, most=12),
        # A temperature that stands alone.
        Cue(
            pattern=r"(?m)^ ?[-+]?[0-9]{1,2} ?° ?(?:c|f|م|ف|مئوية)?(?: ?[/|-] ?[-+]?[0-9]{1,2} ?° ?(?:c|f|م|ف|مئوية)?)? ?$",
            short=True,
            where=(NOT_ANNOUNCED,),
            extent=Extent.LINE,
        ),
        framed(("price", NUMBER), "joint", NO_STOP, NOT_LISTED_BY_STORY, not_told_of("price"), AFTER_BODY, strangers=1, least=2, most=12),
        framed("player", "piece joint more rest", NO_STOP, least=2, most=12),
        Cue(
            pattern=r"(?m)^[ •]*(?:على الهواء(?: الآن| مباشرة)?|يعرض الآن(?: على الشاشة)?|تشاهدون الآن|تستمعون الآن|الآن على الهواء|البث المباشر|on air|en direct) ?[:|][^\n]+$",
            short=True,
            where=(words_at_most(12), NO_STOP, NO_HEADLINE, UNQUOTED),
            extent=Extent.LINE,
        ),
        # A file and its size.
        Cue(
            pattern=r"(?m)^[^\n]*[^0-9.\n][0-9]{1,4}(?:\.[0-9]+)? ?(?:mb|kb|ميجابايت|ميغابايت|كيلوبايت|ميجا|م\.ب) ?$",
            short=True,
            where=(words_at_most(6), NOT_LISTED_BY_STORY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # A player's line in French, a price or a temperature with its place.
        Cue(
            pattern=r"(?m)^[ •]*(?:ecoutez?|ecouter|regardez?|voir|telecharger|lire|lancer)(?: (?:en direct|le direct|l'[a-z]+|la [a-z]+|le [a-z]+|les [a-z]+|notre [a-z]+|cet? [a-z]+))[ •]*$",
            short=True,
            where=(words_at_most(6), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:سعر (?:ال)?صرف|(?:ال)?دولار|(?:ال)?يورو|(?:ال)?ذهب|سعر (?:ال)?[^ \n]+|(?:حالة )?(?:ال)?طقس|درجة (?:ال)?حرارة)(?: (?:اليوم|الآن|هنا|غدا|(?:في|ب|عيار) ?[^ \n:0-9]+(?: [^ \n:0-9]+)?|[0-9]{2})){1,3} ?:? ?[0-9][0-9.,]* ?[^ \n]{0,10} ?$",
            short=True,
            where=(OUTSIDE_BODY, NOT_THE_FIRST, words_at_most(10), not_told_of("price", "weather"), UNQUOTED),
            extent=Extent.LINE,
        ),
        framed(("price", NUMBER), "joint calendar", NO_STOP, NOT_LISTED_BY_STORY, not_told_of("price"), OUTSIDE_BODY, NOT_THE_FIRST, least=3, most=12),
        Cue(
            pattern=r"(?m)^[ •]*(?:(?:أنت|أنتم) )?(?:تستمع|تستمعون|تشاهد|تشاهدون|استمع|استمعوا|شاهد|شاهدوا|تابع|تابعوا)(?: الآن| مباشرة| مباشر)?(?: (?:إلى|على))? (?:ل?ل?راديو|لإذاعة|إذاعة|الإذاعة|قناة|القناة|لقناة|تلفزيون|البث|بث|للبث|نشرة|النشرة)(?: [^\n.:]{2,30})?$",
            short=True,
            where=(words_at_most(8), NO_STOP, NOT_THE_FIRST, NOT_ANNOUNCED, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:نتائج|جدول|ترتيب|مواعيد|هدافو|هدافي) (?:ال)?(?:مباريات|دوري|فرق|هدافين|بطولة|جولة|بطولات|دوريات|مجموعات)(?: [^\n.:]{2,20})?$",
            short=True,
            where=(words_at_most(5), NO_STOP, AFTER_BODY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # Calculators; a name with its quotation and change.
        Cue(
            pattern=r"(?m)^[ •]*(?:حاسبة|محول|احسب|آلة حاسبة|قارن|مقارنة|احسبي) (?:ال)?(?:عملات|عملة|قرض|قروض|تمويل|أقساط|قسط|قسطك|زكاة|زكاتك|معاش|معاشك|ذهب|ضريبة|فوائد|فائدة|بطاقات|أسعار|راتبك|ربحك)[^\n.]{0,24}$",
            short=True,
            where=(words_at_most(6), NO_STOP, NOT_THE_FIRST, NOT_ANNOUNCED, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*[^\n0-9.:]{2,30} [0-9][0-9,.]* ?[•(]* ?[+-]? ?[0-9][0-9,.]* ?(?:%[ •)]*|[(] ?[+-]?[0-9][0-9.,]* ?%[ )]*)$",
            short=True,
            where=(words_at_most(9), OUTSIDE_BODY, NOT_THE_FIRST, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:استماع|استمع|الاستماع|استمع (?:إلى|ل)[^\n0-9.]{0,20}|listen|play|تشغيل)[ :•(]*[0-9]{1,2}:[0-9]{2}[ )•]*$",
            short=True,
            where=(NOT_ANNOUNCED,),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •*(]*(?:الأسعار|البيانات|الأسعار المعروضة|أسعار (?:الأسهم|العملات))[^\n.]{0,20} (?:متأخرة|لحظية|غير لحظية|استرشادية)[^\n.]{0,40}$",
            short=True,
            where=(words_at_most(12), NO_STOP, OUTSIDE_BODY, NOTHING_TOLD_BEHIND, UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("player", "piece joint more rest reading reading-beside span", NO_STOP, BEFORE_BODY, NOT_THE_FIRST, strangers=1, opens=True, least=3, most=9),
        # What plug-ins of weather and exchange leave of themselves; a player that has not begun.
        Cue(
            pattern=r"(?m)^ ?(?:[°º%] ?[-/] ?[°º%]|[°º%]|km/h|mph|0{1,2}:00(?::00)?) ?$",
            short=True,
            where=(OUTSIDE_BODY, NOT_ANNOUNCED),
            extent=Extent.LINE,
        ),
        # Headings of boxes that might head a part of a story: below it only.
        Cue(
            phrases=(
                "أسعار الذهب",
                "أسعار الذهب اليوم",
                "سعر الذهب اليوم",
                "سعر الدولار اليوم",
                "مباريات اليوم",
                "اليوم في التاريخ",
                "حدث في مثل هذا اليوم",
                "استفتاء",
            ),
            where=(WHOLE_LINE, AFTER_BODY, NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:استمع|استمعوا|تسمعنا|تسمعوننا|شاهدونا|تابعونا|معكم|نبث لكم) (?:إلينا |معنا )?على مدار (?:ال)?(?:ساعة|24 ساعة|اليوم)[^\n.]{0,20}$",
            short=True,
            where=(words_at_most(8), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
