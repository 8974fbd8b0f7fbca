"""A placeholder or label of an advertisement.

## What it finds
Bracketed shortcodes of ad plug-ins (`[ad_1]`, `[adrotate group="2"]`), and the words with which a site marks the place of an advertisement when they
stand alone on their line (`إعلان`, `Advertisement`). A hashtag (`#إعلان`), or the word glued to another.

## Why it is bad
The marker sits between sentences of the story. A model learns that stories contain `[ad_1]`.

## Example
    قال الوزير إن المشروع سيبدأ في الربيع.

    ⟦[ad_1]⟧

    وأضاف أن كلفته لم تحدد بعد.

## Clean
    صدر إعلان الفائزين مساء أمس، ونشرت الصحيفة إعلانا في صفحتها الأولى.

## When it is right to ignore
In text about publishing software that prints shortcodes as examples.

## References
Ad Inserter and Quick AdSense, plug-ins for WordPress, print such shortcodes where they are switched off.
"""

from __future__ import annotations

from naqi.rules import lexicon
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_REPORTED, framed, glued_leads, glued_lines, leads, lines
from naqi.rules.story import NO_HEADLINE, NOT_LISTED_BY_STORY, NOT_SHOWN, NOTHING_TOLD_BEHIND
from naqi.scan.cues import NO_STOP, NOT_ANNOUNCED, NOT_THE_FIRST, UNQUOTED, Condition, Cue, Extent
from naqi.scan.document import has_letters

# A row of a table counts what was paid.
_NO_FIGURE = Condition("does not begin with a figure", lambda hit: not hit.document.data[hit.start : hit.start + 1].isdigit())

# "An advertising space of two metres was rented": a sentence may begin so.
_NO_STORY_OPENS = Condition(
    "opens no sentence", lambda hit: not (hit.line.is_prose and hit.line.ends_with_stop and hit.after[:1] == b" " and not has_letters(hit.before))
)

RULE = Rule(
    code="BP101",
    name="ad-marker",
    label="boilerplate.ad_marker",
    severity=Severity.ERROR,
    message="placeholder or label of an advertisement",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        Cue(
            pattern=r"\[ ?/?(?:ads?|adsense|adrotate|adinserter|advert|advertisement|quads|the_ad|the_ad_group|bsa_pro_ad_space|dfp_ad"
            r"|ad_manager|google_ad|wp_ad_camp)(?:[_ -]?[0-9]+)?(?: [^\]\n]{0,200})?\]",
            where=(UNQUOTED,),
        ),
        lines("ad_marker"),
        glued_lines("ad_marker"),
        leads("ad_marker"),
        glued_leads("ad_marker"),
        # A label says nothing of the sentence that a scrape glued to it.
        Cue(phrases=lexicon.load("ad_marker.phrase"), where=(NOT_REPORTED, UNQUOTED, NOT_SHOWN), glued=True),
        framed("advertised", "advertised-beside joint", NO_STOP, _NO_FIGURE, most=8, between=True),
        Cue(
            pattern=r"(?:^|[.!?:\n\"]) ?((?:مساحة (?:إعلانية|للإعلان)|فضاء إشهاري|إعلان ممول|advertisement|publicite|espace publicitaire|محتوى ترويجي|يتبع المحتوى بعد الإعلان|(?:إعلان - )?تابع القراءة بعد الإعلان|المحتوى يتبع بعد الإعلان)(?: advertisement)?)(?:[^a-z]|$)",
            where=(NOT_ANNOUNCED, _NO_STORY_OPENS, NO_HEADLINE, UNQUOTED, NOT_SHOWN),
        ),
        # "Ads" and an outlet's name.
        Cue(
            pattern=r"(?m)^ ?(?:إعلانات|اعلانات|إشهارات|ads by|advertisements?) ?:? ?[^ \n]{3,14}$",
            short=True,
            where=(NO_STOP, NOT_THE_FIRST, NOT_ANNOUNCED, NOT_LISTED_BY_STORY, UNQUOTED),
            extent=Extent.LINE,
        ),
        # Glued on both sides to a story in another script.
        Cue(pattern=r"[^a-z \n](publicite|advertisement|espace publicitaire)(?:[^a-z ]|$)", where=(UNQUOTED,)),
        # "Advertisement" glued to a word that bears the article: no word begins so.
        Cue(pattern=r"(?m)(?:^ ?|[.!?\"])(إعلان|إشهار)ال[^ \n]{2}", where=(UNQUOTED,)),
        Cue(pattern=r"(?:^|[ \n.!?])(# ?(?:إعلان|إشهار|ads?|sponsored))(?:[ \n.]|$)", where=(UNQUOTED, NOTHING_TOLD_BEHIND)),
    ),
)
