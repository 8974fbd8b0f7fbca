"""A character that only one font knows: an icon, mostly.

## What it finds
Runs of U+E000 to U+F8FF and of the private planes, white space between them included.

## Why it is bad
It means nothing outside the font of the page that it comes from. A warning, since no word is damaged.

## Example
    ⟦\uf0fc⟧ نتائج القرعة
    أجريت القرعة مساء أمس.

## Clean
    ◆ نتائج القرعة
    أجريت القرعة مساء أمس 🎉.

## When it is right to ignore
Where the corpus documents its own characters.

## References
The Unicode Standard, section 23.5, Private-Use Characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from naqi.rules.encoding.raw import compiled, find, holds
from naqi.rules.model import Rule, Severity
from naqi.scan.document import Document

_RUN = compiled(r"[\x{E000}-\x{F8FF}\x{F0000}-\x{10FFFD}](?:\s*[\x{E000}-\x{F8FF}\x{F0000}-\x{10FFFD}])*")


def _detect(document: Document) -> Iterator[tuple[int, int]]:
    yield from find(document, _RUN)


RULE = Rule(
    code="EN406",
    name="private-use-character",
    label="encoding.private_use",
    severity=Severity.WARNING,
    message="a character of a font of its own",
    doc=__doc__,
    detect=_detect,
    when=holds("\ue000"),
)
