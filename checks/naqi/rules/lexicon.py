"""Phrase lists: plain text files, one phrase a line, comments after `#` at the start of a line.

A file is called `<class>.<shape>.txt`. The shape says what makes a phrase furniture: `line` (it stands alone on its line), `lead` (it
opens a short line), `tail` (it ends a line), `phrase` (its own words suffice wherever it stands unquoted), `term` (a word list
that patterns are made of).
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final

_SPECIAL: Final = re.compile(r"[.+*?()|]")

SHAPES: Final = ("line", "lead", "tail", "phrase", "term")


@cache
def load(name: str) -> tuple[str, ...]:
    """Return the phrases of a lexicon such as "related.lead".

    Raises FileNotFoundError when there is none of that name, ValueError when it holds no phrase.
    """
    text = resources.files("naqi.lexicons").joinpath(f"{name}.txt").read_text("utf-8")
    phrases = tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    if not phrases:
        raise ValueError(f"lexicon {name} holds no phrase")
    return phrases


def alternation(name: str) -> str:
    """The phrases of a lexicon as the inside of a group of a folded pattern, longest first so that none hides a longer one."""
    phrases = sorted(load(name), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(_SPECIAL.sub(r"[\g<0>]", phrase.lower()) for phrase in phrases)


def names() -> tuple[str, ...]:
    """Names of all lexicons that ship, sorted."""
    files = resources.files("naqi.lexicons").iterdir()
    return tuple(sorted(file.name.removesuffix(".txt") for file in files if file.name.endswith(".txt")))
