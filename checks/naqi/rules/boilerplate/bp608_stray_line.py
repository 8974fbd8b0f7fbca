"""A short line that is furniture for where it stands.

## What it finds
Lines whose own words prove nothing, but whose place does: items of a menu above the title among other furniture, headlines under the heading of
a link box, and whatever short stands between furniture below the body or behind furniture that no story continues after. What a site prints
beside it is judged by the other boilerplate rules, whether they are selected or not.

## Why it is bad
Menus, teasers and comments teach a model to break off a story and list names.

## Example
    أعلنت الجمعية موعد المهرجان السنوي وقالت إن الدخول سيكون مجانيا للجميع.

    مقالات ذات صلة

    ⟦موسم التمور يبدأ مبكرا في الواحات⟧

    ⟦قافلة كتب تجوب القرى الجبلية⟧

    جميع الحقوق محفوظة

## Clean
    أعلنت الجمعية موعد المهرجان السنوي وقالت إن الدخول سيكون مجانيا للجميع.

    حرف يدوية وسوق ريفية

    ويضم المهرجان هذا العام معرضا للحرف اليدوية وسوقا للمنتجات الريفية والعسل الجبلي.

    وكالات

## When it is right to ignore
In corpora of documents that are lists by nature, with buttons of a site beside them.

## References
Raw text of pages of Arabic news sites.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from naqi.rules.model import REMOVE, Rule, Severity
from naqi.scan.document import Document
from naqi.scan.structure import Mark, Structure


def _strays(document: Document, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    for line in Structure(document, marks).strays():
        yield line.start, line.end


RULE = Rule(
    code="BP608",
    name="stray-line",
    label="boilerplate.other",
    severity=Severity.ERROR,
    message="short line among the furniture of the page",
    fix=REMOVE,
    doc=__doc__,
    around=_strays,
)
