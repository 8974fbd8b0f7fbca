"""What is left of an embedded post or player.

## What it finds
`View this post on Instagram`, `A post shared by`, `شاهد التغريدة`, picture links of Twitter. Embedded posts glued to a paragraph, their places
(`[فيديو]`), and what became of them (`لم تعد متاحة`).

## Why it is bad
The post itself is gone, or stands beside it as text.

## Example
    ونشر النادي صورة اللاعب الجديد وهو يحمل قميص الفريق في الملعب.

    ⟦View this post on Instagram⟧

## Clean
    وشارك اللاعب منشورا في إنستغرام قال فيه إنه سعيد بالعودة إلى بيته.

## When it is right to ignore
The text of a post that the story introduces is body, and is left alone.

## References
Embed code of Instagram, Twitter, Facebook and YouTube.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape, framed
from naqi.rules.story import NOT_GOING_ON
from naqi.scan.cues import NO_STOP, NOT_IN_SENTENCE, NOT_LISTED, UNQUOTED, Cue, Extent, words_at_most

RULE = Rule(
    code="BP408",
    name="embed-residue",
    label="boilerplate.embed",
    severity=Severity.ERROR,
    message="residue of an embedded post or player",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("embed", NOT_IN_SENTENCE),
        framed("seeing network", "piece joint", NO_STOP, least=2, most=10),
        framed("failing showing", "piece joint network", NOT_LISTED, least=2, most=14),
        # What an embedded post is signed with.
        Cue(
            pattern=r"(?m)^ ?-? ?[^\n@.]+\(@[a-z0-9_]{2,30}\)(?:[ ,•|-]*(?:[0-9a-z]|السبت|الأحد|الإثنين|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة)[^\n.]*)?$",
            short=True,
            where=(words_at_most(16), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^ ?(?:publiee? par|posted by|a post shared by|une publication partagee par|gepostet von|تم النشر بواسطة|نشر بواسطة|تم نشره بواسطة|منشور تمت مشاركته بواسطة|مشاركة منشور بواسطة) [^\n]+$",
            short=True,
            where=(words_at_most(18), NO_STOP),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"(- ?[^ \n(@.]+(?: [^ \n(@.]+){0,4} \(@[a-z0-9_]{2,30}\)) ?[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}", where=(UNQUOTED,)),
        Cue(pattern=r"you can view and join[^\n]*|media is too big(?: view in telegram)?", where=(words_at_most(16),), extent=Extent.LINE),
        # Glued to the paragraphs around it.
        Cue(
            pattern=r"posted by [^\n.]{2,40} on (?:[a-z]+day, [a-z]+ [0-9]{1,2}, [0-9]{4}|facebook|instagram|twitter)|publiee? par [^\n.]{2,40} sur (?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?[0-9]{1,2} [^ \n0-9.]{3,10} [0-9]{4}|pic\.twitter\.com/[a-z0-9]{6,12}|view this post on instagram(?: ?a post shared by [^\n(.]{0,40}\(@[a-z0-9_.]{2,30}\))?"
            r"|a post shared by [^\n(.]{0,40}\(@[a-z0-9_.]{2,30}\)|(?:تمت )?مشاركة منشور بواسطة [^\n(.]{0,40}\(@[a-z0-9_.]{2,30}\)"
            r"|(?:تجاوز|تخطى|نهاية) (?:فيسبوك|تويتر|يوتيوب|إنستغرام|انستغرام|x|twitter|facebook|youtube|instagram|تيك توك) ?(?:مشاركة|post)?(?:, ?[0-9]+)?(?: ?نهاية (?:فيسبوك|تويتر|يوتيوب|إنستغرام|انستغرام|x|twitter|facebook|youtube|instagram|تيك توك) ?(?:مشاركة|post)?(?:, ?[0-9]+)?)?",
            where=(NOT_IN_SENTENCE, UNQUOTED),
        ),
        Cue(
            pattern=r"(?:عرض|شاهد) هذا المنشور على (?:instagram|facebook|twitter|x|إنستغرام|انستغرام|انستجرام|إنستجرام|فيسبوك|تويتر|إكس)",
            where=(NOT_IN_SENTENCE, NOT_GOING_ON, UNQUOTED),
        ),
        Cue(
            pattern=r"(?m)^[ •]*(?:(?:سيتم|يتم|جار|جاري) تحميل (?:المحتوى|المنشور|التغريدة|الفيديو) (?:من|على) [^\n.]{2,20}|(?:youtube|vimeo|dailymotion|facebook|instagram|tiktok) ?(?:play|video|post|embed|تشغيل)(?: video)?)[ •.]*$",
            short=True,
            where=(words_at_most(8), UNQUOTED),
            extent=Extent.LINE,
        ),
        # What became of it.
        Cue(
            pattern=r"(?m)^[ •]*(?:هذه |هذا )?(?:ال)?(?:تغريدة|منشور|فيديو|بث|مقطع|محتوى|صفحة|رابط) (?:(?:هذا |هذه )?غير (?:متوفرة?|متاحة?)|محذوفة?|(?:لم تعد|لم يعد) (?:متوفرة?|متاحة?|متاحا|متوفرا)|(?:تم )?حذفه?ا?|تم حذفه?ا?)[^\n.]{0,40}$",
            short=True,
            where=(words_at_most(10), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The place of what was embedded.
        Cue(
            pattern=r"(?m)^ ?[\[(]{1,2} ?(?:فيديو|صورة|صور|خريطة|رسم بياني|جدول|تغريدة|منشور|شاهد|استمع|إنفوغراف|إنفوجراف|رابط|ملف|مقطع|بودكاست|ألبوم|معرض صور|video|image|photo|map|tweet|embed|audio|gallery)(?:[ :][^\])\n=]{0,50})? ?[\])]{1,2} ?$",
            short=True,
            where=(UNQUOTED,),
            extent=Extent.LINE,
        ),
    ),
)
