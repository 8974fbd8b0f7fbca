"""An HTML tag or comment left in the text.

## What it finds
Opening, closing and empty tags with a name that HTML knows, and comments. One finding is one tag. Also conditional comments, ends of CDATA, links as
Markdown writes them, places of a template that nobody filled (`{{author_name}}`) and plug-ins' braces (`{loadposition user9}`).

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
from naqi.rules.story import NOT_POINTED_AT
from naqi.scan.cues import NO_STOP, NOT_ANNOUNCED, NOT_MENTIONED, NOT_THE_FIRST, UNQUOTED, Condition, Cue, words_at_most

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
_NOT_SHOWN = Condition("no word before it says that it is shown", lambda hit: _SHOWING.isdisjoint(hit.before.split()[-8:]))

RULE = Rule(
    code="BP103",
    name="html-tag",
    label="boilerplate.markup",
    severity=Severity.ERROR,
    message="HTML tag left in the text",
    fix=REMOVE_TAG,
    doc=__doc__,
    cues=(
        Cue(pattern=rf"</?(?:{_ELEMENTS})(?:[ \n/][^<>]{{0,900}})?>", where=(NOT_MENTIONED, _NOT_SHOWN, NOT_POINTED_AT)),
        Cue(pattern=r"<!-[^<>]{0,900}->", where=(NOT_MENTIONED, _NOT_SHOWN, NOT_POINTED_AT)),
        Cue(pattern=r"<!doctype[^<>]{0,200}>", where=(NOT_MENTIONED, _NOT_SHOWN, NOT_POINTED_AT)),
        # What word processors, feeds and templates leave: conditional comments, ends of CDATA, places for variables, SPIP's documents.
        Cue(
            pattern=r"<!-* ?\[(?:if [^\]\n]{0,60}|endif|cdata\[)\]?-*>?|\]\]>|<(?:doc|img|emb|embed|document)[0-9]+(?:\|[a-z]+)*>|</?[a-z][a-z0-9]{0,11}:[a-z][a-z0-9]{0,20}(?: [^<>\n]{0,200})?/?>"
            r"|\[object object\]",
            where=(NOT_MENTIONED, _NOT_SHOWN, NOT_POINTED_AT),
        ),
        # A sentence that shows a place for a variable goes on around it.
        Cue(
            pattern=r"\{\{ ?[a-z_$#/][a-z0-9_.$| ()'\"-]{0,60}\}\}|\{% ?[a-z][^%\n]{0,80}%\}",
            short=True,
            where=(words_at_most(6), NO_STOP, NOT_THE_FIRST, NOT_ANNOUNCED, _NOT_SHOWN, UNQUOTED),
        ),
        # A link as Markdown writes it, around nothing or a picture.
        Cue(pattern=r"!?\[ ?[^\]\n]{0,80}\]\( ?https?:/?/?[^)\n ]{3,300}\)", where=(NOT_MENTIONED, _NOT_SHOWN, NOT_POINTED_AT)),
        # What plug-ins of Joomla and Drupal put in braces or brackets, left where the plug-in is gone.
        Cue(
            pattern=r"\{/?(?:loadposition|loadmodule|loadmoduleid|module|modulepos|mosimage|mospagebreak|jcomments|gallery|phocagallery|youtube|vimeo|slider|tab|tabs|audio|mp3|video|rsform|source|fblike|sharethis|article|k2[a-z]*|jce[a-z]*)(?:[ =:|][^{}\n]{0,100})?/?\}|\[\[\{[^\n]{1,600}\}\]\]",
            where=(NOT_MENTIONED, _NOT_SHOWN, NOT_POINTED_AT),
        ),
        Cue(
            pattern=r"(?m)^ ?[%$#@]?\{/?[a-z][a-z0-9_.-]{1,24}(?:[ =:|][^{}\n]{0,100})?/?\} ?$",
            short=True,
            where=(NOT_ANNOUNCED, NOT_MENTIONED, _NOT_SHOWN, UNQUOTED),
        ),
    ),
)
