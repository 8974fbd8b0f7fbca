r"""Letters that are spelled as `\u0627`, as a program writes them.

## What it finds
Two escapes in a row or more: `\uXXXX`, `\u{XXX}`, `\xD8\xA7`, `U+0627 U+0644`, `%u0627`, with one backslash or several, of Arabic letters.

## Why it is bad
A JSON string was stored without being read: not one letter is left.

## Example
    وجاء في الرسالة ⟦\u0627\u0644\u0633\u0644\u0627\u0645⟧ ولا شيء غيره.

## Clean
    يحمل الحرف الرقم U+0627 في المعيار، ومسار الملف C:\users\u0627.

## When it is right to ignore
In articles about programming that show more than one escape.

## References
RFC 8259, section 7.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import detector, holds_folded, is_mentioned
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import UNESCAPE

_ESCAPE = r"(?:\\+u0[67][0-9A-Fa-f]{2}|\\+u\{0?6[0-9A-Fa-f]{2}\}|%u0[67][0-9A-Fa-f]{2}|\\+x[Dd][89AaBb]\\+x[89AaBb][0-9A-Fa-f]|[Uu]\+06[0-9A-Fa-f]{2})"
_BETWEEN = r"(?:[ .,:!?()0-9\"'-]|\\+u00[0-9A-Fa-f]{2}|\\+[nrt\"/]){0,8}"


RULE = Rule(
    code="EN301",
    name="unicode-escape",
    label="encoding.escape",
    severity=Severity.ERROR,
    message="escapes of a programming language in place of letters",
    fix=UNESCAPE,
    doc=__doc__,
    detect=detector(rf"{_ESCAPE}(?:{_BETWEEN}{_ESCAPE})+", unless=is_mentioned),
    when=holds_folded(b"\\u", b"\\x", b"%u0", b"u+06"),
)
