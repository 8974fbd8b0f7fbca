"""Good texts that only look broken: one TOML file, written by hand, each text with its split."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from naqi.arabic.characters import INVISIBLE
from naqi_dataset.articles import SPLITS, SourceError

# What a look-alike looks like. Each stands in every split; a test holds it.
LOOKS: Final = (
    "accents", "controls", "digits", "emoji", "entities", "foreign_letters", "latin", "marks", "mojibake", "presentation", "question_marks", "replacement",
    "spaces", "tatweel", "zero_width",
)  # fmt: skip

_INVISIBLE: Final = frozenset(INVISIBLE)
_FIELDS: Final = ("id", "split", "looks", "text")


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A good text. id: a slug. looks: one of `LOOKS`. text: as written, not yet in NFC."""

    id: str
    split: str
    looks: str
    text: str


def read_lookalikes(path: Path) -> list[LookAlike]:
    """Read and check the look-alike texts, in order of split and id.

    Raises SourceError.
    """
    try:
        raw = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error.__class__.__name__})") from error
    try:
        items = tomllib.loads(raw).get("text")
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path}: is not TOML ({str(error).splitlines()[0]})") from error
    for fault in _faults(raw, items):
        raise SourceError(f"{path}: {fault}")
    made: Any = items
    return sorted((LookAlike(**item) for item in made), key=lambda item: (item.split, item.id))


def _faults(raw: str, items: object) -> Iterator[str]:
    invisible = next((character for character in raw if ord(character) in _INVISIBLE), None)
    if invisible:
        yield f"holds the invisible character U+{ord(invisible):04X}: write it as an escape"
    if not isinstance(items, list) or not items:
        yield "must hold tables [[text]]"
        return
    names: set[str] = set()
    texts: set[str] = set()
    for number, item in enumerate(items, 1):
        if not isinstance(item, Mapping) or set(item) != set(_FIELDS) or not all(isinstance(value, str) for value in item.values()):
            yield f"text {number} must hold exactly the strings {', '.join(_FIELDS)}"
            return
        name = item["id"]
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
            yield f"text {number} has the id {name!r}, which is not a slug"
        if name in names:
            yield f"the id {name!r} occurs twice"
        if item["split"] not in SPLITS:
            yield f"text {name!r}: split {item['split']!r} is none of {', '.join(SPLITS)}"
        if item["looks"] not in LOOKS:
            yield f"text {name!r}: looks {item['looks']!r} is none of {', '.join(LOOKS)}"
        if not item["text"].strip() or item["text"] != item["text"].strip():
            yield f"text {name!r} is blank or has white space at an end"
        if item["text"] in texts:
            yield f"text {name!r} occurs twice"
        names.add(name)
        texts.add(item["text"])
