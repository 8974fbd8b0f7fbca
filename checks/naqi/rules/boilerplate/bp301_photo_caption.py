"""A photo caption between the paragraphs.

## What it finds
Lines that open with a caption cue (`صورة من الملف:`, `صورة أرشيفية`), with a copyright sign and an agency (`© رويترز …`), and short lines without a
stop that end in a photo credit (`… (رويترز)`, `… / أ ف ب`) among the paragraphs, or in a photographer's name (`… تصوير سامر الحاج`) beside the title.
The whole line is the finding, credit included. An archive mark (`(أرشيفية)`) counts above and below the paragraphs too; right above the text so does
a name in brackets or behind a dash at the end of a scene, and anywhere a credit in Latin letters (`Photo: …`).
Agencies in brackets behind a caption that is a sentence, and a notice of rights to the picture behind it.

## Why it is bad
A caption describes a picture that the text no longer has. It interrupts the story between two sentences that belong together.

## Example
    قال الصيادون إن الموسم بدأ متأخرا هذا العام بسبب الرياح القوية في الخليج.

    ⟦صورة من الأرشيف: قوارب صيد في المرفأ القديم. (رويترز)⟧

    وتوقعت الجمعية أن يتحسن الصيد مع هدوء الرياح في الأسبوع المقبل.

## Clean
    التقط المصور صورة من الملف الذي عرضته المحكمة، وقالت رويترز إنها أصلية.

## When it is right to ignore
When captions are wanted in the text.

## References
Credit forms of the large agencies, as printed by their Arabic clients.
"""

from __future__ import annotations

import re

from naqi.arabic.folding import fold_phrase
from naqi.rules import lexicon
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_TOLD, every_shape
from naqi.rules.story import NOT_LISTED_BY_STORY
from naqi.scan.cues import (
    BEFORE_BODY,
    CLOSES_LINE,
    NO_STOP,
    NOT_LISTED,
    NOT_THE_FIRST,
    OPENS_LINE,
    OUTSIDE_BODY,
    UNQUOTED,
    UP_TO_BODY,
    Condition,
    Cue,
    Extent,
    Hit,
    either,
    line_breaks_before,
    words_after_at_least,
    words_after_at_most,
    words_at_most,
    words_before_at_least,
)
from naqi.scan.document import count_words

_NAMES = lexicon.load("agencies.term")
# Initials are written with stops too.
_AGENCIES = (*_NAMES, *(name.replace(" ", ".") for name in _NAMES if all(len(part) <= 2 for part in name.split(" "))))
_RIGHTS = tuple(map(fold_phrase, ("حقوق", "rights")))
_NO_RIGHTS = Condition("no notice of rights", lambda hit: not any(word in hit.line.text for word in _RIGHTS))
_AMONG_PARAGRAPHS = Condition(
    "before or among the paragraphs",
    lambda hit: 0 < hit.line.index < hit.document.body[1],
    beyond_line=True,
)
_LONG = Condition("longer than a subheading", lambda hit: hit.line.words >= 9)
_DESCRIBES = Condition("more than a name", lambda hit: hit.line.words >= 6)
_NO_SENTENCE_BEFORE = Condition("no sentence ends before it", lambda hit: not line_breaks_before(hit))
# Behind one letter the stop is that of an initial.
_STOP = re.compile(rb"[^ .][^ .][.] ")
_NO_SENTENCE_IN_IT = Condition(
    "no sentence ends in it", lambda hit: _STOP.search(hit.document.data, hit.start, max(hit.start, hit.end - _CREDIT_BYTES)) is None
)
# A name with initials may stand in the credit itself.
_CREDIT_BYTES = 12

# What no title and no list says at its end, so that it is a caption also above or below the paragraphs.
_ARCHIVES = re.compile(b"(?:" + b"|".join(map(fold_phrase, ("أرشيف", "لقطة", "توضيحية", "تعبيرية"))) + b")")
_ARCHIVED = Condition(
    "says that the picture is an old one",
    lambda hit: hit.line.index > 0 and hit.line.words >= _SCENE_WORDS and _ARCHIVES.search(hit.document.data, hit.start, hit.end) is not None,
    beyond_line=True,
)
_SCENE_WORDS = 4
# In brackets at the end of a title or a deck stand these too.
_NO_CREDITS = frozenset(
    map(
        fold_phrase,
        (
            *(
                "حوار",
                "صور",
                "صورة",
                "فيديو",
                "فيديوهات",
                "تحليل",
                "تقرير",
                "رأي",
                "شاهد",
                "إنفوغراف",
                "إنفوجراف",
                "محدث",
                "تحديث",
                "ملف",
                "بروفايل",
                "تفاصيل",
                "وثيقة",
            ),
            *(
                "وثائق",
                "خاص",
                "حصري",
                "شمال",
                "جنوب",
                "شرق",
                "غرب",
                "وسط",
                "ج",
                "مقال",
                "قصة",
                "شعر",
                "قصيدة",
                "خريطة",
                "فيديوغراف",
                "بالصور",
                "بالفيديو",
                "نص",
            ),
        ),
    )
)


def _may_be_credit(hit: Hit) -> bool:
    """Tell whether what is in brackets at the end of a line may name who took the picture: between a title and the text, and no word of a kicker."""
    lines, index = hit.document.lines, hit.line.index
    words = hit.document.data[hit.start : hit.end].strip(b"() ").split()
    above = any(line.words >= _SCENE_WORDS and not line.ends_with_stop for line in lines[:index])
    return above and 0 < index < hit.document.body[0] and _NO_CREDITS.isdisjoint(words) and not any(word.isdigit() for word in words)


_MAY_BE_CREDIT = Condition("between the title and the text, and may be a name", _may_be_credit, beyond_line=True)

# Where a scrape joined lines, a line begins behind what is known to be furniture.
_CUT_BEFORE = Condition("begins where a line was cut", lambda hit: hit.start - 1 in hit.document.seams, beyond_line=True)

# Who sells pictures; in brackets behind a slash no paragraph ends in them.
_PICTURE_AGENCIES = (
    "وكالة الصحافة الفرنسية|الفرنسية|فرانس برس|أ ف ب|afp|رويترز|reuters|أسوشيتد برس|أسوشييتد برس|أ ب|ap|الأناضول|anadolu|غيتي|جيتي|getty|شترستوك|شاترستوك|shutterstock"
    "|الأوروبية|إ ب أ|epa|د ب أ|dpa|شينخوا|xinhua|istock|أدوبي|سبوتنيك"
)
_IS_A_NAME = Condition("no longer than a name", lambda hit: count_words(hit.document.data[hit.start : hit.end]) <= _NAME_WORDS)
_NAME_WORDS = 3

RULE = Rule(
    code="BP301",
    name="photo-caption",
    label="boilerplate.caption",
    severity=Severity.ERROR,
    message="photo caption with its credit",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("caption"),
        Cue(
            phrases=tuple(f"{sign} {agency}" for sign in ("©", "(c)") for agency in _AGENCIES)
            + tuple(f"{sign}{agency}" for sign in ("©", "(c)") for agency in _AGENCIES),
            where=(OPENS_LINE, words_after_at_least(2), words_at_most(70), _NO_RIGHTS),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[^\n]{0,3}© ?[^.:/\n]{2,40}[.:/] ?[^\n]+$",
            where=(words_after_at_most(0), words_at_most(70), _NO_RIGHTS, _DESCRIBES),
            extent=Extent.LINE,
        ),
        Cue(
            phrases=tuple(f"{cue}{agency}" for cue in ("صورة ", "صورة ل", "الصورة من ", "صورة من ") for agency in _AGENCIES),
            where=(NO_STOP, words_at_most(40), _AMONG_PARAGRAPHS, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            phrases=tuple(
                form.format(cue)
                for form in ("({})", "[{}]", "- {}", "/ {}", "| {}")
                for cue in (
                    "أرشيفية",
                    "أرشيفي",
                    "أرشيف",
                    "صورة أرشيف",
                    "لقطة أرشيفية",
                    "من الأرشيف",
                    "لقطة شاشة",
                    "لقطة من الفيديو",
                    "الصورة من الأرشيف",
                    "صورة توضيحية",
                    "توضيحية",
                    "الأرشيف",
                    "صورة أرشيفية",
                    "صورة من الأرشيف",
                    "صورة تعبيرية",
                    "تعبيرية",
                    "مواقع التواصل",
                    "وكالات الأنباء",
                    "الوكالات",
                    "خاص",
                    "إنترنت",
                    "الإنترنت",
                    "متداولة",
                )
            ),
            where=(
                CLOSES_LINE,
                NO_STOP,
                words_before_at_least(1),
                words_at_most(30),
                either(_AMONG_PARAGRAPHS, _ARCHIVED),
                _NO_SENTENCE_BEFORE,
                UNQUOTED,
            ),
            extent=Extent.LINE,
        ),
        Cue(
            phrases=tuple(form.format(agency) for form in ("({})", "/ {}", "[{}]", "- {}", "عبر {}", "© {}") for agency in _AGENCIES),
            where=(
                CLOSES_LINE,
                NO_STOP,
                words_before_at_least(3),
                words_at_most(30),
                _AMONG_PARAGRAPHS,
                _NO_SENTENCE_BEFORE,
                NOT_TOLD,
                NOT_LISTED_BY_STORY,
                UNQUOTED,
            ),
            extent=Extent.LINE,
        ),
        # Who of those named is seen.
        Cue(
            pattern=r"(?m)^[^\n]*[(\[](?:في الصورة|يظهر في الصورة|تظهر في الصورة|الصورة|في يمين الصورة|يمين|يسار|إلى اليمين|إلى اليسار)[)\]][^\n]*$",
            short=True,
            where=(NO_STOP, words_at_most(24), NOT_THE_FIRST, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The photographer's name behind the caption, with nothing between.
        Cue(
            pattern=r"(?m)^[^\n]+ (?:تصوير|بعدسة|عدسة) [^ \n.:،]+ [^ \n.:]+(?: [^ \n.:]+)? ?$",
            short=True,
            where=(NO_STOP, words_at_most(30), _DESCRIBES, _LONG, OUTSIDE_BODY, NOT_THE_FIRST, _NO_SENTENCE_BEFORE, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The credit behind the caption, in brackets, behind a dash or a colon.
        Cue(
            pattern=r"(?m)^[^\n]+[^\n ] ?(?:[-(/|\[] ?(?:تصوير|عدسة|بعدسة|الصورة|صورة|صور|كاميرا|photo|ph|credit|ص|ت)(?: ?[:./] ?| )[^\n()]+[)\]]?"
            r"|(?:تصوير|بعدسة|عدسة|photo|credit) ?: ?[^\n]+|[(] ?© ?[^\n()]+[)]|© ?[^\n()0-9]+|[(][^()\n]+ (?:برس|فوتو|press|photo)[)]) ?$",
            short=True,
            where=(NO_STOP, words_at_most(36), NOT_THE_FIRST, _NO_RIGHTS, _NO_SENTENCE_IN_IT, NOT_LISTED_BY_STORY),
            extent=Extent.LINE,
        ),
        # A scene, and in brackets the name of who took it, right above the text.
        Cue(
            pattern=r"(?m)^[^\n.:!?]+[^ \n.:!?] ?([(][^()\n.:0-9]{3,24}[)]) ?$",
            short=True,
            where=(_DESCRIBES, words_at_most(30), NO_STOP, _MAY_BE_CREDIT, NOT_TOLD, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The same where a scrape joined the caption to the story's dateline.
        Cue(
            pattern=r"(?m)^ ?([^\n.:!?()]{20,260}[(](?:أرشيف|أرشيفية|صورة أرشيفية|من الأرشيف|لقطة شاشة|(?:تصوير|عدسة|بعدسة|ص|ت|صورة|الصورة)[ .:/]+[^()\n]{2,30}|[^()\n]{2,20} (?:برس|فوتو)|رويترز|أ ف ب|أ ب|الفرنسية|الأناضول|غيتي|getty images|reuters|afp|ap)[)])(?:[ \n]|$)",
            where=(_CUT_BEFORE, UP_TO_BODY, UNQUOTED),
        ),
        # A credit in Latin letters, behind a caption in Arabic.
        Cue(
            pattern=r"(?m)^[^\n]*[^ \n] ?(?:foto|fotos|photos?|photo credit|credit photo|credits?|image|picture|ph)(?: by| par| de)? ?[:/©] ?[^\n]{2,60}$",
            short=True,
            where=(NO_STOP, words_at_most(36), NOT_THE_FIRST, _NO_RIGHTS),
            extent=Extent.LINE,
        ),
        # Behind a dash: a shot, a lens, an agency of pictures.
        Cue(
            pattern=r"(?m)^[^\n]+[^ \n] ?[-|/] ?(?:لقطة|لقطات|عدسة|بعدسة|كاميرا|فوتو|أرشيف|أرشيفية|تصوير)(?: [^ \n.:]+){0,3} ?$",
            short=True,
            where=(NO_STOP, words_at_most(32), _DESCRIBES, NOT_THE_FIRST, _NO_SENTENCE_BEFORE, NOT_LISTED_BY_STORY, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[^\n]+[(](?:أرشيف|أرشيفية|صورة أرشيفية|من الأرشيف|لقطة شاشة)[)] ?[-|/] ?[^\n]{2,30}$",
            short=True,
            where=(NO_STOP, words_at_most(36), NOT_THE_FIRST),
            extent=Extent.LINE,
        ),
        # A ministry, a club or a page, in brackets behind a scene.
        Cue(
            pattern=r"(?m)^[^\n.:!?()]{20,}[^ \n.:!?()] ?[(](?:وزارة|هيئة|بلدية|محافظة|شركة|نادي|جامعة|جمعية|مكتب|المكتب|وكالة|موقع|الموقع الرسمي|صفحة|حساب|منصة|قناة|شبكة|الإعلام|إعلام|العلاقات العامة|الديوان|ديوان|خاص|خاصة|مواقع|وسائل|المصدر|من المصدر|الصورة|إنترنت|متداول)[^()\n.0-9]{0,30}[)] ?$",
            short=True,
            where=(_DESCRIBES, words_at_most(30), NO_STOP, _AMONG_PARAGRAPHS, NOT_LISTED, NOT_TOLD, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •(\[]*(?:ال)?صورة (?:مولدة|منشأة|مصممة|معدلة|تخيلية|رمزية|توضيحية|افتراضية|معالجة|من (?:إنتاج|تصميم|توليد))[^\n.]{0,40}$",
            short=True,
            where=(NOT_THE_FIRST, words_at_most(9), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The credit behind a caption that is a sentence.
        Cue(
            pattern=r"(?m)^[^\n]{15,}[.!] ?[(]?(?:تصوير|عدسة|بعدسة|الصورة|المصور|المصورة|photo|foto) ?[:/] ?[^\n.:]{3,40}[)]?$",
            short=True,
            where=(NOT_THE_FIRST, words_at_most(30), _NO_RIGHTS, UNQUOTED),
            extent=Extent.LINE,
        ),
        # Right above the text: a scene, and behind a dash, a slash or a bar the name of who took it.
        Cue(
            pattern=r"(?m)^[^\n.:!?|/]+[^ \n.:!?|/] ?([-/|] ?[^-/|\n.:!?0-9,]{3,24}) ?$",
            short=True,
            where=(_LONG, words_at_most(30), NO_STOP, _MAY_BE_CREDIT, _IS_A_NAME, NOT_TOLD, UNQUOTED),
            extent=Extent.LINE,
        ),
        # A photographer of one name or of four, an archive of its own.
        Cue(
            pattern=r"(?m)^[^\n]+ (?:(?:تصوير|بعدسة|عدسة|كاميرا)(?: [^ \n.:,]+){1,4}|(?:من )?أرشيف(?: [^ \n.:,]+){0,2}|الصورة من [^ \n.:]+(?: [^ \n.:]+)?|صورة من (?:ال)?(?:أرشيف|إنترنت|مواقع)[^\n.:]{0,20}) ?$",
            short=True,
            where=(NO_STOP, _LONG, words_at_most(30), BEFORE_BODY, NOT_THE_FIRST, _NO_SENTENCE_BEFORE, UNQUOTED),
            extent=Extent.LINE,
        ),
        # Who took it and for whom, or which archive of pictures sold it, in brackets behind a caption that may be a sentence.
        Cue(
            pattern=rf"(?m)^[^\n]{{20,}}[(][^()\n]{{2,40}}/ ?(?:[^()\n/]{{2,40}}/ ?)?(?:{_PICTURE_AGENCIES})[^()\n]{{0,20}}[)] ?$",
            where=(words_at_most(70), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[^\n]+[^\n ] ?[-/|] ?(?:الصورة|صورة|photo|credit) ?[:/] ?[^\n():.]{2,30} ?[(][^()\n]{2,30}[)] ?$",
            short=True,
            where=(NO_STOP, words_at_most(36), _NO_RIGHTS, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[^\n.]{10,}حقوق (?:ال)?صورة?ر? محفوظة[^\n.]{0,40}$",
            short=True,
            where=(NO_STOP, words_at_most(36), UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
