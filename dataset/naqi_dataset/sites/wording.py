"""Which wordings of an inventory are a site's own, so that no site of another split may use them, and which every site may print.

A wording is a furniture phrase without its slots, or one item of a strip, as folded words: spelling, marks and digits do not make it another. One of at
most two words (a button, a label, a section's name) is nobody's own. A longer one is the site's own unless `sources/shared_wording.txt` lists it, where
a person says which software prints it everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from naqi.arabic.folding import LETTERS, fold
from naqi_dataset.articles import SourceError
from naqi_dataset.sites.model import Site

SHARED: Final = "shared_wording.txt"

# What is shorter is nobody's own.
_FEWEST_WORDS: Final = 3
# Templates cut a variant into the items of a strip at this mark.
_STRIP: Final = "\N{BROKEN BAR}"
_SLOT: Final = re.compile(r"\{[a-z_]+\}")
_WORD: Final = re.compile(b"[" + re.escape(LETTERS) + b"]+")


def key(wording: str) -> bytes | None:
    """The folded words of a wording, its slots aside; None for one that is nobody's own.

    >>> key("اقرأ أيضاً | {headline}") is None, key("تابعوا أخبار {site} أينما كنتم") == key("تابعوا اخبار أينما كنتم!")
    (True, True)
    """
    words = _WORD.findall(fold(_SLOT.sub(" ", wording)).data)
    return b" ".join(words) if len(words) >= _FEWEST_WORDS else None


def own_wordings(site: Site) -> Iterator[tuple[str, str, bytes]]:
    """Place (a furniture id, or a slot's name), wording and key of all wordings of three words and more, those of slots included."""
    sources = [*((phrase.id, phrase.variants) for phrase in site.furniture), *((f"slot {name}", values) for name, values in site.slots.items())]
    for place, variants in sources:
        for variant in variants:
            for item in variant.split(_STRIP):
                found = key(item)
                if found is not None:
                    yield place, item.strip(), found


def read_shared(path: Path) -> frozenset[bytes]:
    """Keys of the wordings that sites of all splits may print: one a line, comments after a number sign and a space.

    Raises SourceError for a missing file, a wording too short to need listing, and one that is listed twice.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error.__class__.__name__})") from error
    keys: set[bytes] = set()
    for number, line in enumerate(lines, 1):
        wording = re.sub(r"(?:^|\s)# .*", "", line).strip()
        if not wording or wording == "#":
            continue
        found = key(wording)
        if found is None:
            raise SourceError(f"{path}: line {number}: {wording!r} has fewer than {_FEWEST_WORDS} words, so it needs no listing")
        if found in keys:
            raise SourceError(f"{path}: line {number}: {wording!r} is listed twice, spelling aside")
        keys.add(found)
    return frozenset(keys)
