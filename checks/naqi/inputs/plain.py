"""Plain text: a file is a document."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from naqi.inputs.model import Problem, ReadOptions, Record

_PROBE: Final = 8192


def undecodable(error: UnicodeDecodeError, base: int = 0) -> str:
    """Say where bytes are not UTF-8 and what to do. base: offset in the file of the bytes that were decoded."""
    byte = error.object[error.start]
    return f"not UTF-8: byte 0x{byte:02X} at offset {base + error.start}; convert it first, for windows-1256 with: iconv -f WINDOWS-1256 -t UTF-8"


def foreign(head: bytes) -> str | None:
    """Say what a file is when its first bytes show that it is no UTF-8 text; None when they do not."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "is UTF-16, not UTF-8: convert it first with: iconv -f UTF-16 -t UTF-8"
    if b"\0" in head[:_PROBE]:
        return "is a binary file, not text: give a text file or name its format"
    return None


def foreign_file(file: BinaryIO) -> str | None:
    """Like `foreign`, for a file open at its start, where it stays."""
    head = file.read(_PROBE)
    file.seek(0)
    return foreign(head)


def decode_document(data: bytes, path: str) -> Record | Problem:
    """Make a document of a whole file's bytes. A UTF-8 signature at the start is no part of it."""
    if not data:
        return Problem(path, "is empty (0 bytes): nothing was checked")
    reason = foreign(data)
    if reason is not None:
        return Problem(path, reason)
    base = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return Record(path, None, 1, None, data[base:].decode())
    except UnicodeDecodeError as error:
        return Problem(path, undecodable(error, base))


def read_plain(path: Path, _: ReadOptions) -> Iterator[Record | Problem]:
    """Read a text file as one document."""
    yield decode_document(path.read_bytes(), str(path))
