"""A habit: a word stretched for looks.

## What it finds
Every word with a tatweel between two letters.

## Why it is bad
It is no fault: sites stretch words as print does. Off by default; for corpora that want one spelling.

## Example
    وقال ⟦المـدير⟧ إن العمل انتهى.

## Clean
    صدر المرسوم سنة 1312 هـ، ويحفظ في الملف (جـ).

## When it is right to ignore
Always, unless one spelling is wanted.

## References
The Unicode Standard, section 9.2: tatweel.
"""

from __future__ import annotations

from naqi.rules.encoding.raw import LETTER, MARK, detector, holds
from naqi.rules.model import Rule, Severity
from naqi.rules.repairs import UNSTRETCH

_T = r"\x{640}"


RULE = Rule(
    code="EN901",
    name="mild-tatweel",
    label="encoding.tatweel",
    severity=Severity.WARNING,
    message="a word stretched by tatweel",
    fix=UNSTRETCH,
    doc=__doc__,
    detect=detector(rf"[{LETTER}{MARK}{_T}]*[{LETTER}][{MARK}]*{_T}[{MARK}{_T}]*[{LETTER}][{LETTER}{MARK}{_T}]*", "\N{ARABIC TATWEEL}"),
    on_by_default=False,
    when=holds("\N{ARABIC TATWEEL}"),
)
