"""A line of script or style that a scraper took for text.

## What it finds
Lines of JavaScript, CSS or JSON configuration: function definitions, assignments, selectors with declarations, ad-server calls. Where a scrape glued
them to a paragraph, only the program text is the finding. Records in braces with quoted keys; what a program prints where it has nothing to print
(`undefined`).

## Why it is bad
It is program text of the page.

## Example
    وصلت القافلة إلى المدينة مساء الخميس.

    ⟦var adSlot = googletag.defineSlot('/1234/ar_news', [300, 250], 'div-1');⟧

## Clean
    يدرّس المعهد لغتي Java وPython، ويقدم دورة في أساسيات function calling للمبتدئين.

## When it is right to ignore
In articles that teach programming.

## References
ECMAScript and CSS syntax.
"""

from __future__ import annotations

import re

from naqi.arabic.folding import ARABIC_LETTERS
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.story import NOT_SHOWN
from naqi.scan.cues import NOT_ANNOUNCED, NOT_MENTIONED, Condition, Cue, Extent, Hit, unless

_ARABIC_WORD = re.compile(b"(?:^|[ (])[" + re.escape(ARABIC_LETTERS) + b"]{2,}")
_PROSE_WORDS = 5


def _has_prose(hit: Hit) -> bool:
    """Tell whether words of a text stand in the line before the program text, or behind its last brace or semicolon."""
    behind = re.split(rb"[;{}]", hit.after)[-1]
    return any(len(_ARABIC_WORD.findall(part)) >= _PROSE_WORDS for part in (re.split(rb"[;{}]", hit.before)[0], behind))


_WITH_PROSE = Condition("prose stands in its line", _has_prose)
_CODE = (
    r"(?:function ?[a-z_$]*\([a-z_$, ]*\) ?\{|(?:var|let|const) [a-z_$][a-z0-9_$]* ?= ?[^\n]{1,400}[;{(\[]|document\.(?:getelement|write|create|cookie|query)[a-z]*"
    r"|window\.[a-z_$]+ ?[=(.]|googletag\.|adsbygoogle|\$\(document\)|jquery\(|addeventlistener\(|-webkit-|!important"
    r"|@(?:media|import|font-face) ?[^\n]{0,80}\{|//<!\[cdata\[|/\* ?<!\[cdata\[|\{ ?\"@context\" ?:)"
)

RULE = Rule(
    code="BP105",
    name="script-residue",
    label="boilerplate.markup",
    severity=Severity.ERROR,
    message="script or style of the page",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        Cue(
            pattern=_CODE,
            where=(NOT_MENTIONED, unless(_WITH_PROSE), NOT_SHOWN),
            extent=Extent.LINE,
        ),
        # Glued to a paragraph: from the first sign of a program to its last.
        Cue(pattern=rf"{_CODE}(?:[^\n]*[;{{}}])?", where=(NOT_MENTIONED, _WITH_PROSE, NOT_SHOWN)),
        Cue(
            pattern=r"(?m)^ ?[.#a-z@][^{}\n]{0,120}\{ ?[a-z-]+ ?: ?[^{}\n]{1,400}\}",
            where=(NOT_MENTIONED,),
            extent=Extent.LINE,
        ),
        # A record of the page's program: keys in quotation marks, in braces.
        Cue(pattern=r"\{ ?\"[a-z@_][a-z0-9_@-]{0,30}\" ?: ?[^\n]{0,600}\}", where=(NOT_MENTIONED,)),
        # What a program prints where it has nothing to print.
        Cue(
            pattern=r"(?m)^ ?(?:undefined|null|nan|wp:[a-z/-]+|#[a-z]{3,6}#|%%?[a-z_]{3,30}%%?|\$\{[^}\n]{1,40}\}|\[\[[a-z_:]{2,40}\]\]|:[a-z]+_[a-z_]+:|lorem ipsum[^\n]*) ?$",
            short=True,
            where=(NOT_MENTIONED, NOT_ANNOUNCED),
            extent=Extent.LINE,
        ),
    ),
)
