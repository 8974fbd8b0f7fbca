"""A section name, breadcrumb or urgent flag on a line of its own.

## What it finds
A known section name (`مال وأعمال`, `رياضة عالمية`), a kicker (`عاجل`) or a breadcrumb (`الرئيسية / اقتصاد`) that stands alone on its line
before the story's first paragraph or behind its last. Between paragraphs the same words may be a subheading and are left alone.

## Why it is bad
It names a place in the site, and is glued to the top of every story of that section.

## Example
    ⟦مال و أعمال⟧

    شركة ناشئة تبني مصنعا للزجاج قرب الميناء

    قالت الشركة إنها ستبدأ البناء في الصيف وإن المصنع سيعمل بعد عامين من اليوم.

## Clean
    اقتصاد المعرفة محور مؤتمر جامعي

    افتتحت الجامعة مؤتمرا عن اقتصاد المعرفة يشارك فيه باحثون من ست دول عربية.

## When it is right to ignore
When the section name is wanted as metadata: keep it in a column of its own instead.

## References
Navigation bars of Arabic news sites.
"""

from __future__ import annotations

from naqi.rules import lexicon
from naqi.rules.model import Rule, Severity
from naqi.scan.cues import (
    AFTER_BODY,
    NO_FULL_STOP,
    NO_STOP,
    NOT_PROSE,
    OPENS_LINE,
    OUTSIDE_BODY,
    UNQUOTED,
    WHOLE_LINE,
    Cue,
    Extent,
    among_first,
    either,
    words_at_most,
)

RULE = Rule(
    code="BP201",
    name="category-line",
    label="boilerplate.category",
    severity=Severity.ERROR,
    message="section name, breadcrumb or flag of the site",
    doc=__doc__,
    cues=(
        Cue(phrases=lexicon.load("category.line"), where=(WHOLE_LINE, NO_FULL_STOP, OUTSIDE_BODY, UNQUOTED), extent=Extent.LINE),
        Cue(
            phrases=("القسم:", "قسم:", "التصنيف:", "تصنيف:", "الباب:", "في قسم:", "التصنيفات:", "الأقسام:"),
            where=(OPENS_LINE, NO_STOP, words_at_most(8), UNQUOTED),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^[^a-z\n]?(?:(?:أنت هنا|أنت الآن في|المسار|you are here) ?:? ?)?(?:الصفحة )?(?:الرئيسية|الاستقبال|home|accueil) ?[/>|\"'\\•:-]+ ?[^\n]+$",
            where=(NOT_PROSE, words_at_most(16), either(among_first(6), AFTER_BODY), UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
