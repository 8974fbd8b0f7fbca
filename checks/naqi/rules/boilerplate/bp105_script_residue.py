"""A line of script or style that a scraper took for text.

## What it finds
Lines of JavaScript, CSS or JSON configuration: function definitions, assignments, selectors with declarations, ad-server calls.

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

from naqi.rules.model import Rule, Severity
from naqi.scan.cues import NOT_MENTIONED, Cue, Extent

RULE = Rule(
    code="BP105",
    name="script-residue",
    label="boilerplate.markup",
    severity=Severity.ERROR,
    message="script or style of the page",
    doc=__doc__,
    cues=(
        Cue(
            pattern=r"(?:function ?[a-z_$]*\([a-z_$, ]*\) ?\{|(?:var|let|const) [a-z_$][a-z0-9_$]* ?= ?[^\n]{1,400}[;{(\[]|document\.(?:getelement|write|create|cookie|query)[a-z]*"
            r"|window\.[a-z_$]+ ?[=(.]|googletag\.|adsbygoogle|\$\(document\)|jquery\(|addeventlistener\(|-webkit-|!important"
            r"|@(?:media|import|font-face) ?[^\n]{0,80}\{|//<!\[cdata\[|/\* ?<!\[cdata\[|\{ ?\"@context\" ?:)",
            where=(NOT_MENTIONED,),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=r"(?m)^ ?[.#a-z@][^{}\n]{0,120}\{ ?[a-z-]+ ?: ?[^{}\n]{1,400}\}",
            where=(NOT_MENTIONED,),
            extent=Extent.LINE,
        ),
    ),
)
