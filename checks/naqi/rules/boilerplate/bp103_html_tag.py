"""An HTML tag or comment left in the text.

## What it finds
Opening, closing and empty tags with a name that HTML knows, and comments. One finding is one tag.

## Why it is bad
Markup was not stripped, or was stripped once from text that was escaped twice.

## Example
    قال المتحدث إن الأعمال بدأت.⟦<br />⟧ولم يذكر موعدا لنهايتها.

## Clean
    إذا كان س < 5 فإن الناتج أصغر، وإذا كان ص > 3 فهو أكبر.

## When it is right to ignore
In articles that teach HTML.

## References
WHATWG HTML Living Standard, index of elements.
"""

from __future__ import annotations

from naqi.arabic.folding import fold_phrase
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import REMOVE_TAG
from naqi.scan.cues import NOT_MENTIONED, Condition, Cue

_ELEMENTS = (
    "a|abbr|address|amp-[a-z-]+|article|aside|audio|b|blockquote|body|br|button|caption|center|cite|code|col|dd|del|details|div|dl|dt|em|embed|fieldset|figcaption"
    "|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|mark|meta|nav|noscript|object|ol|option"
    "|p|param|picture|pre|q|s|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead"
    "|time|title|tr|tt|u|ul|video|wbr|o:p|st1:[a-z]+|fb:[a-z-]+|g:[a-z]+"
)

# A story about writing pages shows a tag as a word of its sentence.
_SHOWING = frozenset(
    map(fold_phrase, ("وسم", "الوسم", "وسوم", "كتب", "كتبت", "وكتب", "وكتبت", "تكتب", "يكتب", "رمز", "الرمز", "علامة", "العلامة", "tag", "أمر", "الأمر"))
)
_NOT_SHOWN = Condition("no word before it says that it is shown", lambda hit: _SHOWING.isdisjoint(hit.before.split()[-2:]))

RULE = Rule(
    code="BP103",
    name="html-tag",
    label="boilerplate.markup",
    severity=Severity.ERROR,
    message="HTML tag left in the text",
    fix=REMOVE_TAG,
    doc=__doc__,
    cues=(
        Cue(pattern=rf"</?(?:{_ELEMENTS})(?:[ \n/][^<>]{{0,900}})?>", where=(NOT_MENTIONED, _NOT_SHOWN)),
        Cue(pattern=r"<!-[^<>]{0,900}->", where=(NOT_MENTIONED, _NOT_SHOWN)),
        Cue(pattern=r"<!doctype[^<>]{0,200}>", where=(NOT_MENTIONED, _NOT_SHOWN)),
    ),
)
