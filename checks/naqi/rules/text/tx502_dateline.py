"""The place, and often the agency and the date, that open a wire story.

## What it finds
One to four words that open a paragraph, then an agency in brackets, or a dash or slash and an agency, an outlet's kind and name, or a name in quotation marks, then a dash or colon; a line of place, date in two calendars and agency;
and a line of a name and `متابعات` or `وكالات`.

## Why it is bad
Whether a corpus keeps it is a choice: it is neither the story nor the site's furniture. Off by default.

## Example
    ⟦دمياط (وكالة المرافئ) –⟧ افتتحت هيئة الموانئ رصيفا جديدا لسفن الحاويات بعد عامين من العمل.

## Clean
    افتتحت هيئة الموانئ (الحكومية) – وهي أكبر مشغل في المنطقة – رصيفا جديدا لسفن الحاويات بعد عامين.

## When it is right to ignore
Where datelines are wanted.

## References
`dataset/sources/GUIDELINES.md`, optional.dateline.
"""

from __future__ import annotations

from naqi.rules import lexicon
from naqi.rules.model import Rule, Severity
from naqi.scan.cues import NO_FULL_STOP, Condition, Cue, Extent, words_after_at_least, words_at_most

_WORD = r"[^ \n:.()\"0-9/|•-]+"
_PLACE = rf"{_WORD}(?: {_WORD})?(?:, ?{_WORD}(?: {_WORD})?)?"
_KINDS = "وكالة|وكالات|شبكة|صحيفة|جريدة|موقع|قناة|بوابة|إذاعة|مكتب|مراسل|مراسلنا|متابعات|خاص|ف ن|أ ف ب|د ب أ|أ ش أ"
_AGENCY = rf"(?:(?:{_KINDS})(?: [^ \n:()-]+){{0,4}}|\"[^\"\n]{{2,30}}\"|{lexicon.alternation('agencies.term')})"
_MONTH_DAY = r"[0-9]{1,2} [^ \n0-9]+(?: [^ \n0-9]+)? [0-9]{4} ?[هم]\.?"
_STORY_FOLLOWS = words_after_at_least(5)
# What could be a person as well as a place is a dateline only where the story follows at once.
_OPENS_PROSE = Condition("opens a paragraph of prose", lambda hit: hit.line.is_prose)


RULE = Rule(
    code="TX502",
    name="dateline",
    label="optional.dateline",
    severity=Severity.WARNING,
    message="place and agency before the story",
    doc=__doc__,
    cues=(
        Cue(pattern=rf"(?m)^ ?({_PLACE} ?\([^()\n]{{2,40}}\) ?[-:])", where=(_OPENS_PROSE, _STORY_FOLLOWS)),
        Cue(pattern=rf"(?m)^ ?({_PLACE} ?[-/] ?{_AGENCY} ?[-:])", where=(_OPENS_PROSE, _STORY_FOLLOWS)),
        Cue(pattern=rf"(?m)^ ?(?:{_WORD} ){{1,4}}{_MONTH_DAY} (?:الموافق )?{_MONTH_DAY}(?: [^ \n]+){{0,3}} ?$", where=(NO_FULL_STOP,), extent=Extent.LINE),
        Cue(pattern=rf"(?m)^ ?{_PLACE} ?[-/] ?(?:متابعات|وكالات|خاص) ?$", where=(words_at_most(6),), extent=Extent.LINE),
    ),
    on_by_default=False,
)
