"""Control characters, which no text holds.

## What it finds
C0 controls but for tab and line breaks, DEL, and C1 controls that are no part of mojibake; among these the quotation marks and dashes of windows-1252 that were read as Latin-1. Runs are one finding; UTF-16 read as
UTF-8 is EN206's.

## Why it is bad
They cut words in two, end strings early, and break XML.

## Example
    وتحفظ المحطة لو⟦\N{DATA LINK ESCAPE}⟧حة القياس في غرفة ثانية.

## Clean
    وتحفظ المحطة لوحة	القياس في غرفة ثانية.

## When it is right to ignore
Never.

## References
ISO 6429; XML 1.0, section 2.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from naqi.rules.encoding.en206_utf16_as_utf8 import UTF16
from naqi.rules.encoding.raw import compiled, find, holds
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import DELETE
from naqi.scan.document import Document

# Behind the lead characters of mojibake, a C1 control is a byte of a letter. U+0085 is a line break.
_RUN = compiled(
    r"[\x{0}-\x{8}\x{E}-\x{1F}\x{7F}]+|(?:^|[^\x{80}-\x{FF}ط-غ\x{152}\x{153}\x{160}\x{161}\x{178}\x{17D}\x{17E}\x{192}\x{2C6}\x{2DC}\x{2013}-\x{2122}])([\x{80}-\x{84}\x{86}-\x{9F}])"
)
_UTF16 = compiled(UTF16)


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    if not document.suspect:
        return
    # In UTF-16 read as UTF-8, every second character is one.
    if document.text.count("\x06") > 1 and any(document.text.count("\x06", *span) > 1 for span in find(document, _UTF16)):
        return
    for match in _RUN.finditer(document.utf8):
        group = 1 if match.group(1) is not None else 0
        yield document.code_point_of_utf8(match.start(group)), document.code_point_of_utf8(match.end(group))


RULE = Rule(
    code="EN501",
    name="control-character",
    label="encoding.control",
    severity=Severity.ERROR,
    message="a control character",
    fix=DELETE,
    doc=__doc__,
    detect=_detect,
    when=holds("\x00"),
)
