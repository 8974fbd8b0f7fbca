"""An HTML character reference that was not decoded.

## What it finds
Named references (`&nbsp;`, `&quot;`), numeric ones (`&#8217;`, `&#x200f;`) and such as were escaped twice (`&amp;quot;`). One that
stands apart in a sentence about it (`يظهر في الخانة رمز &nbsp;`) is left alone.

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

from naqi.arabic.folding import fold_phrase
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import UNESCAPE_REFERENCE
from naqi.scan.cues import NOT_MENTIONED, Condition, Cue, Hit

_NAMED = (
    "nbsp|quot|amp|lt|gt|apos|laquo|raquo|ldquo|rdquo|lsquo|rsquo|sbquo|bdquo|ndash|mdash|hellip|bull|middot|copy|reg|trade|deg|euro|pound|yen|cent|sect"
    "|para|times|divide|plusmn|frac12|frac14|frac34|ensp|emsp|thinsp|zwnj|zwj|lrm|rlm|shy|lsaquo|rsaquo|prime|larr|rarr|uarr|darr|iexcl|iquest|acute|cedil"
    "|eacute|egrave|ecirc|euml|agrave|acirc|auml|aacute|ccedil|ouml|ocirc|oacute|uuml|ugrave|ucirc|uacute|iacute|icirc|iuml|ntilde|szlig|oslash|aring|newline|tab"
)

# Who writes about a reference says what it is, or where it was seen, and lets it stand between spaces.
_SPOKEN_OF = frozenset(
    map(
        fold_phrase,
        (
            *("أي", "سوى", "رمز", "الرمز", "رموز", "الرموز", "علامة", "علامات", "محرف", "المحرف", "كيان", "شيفرة", "الشيفرة", "كود", "الكود", "خانة", "صيغة"),
            *("يكتب", "تكتب", "كتب", "كتبت", "ظهر", "ظهرت", "يظهر", "تظهر", "عبارة", "وسم", "الوسم", "وسوم", "ملف", "ملفا", "خاما", "html", "تسلسل", "سلسلة"),
        ),
    )
)
_NEAR = 14


def _is_spoken_of(hit: Hit) -> bool:
    before, after = hit.before, hit.after
    apart = (not before or before[-1:] == b" " or before.split()[-1] == _AND) and (not after or after[:1] in b" ,.;:!?")
    return apart and not _SPOKEN_OF.isdisjoint(word.strip(b"\"',.;:()") for word in before.split()[-_NEAR:])


_AND = fold_phrase("و")
_NOT_SPOKEN_OF = Condition("the sentence does not speak of it", lambda hit: not _is_spoken_of(hit))

RULE = Rule(
    code="BP104",
    name="html-entity",
    label="boilerplate.markup",
    severity=Severity.ERROR,
    message="HTML character reference that was not decoded",
    fix=UNESCAPE_REFERENCE,
    doc=__doc__,
    cues=(
        # Browsers decode the two most frequent without their semicolon.
        Cue(pattern=r"&(?:nbsp|quot)(?:[^a-z0-9=;]|$)", where=(NOT_MENTIONED, _NOT_SPOKEN_OF)),
        Cue(pattern=rf"&(?:amp;)*(?:#[0-9]{{2,7}}|#x[0-9a-f]{{2,6}}|{_NAMED});", where=(NOT_MENTIONED, _NOT_SPOKEN_OF)),
    ),
)
