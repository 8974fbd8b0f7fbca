"""A photo caption between the paragraphs.

## What it finds
Lines that open with a caption cue (`صورة من الملف:`, `صورة أرشيفية`), with a copyright sign and an agency (`© رويترز …`), and short lines without a
stop that end in a photo credit (`… (رويترز)`, `… / أ ف ب`) among the paragraphs, or in a photographer's name (`… تصوير سامر الحاج`) beside the title. The whole line is the finding, credit included.

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
from naqi.rules.shapes import every_shape
from naqi.scan.cues import (
    CLOSES_LINE,
    NO_STOP,
    OPENS_LINE,
    OUTSIDE_BODY,
    UNQUOTED,
    Condition,
    Cue,
    Extent,
    line_breaks_before,
    words_after_at_least,
    words_after_at_most,
    words_at_most,
    words_before_at_least,
)

_AGENCIES = lexicon.load("agencies.term")
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
_UNDER_TITLE = Condition("not the first line", lambda hit: hit.line.index > 0, beyond_line=True)

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
                    "أرشيف",
                    "الأرشيف",
                    "صورة أرشيفية",
                    "من الأرشيف",
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
            where=(CLOSES_LINE, NO_STOP, words_before_at_least(1), words_at_most(30), _AMONG_PARAGRAPHS, _NO_SENTENCE_BEFORE, UNQUOTED),
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
                UNQUOTED,
            ),
            extent=Extent.LINE,
        ),
        # Who of those named is seen.
        Cue(
            pattern=r"(?m)^[^\n]*[(\[](?:في الصورة|يظهر في الصورة|تظهر في الصورة|الصورة|في يمين الصورة|يمين|يسار|إلى اليمين|إلى اليسار)[)\]][^\n]*$",
            short=True,
            where=(NO_STOP, words_at_most(24), _UNDER_TITLE, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The photographer's name behind the caption, with nothing between.
        Cue(
            pattern=r"(?m)^[^\n]+ (?:تصوير|بعدسة|عدسة) [^ \n.:،]+ [^ \n.:]+(?: [^ \n.:]+)? ?$",
            short=True,
            where=(NO_STOP, words_at_most(30), _DESCRIBES, _LONG, OUTSIDE_BODY, _UNDER_TITLE, _NO_SENTENCE_BEFORE, UNQUOTED),
            extent=Extent.LINE,
        ),
        # The credit behind the caption, in brackets, behind a dash or a colon.
        Cue(
            pattern=r"(?m)^[^\n]+[^\n ] ?(?:[-(/|\[] ?(?:تصوير|عدسة|بعدسة|الصورة|صورة|صور|كاميرا|photo|ph|credit|ص|ت)(?: ?[:./] ?| )[^\n()]+[)\]]?"
            r"|(?:تصوير|بعدسة|عدسة|photo|credit) ?: ?[^\n]+|[(] ?© ?[^\n()]+[)]|© ?[^\n()0-9]+|[(][^()\n]+ (?:برس|فوتو|press|photo)[)]) ?$",
            short=True,
            where=(NO_STOP, words_at_most(36), _UNDER_TITLE, _NO_RIGHTS, _NO_SENTENCE_IN_IT),
            extent=Extent.LINE,
        ),
    ),
)
