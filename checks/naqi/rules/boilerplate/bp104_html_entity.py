"""An HTML character reference that was not decoded.

## What it finds
Named references (`&nbsp;`, `&quot;`), numeric ones (`&#8217;`, `&#x200f;`) and such as were escaped twice (`&amp;quot;`).

## Why it is bad
The reader should have seen a quotation mark or a space. Tokenizers see five characters of noise.

## Example
    قالت الشركة إن ⟦&quot;⟧المشروع⟦&quot;⟧ مستمر.

## Clean
    أعلنت شركة "جونسون & سميث" نتائجها؛ وارتفع مؤشر "إس & بي 500".

## When it is right to ignore
In articles about HTML.

## References
WHATWG HTML Living Standard, named character references.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity
from naqi.scan.cues import NOT_MENTIONED, Cue

_NAMED = (
    "nbsp|quot|amp|lt|gt|apos|laquo|raquo|ldquo|rdquo|lsquo|rsquo|sbquo|bdquo|ndash|mdash|hellip|bull|middot|copy|reg|trade|deg|euro|pound|yen|cent|sect"
    "|para|times|divide|plusmn|frac12|frac14|frac34|ensp|emsp|thinsp|zwnj|zwj|lrm|rlm|shy|lsaquo|rsaquo|prime|larr|rarr|uarr|darr|iexcl|iquest|acute|cedil"
    "|eacute|egrave|ecirc|euml|agrave|acirc|auml|aacute|ccedil|ouml|ocirc|oacute|uuml|ugrave|ucirc|uacute|iacute|icirc|iuml|ntilde|szlig|oslash|aring|newline|tab"
)

RULE = Rule(
    code="BP104",
    name="html-entity",
    label="boilerplate.markup",
    severity=Severity.ERROR,
    message="HTML character reference that was not decoded",
    doc=__doc__,
    cues=(
        # Browsers decode the two most frequent without their semicolon.
        Cue(pattern=r"&(?:nbsp|quot)(?:[^a-z0-9=;]|$)", where=(NOT_MENTIONED,)),
        Cue(pattern=rf"&(?:amp;)*(?:#[0-9]{{2,7}}|#x[0-9a-f]{{2,6}}|{_NAMED});", where=(NOT_MENTIONED,)),
    ),
)
