"""A button or prompt to share, print or send the story.

## What it finds
Labels of share tools alone on their line (`شارك الخبر`, `طباعة`, `نسخ الرابط`), prompts that open a short line, and lines that only list networks
(`فيسبوك تويتر واتساب`). Three networks in a row, wherever they stand.

## Why it is bad
Buttons are not sentences of the story.

## Example
    ⟦شارك هذا الخبر⟧

    ⟦فيسبوك | تويتر | واتساب | تيليجرام⟧

    وصلت قافلة المساعدات إلى القرى الجبلية بعد رحلة استمرت ثلاثة أيام.

## Clean
    شارك في الندوة ممثلو شركات فيسبوك وتويتر وواتساب، وتحدثوا عن طباعة الكتب.

## When it is right to ignore
Never known to be right.

## References
Labels of AddThis, AddToAny and theme share bars in Arabic.
"""

from __future__ import annotations

from naqi.rules import lexicon
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import every_shape, framed
from naqi.rules.story import NOT_LISTED_BY_STORY, NOTHING_TOLD_BEHIND
from naqi.scan.cues import NO_STOP, NOT_IN_SENTENCE, NOT_PROSE, OUTSIDE_BODY, UNQUOTED, Condition, Cue, Extent

_NETWORKS = lexicon.alternation("networks.term")
_PROMPT = r"(?:(?:مشاركة|شارك|شاركها|شاركه|شاركوا|شارك الخبر|شارك المقال|انشر|أرسل|share|share this|share on) ?(?:على|عبر|في|via|on|with)?)"

_NOT_THE_TITLE = Condition("not the title", lambda hit: hit.line.index > 0, beyond_line=True)

RULE = Rule(
    code="BP402",
    name="share-buttons",
    label="boilerplate.share",
    severity=Severity.ERROR,
    message="share, print or send button",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("share", NOT_LISTED_BY_STORY),
        Cue(
            pattern=rf"(?m)^[ •|,/:·*-]*(?:{_PROMPT} ?:? ?)?(?:{_NETWORKS})(?:[ •|,/:.0-9*-]+(?:{_NETWORKS}))+[ •|,/:.0-9*-]*$",
            where=(UNQUOTED, NOT_LISTED_BY_STORY),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=rf"(?m)^[ •|,/:·*-]*{_PROMPT} ?:? ?(?:{_NETWORKS})[ •|,/:.0-9*-]*$",
            where=(UNQUOTED, NOT_LISTED_BY_STORY),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=rf"(?m)^[ •|,/:·*-]*(?:{_NETWORKS})[ •|,/:.0-9*-]*$",
            where=(NOT_PROSE, OUTSIDE_BODY, UNQUOTED, NOT_LISTED_BY_STORY),
            extent=Extent.LINE,
        ),
        # Whoever liked it is asked to pass it on.
        Cue(
            pattern=r"(?m)^[ •]*(?:إلى |إذا |إن )?(?:أعجبتك|أعجبك|عجبك|عجبتك|أعجبكم|عجبكم|استفدت)[^\n.]{0,30}(?:شارك|مرر|انشر|أرسل|ابعت|بارطاج)[^\n.]{0,40}$",
            short=True,
            where=(NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("share", "share-beside piece joint network click", NO_STOP, least=2, most=18, between=True),
        framed("share piece", "share-beside joint network click", NO_STOP, _NOT_THE_TITLE, strangers=2, opens=True, least=3, most=12, between=True),
        framed("link", "piece joint share", NO_STOP, least=2, most=6, between=True),
        Cue(
            pattern=r"(?:^|[.!?:0-9\n]) ?((?:انسخ رابط|نسخ رابط|(?:شارك|رابط|انسخ رابط|غرد|اطبع|انشر) (?:هذا|هذه|بهذه|بهذا)) (?:ال)?(?:تحديث|خبر|مقال|موضوع|فقرة|اقتباس|تقرير|قصة))(?:[^ \n]| ?[0-9]|$)",
            where=(UNQUOTED,),
        ),
        Cue(pattern=r"imprimer ?partager|partager ?imprimer|imprimer ?envoyer", where=(UNQUOTED,)),
        # One word of the bar, with its sign, or glued behind a stop.
        Cue(
            pattern=r"(?m)^ ?(?:شير|شيرو|شيروا|انشر|انشروا|شارك|شاركوا|للنشر|للمشاركة|للطباعة|مشاركة|بارطاج|بارطاجي)(?: ?[•!]+)+ ?$",
            short=True,
            where=(_NOT_THE_TITLE, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(pattern=r"(?m)[.!?\"](مشاركة|شارك|شاركها|طباعة|اطبع|مشاركة الخبر|شارك الخبر|نسخ الرابط|partager|share|tweet|print) ?$", where=(UNQUOTED,)),
        # Three networks in a row without a comma or an "and": no sentence says that.
        Cue(
            pattern=rf"(?:^|[^a-z@./])((?:{_PROMPT} ?:? ?)?(?:{_NETWORKS})(?:(?: ?[•|/] ?| )(?:{_NETWORKS})){{2,}})(?:[ \n|•/]|$)",
            short=True,
            where=(NOT_IN_SENTENCE, NOTHING_TOLD_BEHIND, UNQUOTED),
        ),
        Cue(
            pattern=r"(?m)^[ •*]*(?:ساهم|ساهموا|ساعد|ساعدنا|ساعدونا|شاركنا|شاركونا|لا تنس|لا تنسى|لا تنسوا) (?:معنا )?(?:في |ب)?(?:نشر|مشاركة|إيصال) (?:هذا |هذه )?(?:ال)?(?:خبر|موضوع|مقال|مقالة|تقرير|مادة|رسالة|صفحة|رابط|حقيقة|فيديو|مقطع)(?: [^ \n.:]+){0,4}[ •!]*$",
            short=True,
            where=(_NOT_THE_TITLE, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
