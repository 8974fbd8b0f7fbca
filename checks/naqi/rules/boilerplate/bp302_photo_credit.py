"""A line that only credits a photographer or an agency.

## What it finds
Lines that open with a credit cue (`تصوير:`, `عدسة:`, `الصورة:`), and, among the paragraphs, lines that hold nothing but the names of agencies. A bare
agency behind the last paragraph is a sign-off of the story and is left alone. A lens and a name (`عدسة …`), whose the picture is, who filmed and cut
below the text.

## Why it is bad
It belongs to a picture that the text no longer has.

## Example
    بدأت فرق الإنقاذ عملها عند الفجر وأخرجت ثلاثة عمال من تحت الأنقاض سالمين.

    ⟦تصوير: سامر الحاج⟧

    وقال الدفاع المدني إن البحث انتهى قبل الظهر ولم يعد هناك مفقودون.

## Clean
    أوقف المخرج تصوير: "الطريق" يومين، وفاز المصور بجائزة تصوير الطبيعة.

## When it is right to ignore
When credits are kept on purpose.

## References
Credit lines of Arabic newspapers.
"""

from __future__ import annotations

from naqi.arabic.folding import fold_phrase
from naqi.rules import lexicon
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import framed
from naqi.rules.story import NAMES_SOMEBODY, NOT_GOING_ON, NOT_LISTED_BY_STORY
from naqi.scan.cues import (
    AFTER_BODY,
    NO_FULL_STOP,
    NO_STOP,
    NOT_LISTED,
    NOT_THE_FIRST,
    OPENS_LINE,
    OUTSIDE_BODY,
    UNQUOTED,
    WHOLE_LINE,
    Condition,
    Cue,
    Extent,
    Hit,
    either,
    words_at_most,
)

_AMONG_PARAGRAPHS = Condition("among the paragraphs", lambda hit: hit.document.body[0] < hit.line.index < hit.document.body[1], beyond_line=True)
# A bare agency right above the body is a byline; in brackets, behind a copyright sign or as a picture agency it credits the picture.
_PICTURES = tuple(map(fold_phrase, ("getty", "shutterstock", "istock", "غيتي", "شترستوك", "unsplash", "pixabay", "©", "(", "[")))
_UNDER_TITLE = Condition(
    "between title and body, as a picture's credit",
    lambda hit: 0 < hit.line.index < hit.document.body[0] and any(sign in hit.line.text for sign in _PICTURES),
    beyond_line=True,
)
_FILM = tuple(map(fold_phrase, ("إخراج", "بطولة", "تأليف", "سيناريو", "تمثيل")))


def _stands_with_film_credits(hit: Hit) -> bool:
    """Tell whether a film's credits stand in the same run of short lines."""
    lines, index = hit.document.lines, hit.line.index
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(lines) and abs(at - index) <= _FILM_LINES and not lines[at].is_prose:
            if lines[at].text.lstrip(b" -*").startswith(_FILM):
                return True
            at += step
    return False


_FILM_LINES = 4
_NO_FILM_CREDITS = Condition("no credits of a film beside it", lambda hit: not _stands_with_film_credits(hit), beyond_line=True)
_NAMES = lexicon.alternation("agencies.term")

_NAMES_A_MAKER = Condition(
    "has the mark of a credit", lambda hit: any(mark in hit.line.text for mark in (b":", b"-", b"/", b"|", b" " + fold_phrase("من") + b" "))
)

_GENERIC = frozenset(map(fold_phrase, ("الكاميرا", "العدسة", "المراقبة", "مراقبة", "خفية", "الحياة", "الزمن", "المصور", "المصورين")))
_NAMES_NOBODYS_LENS = Condition("names somebody", lambda hit: _GENERIC.isdisjoint(hit.line.text.split()))

RULE = Rule(
    code="BP302",
    name="photo-credit",
    label="boilerplate.credit",
    severity=Severity.ERROR,
    message="photo credit",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        Cue(
            phrases=lexicon.load("credit.line"),
            where=(WHOLE_LINE, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            # Newspapers put a slash where others put a colon.
            phrases=lexicon.load("credit.lead")
            + tuple(lead.replace(":", slash) for lead in lexicon.load("credit.lead") if ":" in lead for slash in ("/", " /")),
            where=(OPENS_LINE, words_at_most(9), NO_FULL_STOP, NOT_LISTED, _NO_FILM_CREDITS, NAMES_SOMEBODY, UNQUOTED, NOT_GOING_ON),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=rf"(?m)^[ •©(\[\"'/*-]*(?:(?:via|عبر) )?(?:{_NAMES})(?:[ /|,+&•©-]+(?:{_NAMES}))*[ )\]\"'.*-]*$",
            where=(either(_AMONG_PARAGRAPHS, _UNDER_TITLE), NOT_LISTED_BY_STORY),
            extent=Extent.LINE,
        ),
        framed("credit-beside", "joint", NO_STOP, _NAMES_A_MAKER, NAMES_SOMEBODY, NOT_LISTED, _NO_FILM_CREDITS, strangers=4, opens=True, least=2, most=8),
        Cue(
            pattern=r"(?m)^[ •(\[]*(?:صور|صورة|الصور|الصورة|ص|ph\.?|photos?|credit photo)(?: ال[^ \n:]+)? ?: ?[^\n.:]+$",
            short=True,
            where=(words_at_most(9), NO_STOP, _NO_FILM_CREDITS, NAMES_SOMEBODY, NOT_LISTED_BY_STORY),
            extent=Extent.LINE,
        ),
        # A lens and a name, and nothing else.
        Cue(
            pattern=r"(?m)^[ •(\[]*(?:عدسة|بعدسة|كاميرا)(?: [^ \n.:,]{2,12}){1,3}[ •)\]]*$",
            short=True,
            where=(words_at_most(4), NO_STOP, NOT_THE_FIRST, _NAMES_NOBODYS_LENS, NOT_LISTED, _NO_FILM_CREDITS, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •(\[]*(?:إنفوغراف|إنفوغرافيك|إنفوجراف|إنفوجرافيك|غرافيك|جرافيك|رسم بياني|رسوم|تصميم|foto|fotos|photos?|image|credit|credits) ?[:/©] ?[^\n.:]{2,50}$",
            short=True,
            where=(words_at_most(9), NO_STOP, NOT_THE_FIRST, NOT_LISTED, _NO_FILM_CREDITS, NAMES_SOMEBODY),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[ •(\[]*(?:credit photo|photo credit|credits? photos?|photos?|foto|image credit|picture) ?[:/©] ?[a-z][^\n:]{1,50}$",
            short=True,
            where=(words_at_most(9), NOT_THE_FIRST),
            extent=Extent.LINE,
        ),
        # Whose the picture is, below the text.
        Cue(
            pattern=r"(?m)^[ •(\[*]*(?:مصدر (?:ال)?صورة|مصدر (?:ال)?صور|حقوق (?:ال)?صورة|حقوق (?:ال)?صور|الصورة|الصور|صورة الغلاف|صورة المقال|الغلاف|صور|صورة)(?: (?:الرئيسية|البارزة|المرفقة|المصاحبة|الأولى))? ?(?:[:/©]|من|عن|بإذن من|بعدسة|عبر) ?[^\n:.]{2,50}$",
            short=True,
            where=(words_at_most(10), NO_STOP, OUTSIDE_BODY, NOT_THE_FIRST, NOT_LISTED, _NO_FILM_CREDITS, UNQUOTED),
            extent=Extent.LINE,
        ),
        # Who filmed and cut, below the text.
        Cue(
            pattern=r"(?m)^[ •(\[*]*(?:تصوير|مونتاج|غرافيك|جرافيك|رسوم|كاريكاتير|خرائط|إنفوغراف|فيديو)(?: و ?(?:ال)?(?:تصوير|مونتاج|غرافيك|جرافيك|رسوم|إخراج|فيديو|صور))? ?[:/-]? ?[^ \n.:,0-9]{3,12} [^ \n.:,0-9]{2,12}(?: [^ \n.:,0-9]{2,12}){0,3}[ )\]]*$",
            short=True,
            where=(words_at_most(7), NO_STOP, AFTER_BODY, NOT_LISTED, _NO_FILM_CREDITS, UNQUOTED),
            extent=Extent.LINE,
        ),
        # Pictures, a dash and a name.
        Cue(
            pattern=r"(?m)^[ •(\[]*(?:صور|تصوير|عدسة|بعدسة|كاميرا) ?[-/|] ?[^ \n.:,0-9]{2,12}(?: [^ \n.:,0-9]{2,12}){1,3}[ )\]]*$",
            short=True,
            where=(words_at_most(7), NO_STOP, OUTSIDE_BODY, NOT_THE_FIRST, NOT_LISTED, _NO_FILM_CREDITS, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
