"""A short line that is furniture for where it stands.

## What it finds
Lines whose own words prove nothing, but whose place does: items of a menu above the title among other furniture, headlines under the heading of
a link box, and whatever short stands between furniture below the body or behind furniture that no story continues after. On a page with furniture
also three headlines or more above the text that share no word with it, one word above the title, what stands twice under the title as a picture's
text does, and lines with a sign beside a channel's buttons. What a site prints beside it is judged by the other boilerplate rules, whether they are
selected or not.

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

from naqi.rules.headlines import Surroundings
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.scan.document import Document, Line
from naqi.scan.structure import Mark, Structure

# What names a story: a trail that ends in its title, a link to it, a button that shares it.
_NAMING = frozenset({"category", "related", "share", "source_link"})
# One word is a section's name as well.
_TITLE_WORDS = 2
_SENTENCE_WORDS = 3


def _strays(document: Document, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    names = [document.data[mark.start : mark.end].rstrip(b" ") for mark in marks if mark.kind in _NAMING]
    for find in (Structure, Surroundings):
        for line in find(document, marks).strays():
            if not (_is_sentence(line) or (line.index < document.body[0] and _is_named(line, names))):
                yield line.start, line.end


def _is_sentence(line: Line) -> bool:
    """Whether a line ends in a full stop, as items of menus, teasers and labels do not: so short a sentence may still be the story's."""
    return line.words >= _SENTENCE_WORDS and line.text.endswith(b".") and not line.text.endswith(b"..")


def _is_named(line: Line, names: Sequence[bytes]) -> bool:
    """Whether furniture of the page ends in a line's words: above the body, that line is the title."""
    text = line.text.strip(b" ")
    return line.words >= _TITLE_WORDS and any(name.endswith(text) and name[: -len(text)].endswith((b" ", b":")) for name in names)


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
