"""A line that only credits a photographer or an agency.

## What it finds
Lines that open with a credit cue (`تصوير:`, `عدسة:`, `الصورة:`), and, among the paragraphs, lines that hold nothing but the names of agencies. A bare
agency behind the last paragraph is a sign-off of the story and is left alone.

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
from naqi.scan.cues import NO_FULL_STOP, NO_STOP, NOT_LISTED, OPENS_LINE, UNQUOTED, WHOLE_LINE, Condition, Cue, Extent, Hit, either, words_at_most

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
            where=(OPENS_LINE, words_at_most(9), NO_FULL_STOP, NOT_LISTED, _NO_FILM_CREDITS, UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=rf"(?m)^[ •©(\[\"'/*-]*(?:(?:via|عبر) )?(?:{_NAMES})(?:[ /|,+&•©-]+(?:{_NAMES}))*[ )\]\"'.*-]*$",
            where=(either(_AMONG_PARAGRAPHS, _UNDER_TITLE),),
            extent=Extent.LINE,
        ),
        framed("credit-beside", "joint", NO_STOP, _NAMES_A_MAKER, NOT_LISTED, _NO_FILM_CREDITS, strangers=4, opens=True, least=2, most=8),
        Cue(
            pattern=r"(?m)^[ •(\[]*(?:صور|صورة|الصور|الصورة|ص|ph\.?|photos?|credit photo)(?: ال[^ \n:]+)? ?: ?[^\n.:]+$",
            short=True,
            where=(words_at_most(9), NO_STOP, _NO_FILM_CREDITS),
            extent=Extent.LINE,
        ),
    ),
)
