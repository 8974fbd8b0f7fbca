"""A shortcode of a content management system.

## What it finds
Bracketed tags that WordPress, its page builders and forum software replace by pictures, galleries, players and boxes: `[caption id="…"]`,
`[/caption]`, `[gallery ids="…"]`, `[vc_row]`, `[embed]`. One finding is one tag.
One that the sentence calls by its name or points at (`اسمها [gallery 9]، هكذا كُتب`) is left alone.

## Why it is bad
It is program text. It tells nothing about the story, and it glues to the words beside it.

## Example
    وصل الوفد صباح الأحد. ⟦[gallery ids="12,15"]⟧ وغادر في المساء.

## Clean
    وقال "إنهم [الجيران] لم يسمعوا شيئا"، وأحال القارئ إلى الهامش [1] والملحق [أ].

## When it is right to ignore
In articles that teach how a content management system is used.

## References
WordPress developer handbook, Shortcode API: names are lower-case letters, digits, hyphens and underscores; attributes are `name="value"`.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.story import NOT_POINTED_AT
from naqi.scan.cues import NOT_MENTIONED, Cue

_NAMES = (
    "caption|gallery|embed|video|audio|playlist|youtube|vimeo|twitter|tweet|instagram|facebook|soundcloud|googlemaps|contact-form|quote"
    "|button|row|column|col|tabs?|accordion|toggle|dropcap|highlight|divider|spacer|box|img|url|spoiler|center|poll|slideshow|dailymotion"
    "|shortcode|recent-posts|related|smartslider|rev_slider|metaslider|tie_slider|one_half|one_third|vc_[a-z_]+|et_pb_[a-z_]+|su_[a-z_]+|fusion_[a-z_]+"
    "|wpforms|mc4wp_form|toc|wp-embedder-pack|blockquote|gravityform|sc|td_[a-z_]+|elementor-template"
)

RULE = Rule(
    code="BP102",
    name="shortcode",
    label="boilerplate.markup",
    severity=Severity.ERROR,
    message="shortcode of a content management system",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        # A known name; or any name, when an underscore, an attribute or a closing slash shows that it is no word.
        Cue(pattern=rf"\[/?(?:{_NAMES})(?:[ =][^\]\n]{{0,400}})?/?\]", where=(NOT_MENTIONED, NOT_POINTED_AT)),
        Cue(pattern=r"\[/[a-z][a-z0-9_-]{1,40}\]", where=(NOT_MENTIONED, NOT_POINTED_AT)),
        Cue(pattern=r"\[[a-z][a-z0-9_-]{1,40}(?: [a-z_-]+ ?= ?[\"'][^\]\n]{0,400})/?\]", where=(NOT_MENTIONED, NOT_POINTED_AT)),
        Cue(pattern=r"\[[a-z]+_[a-z][a-z0-9_]*\]", where=(NOT_MENTIONED, NOT_POINTED_AT)),
    ),
)
