"""Tracks and their tasks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Track(StrEnum):
    """What a tool turns into clean text."""

    EXTRACT = "extract"  # a page's HTML
    SCRUB = "scrub"  # a scrape: text with furniture
    REPAIR = "repair"  # a text whose encoding broke


@dataclass(frozen=True, slots=True)
class Task:
    """What a tool is given, and all that it is given: nothing here tells the answer.

    id: of the dataset's row, but opaque for contrasts and corruptions, whose ids tell. group: the site of a page or scrape, `contrasts` or `corruptions`;
    documents of one group may be learned from together. text: of scrub and repair. html: bytes of the page, as served, of extract. encoding: what
    the server declared for it, or "" if nothing. url: an address under .example, or "".
    """

    id: str
    group: str
    text: str = ""
    html: bytes = b""
    encoding: str = ""
    url: str = ""
