"""Write text to bytes in one encoding and read them in another: the mechanism behind most mojibake.

Source of the code pages: Python's codecs, which are those of unicode.org; of `whatwg`, the WHATWG Encoding Standard.
"""

from __future__ import annotations

import html
from functools import cache
from typing import Final

# Decoders that are not codecs. `html`: UTF-8, and character references resolved once, as a browser does.
HTML: Final = "html"

# Error handlers: Python's, and `whatwg`: a byte that a single-byte code page leaves undefined becomes the C1 control of its number.
ERRORS: Final = ("strict", "replace", "ignore", "whatwg")

_BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"


def read(data: bytes, decoder: str, errors: str) -> str:
    """Decode bytes as `decoder` (a codec or `html`) with one of `ERRORS`.

    Raises UnicodeDecodeError under `strict`.
    """
    if decoder == HTML:
        return html.unescape(data.decode("utf-8", errors))
    if errors == "whatwg":
        return "".join(read_byte(byte, decoder) for byte in data)
    return data.decode(decoder, errors)


@cache
def read_byte(byte: int, codec: str) -> str:
    """The character that browsers read for a byte of a single-byte code page."""
    try:
        return bytes((byte,)).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


def write(text: str, encoder: str) -> bytes:
    """Encode text as `encoder`.

    An encoder is a codec; a codec with `-bom`; or a chain `utf-8/cp1252/utf-8`: written, misread by a browser, and written again.
    `ascii` writes a question mark for what it cannot hold, as databases do; all others are strict.

    Raises UnicodeEncodeError.
    """
    first, *rest = encoder.split("/")
    data = _write(text, first)
    for misread_as, codec in zip(rest[::2], rest[1::2], strict=True):
        data = _write(read(data, misread_as, "whatwg"), codec)
    return data


def _write(text: str, codec: str) -> bytes:
    if codec.endswith("-bom"):
        return (_BOM + text).encode(codec.removesuffix("-bom"))
    return text.encode(codec, "replace" if codec == "ascii" else "strict")
