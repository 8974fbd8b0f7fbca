"""Letters that are spelled as the bytes of their UTF-8: `%D8%A7` or `=D8=A7`.

## What it finds
Two letters in a row or more, outside addresses of the web.

## Why it is bad
An address or a mail was stored without being decoded: not one letter is left.

## Example
    عنوان الرسالة: ⟦%D8%A7%D9%84%D8%B3%D9%84%D8%A7%D9%85⟧

## Clean
    الرابط https://www.example.com/wiki/%D8%A7%D9%84%D9%82%D8%AF%D8%B3 يعمل، وزادت النسبة 8% عن عام 2019.

## When it is right to ignore
In articles about the web that show what an encoded address looks like.

## References
RFC 3986, section 2.1; RFC 2045, section 6.7.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import detector, holds_folded
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import UNQUOTE
from naqi.scan.document import Document

_LETTER = r"(?:%[Dd][89AaBb]%[89AaBb][0-9A-Fa-f]|=[Dd][89AaBb]=[89AaBb][0-9A-Fa-f])"
_PLACES = ("://", "www.", "/", ".com", "?", "@")


def _is_address(document: Document, start: int, end: int) -> bool:
    """Tell whether the word that holds a span is an address."""
    head = document.text[max(0, start - 2000) : start].split()
    before = head[-1] if head and not document.text[start - 1].isspace() else ""
    return any(place in before for place in _PLACES) or document.text[end : end + 1] == "/"


RULE = Rule(
    code="EN302",
    name="percent-escape",
    label="encoding.escape",
    severity=Severity.ERROR,
    message="bytes of an address or a mail in place of letters",
    fix=UNQUOTE,
    doc=__doc__,
    detect=detector(rf"{_LETTER}(?:(?:%[0-9A-Fa-f]{{2}}|=20|[+_.,:-]|=\r?\n)*{_LETTER})+", unless=_is_address),
    when=holds_folded(b"%d", b"=d"),
)
