"""A notice that the text was translated.

## What it finds
`هذا المقال مترجم من …`, `ترجم هذا الخبر آليا` and their kin. Links in brackets to the text in another language.

## Why it is bad
It speaks of the page, and stands on every translated one.

## Example
    وقال الباحثون إن النتائج تفتح الباب أمام دراسات أوسع في المنطقة.

    ⟦تمت ترجمة هذا المقال آليا⟧

## Clean
    وقالت الدار إن الكتاب مترجم من اليابانية، وإن المترجمة عملت عليه عامين.

## When it is right to ignore
When provenance is wanted as metadata.

## References
Foot lines of translated editions.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_TOLD, NOTHING_QUOTED, every_shape, framed
from naqi.scan.cues import NO_STOP, NOT_IN_SENTENCE, OUTSIDE_BODY, UNQUOTED, Cue, either, words_at_least

RULE = Rule(
    code="BP604",
    name="translation-notice",
    label="boilerplate.translation_notice",
    severity=Severity.ERROR,
    message="translation notice",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("translation_notice"),
        framed("tongue", "tongue-beside piece joint more", NO_STOP, either(OUTSIDE_BODY, words_at_least(2)), most=12),
        framed("translated piece", "tongue tongue-beside joint", NOT_TOLD, NOTHING_QUOTED, NO_STOP, strangers=3, least=3, most=14),
        framed("tongue more", "tongue-beside piece joint", NO_STOP, strangers=2, least=3, most=10),
        # In brackets, among the paragraphs.
        Cue(
            pattern=r"[\[(] ?(?:ال(?:نص|نسخة|ترجمة|مقال|خبر|تقرير)|نسخة|اقرأ|اقرأه|اقرأها|لقراءة|read|version|lire|باللغة)[^\])\n.]{0,24}(?:الإنجليزية?|الإنكليزية?|بالإنجليزية|بالإنكليزية|الفرنسية?|بالفرنسية|العربية?|بالعربية|english|francais|anglais|arabic)[^\])\n.]{0,16}[\])]",
            where=(NOT_IN_SENTENCE, UNQUOTED),
        ),
    ),
)
