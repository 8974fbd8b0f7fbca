"""Bytes of a page as text, the same for every tool that takes no bytes."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import Final

# Where the standard has a browser look for it: https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
_PRESCANNED_BYTES: Final = 1024
_META: Final = re.compile(rb"""<meta[^>]*charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)

# Codecs of Python that are encodings of no page; of these some warn, and some always fail. https://docs.python.org/3/library/codecs.html#text-encodings
_OF_PYTHON: Final = frozenset({"idna", "mbcs", "oem", "palmos", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
# Every byte is a character of it.
_UNDECLARED: Final = "windows-1256"


def decoded(html: bytes, declared: str = "") -> str:
    """A page as its reader would have it: in the encoding that the server declared, else that of its own `meta`, else what a browser in Arabic takes it for.

    declared: name of an encoding, or "". A name that Python does not know, or knows as something else, counts as none. What cannot be read is U+FFFD; a byte
    order mark is no text. Where nothing is declared, what is UTF-8 to the last byte is read so, and the rest as the HTML standard suggests for the locale `ar`
    (https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding, its last step).
    """
    said = _META.search(html[:_PRESCANNED_BYTES])
    for encoding in (declared, said[1].decode("ascii", "replace") if said else ""):
        # ValueError: of names with a null character.
        with suppress(LookupError, ValueError):
            if encoding and codecs.lookup(encoding).name not in _OF_PYTHON:
                return html.decode(encoding, "replace").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    try:
        return html.decode("utf-8-sig")
    except UnicodeDecodeError:
        return html.decode(_UNDECLARED)
